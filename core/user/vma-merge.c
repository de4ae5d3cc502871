/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vma_merge (), mm/mmap.c. P is the area before the range A, N the one after, X the one after N.
 *
 *      range is free        part of P or N         range is all of N
 *      PP..NN  1 PPPPPP     PPAANN  4 PPNNNN       PPAAXX  6 PPPPPP
 *      PP..    2 PPPP       PPAANN  5 PPPPNN       PPAAXX  7 PPPPXX
 *        ..NN  3   NNNN                            PPAAXX  8 PPXXXX
 */
#include "core/user/vma-merge.h"

#include "core/user/anon-vma-tree.h"
#include "core/user/vma-adjust.h"

/* is_mergeable_anon_vma (): an area that is linked to several anon_vmas, as after fork, merges only with one that has
 * the same anon_vma, not with one that has none. */
static gboolean
anon_compatible (KmAnonVmaId a, KmAnonVmaId b, const KmVma *vma)
{
  if ((KM_IS_NONE (a) || KM_IS_NONE (b)) && (vma == NULL || km_vma_chain_is_single (vma)))
    return TRUE;
  return KM_SAME (a, b);
}

/* is_mergeable_vma () */
static gboolean
same_kind (const KmVma *vma, const KmVmaDef *def)
{
  return vma->vm_flags == def->flags && KM_SAME (vma->vm_file, def->file)
         && vma->special == KM_VMA_PLAIN;
}

static gboolean
joins_after (const KmVma *prev, const KmVmaDef *def, KmAnonVmaId anon)
{
  return prev != NULL && prev->vm_end == def->start && same_kind (prev, def)
         && anon_compatible (anon, prev->anon_vma, prev)
         && prev->vm_pgoff + km_vma_pages (prev) == def->pgoff;
}

static gboolean
joins_before (const KmVma *next, const KmVmaDef *def, KmAnonVmaId anon)
{
  return next != NULL && next->vm_start == def->end && same_kind (next, def)
         && anon_compatible (anon, next->anon_vma, next)
         && next->vm_pgoff == def->pgoff + ((def->end - def->start) >> KM_PAGE_SHIFT);
}

/* Which case of the picture it is, of those in which P grows. */
static guint
case_upwards (const KmVma *area, const KmVma *next, KmAddr end, gboolean with_next)
{
  if (area != NULL && area != next && area->vm_end == end)
    return with_next ? 6 : 7;
  if (area != NULL && area->vm_start < end)
    return 5;
  return with_next ? 1 : 2;
}

/* P covers [P.start, end), and with @next that one too. */
static gboolean
extend_up (KmMachine *m, const KmMm *mm, const KmVma *prev, const KmVma *next, KmAddr end)
{
  KmVmaBorders borders = { prev->vm_start, next != NULL ? next->vm_end : end, prev->vm_pgoff, NULL, prev };

  return km_vma_adjust (m, mm, prev, &borders);
}

/* N covers [start, N.end); see the picture for what becomes of P or of the area within. */
static gboolean
extend_down (KmMachine *m, const KmMm *mm, const KmVma *prev, const KmVma *area, const KmVma *next,
             const KmVmaDef *def, guint *which)
{
  KmVmaBorders borders = { def->start, next->vm_end, def->pgoff, NULL, next };

  if (prev == NULL || def->start >= prev->vm_end)
    {
      *which = area == next ? 3 : 8;
      return km_vma_adjust (m, mm, area, &borders);
    }
  *which = 4;
  borders = (KmVmaBorders) { prev->vm_start, def->start, prev->vm_pgoff, NULL, next };
  return km_vma_adjust (m, mm, prev, &borders);
}

const KmVma *
km_vma_merge (KmMachine *m, const KmMm *mm, const KmVma *prev, const KmVmaDef *def,
              KmAnonVmaId anon)
{
  const KmVma *next = prev == NULL ? km_vma_first (m, mm) : km_vma_next (m, prev);
  const KmVma *area = next, *result;
  guint which;

  if (def->flags & KM_VM_SPECIAL)
    return NULL;
  if (area != NULL && area->vm_end == def->end)
    next = km_vma_next (m, area);
  if (joins_after (prev, def, anon))
    {
      gboolean with_next = joins_before (next, def, anon)
                           && anon_compatible (prev->anon_vma, next->anon_vma, NULL);

      which = case_upwards (area, next, def->end, with_next);
      if (!extend_up (m, mm, prev, with_next ? next : NULL, def->end))
        return NULL;
      result = prev;
    }
  else if (joins_before (next, def, anon))
    {
      if (!extend_down (m, mm, prev, area, next, def, &which))
        return NULL;
      result = next;
    }
  else
    return NULL;
  km_step (m, VMA_MERGE, .which = which, .start = result->vm_start, .end = result->vm_end);
  return result;
}
