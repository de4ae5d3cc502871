/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/rmap/walk.h"

#include "core/mmu/tables.h"
#include "core/user/anon-vma-tree.h"
#include "core/user/i-mmap.h"

typedef struct
{
  const KmMachine *m;
  KmPfn pfn;
  const KmFrame *frame;
  gboolean (*visit) (const KmMapping *mapping, gpointer data);
  gpointer data;
  guint n;                      /* visited */
} Walk;

/* TRUE to go on. */
static gboolean
visit_area (Walk *w, const KmVma *vma)
{
  const KmMm *mm = km_mm (w->m, vma->vm_mm);
  KmMapping place = { km_task (w->m, mm->owner), vma,
                      vma->vm_start + ((w->frame->index - vma->vm_pgoff) << KM_PAGE_SHIFT), FALSE };
  uint64_t entry = km_tables_entry (w->m, mm->pgd, place.addr);

  place.mapped = entry != 0 && km_entry_pfn (entry) == w->pfn;
  w->n++;
  return w->visit (&place, w->data);
}

/* rmap_walk_anon () */
static void
walk_anon (Walk *w, const KmAnonVma *anon)
{
  uint32_t index = w->frame->index;
  const KmAnonVmaChain *link = km_anon_vma_first (w->m, anon, index, index);

  while (link != NULL && visit_area (w, km_vma (w->m, link->vma)))
    link = km_anon_vma_next (w->m, link, index, index);
}

/* rmap_walk_file () */
static void
walk_file (Walk *w, const KmFile *file)
{
  uint32_t index = w->frame->index;
  const KmVma *vma = km_file_first_area (w->m, file, index, index);

  while (vma != NULL && visit_area (w, vma))
    vma = km_file_next_area (w->m, vma, index, index);
}

guint
km_rmap_walk (const KmMachine *m, KmPfn pfn, gboolean (*visit) (const KmMapping *mapping, gpointer data),
              gpointer data)
{
  const KmFrame *frame = km_frame (m, pfn);
  Walk walk = { m, pfn, frame, visit, data, 0 };
  const KmAnonVma *anon = frame == NULL ? NULL : km_frame_anon_vma (m, frame);
  const KmFile *file = frame == NULL ? NULL : km_frame_file (m, frame);

  if (anon != NULL)
    walk_anon (&walk, anon);
  else if (file != NULL)
    walk_file (&walk, file);
  return walk.n;
}
