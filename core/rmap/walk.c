/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/rmap/walk.h"

#include "core/mmu/tables.h"
#include "core/user/anon-vma-tree.h"
#include "core/user/i-mmap.h"
#include "core/user/vma.h"

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

static const KmVma *
area_of (const KmMachine *m, KmRbLink link, gboolean anon)
{
  const KmRbNode *node = km_rb_node (&m->store, link);

  return node == NULL ? NULL
         : anon ? km_vma (m, KM_RB_RECORD (node, KmAnonVmaChain, rb)->vma) : KM_RB_RECORD (node, KmVma, shared);
}

static void
stand (const KmMachine *m, const KmRbNode *at, gboolean anon, KmRmapNode *node)
{
  node->parent = area_of (m, km_rb_parent (at), anon);
  node->depth = 0;
  for (KmRbLink up = km_rb_parent (at); up != 0; up = km_rb_parent (km_rb_node (&m->store, up)))
    node->depth++;
}

gboolean
km_rmap_node (const KmMachine *m, KmPfn pfn, const KmVma *vma, KmRmapNode *node)
{
  const KmFrame *frame = km_frame (m, pfn);
  const KmAnonVma *anon = km_frame_anon_vma (m, frame);
  const KmFile *file = km_frame_file (m, frame);

  if (anon == NULL && file != NULL && km_file (m, vma->vm_file) == file && km_interval_is_in (&vma->shared))
    {
      node->first = vma->vm_pgoff;
      node->last = vma->vm_pgoff + km_vma_pages (vma) - 1;
      stand (m, &vma->shared, FALSE, node);
      return TRUE;
    }
  for (const KmAnonVmaChain *link = anon ? km_vma_chain_first (m, vma) : NULL; link != NULL; link = km_chain_next (m, link))
    if (km_anon_vma (m, link->anon_vma) == anon)
      {
        node->first = link->start;
        node->last = link->last;
        stand (m, &link->rb, TRUE, node);
        return TRUE;
      }
  return FALSE;
}
