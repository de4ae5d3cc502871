/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vmarium-config.h"

#include "core/language/names.h"
#include "ui/session/offers.h"
#include "ui/session/session-private.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const VmrSession *session;
  const KmMachine  *machine;
  const KmTask     *task;     /* the one that is shown; may be NULL */
  const KmMm       *mm;
  GPtrArray        *offers;
  guint             group;
} List;

static void
offer_free (gpointer data)
{
  g_free (((VmrOffer *) data)->line);
  g_free (data);
}

static VmrOffer * G_GNUC_PRINTF (3, 4)
offer (List       *list,
       const char *label,
       const char *format,
       ...)
{
  VmrOffer *new = g_new0 (VmrOffer, 1);
  va_list args;

  va_start (args, format);
  new->line = g_strdup_vprintf (format, args);
  va_end (args);
  new->label = label;
  new->group = list->group;
  g_ptr_array_add (list->offers, new);
  return new;
}

/* --- addresses and areas ---------------------------------------------------------------------- */

static void
offer_access (List  *list,
              KmAddr addr)
{
  const char *name = km_task_name (list->machine, list->task);

  offer (list, N_("Read here"), "read %s 0x%08x", name, addr);
  offer (list, N_("Write here"), "write %s 0x%08x", name, addr);
  offer (list, N_("Execute here"), "exec_at %s 0x%08x", name, addr);
  offer (list, N_("Walk the tables"), "print walk %s 0x%08x", name, addr);
}

static void
offer_protections (List  *list,
                   KmAddr start,
                   guint  pages)
{
  static const struct { const char *label, *prot; } kinds[] = {
    { N_("Allow reading only"), "r" }, { N_("Allow reading and writing"), "rw" },
    { N_("Allow reading and executing"), "rx" }, { N_("Allow nothing"), "none" },
  };

  list->group++;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    offer (list, kinds[i].label, "mprotect %s 0x%08x %up %s", km_task_name (list->machine, list->task), start, pages,
           kinds[i].prot);
}

static void
offer_heap (List *list)
{
  const char *name = km_task_name (list->machine, list->task);

  offer (list, N_("Let the heap grow"), "brk %s +64K", name);
  if (list->mm && list->mm->brk >= list->mm->start_brk + 64 * 1024)
    offer (list, N_("Let the heap shrink"), "brk %s -64K", name);
}

static void
offer_area (List        *list,
            const KmVma *vma)
{
  const char *name = km_task_name (list->machine, list->task);
  guint pages = (vma->vm_end - vma->vm_start) >> KM_PAGE_SHIFT;

  offer (list, N_("Read here"), "read %s 0x%08x", name, vma->vm_start);
  offer (list, N_("Write here"), "write %s 0x%08x", name, vma->vm_start);
  offer (list, N_("Read all"), "read %s 0x%08x len=%up", name, vma->vm_start, pages);
  offer (list, N_("Write all"), "write %s 0x%08x len=%up", name, vma->vm_start, pages);
  offer (list, N_("Execute here"), "exec_at %s 0x%08x", name, vma->vm_start);
  if (vma->vm_flags & KM_VM_GROWSDOWN)
    offer (list, N_("Write one page below"), "write %s 0x%08x", name, vma->vm_start - 16);
  offer_protections (list, vma->vm_start, pages);
  list->group++;
  offer (list, N_("Give its pages back"), "madvise %s 0x%08x %up dontneed", name, vma->vm_start,
         pages);
  offer (list, N_("Unmap"), "munmap %s 0x%08x %up", name, vma->vm_start, pages);
  if (pages > 2)
    offer (list, N_("Unmap a page in its middle"), "munmap %s 0x%08x 1p", name,
           vma->vm_start + (pages / 2 << KM_PAGE_SHIFT));
  if (list->mm && vma->vm_start <= list->mm->brk && list->mm->start_brk < vma->vm_end)
    offer_heap (list);
}

static void
offer_address (List  *list,
               KmAddr addr)
{
  offer_access (list, addr);
  list->group++;
  if (addr < KM_TASK_SIZE - KM_PAGE_SIZE)
    offer (list, N_("Map a page here"), "mmap %s 4K rw at=0x%08x", km_task_name (list->machine, list->task),
           addr & KM_PAGE_MASK);
}

static void
offer_page (List  *list,
            KmAddr addr)
{
  KmAddr page = addr & KM_PAGE_MASK;

  offer_access (list, addr);
  if (page >= KM_TASK_SIZE)
    return;
  offer_protections (list, page, 1);
  list->group++;
  offer (list, N_("Give the page back"), "madvise %s 0x%08x 1p dontneed", km_task_name (list->machine, list->task), page);
  offer (list, N_("Unmap the page"), "munmap %s 0x%08x 1p", km_task_name (list->machine, list->task), page);
}

/* --- tasks, frames, zones --------------------------------------------------------------------- */

static void
offer_task (List         *list,
            const KmTask *task)
{
  List own = *list;
  const char *name = km_task_name (list->machine, task);

  own.task = task;
  own.mm = km_mm (list->machine, task->mm);
  offer (&own, N_("Run it"), "switch %s", name);
  offer (&own, N_("Into the kernel and back"), "syscall %s getpid", name);
  own.group++;
  offer_heap (&own);
  offer (&own, N_("Map memory"), "mmap %s 64K rw", name);
  offer (&own, N_("Write on the stack"), "write %s sp", name);
  own.group++;
  offer (&own, N_("Its areas"), "print maps %s", name);
  offer (&own, N_("Its areas and their pages"), "print smaps %s", name);
  own.group++;
  offer (&own, N_("End it"), "exit %s", name);
}

