/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One page of a program: where it is, whether it has a frame, what may be done to it. */
#include "ui/session/desk-page.h"

#include "core/user/vma.h"
#include "ui/session/session-view.h"
#include "vmarium-config.h"

#include "core/state/state.h"
#include "ui/session/areas.h"
#include "ui/session/desk.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In this kernel nobody catches a signal. */
gboolean
vmr_task_is_dead (const KmTask *task)
{
  return task != NULL && task->signal != 0;
}

const char *
vmr_task_signal_name (const KmTask *task)
{
  return task->signal == KM_SIGBUS ? "SIGBUS" : "SIGSEGV";
}

VmrPageKind
vmr_page_entry_kind (const KmMachine *machine,
                     guint64          entry)
{
  if (!(entry & KM_PTE_P))
    return VMR_PAGE_EMPTY;
  return km_entry_pfn (entry) == km_machine_state (machine)->zero_page ? VMR_PAGE_ZERO : VMR_PAGE_FRAME;
}

gboolean
vmr_page_is_cached (const KmMachine *machine,
                    const KmVma     *vma,
                    KmAddr           addr)
{
  const KmFile *file = km_file (machine, vma->vm_file);

  return file != NULL &&
         km_file_page (machine, file, vma->vm_pgoff + ((addr - vma->vm_start) >> KM_PAGE_SHIFT)) != 0;
}

void
vmr_page_look (const KmMachine *machine,
               const KmMm      *mm,
               KmAddr           addr,
               VmrPage         *page)
{
  KmWalkLevel levels[KM_WALK_MAX];
  guint n;

  *page = (VmrPage) { .addr = addr & KM_PAGE_MASK, .vma = vmr_area_at (machine, mm, addr) };
  if (page->vma == NULL)
    return;
  n = km_walk (machine, mm, page->addr, levels);
  page->kind = vmr_page_entry_kind (machine, levels[n - 1].entry);
  page->pfn = page->kind == VMR_PAGE_FRAME ? km_entry_pfn (levels[n - 1].entry) : 0;
  if (page->kind == VMR_PAGE_EMPTY && vmr_page_is_cached (machine, page->vma, page->addr))
    page->kind = VMR_PAGE_CACHED;
}

const char *
vmr_page_place (const KmMachine *machine,
                const KmMm      *mm,
                const VmrPage   *page,
                char            *buffer,
                gsize            length)
{
  if (page->vma == NULL)
    {
      g_strlcpy (buffer, page->addr >= KM_TASK_SIZE ? _("the kernel’s") : _("in no area"), length);
      return buffer;
    }
  return vmr_area_part (machine, mm, page->vma, page->addr, buffer, length);
}

static const char *
allowed_words (guint flags)
{
  switch (flags & (KM_VM_READ | KM_VM_WRITE | KM_VM_EXEC))
    {
    case 0:
      return _("nothing is allowed");
    case KM_VM_READ:
      return _("may only be read");
    case KM_VM_READ | KM_VM_WRITE:
      return _("may be read and written");
    case KM_VM_READ | KM_VM_EXEC:
      return _("may be read and executed");
    case KM_VM_READ | KM_VM_WRITE | KM_VM_EXEC:
      return _("everything is allowed");
    default:
      return flags & KM_VM_WRITE ? _("may be written") : _("may be executed");
    }
}

char *
vmr_page_words (const KmMachine *machine,
                const KmMm      *mm,
                const VmrPage   *page)
{
  const KmVma *above;

  switch (page->kind)
    {
    case VMR_PAGE_NOWHERE:
      above = page->addr < KM_TASK_SIZE ? km_vma_find (machine, mm, page->addr) : NULL;
      return g_strdup (above != NULL && above->vm_flags & KM_VM_GROWSDOWN
                       ? _("no area, but the stack is above: it may grow down to here")
                       : _("no area: every access gives a signal"));
    case VMR_PAGE_ZERO:
      return g_strdup_printf (_("the zero page, no frame of its own; %s"),
                              allowed_words (page->vma->vm_flags));
    case VMR_PAGE_FRAME:
      return g_strdup_printf (_("frame 0x%05x; %s"), page->pfn,
                              allowed_words (page->vma->vm_flags));
    case VMR_PAGE_CACHED:
      return g_strdup_printf (_("in the page cache, no entry yet; %s"),
                              allowed_words (page->vma->vm_flags));
    case VMR_PAGE_EMPTY:
    default:
      return g_strdup_printf (_("no frame yet; %s"), allowed_words (page->vma->vm_flags));
    }
}

