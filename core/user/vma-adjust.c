/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * __vma_adjust (). While borders move, the areas concerned are out of the trees of their anon_vmas and their file, and
 * come back behind those that begin at the same page: who changes goes to the end of its equals, as in the kernel.
 */
#include "core/user/vma-adjust.h"

#include "core/user/anon-vma.h"
#include "core/user/i-mmap.h"
#include "core/user/vma-edit.h"

/* What becomes of the area behind. */
typedef enum { NEXT_STAYS, NEXT_GOES, TWO_GO, FIRST_GOES } Fate;

typedef struct
{
  KmMachine *m;
  const KmMm *mm;
  const KmVma *vma, *next;      /* @next: goes, or gives way; FIRST_GOES: the two are exchanged */
  KmAddr start, end;
  uint32_t pgoff;
  Fate fate;
  uint32_t give_way;            /* bytes that the start of @next moves up, less than 0 down; 0: it stays */
  const KmVma *insert;
  /* Whose pages come to whom: an area that has no anon_vma gets the other's links. */
  const KmVma *exporter, *importer;
} Adjust;

/* The area covers all of the next one, perhaps of two. */
static void
swallow (Adjust *a, const KmVma *expand)
{
  if (a->next == expand)
    {
      /* Case 8: the area in front goes and the one behind grows down. */
      a->fate = FIRST_GOES;
      a->next = a->vma;
      a->vma = expand;
    }
  else
    {
      a->fate = a->end > a->next->vm_end ? TWO_GO : NEXT_GOES;
      a->end = a->next->vm_end;
    }
  a->exporter = a->next;
  a->importer = a->vma;
  /* The middle one has no anon_vma: that of the last one comes over, if it has one. */
  if (a->fate == TWO_GO && KM_IS_NONE (a->next->anon_vma))
    a->exporter = km_vma_next (a->m, a->next);
}

static void
find_fate (Adjust *a, const KmVma *expand)
{
  const KmVma *vma = a->vma, *next = a->next;

  if (next == NULL || a->insert != NULL)
    return;
  if (a->end >= next->vm_end)
    swallow (a, expand);
  else if (a->end > next->vm_start)
    {
      /* Case 5: it takes the front of the next one. */
      a->give_way = a->end - next->vm_start;
      a->exporter = next;
      a->importer = vma;
    }
  else if (a->end < vma->vm_end)
    {
      /* Case 4: it gives its end to the next one. */
      a->give_way = -(vma->vm_end - a->end);
      a->exporter = vma;
      a->importer = next;
    }
}

static gboolean
import_anon_vma (Adjust *a)
{
  if (a->exporter == NULL || KM_IS_NONE (a->exporter->anon_vma) || !KM_IS_NONE (a->importer->anon_vma))
    return TRUE;
  KM_EDIT (a->m, a->importer->anon_vma, a->exporter->anon_vma);
  return km_anon_vma_clone (a->m, a->importer, a->exporter);
}

static void
leave_trees (Adjust *a, gboolean anon)
{
  if (anon)
    km_anon_vma_leave_trees (a->m, a->vma);
  if (anon && a->give_way != 0)
    km_anon_vma_leave_trees (a->m, a->next);
  km_vma_unlink_file (a->m, a->vma);
  if (a->give_way != 0)
    km_vma_unlink_file (a->m, a->next);
}

static void
enter_trees (Adjust *a, gboolean anon)
{
  if (anon)
    km_anon_vma_enter_trees (a->m, a->vma);
  if (anon && a->give_way != 0)
    km_anon_vma_enter_trees (a->m, a->next);
}

static void
move_borders (Adjust *a)
{
  const KmVma *next = a->next;

  km_vma_set_range (a->m, a->mm, a->vma, a->start, a->end, a->pgoff);
  if (a->give_way != 0)
    km_vma_set_range (a->m, a->mm, next, next->vm_start + a->give_way, next->vm_end,
                      next->vm_pgoff + (uint32_t) ((int32_t) a->give_way >> KM_PAGE_SHIFT));
  if (a->give_way != 0)
    km_vma_link_file (a->m, next);
  km_vma_link_file (a->m, a->vma);
}

gboolean
km_vma_adjust (KmMachine *m, const KmMm *mm, const KmVma *vma, const KmVmaBorders *borders)
{
  Adjust a = { .m = m, .mm = mm, .vma = vma, .next = km_vma_next (m, vma), .start = borders->start,
               .end = borders->end, .pgoff = borders->pgoff, .insert = borders->insert };
  KmAddr end = borders->end;

  find_fate (&a, borders->expand);
  if (!import_anon_vma (&a))
    return FALSE;
  for (;;)
    {
      gboolean anon = !KM_IS_NONE (a.vma->anon_vma) || (a.give_way != 0 && !KM_IS_NONE (a.next->anon_vma));

      if (a.insert != NULL)
        km_vma_link_file (m, a.insert);
      leave_trees (&a, anon);
      move_borders (&a);
      if (a.fate != NEXT_STAYS)
        {
          km_vma_detach (m, mm, a.next);
          km_vma_unlink_file (m, a.next);
        }
      else if (a.insert != NULL)
        km_vma_link (m, mm, a.insert);
      enter_trees (&a, anon);
      if (a.fate == NEXT_STAYS)
        return TRUE;
      km_vma_free (m, a.next);
      if (a.fate != TWO_GO)
        return TRUE;
      /* Case 6: the second one goes the same way. */
      a.fate = NEXT_GOES;
      a.next = km_vma_next (m, a.vma);
      a.end = end;
    }
}