/* The name under which a script still holds the block that has this frame; the caller frees it. */
static char *
name_of_block (const List *list,
               KmPfn       pfn)
{
  guint cursor = vmr_session_cursor (list->session);

  for (guint i = 0; i < list->machine->commands->len; i++)
    {
      const KmCommandRecord *record = list->machine->commands->pdata[i];
      const char *sign = strstr (record->text, "alloc_pages");
      g_autofree char *name = g_strndup (record->text, strcspn (record->text, " ="));
      const KmName *found;

      if (sign == NULL || sign == record->text || record->last_step > cursor)
        continue;
      found = km_name_find (list->machine, name);
      if (found && found->kind == KM_NAME_PFN && !found->freed && pfn >= found->value &&
          pfn < found->value + (1u << found->ref))
        return g_steal_pointer (&name);
    }
  return NULL;
}

/* "block", "block2" …: a name that is free. */
static char *
new_name (const List *list,
          const char *stem)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup (stem) : g_strdup_printf ("%s%u", stem, i);

      if (km_name_free_for_use (list->machine, name))
        return g_steal_pointer (&name);
    }
}

static void
offer_blocks (List       *list,
              const char *mask)
{
  static const guint orders[] = { 0, 3, 10 };
  static const char *const labels[] = { N_("Take one frame"), N_("Take a block of 8 frames"),
                                        N_("Take a block of 1024 frames") };
  g_autofree char *name = new_name (list, "block");

  list->group++;
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    offer (list, labels[i], "%s = alloc_pages %u%s%s", name, orders[i], mask ? " " : "",
           mask ? mask : "");
}

/* Of an anonymous page the frame knows its address: page->index is counted in pages of the task. */
static void
offer_frame (List *list,
             KmPfn pfn)
{
  const KmFrame *frame =
    pfn < list->machine->state->n_frames ? km_frame (list->machine, pfn) : NULL;
  g_autofree char *name = name_of_block (list, pfn);
  KmWalkLevel levels[KM_WALK_MAX];
  guint n;

  if (frame == NULL)
    return;
  offer (list, N_("This frame"), "print page 0x%05x", pfn);
  if (name)
    offer (list, N_("Free the block"), "free_pages %s", name);
  if (list->mm && frame->mapcount > 0 && km_frame_is_anon (frame))
    {
      KmAddr addr = frame->index << KM_PAGE_SHIFT;

      n = km_walk (list->machine, list->mm, addr, levels);
      if (levels[n - 1].exists && levels[n - 1].entry & KM_PTE_P &&
          km_entry_pfn (levels[n - 1].entry) == pfn)
        {
          list->group++;
          offer_page (list, addr);
        }
    }
  offer_blocks (list, NULL);
}

static void
offer_zone (List *list,
            guint zone)
{
  static const char *const masks[KM_N_ZONES] = { [KM_ZONE_DMA] = "GFP_DMA",
                                                 [KM_ZONE_HIGHMEM] = "GFP_HIGHUSER" };

  offer (list, N_("Free lists"), "print freelists %s", km_zone_name (zone));
  offer (list, N_("The zone as the kernel prints it"), "print zoneinfo");
  offer_blocks (list, masks[zone]);
}

/* --- all -------------------------------------------------------------------------------------- */

static void
offer_for (List  *list,
           VmrRef ref)
{
  g_autofree char *name = new_name (list, "sh");
  const KmTask *task;
  const KmVma *vma;
  KmAddr addr;

  switch (ref.kind)
    {
    case VMR_REF_VMA:
      vma = km_vma (list->machine, (KmVmaId) { ref.id });
      if (list->task && vma)
        offer_area (list, vma);
      break;
    case VMR_REF_ADDRESS:
    case VMR_REF_AREA:
      if (list->task)
        offer_address (list, ref.id);
      break;
    case VMR_REF_TLB:
      if (list->task)
        offer_page (list, ref.id << KM_PAGE_SHIFT);
      break;
    case VMR_REF_PTE:
      if (list->task && vmr_walk_ref_address (list->machine, list->mm, ref, &addr))
        offer_page (list, addr);
      break;
    case VMR_REF_TASK:
      task = km_task (list->machine, (KmTaskId) { ref.id });
      if (task)
        offer_task (list, task);
      break;
    case VMR_REF_FRAME:
    case VMR_REF_BLOCK:
      offer_frame (list, ref.id);
      break;
    case VMR_REF_ZONE:
      if (ref.id < KM_N_ZONES)
        offer_zone (list, ref.id);
      break;
    case VMR_REF_NONE:
      offer (list, N_("Start a program"), "exec %s text=64K data=12K bss=16K",
             name)->compose = TRUE;
      offer_blocks (list, NULL);
      break;
    default:
      break;
    }
}

GPtrArray *
vmr_session_offers (const VmrSession *self,
                    VmrRef            ref)
{
  const KmTask *task = vmr_session_task (self);
  List list = { .session = self, .machine = vmr_session_machine (self), .task = task };

  list.mm = task ? km_mm (list.machine, task->mm) : NULL;
  list.offers = g_ptr_array_new_with_free_func (offer_free);
  if (list.machine->state != NULL)
    offer_for (&list, ref);
  for (guint i = list.offers->len; i-- > 0;)
    {
      g_autofree char *refusal = vmr_session_refusal (self, ((VmrOffer *) list.offers->pdata[i])->line, NULL);

      if (refusal)
        g_ptr_array_remove_index (list.offers, i);
    }
  return list.offers;
}
