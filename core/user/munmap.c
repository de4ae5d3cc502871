/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/munmap.h"

#include "core/mmu/tables.h"
#include "core/mmu/tlb.h"
#include "core/physical/pagevec.h"
#include "core/user/limits.h"
#include "core/user/mm.h"
#include "core/user/vma-add.h"
#include "core/user/vma-edit.h"

#include <errno.h>

/* free_pgtables (): tables go with the last area they served, up to the neighbours. */
static void
unmap_region (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end, const KmVma *prev,
              const KmVma *next)
{
  uint32_t reach = km_table_reach (m, 2);
  KmAddr floor = prev == NULL ? 0 : prev->vm_end;
  KmAddr ceiling = next == NULL ? KM_TASK_SIZE : next->vm_start;
  uint64_t first = MAX ((uint64_t) (start & ~(reach - 1)),
                        ((uint64_t) floor + reach - 1) & ~(uint64_t) (reach - 1));
  uint64_t last = MIN (((uint64_t) end + reach - 1) & ~(uint64_t) (reach - 1),
                       (uint64_t) ceiling & ~(uint64_t) (reach - 1));

  KM_EDIT (m, mm->hiwater_rss, MAX (mm->hiwater_rss, km_mm_rss (mm)));
  km_mm_zap (m, mm, start, end);
  if (first < last)
    km_tables_free (m, mm, first, last);
  km_directories_free (m, mm, start, end, floor, ceiling);
}

/* Cuts the areas that stick out at @start and @end; 0 or a -errno. The first cut may have been made when the
 * second fails: it stays, as in the kernel. */
static uint32_t
cut_ends (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end)
{
  const KmVma *vma = km_vma_find (m, mm, start), *last;
  uint32_t wrong;

  if (start > vma->vm_start)
    {
      /* A hole in the middle makes two of one; at the edges __split_vma () asks nothing. */
      if (end < vma->vm_end && !km_mm_map_count_fits (m, mm, 0))
        return KM_ERROR (ENOMEM);
      wrong = km_vma_split (m, mm, vma, start, FALSE);
      if (wrong != 0)
        return wrong;
    }
  last = km_vma_find (m, mm, end);
  return last != NULL && end > last->vm_start ? km_vma_split (m, mm, last, end, TRUE) : 0;
}

/* detach_vmas_to_be_unmapped (): the areas of [start, end), out of list and tree. */
static GPtrArray *
detach (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end)
{
  GPtrArray *detached = g_ptr_array_new ();
  const KmVma *vma = km_vma_find (m, mm, start);

  while (vma != NULL && vma->vm_start < end)
    {
      const KmVma *after = km_vma_next (m, vma);

      if (vma->vm_flags & KM_VM_LOCKED)
        KM_BUMP (m, mm->locked_vm, -km_vma_pages (vma));
      km_vma_detach (m, mm, vma);
      g_ptr_array_add (detached, (gpointer) vma);
      vma = after;
    }
  km_step (m, VMA_REMOVE, .start = start, .end = end);
  return detached;
}

uint32_t
km_mm_munmap (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length)
{
  KmAddr end = start + km_page_align_up (length);
  g_autoptr (GPtrArray) detached = NULL;
  const KmVma *vma, *prev, *next;
  uint32_t wrong;

  if ((start & ~KM_PAGE_MASK) || start > KM_TASK_SIZE || length > KM_TASK_SIZE - start || end == start)
    return KM_ERROR (EINVAL);
  vma = km_vma_find (m, mm, start);
  if (vma == NULL || vma->vm_start >= end)
    return 0;
  wrong = cut_ends (m, mm, start, end);
  if (wrong != 0)
    return wrong;
  prev = km_vma_prev (m, km_vma_find (m, mm, start));
  next = km_vma_find (m, mm, end);
  KM_EDIT (m, mm->hiwater_vm, MAX (mm->hiwater_vm, mm->total_vm));
  km_lru_add_drain (m);         /* unmap_region (): a moment later there, but nothing stands in between */
  detached = detach (m, mm, start, end);
  unmap_region (m, mm, start, end, prev, next);
  for (guint i = 0; i < detached->len; i++)
    {
      vma = detached->pdata[i];
      if (vma->vm_flags & KM_VM_ACCOUNT)
        km_mm_uncharge (m, km_vma_pages (vma));
      km_vma_free (m, vma);
    }
  return 0;
}
