/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vmarium-config.h"

#include "core/language/names.h"
#include "ui/session/offers.h"
#include "ui/session/refuse.h"
#include "ui/session/session-private.h"
#include "ui/session/session-view.h"
#include "ui/session/thing.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
offer_free (gpointer data)
{
  g_free (((VmrOffer *) data)->line);
  g_free (data);
}

VmrOffer *
vmr_offer (VmrOffers  *list,
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

void
vmr_offer_access (VmrOffers *list,
              KmAddr addr)
{
  const char *name = km_task_name (list->machine, list->task);

  vmr_offer (list, N_("Read here"), "read %s 0x%08x", name, addr);
  vmr_offer (list, N_("Write here"), "write %s 0x%08x", name, addr);
  vmr_offer (list, N_("Execute here"), "exec_at %s 0x%08x", name, addr);
  vmr_offer (list, N_("Walk the tables"), "print walk %s 0x%08x", name, addr);
}

void
vmr_offer_protections (VmrOffers *list,
                   KmAddr start,
                   guint  pages)
{
  static const struct { const char *label, *prot; } kinds[] = {
    { N_("Allow reading only"), "r" }, { N_("Allow reading and writing"), "rw" },
    { N_("Allow reading and executing"), "rx" }, { N_("Allow nothing"), "none" },
  };

  list->group++;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    vmr_offer (list, kinds[i].label, "mprotect %s 0x%08x %up %s", km_task_name (list->machine, list->task), start, pages,
           kinds[i].prot);
}

void
vmr_offer_page (VmrOffers *list,
            KmAddr addr)
{
  KmAddr page = addr & KM_PAGE_MASK;

  vmr_offer_access (list, addr);
  if (page >= KM_TASK_SIZE)
    return;
  vmr_offer_protections (list, page, 1);
  list->group++;
  vmr_offer (list, N_("Give the page back"), "madvise %s 0x%08x 1p dontneed", km_task_name (list->machine, list->task), page);
  vmr_offer (list, N_("Unmap the page"), "munmap %s 0x%08x 1p", km_task_name (list->machine, list->task), page);
}

void
vmr_offer_heap (VmrOffers *list)
{
  const char *name = km_task_name (list->machine, list->task);

  vmr_offer (list, N_("Let the heap grow"), "brk %s +64K", name);
  if (list->mm && list->mm->brk >= list->mm->start_brk + 64 * 1024)
    vmr_offer (list, N_("Let the heap shrink"), "brk %s -64K", name);
}

/* "block", "block2" …: a name that is free. */
char *
vmr_offers_new_name (const VmrOffers *list,
          const char *stem)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup (stem) : g_strdup_printf ("%s%u", stem, i);

      if (km_name_free_for_use (list->machine, name))
        return g_steal_pointer (&name);
    }
}

void
vmr_offer_blocks (VmrOffers *list,
              const char *mask)
{
  static const guint orders[] = { 0, 3, 10 };
  static const char *const labels[] = { N_("Take one frame"), N_("Take a block of 8 frames"),
                                        N_("Take a block of 1024 frames") };
  g_autofree char *name = vmr_offers_new_name (list, "block");

  list->group++;
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    vmr_offer (list, labels[i], "%s = alloc_pages %u%s%s", name, orders[i], mask ? " " : "",
           mask ? mask : "");
}

/* Where nothing is selected. */
static void
offer_start (VmrOffers *list)
{
  g_autofree char *name = vmr_offers_new_name (list, "sh");

  vmr_offer (list, N_("Start a program"), "exec %s text=64K data=12K bss=16K", name)->compose = TRUE;
  vmr_offer_blocks (list, NULL);
}

GPtrArray *
vmr_session_offers (const VmrSession *self,
                    VmrRef            ref)
{
  g_return_val_if_fail (self != NULL, NULL);

  const KmTask *task = vmr_session_task (self);
  VmrOffers list = { .session = self, .machine = vmr_session_machine (self), .task = task };

  list.mm = task ? km_mm (list.machine, task->mm) : NULL;
  list.offers = g_ptr_array_new_with_free_func (offer_free);
  if (km_machine_state (list.machine) == NULL)
    return list.offers;
  if (vmr_ref_is_none (ref))
    offer_start (&list);
  else if (vmr_thing (ref.kind) && vmr_thing (ref.kind)->offers)
    vmr_thing (ref.kind)->offers (&list, ref);
  for (guint i = list.offers->len; i-- > 0;)
    {
      g_autofree char *refusal = vmr_session_refusal (self, ((VmrOffer *) list.offers->pdata[i])->line, NULL);

      if (refusal)
        g_ptr_array_remove_index (list.offers, i);
    }
  return list.offers;
}
