/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/rmap/scan.h"

#include "core/mmu/entries.h"
#include "core/user/vma-flags.h"
#include "core/user/vma.h"

/* VM_LOCKED, and what VM_RESERVED of 2.4 stood for. */
#define PASSED_OVER (KM_VM_LOCKED | KM_VM_IO | KM_VM_PFNMAP)

/* swap_out_pmd (): the entries for [start, end), which lie in one table; *@found counts those of frame @pfn, NULL only the
 * entries are counted. */
static uint32_t
scan_table (const KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end, KmPfn pfn, uint32_t *found)
{
  guint index;
  KmPfn table = km_tables_find (m, mm->pgd, start, &index);
  uint32_t n = (end - start) >> KM_PAGE_SHIFT;

  if (table == 0)
    return 0;
  for (uint32_t i = 0; found != NULL && i < n; i++)
    {
      uint64_t entry = km_entry_read (m, table, index + i);

      *found += entry != 0 && km_entry_pfn (entry) == pfn;
    }
  return n;
}

uint32_t
km_rmap_scan_task (const KmMachine *m, const KmTask *task, KmPfn pfn, uint32_t *found)
{
  const KmMm *mm = km_mm (m, task->mm);
  uint32_t entries = 0;

  for (const KmVma *vma = km_vma_first (m, mm); vma != NULL; vma = km_vma_next (m, vma))
    if (!(vma->vm_flags & PASSED_OVER))
      for (uint64_t at = vma->vm_start, next; at < vma->vm_end; at = next)
        {
          next = (at / km_table_reach (m, 2) + 1) * km_table_reach (m, 2);
          entries += scan_table (m, mm, (KmAddr) at, (KmAddr) MIN (next, vma->vm_end), pfn, found);
        }
  return entries;
}
