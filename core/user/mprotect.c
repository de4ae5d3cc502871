/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mprotect, madvise: mm/mprotect.c, mm/madvise.c. */
#include "core/user/mprotect.h"

#include "core/mmu/tables.h"
#include "core/mmu/tlb.h"
#include "core/physical/frames.h"
#include "core/user/mm.h"
#include "core/user/mmap.h"
#include "core/user/vma-add.h"
#include "core/user/vma-edit.h"
#include "core/user/vma-merge.h"

#include <errno.h>

/* --- mprotect --------------------------------------------------------------------------------- */

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

/* mprotect_fixup () for the part of @vma within [start, end); returns the area that covers it
 * then. */
static const KmVma *
protect_part (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr start, KmAddr end,
              uint32_t prot)
{
  uint32_t old = vma->vm_flags, flags = (old & ~(uint32_t) KM_VM_ACCESS_FLAGS) | prot;
  const KmVma *prev, *merged;
  KmVmaDef def;

  if (flags == old)
    return vma;
  if ((flags & KM_VM_WRITE)
      && !(old & (KM_VM_ACCOUNT | KM_VM_WRITE | KM_VM_SHARED | KM_VM_NORESERVE)))
    {
      flags |= KM_VM_ACCOUNT;
      KM_BUMP (m, m->state->committed, (end - start) >> KM_PAGE_SHIFT);
    }
  prev = start > vma->vm_start ? vma : km_vma_prev (m, vma);
  def = (KmVmaDef) { start, end, flags, vma->vm_file,
                     vma->vm_pgoff + ((start - vma->vm_start) >> KM_PAGE_SHIFT), vma->special };
  merged = km_vma_merge (m, mm, prev, &def, vma->anon_vma);
  if (merged == NULL)
    {
      if (start != vma->vm_start && km_vma_split (m, mm, vma, start, TRUE) == NULL)
        return NULL;
      if (end != vma->vm_end && km_vma_split (m, mm, vma, end, FALSE) == NULL)
        return NULL;
      merged = vma;
    }
  KM_EDIT (m, merged->vm_flags, flags);
  km_step (m, VMA_FLAGS, .vma = merged->id, .start = start, .end = end, .perm = flags);
  change_entries (m, mm, merged, start, end);
  return merged;
}

uint32_t
km_mm_mprotect (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length, uint32_t prot)
{
  KmAddr end = start + km_page_align_up (length), at = start;
  const KmVma *vma = km_vma_find (m, mm, start);

  if (start & ~KM_PAGE_MASK)
    return KM_ERROR (EINVAL);
  if (length == 0)
    return 0;
  if (end <= start || vma == NULL || vma->vm_start > start)
    return KM_ERROR (ENOMEM);
  while (at < end)
    {
      KmAddr stop;

      vma = km_vma_find (m, mm, at);
      if (vma == NULL || vma->vm_start > at)
        return KM_ERROR (ENOMEM);
      if ((prot & ~(vma->vm_flags >> 4)) & KM_VM_ACCESS_FLAGS)
        return KM_ERROR (EACCES);
      stop = MIN (vma->vm_end, end);
      if (protect_part (m, mm, vma, at, stop, prot) == NULL)
        return KM_ERROR (ENOMEM);
      at = stop;
    }
  return 0;
}

/* --- madvise ---------------------------------------------------------------------------------- */

uint32_t
km_mm_dontneed (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length)
{
  uint64_t end = (uint64_t) start + km_page_align_up (length);
  uint32_t result = 0;

  if ((start & ~KM_PAGE_MASK) || end > KM_TASK_SIZE
      || (length != 0 && km_page_align_up (length) == 0))
    return KM_ERROR (EINVAL);
  for (uint64_t at = start; at < end;)
    {
      const KmVma *vma = km_vma_find (m, mm, at);
      KmAddr from, to;

      if (vma == NULL || vma->vm_start >= end)
        return KM_ERROR (ENOMEM);   /* holes are reported, after the rest was done */
      if (vma->vm_start > at)
        result = KM_ERROR (ENOMEM);
      if (vma->vm_flags & (KM_VM_LOCKED | KM_VM_PFNMAP))
        return KM_ERROR (EINVAL);
      from = MAX (at, vma->vm_start);
      to = MIN (end, vma->vm_end);
      km_mm_zap (m, mm, from, to);
      at = to;
    }
  return result;
}
