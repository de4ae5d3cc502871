/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/expand.h"

#include "core/user/anon-vma.h"
#include "core/user/limits.h"
#include "core/user/vma-edit.h"

/* stack_guard_gap: towards a PROT_NONE area, or one that grows down itself, nothing is kept. */
static gboolean
keeps_gap (KmMachine *m, const KmVma *vma, KmAddr addr, KmAddr start)
{
  const KmVma *prev = km_vma_prev (m, vma);
  uint32_t gap = start - (prev == NULL ? 0 : prev->vm_end);

  if (prev == NULL || (prev->vm_flags & KM_VM_GROWSDOWN) || !(prev->vm_flags & KM_VM_ACCESS_FLAGS)
      || gap >= KM_STACK_GUARD_GAP)
    return TRUE;
  km_step (m, STACK_GUARD, .addr = addr, .below = prev->vm_end, .gap = gap >> KM_PAGE_SHIFT);
  return FALSE;
}

/* acct_stack_growth () */
static gboolean
account_growth (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr addr, uint32_t size, uint32_t pages)
{
  if (!km_mm_may_expand (mm, vma->vm_flags, pages))
    {
      km_mm_refuse_expand (m, mm, vma->vm_flags, pages);
      return FALSE;
    }
  if (size > mm->rlimit[KM_RLIMIT_STACK])
    {
      km_step (m, STACK_REFUSE, .addr = addr, .size = size, .limit = mm->rlimit[KM_RLIMIT_STACK]);
      return FALSE;
    }
  return km_mm_lock_future (m, mm, vma->vm_flags, pages) && km_mm_charge (m, mm, pages);
}

gboolean
km_vma_grow_down (KmMachine *m, const KmVma *vma, KmAddr addr)
{
  const KmMm *mm = km_mm (m, vma->vm_mm);
  KmAddr start = km_page_align_down (addr);
  uint32_t grown = (vma->vm_start - start) >> KM_PAGE_SHIFT;

  if (start < m->state->mmap_min_addr)
    {
      km_step (m, STACK_LOWEST, .addr = addr, .lowest = m->state->mmap_min_addr);
      return FALSE;
    }
  if (!keeps_gap (m, vma, addr, start) || !km_anon_vma_prepare (m, vma) || grown > vma->vm_pgoff
      || !account_growth (m, mm, vma, addr, vma->vm_end - start, grown))
    return FALSE;
  if (vma->vm_flags & KM_VM_LOCKED)
    KM_BUMP (m, mm->locked_vm, grown);
  km_anon_vma_leave_trees (m, vma);
  km_vma_set_range (m, mm, vma, start, vma->vm_end, vma->vm_pgoff - grown);
  km_anon_vma_enter_trees (m, vma);
  return TRUE;
}

gboolean
km_vma_expand_down (KmMachine *m, const KmVma *vma, KmAddr addr)
{
  KmAddr old = vma->vm_start;

  if (!km_vma_grow_down (m, vma, addr))
    return FALSE;
  km_step (m, STACK_GROW, .vma = vma->id, .old_start = old, .new_start = vma->vm_start,
           .pages = (old - vma->vm_start) >> KM_PAGE_SHIFT, .total = km_vma_pages (vma));
  return TRUE;
}
