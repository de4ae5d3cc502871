/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mprotect: mm/mprotect.c. */
#include "core/user/mprotect.h"

#include "core/mmu/tables.h"
#include "core/mmu/tlb.h"
#include "core/user/limits.h"
#include "core/user/mmap.h"
#include "core/user/vma-add.h"
#include "core/user/vma-merge.h"

#include <errno.h>

/* change_protection (): present entries get the new bits; write access of private pages, and of
 * clean pages of files on disk, waits for a fault. */
static void
change_entries (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr start, KmAddr end)
{
  uint64_t prot = km_prot_bits (m, vma->vm_flags);
  const KmFile *file = km_file (m, vma->vm_file);
  gboolean notify = file != NULL && !file->shmem;

  for (KmAddr at = start; at < end; at += KM_PAGE_SIZE)
    {
      guint index;
      KmPfn table = km_tables_find (m, mm->pgd, at, &index);
      uint64_t entry = table == 0 ? 0 : km_entry_read (m, table, index);
      uint64_t keep = entry & (KM_PTE_A | KM_PTE_D | KM_PTE_SPECIAL), bits = prot;

      if (entry == 0)
        continue;
      if (notify && !(entry & KM_PTE_D))
        bits &= ~(uint64_t) KM_PTE_RW;
      km_entry_write (m, table, index, km_entry_make (km_entry_pfn (entry), bits | keep));
    }
  km_tlb_flush_range (m, mm, start, end);
}

/* Memory that becomes writable is promised from then on, and counts as data: 0 or a -errno. */
static uint32_t
charge_writable (KmMachine *m, const KmMm *mm, uint32_t old, uint32_t pages, uint32_t *flags)
{
  if (!(*flags & KM_VM_WRITE))
    return 0;
  if (!km_mm_may_expand (mm, *flags, pages) && km_mm_may_expand (mm, old, pages))
    {
      km_mm_refuse_expand (m, mm, *flags, pages);
      return KM_ERROR (ENOMEM);
    }
  if (old & (KM_VM_ACCOUNT | KM_VM_WRITE | KM_VM_HUGETLB | KM_VM_SHARED | KM_VM_NORESERVE))
    return 0;
  if (!km_mm_charge (m, mm, pages))
    return KM_ERROR (ENOMEM);
  *flags |= KM_VM_ACCOUNT;
  return 0;
}

uint32_t
km_vma_protect (KmMachine *m, const KmMm *mm, const KmVma **vma, KmAddr start, KmAddr end, uint32_t flags)
{
  const KmVma *area = *vma, *prev, *merged;
  uint32_t old = area->vm_flags, pages = (end - start) >> KM_PAGE_SHIFT, wrong;
  KmVmaDef def;

  if (flags == old)
    return 0;
  wrong = charge_writable (m, mm, old, pages, &flags);
  if (wrong != 0)
    return wrong;
  prev = start > area->vm_start ? area : km_vma_prev (m, area);
  def = (KmVmaDef) { start, end, flags, area->vm_file,
                     area->vm_pgoff + ((start - area->vm_start) >> KM_PAGE_SHIFT), area->special };
  merged = km_vma_merge (m, mm, prev, &def, area->anon_vma);
  if (merged == NULL)
    {
      wrong = km_vma_cut (m, mm, area, start, end);
      if (wrong != 0)
        {
          if ((flags & ~old) & KM_VM_ACCOUNT)
            km_mm_uncharge (m, pages);
          return wrong;
        }
      merged = area;
    }
  km_vma_set_flags (m, mm, merged, flags);
  km_step (m, VMA_FLAGS, .vma = merged->id, .start = start, .end = end, .perm = flags);
  change_entries (m, mm, merged, start, end);
  *vma = merged;
  return 0;
}

/* PROT_GROWSDOWN: the change goes down to the start of the stack. 0 or a -errno. */
static uint32_t
reach_down (const KmVma *vma, uint32_t prot, KmAddr *start, KmAddr end)
{
  if (!(prot & KM_PROT_GROWSDOWN))
    {
      if (vma->vm_start > *start)
        return KM_ERROR (ENOMEM);
      return prot & KM_PROT_GROWSUP ? KM_ERROR (EINVAL) : 0;    /* nothing grows up here */
    }
  if (vma->vm_start >= end)
    return KM_ERROR (ENOMEM);
  *start = vma->vm_start;
  return vma->vm_flags & KM_VM_GROWSDOWN ? 0 : KM_ERROR (EINVAL);
}

/* The area at @at, with the flags that @prot gives it; NULL with *WRONG a -errno. */
static const KmVma *
next_part (KmMachine *m, const KmMm *mm, KmAddr at, uint32_t prot, uint32_t *flags, uint32_t *wrong)
{
  const KmVma *vma = km_vma_find (m, mm, at);
  gboolean exec = (mm->personality & KM_PER_READ_IMPLIES_EXEC) && (prot & KM_PROT_READ);

  *wrong = KM_ERROR (ENOMEM);
  if (vma == NULL || vma->vm_start > at)
    return NULL;
  *flags = (vma->vm_flags & ~(uint32_t) KM_VM_ACCESS_FLAGS) | (prot & KM_VM_ACCESS_FLAGS);
  if (exec && (vma->vm_flags & KM_VM_MAYEXEC))
    *flags |= KM_VM_EXEC;
  *wrong = KM_ERROR (EACCES);
  return (*flags & ~(*flags >> 4)) & KM_VM_ACCESS_FLAGS ? NULL : vma;
}

uint32_t
km_mm_mprotect (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length, uint32_t prot)
{
  const uint32_t grows = prot & (KM_PROT_GROWSDOWN | KM_PROT_GROWSUP);
  KmAddr end = start + km_page_align_up (length);
  const KmVma *vma = km_vma_find (m, mm, start);
  uint32_t flags, wrong;

  if (grows == (KM_PROT_GROWSDOWN | KM_PROT_GROWSUP) || (start & ~KM_PAGE_MASK))
    return KM_ERROR (EINVAL);
  if (length == 0)
    return 0;
  if (end <= start)
    return KM_ERROR (ENOMEM);
  if (prot & ~(grows | KM_PROT_READ | KM_PROT_WRITE | KM_PROT_EXEC | KM_PROT_SEM))
    return KM_ERROR (EINVAL);
  wrong = vma == NULL ? KM_ERROR (ENOMEM) : reach_down (vma, prot, &start, end);
  while (wrong == 0 && start < end)
    {
      vma = next_part (m, mm, start, prot, &flags, &wrong);
      if (vma == NULL)
        return wrong;
      wrong = km_vma_protect (m, mm, &vma, start, MIN (vma->vm_end, end), flags);
      start = vma->vm_end;
    }
  return wrong;
}
