/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What an address space consists of: regions and the holes between them. */
#include "ui/panels/ranges.h"
#include "ui/draw/roles.h"
#include "ui/session/areas.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>

static void
range_add (GArray     *ranges,
           guint64     start,
           guint64     end,
           const char *name,
           VmrInk      ink,
           VmrRef      ref)
{
  VmrRange range = { .start = start, .end = end, .ink = ink, .ref = ref };

  if (end <= start)
    return;
  g_strlcpy (range.name, name, sizeof range.name);
  g_array_append_val (ranges, range);
}

static void
collect_kernel (const KmState *state,
                GArray        *ranges)
{
  VmrKernelRegion regions[VMR_N_KERNEL_REGIONS];
  guint n = vmr_kernel_regions (state, regions);

  for (guint i = 0; i < n; i++)
    {
      const KmLayout *l = &state->layout;
      VmrInk ink = regions[i].start == l->fixaddr_start ? VMR_INK_SWAP
                   : regions[i].start == l->pkmap_base ? VMR_INK_KSM
                   : regions[i].start == l->vmalloc_start ? VMR_INK_VMALLOC : VMR_INK_KERNEL;

      range_add (ranges, regions[i].start, MIN (regions[i].end, G_GUINT64_CONSTANT (1) << 32),
                 regions[i].name, ink, vmr_ref (VMR_REF_AREA, (guint32) regions[i].start, 0));
    }
}

static void
area_name (const KmMachine *machine,
           const KmMm      *mm,
           const KmVma     *vma,
           VmrRange        *range)
{
  VmrArea area;

  vmr_area_describe (machine, mm, vma, &area);
  g_strlcpy (range->name, area.name, sizeof range->name);
  g_strlcpy (range->perm, area.perm, sizeof range->perm);
  range->arrow = area.arrow;
  range->ink = vmr_area_ink (vma);
}

static int
range_compare (gconstpointer a,
               gconstpointer b)
{
  const VmrRange *x = a, *y = b;

  return x->start < y->start ? 1 : x->start > y->start ? -1 : 0;
}

gboolean
vmr_running_access (const VmrSession *session,
                    KmAddr           *addr,
                    KmAccess         *kind)
{
  g_return_val_if_fail (session != NULL, FALSE);

  const KmMachine *machine = vmr_session_machine (session);
  guint cursor = vmr_session_cursor (session);
  guint first;

  if (cursor == 0)
    return FALSE;
  first = km_machine_command (machine, km_machine_step_command (machine, cursor))
          ->first_step;
  for (guint step = cursor; step >= first && step > 0; step--)
    if (km_machine_step_kind (machine, step) == KM_STEP_ACCESS)
      {
        uint64_t value = 0;

        km_machine_step_arg (machine, step, KM_ARG_NAME_addr, &value, NULL);
        *addr = (KmAddr) value;
        value = 0;
        km_machine_step_arg (machine, step, KM_ARG_NAME_access, &value, NULL);
        *kind = (KmAccess) value;
        return TRUE;
      }
  return FALSE;
}

/* Fills what lies between the regions, from the top of memory down; a page that is stored to in a
 * hole gets a row of its own. */
static void
collect_holes (GArray  *ranges,
               gboolean has_access,
               KmAddr   access)
{
  guint n = ranges->len;
  guint64 above = G_GUINT64_CONSTANT (1) << 32;

  g_array_sort (ranges, range_compare);
  for (guint i = 0; i <= n; i++)
    {
      guint64 end = i < n ? g_array_index (ranges, VmrRange, i).end : 0;
      guint64 page = km_page_align_down (access);

      if (has_access && page >= end && page + KM_PAGE_SIZE <= above)
        {
          range_add (ranges, page + KM_PAGE_SIZE, above, "", VMR_INK_NONE, VMR_REF_INIT_NONE);
          range_add (ranges, page, page + KM_PAGE_SIZE, "", VMR_INK_NONE,
                     vmr_ref (VMR_REF_ADDRESS, access, 0));
          g_array_index (ranges, VmrRange, ranges->len - 1).access = TRUE;
          range_add (ranges, end, page, "", VMR_INK_NONE, VMR_REF_INIT_NONE);
        }
      else if (end < above)
        {
          range_add (ranges, end, above, "", VMR_INK_NONE, VMR_REF_INIT_NONE);
        }
      if (i < n)
        above = g_array_index (ranges, VmrRange, i).start;
    }
  g_array_sort (ranges, range_compare);
}

GArray *
vmr_ranges_collect (const VmrSession *session,
                    const KmTask     *task)
{
  g_return_val_if_fail (session != NULL, NULL);

  const KmMachine *machine = vmr_session_machine (session);
  GArray *ranges = g_array_new (FALSE, TRUE, sizeof (VmrRange));
  const KmMm *mm = task ? km_mm (machine, task->mm) : NULL;
  KmAddr access = 0;
  KmAccess kind;
  gboolean has_access = vmr_running_access (session, &access, &kind);

  collect_kernel (km_machine_state (machine), ranges);
  for (const KmVma *vma = mm ? km_vma (machine, mm->mmap) : NULL; vma != NULL;
       vma = km_vma (machine, vma->vm_next))
    {
      VmrRange range = { .start = vma->vm_start, .end = vma->vm_end };

      area_name (machine, mm, vma, &range);
      range.ref = vmr_ref (VMR_REF_VMA, vma->id, 0);
      range.pages = (vma->vm_end - vma->vm_start) >> KM_PAGE_SHIFT;
      range.present = km_walk_present (machine, mm, vma->vm_start, vma->vm_end);
      g_array_append_val (ranges, range);
    }
  collect_holes (ranges, has_access, access);
  return ranges;
}