/* --- which page -------------------------------------------------------------------------------- */

/* The n-th page of [start, end) without a frame. */
static gboolean
find_empty (const KmMachine *machine,
            const KmMm      *mm,
            KmAddr           start,
            KmAddr           end,
            guint           *n,
            KmAddr          *addr)
{
  for (guint64 at = start; at < end; at += KM_PAGE_SIZE)
    {
      KmWalkLevel levels[KM_WALK_MAX];
      guint depth = km_walk (machine, mm, (KmAddr) at, levels);

      if (levels[depth - 1].entry & KM_PTE_P || (*n)-- > 0)
        continue;
      *addr = (KmAddr) at;
      return TRUE;
    }
  return FALSE;
}

gboolean
vmr_desk_suggestion (const VmrSession *self,
                     const KmTask     *task,
                     guint             n,
                     KmAddr           *addr)
{
  g_return_val_if_fail (self != NULL, FALSE);

  const KmMachine *machine = vmr_session_machine (self);
  const KmMm *mm = task ? km_mm (machine, task->mm) : NULL;

  if (mm == NULL)
    return FALSE;
  for (const KmVma *vma = km_vma (machine, mm->mmap); vma; vma = km_vma (machine, vma->vm_next))
    if (vma->vm_start < mm->brk && vma->vm_end > mm->start_brk && mm->brk > mm->start_brk &&
        find_empty (machine, mm, MAX (vma->vm_start, km_page_align_down (mm->start_brk)),
                    MIN (vma->vm_end, (mm->brk + KM_PAGE_SIZE - 1) & KM_PAGE_MASK), &n, addr))
      return TRUE;
  for (const KmVma *vma = km_vma (machine, mm->mmap); vma; vma = km_vma (machine, vma->vm_next))
    if (vma->vm_flags & KM_VM_WRITE &&
        find_empty (machine, mm, vma->vm_start, vma->vm_end, &n, addr))
      return TRUE;
  return FALSE;
}

gboolean
vmr_desk_is_picked (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  VmrRef ref = vmr_session_selection (self);
  const KmTask *task = vmr_session_task (self);

  return task != NULL && ref.kind == VMR_REF_ADDRESS && (ref.gen == 0 || ref.gen == task->id);
}

/* The page that the present command has used: a step in its midst speaks of that one. */
static gboolean
page_under_way (const VmrSession *self,
                const KmTask     *task,
                KmAddr           *addr)
{
  const KmMachine *machine = vmr_session_machine (self);
  guint cursor = vmr_session_cursor (self), command = km_machine_step_command (machine, cursor);
  uint64_t value;

  if (vmr_session_at_rest (self) || task != km_machine_subject (machine))
    return FALSE;
  for (guint step = cursor; step > 0 && km_machine_step_command (machine, step) == command; step--)
    if (km_machine_step_kind (machine, step) == KM_STEP_ACCESS)
      {
        km_machine_step_arg (machine, step, KM_ARG_NAME_addr, &value, NULL);
        *addr = (KmAddr) value & KM_PAGE_MASK;
        return TRUE;
      }
  return FALSE;
}

gboolean
vmr_desk_page (const VmrSession *self,
               KmAddr           *addr)
{
  g_return_val_if_fail (self != NULL, FALSE);

  const KmMachine *machine = vmr_session_machine (self);
  const KmTask *task = vmr_session_task (self);
  const KmMm *mm = task ? km_mm (machine, task->mm) : NULL;
  VmrRef ref = vmr_session_selection (self);
  const KmVma *vma;

  if (mm == NULL)
    return FALSE;
  if (vmr_desk_is_picked (self))
    {
      *addr = ref.id & KM_PAGE_MASK;
      return TRUE;
    }
  /* An area picked elsewhere stands for its first page. */
  vma = ref.kind == VMR_REF_VMA ? km_vma (machine, (KmVmaId) { ref.id }) : NULL;
  if (vma != NULL && vma->vm_mm.value == task->mm.value)
    {
      *addr = vma->vm_start;
      return TRUE;
    }
  if (page_under_way (self, task, addr) || vmr_desk_suggestion (self, task, 0, addr))
    return TRUE;
  vma = km_vma (machine, mm->mmap);
  *addr = vma ? vma->vm_start : 0;
  return vma != NULL;
}
