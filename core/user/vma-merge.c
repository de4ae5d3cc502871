/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vma_merge (), mm/mmap.c. P is the area before the range A, N the one after, X the one after N.
 *
 *      range is free        part of P or N         range is all of N
 *      PP..NN  1 PPPPPP     PPAANN  4 PPNNNN       PPAAXX  6 PPPPPP
 *      PP..    2 PPPP       PPAANN  5 PPPPNN       PPAAXX  7 PPPPXX
 *        ..NN  3   NNNN                            PPAAXX  8 PPXXXX
 */
#include "core/physical/frames.h"
#include "core/user/vma-merge.h"

/* is_mergeable_anon_vma (): an area of several anon_vmas (after fork) takes no other's pages. */
static gboolean
anon_compatible (KmAnonVmaId a, KmAnonVmaId b, const KmVma *vma)
{
  if ((KM_IS_NONE (a) || KM_IS_NONE (b)) && (vma == NULL || vma->anon_vma_chain == 1))
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

void
km_anon_vma_clone (KmMachine *m, const KmVma *vma, const KmVma *from)
{
  const KmAnonVma *anon = km_anon_vma (m, from->anon_vma);

  if (anon == NULL)
    return;
  KM_EDIT (m, vma->anon_vma, from->anon_vma);
  KM_EDIT (m, vma->anon_vma_chain, from->anon_vma_chain);
  KM_BUMP (m, anon->n_vmas, 1);
}

/* The area that grows takes over the anon_vma of the one whose pages it gets, if it has none. */
static void
import_anon_vma (KmMachine *m, const KmVma *into, const KmVma *from)
{
  if (from != NULL && KM_IS_NONE (into->anon_vma))
    km_anon_vma_clone (m, into, from);
}

/* P covers [P.start, end); the areas that lie wholly within go, one that sticks out is cut. */
static guint
extend_up (KmMachine *m, const KmMm *mm, const KmVma *prev, const KmVma *area, const KmVma *next,
           KmAddr end, gboolean with_next)
{
  gboolean whole = area != NULL && area != next && area->vm_end == end;
  gboolean part = area != NULL && !whole && area->vm_start < end;
  KmAddr stop = with_next ? next->vm_end : end;
  guint which = whole ? (with_next ? 6 : 7) : part ? 5 : with_next ? 1 : 2;

  if (whole || part)
    import_anon_vma (m, prev, area);
  if (with_next)
    import_anon_vma (m, prev, next);
  if (part)
    km_vma_set_range (m, mm, area, end, area->vm_end,
                      area->vm_pgoff + ((end - area->vm_start) >> KM_PAGE_SHIFT));
  if (whole)
    km_vma_remove (m, mm, area);
  if (with_next)
    km_vma_remove (m, mm, next);
  km_vma_set_range (m, mm, prev, prev->vm_start, stop, prev->vm_pgoff);
  return which;
}

/* N covers [start, N.end); see the picture for what becomes of P or of the area within. */
static guint
extend_down (KmMachine *m, const KmMm *mm, const KmVma *prev, const KmVma *area, const KmVma *next,
             const KmVmaDef *def)
{
  guint which = 3;

  if (prev != NULL && def->start < prev->vm_end)
    {
      import_anon_vma (m, next, prev);
      km_vma_set_range (m, mm, prev, prev->vm_start, def->start, prev->vm_pgoff);
      which = 4;
    }
  else if (area != next)
    {
      import_anon_vma (m, next, area);
      km_vma_remove (m, mm, area);
      which = 8;
    }
  km_vma_set_range (m, mm, next, def->start, next->vm_end, def->pgoff);
  return which;
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

      which = extend_up (m, mm, prev, area, next, def->end, with_next);
      result = prev;
    }
  else if (joins_before (next, def, anon))
    {
      which = extend_down (m, mm, prev, area, next, def);
      result = next;
    }
  else
    return NULL;
  km_step (m, VMA_MERGE, .which = which, .start = result->vm_start, .end = result->vm_end);
  return result;
}

/* reusable_anon_vma (): a neighbour that could be one area with this but for its permissions shares
 * its anon_vma, so that the two may still merge later. */
static gboolean
neighbour_lends (const KmVma *below, const KmVma *above, const KmVma *lender)
{
  return below != NULL && above != NULL && below->vm_end == above->vm_start
         && KM_SAME (below->vm_file, above->vm_file)
         && !((below->vm_flags ^ above->vm_flags) & ~(uint32_t) KM_VM_ACCESS_FLAGS)
         && above->vm_pgoff == below->vm_pgoff + km_vma_pages (below)
         && !KM_IS_NONE (lender->anon_vma) && lender->anon_vma_chain == 1;
}

gboolean
km_anon_vma_prepare (KmMachine *m, const KmVma *vma)
{
  const KmVma *next = km_vma_next (m, vma), *prev = km_vma_prev (m, vma), *lender = NULL;
  const KmAnonVma *anon;
  KmAnonVmaId id;

  if (!KM_IS_NONE (vma->anon_vma))
    return TRUE;
  if (neighbour_lends (vma, next, next))
    lender = next;
  else if (neighbour_lends (prev, vma, prev))
    lender = prev;
  if (lender != NULL)
    {
      km_anon_vma_clone (m, vma, lender);
    }
  else
    {
      id = km_anon_vma_take (m);
      anon = km_anon_vma (m, id);
      if (anon == NULL)
        return FALSE;
      KM_EDIT (m, anon->n_vmas, 1);
      KM_EDIT (m, vma->anon_vma, id);
    }
  KM_EDIT (m, vma->anon_vma_chain, 1);
  km_step (m, ANON_VMA, .vma = vma->id, .new = lender == NULL);
  return TRUE;
}
