/* SPDX-License-Identifier: GPL-2.0-or-later */
/* brk: mm/mmap.c. */
#include "core/user/brk.h"

#include "core/mmu/tables.h"
#include "core/mmu/tlb.h"
#include "core/physical/frames.h"
#include "core/user/mm.h"
#include "core/user/mmap.h"
#include "core/user/vma-add.h"
#include "core/user/vma-edit.h"
#include "core/user/vma-merge.h"

#include <errno.h>

gboolean
km_mm_brk_area (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end)
{
  KmVmaDef def = { start, end, KM_VM_READ | KM_VM_WRITE | KM_VM_MAY_ALL | KM_VM_ACCOUNT,
                   KM_NONE (KmFileId), start >> KM_PAGE_SHIFT, KM_VMA_PLAIN };

  if (!km_mm_enough_memory (m, (end - start) >> KM_PAGE_SHIFT) || km_vma_add (m, mm, &def) == NULL)
    return FALSE;
  KM_BUMP (m, m->state->committed, (end - start) >> KM_PAGE_SHIFT);
  return TRUE;
}

static void
move_break (KmMachine *m, const KmMm *mm, KmAddr to)
{
  KmAddr from = mm->brk;

  KM_EDIT (m, mm->brk, to);
  km_step (m, BRK, .old = from, .new = to);
}

uint32_t
km_mm_brk (KmMachine *m, const KmMm *mm, KmAddr brk)
{
  KmAddr old_brk = mm->brk, old = km_page_align_up (mm->brk), new = km_page_align_up (brk);
  const KmVma *next;

  if (brk < mm->start_brk || brk > KM_TASK_SIZE)
    return mm->brk;
  if (new < old)
    {
      /* __do_munmap () may let other threads in: the break has moved before, and moves back if it fails. */
      move_break (m, mm, brk);
      if (KM_IS_ERROR (km_mm_munmap (m, mm, new, old - new)))
        move_break (m, mm, old_brk);
      return mm->brk;
    }
  if (new > old)
    {
      next = km_vma_find (m, mm, old);
      if ((next != NULL && new + KM_PAGE_SIZE > km_vma_start_gap (next))
          || !km_mm_brk_area (m, mm, old, new))
        return mm->brk;
    }
  move_break (m, mm, brk);
  return brk;
}
