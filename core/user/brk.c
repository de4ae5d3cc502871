/* SPDX-License-Identifier: GPL-2.0-or-later */
/* brk: mm/mmap.c. */
#include "core/user/brk.h"

#include "core/user/mmap.h"
#include "core/user/munmap.h"
#include "core/user/vma.h"

#include <errno.h>

static void
move_break (KmMachine *m, const KmMm *mm, KmAddr to)
{
  KmAddr from = mm->brk;

  KM_EDIT (m, mm->brk, to);
  km_step (m, BRK, .old = from, .new = to);
}

/* check_data_rlimit (): heap and data segment together. */
static gboolean
data_limit_fits (KmMachine *m, const KmMm *mm, KmAddr brk)
{
  uint64_t size = (uint64_t) brk - mm->start_brk + (mm->end_data - mm->start_data);
  uint32_t limit = mm->rlimit[KM_RLIMIT_DATA];

  if (limit == KM_RLIM_INFINITY || size <= limit)
    return TRUE;
  km_step (m, DATA_REFUSE, .pages = (brk - mm->brk + KM_PAGE_SIZE - 1) >> KM_PAGE_SHIFT, .total = mm->data_vm,
           .limit = limit);
  return FALSE;
}

uint32_t
km_mm_brk (KmMachine *m, const KmMm *mm, KmAddr brk)
{
  KmAddr old_brk = mm->brk, old = km_page_align_up (mm->brk), new = km_page_align_up (brk);
  const KmVma *next;

  if (brk < mm->start_brk || !data_limit_fits (m, mm, brk))
    return mm->brk;
  if (new != old && brk <= mm->brk)
    {
      /* __do_munmap () may let other threads in: the break has moved before, and moves back if it fails. */
      move_break (m, mm, brk);
      if (KM_IS_ERROR (km_mm_munmap (m, mm, new, old - new)))
        move_break (m, mm, old_brk);
      return mm->brk;
    }
  if (new != old)
    {
      next = km_vma_find (m, mm, old);
      if ((next != NULL && new + KM_PAGE_SIZE > km_vma_start_gap (next))
          || KM_IS_ERROR (km_mm_brk_area (m, mm, old, new, 0)))
        return mm->brk;
    }
  move_break (m, mm, brk);
  return brk;
}
