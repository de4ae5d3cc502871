/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/vma-edit.h"

#include "core/cache/truncate.h"
#include "core/mmu/tables.h"
#include "core/user/anon-vma.h"
#include "core/user/i-mmap.h"

#define VMACACHE_SLOTS 4

/* --- The gap each node keeps ------------------------------------------------------------------ */

/* A store alone is enough: areas are reached by offset, and the previous area is one word away. */
static const KmVma *
list_neighbour (const KmStore *store, const KmVma *vma, KmVmaId id)
{
  uint32_t stride = sizeof (KmVma), here = KM_ID_INDEX (vma->id);

  if (KM_IS_NONE (id))
    return NULL;
  return (const KmVma *) ((const uint8_t *) vma
                          + ((int64_t) KM_ID_INDEX (id.value) - here) * stride);
}

/* vma_compute_gap (), without the subtrees */
static uint32_t
own_gap (const KmStore *store, const KmRbNode *node)
{
  const KmVma *vma = KM_RB_RECORD (node, KmVma, vm_rb);
  const KmVma *prev = list_neighbour (store, vma, vma->vm_prev);
  KmAddr start = km_vma_start_gap (vma), below = prev == NULL ? 0 : prev->vm_end;

  return start > below ? start - below : 0;
}

static const KmRbMax subtree_gap = {
  (int32_t) offsetof (KmVma, rb_subtree_gap) - (int32_t) offsetof (KmVma, vm_rb), own_gap
};

/* Asked for before a change, and told after it. No area: no gap. */
static uint32_t
gap_of (const KmMachine *m, const KmVma *vma)
{
  return vma == NULL ? 0 : own_gap (&m->store, &vma->vm_rb);
}

static void
gap_changed (KmMachine *m, const KmVma *vma, uint32_t was)
{
  if (vma != NULL)
    km_rb_update (&m->store, &vma->vm_rb, was, &subtree_gap);
}

static void
set_highest (KmMachine *m, const KmMm *mm, const KmVma *last)
{
  KM_EDIT (m, mm->highest_vm_end, last == NULL ? 0 : last->vm_end);
}

/* vm_stat_account () */
static void
account (KmMachine *m, const KmMm *mm, uint32_t flags, uint32_t pages)
{
  if (pages == 0)
    return;
  KM_BUMP (m, mm->total_vm, pages);
  switch (km_vm_kind (flags))
    {
    case KM_VM_IS_EXEC: KM_BUMP (m, mm->exec_vm, pages); break;
    case KM_VM_IS_STACK: KM_BUMP (m, mm->stack_vm, pages); break;
    case KM_VM_IS_DATA: KM_BUMP (m, mm->data_vm, pages); break;
    case KM_VM_IS_OTHER: default: break;
    }
}

/* --- Finding ---------------------------------------------------------------------------------- */

/* vmacache_find (): four recent areas, by the directory entry of the address. */
static const KmVma *
cache_find (const KmMachine *m, const KmMm *mm, KmAddr addr, guint *slot)
{
  *slot = addr / km_table_reach (m, 2) % VMACACHE_SLOTS;
  for (guint i = 0; i < VMACACHE_SLOTS; i++)
    {
      const KmVma *vma = km_vma (m, mm->vmacache[*slot]);

      if (vma != NULL && vma->vm_start <= addr && vma->vm_end > addr)
        return vma;
      *slot = (*slot + 1) % VMACACHE_SLOTS;
    }
  return NULL;
}

static const KmVma *
search_tree (KmMachine *m, const KmMm *mm, KmAddr addr)
{
  const KmVma *found = NULL;
  KmRbLink link = mm->mm_rb.root;

  while (link != 0)
    {
      const KmVma *vma = km_vma_from_node (m, link);
      gboolean left = vma->vm_end > addr;

      km_step (m, FIND_VMA_NODE, .addr = addr, .vma = vma->id, .start = vma->vm_start,
               .end = vma->vm_end, .left = left);
      if (left)
        found = vma;
      if (left && vma->vm_start <= addr)
        break;
      link = left ? vma->vm_rb.left : vma->vm_rb.right;
    }
  return found;
}

const KmVma *
km_vma_find_steps (KmMachine *m, const KmMm *mm, KmAddr addr)
{
  guint slot;
  const KmVma *vma;

  km_step (m, FIND_VMA, .addr = addr);
  vma = cache_find (m, mm, addr, &slot);
  if (vma != NULL)
    {
      km_step (m, VMACACHE_HIT, .addr = addr, .vma = vma->id, .slot = slot);
      return vma;
    }
  vma = search_tree (m, mm, addr);
  if (vma == NULL)
    {
      km_step (m, VMA_NONE, .addr = addr);
      return NULL;
    }
  KM_EDIT (m, mm->vmacache[addr / km_table_reach (m, 2) % VMACACHE_SLOTS], (KmVmaId) { vma->id });
  km_step (m, VMA_FOUND, .addr = addr, .vma = vma->id, .start = vma->vm_start, .end = vma->vm_end);
  return vma;
}

/* --- List and tree ---------------------------------------------------------------------------- */

KmVmaPlace
km_vma_find_place (const KmMachine *m, const KmMm *mm, KmAddr start)
{
  KmVmaPlace place = { NULL, 0, FALSE };
  KmRbLink link = mm->mm_rb.root;

  while (link != 0)
    {
      const KmVma *at = km_vma_from_node (m, link);

      km_rb_prefetch (&m->store, &at->vm_rb);
      place.parent = link;
      place.left = start < at->vm_start;
      if (!place.left)
        place.prev = at;
      link = place.left ? at->vm_rb.left : at->vm_rb.right;
    }
  return place;
}

void
km_vma_link_at (KmMachine *m, const KmMm *mm, const KmVma *vma, const KmVmaPlace *place)
{
  const KmVma *prev = place->prev;
  const KmVma *next = prev == NULL ? km_vma_first (m, mm) : km_vma_next (m, prev);
  uint32_t was = gap_of (m, next);
  KmVmaId id = { vma->id };

  KM_EDIT (m, vma->vm_prev, prev == NULL ? KM_NONE (KmVmaId) : (KmVmaId) { prev->id });
  KM_EDIT (m, vma->vm_next, next == NULL ? KM_NONE (KmVmaId) : (KmVmaId) { next->id });
  if (prev != NULL)
    KM_EDIT (m, prev->vm_next, id);
  else
    KM_EDIT (m, mm->mmap, id);
  if (next != NULL)
    KM_EDIT (m, next->vm_prev, id);
  else
    set_highest (m, mm, vma);
  gap_changed (m, next, was);
  km_rb_insert (&m->store, &mm->mm_rb, &vma->vm_rb, place->parent, place->left, &subtree_gap);
  KM_BUMP (m, mm->map_count, 1);
  account (m, mm, vma->vm_flags, km_vma_pages (vma));
}

void
km_vma_link (KmMachine *m, const KmMm *mm, const KmVma *vma)
{
  KmVmaPlace place = km_vma_find_place (m, mm, vma->vm_start);

  km_vma_link_at (m, mm, vma, &place);
}

static void
forget_cached (KmMachine *m, const KmMm *mm)
{
  for (guint i = 0; i < VMACACHE_SLOTS; i++)
    KM_EDIT (m, mm->vmacache[i], KM_NONE (KmVmaId));
}

void
km_vma_unlink (KmMachine *m, const KmMm *mm, const KmVma *vma)
{
  const KmVma *prev = km_vma_prev (m, vma), *next = km_vma_next (m, vma);
  uint32_t was = gap_of (m, next);

  km_rb_erase (&m->store, &mm->mm_rb, &vma->vm_rb, &subtree_gap);
  if (prev != NULL)
    KM_EDIT (m, prev->vm_next, vma->vm_next);
  else
    KM_EDIT (m, mm->mmap, vma->vm_next);
  if (next != NULL)
    KM_EDIT (m, next->vm_prev, vma->vm_prev);
  else
    set_highest (m, mm, prev);
  gap_changed (m, next, was);
  KM_BUMP (m, mm->map_count, -1u);
  account (m, mm, vma->vm_flags, -km_vma_pages (vma));
}

void
km_vma_detach (KmMachine *m, const KmMm *mm, const KmVma *vma)
{
  km_vma_unlink (m, mm, vma);
  forget_cached (m, mm);
}

void
km_vma_free (KmMachine *m, const KmVma *vma)
{
  const KmFile *file = km_file (m, vma->vm_file);

  km_anon_vma_unlink (m, vma);
  km_vma_unlink_file (m, vma);
  if (file != NULL)
    KM_BUMP (m, file->n_maps, -1u);
  km_vma_give (m, (KmVmaId) { vma->id });
  if (file != NULL && file->shmem && file->n_maps == 0 && !file->held)
    km_file_evict_shmem (m, file);
}

void
km_vma_remove (KmMachine *m, const KmMm *mm, const KmVma *vma)
{
  km_vma_detach (m, mm, vma);
  km_vma_free (m, vma);
}

void
km_vma_set_range (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr start, KmAddr end,
                  uint32_t pgoff)
{
  const KmVma *next = km_vma_next (m, vma);
  uint32_t was = gap_of (m, vma);

  account (m, mm, vma->vm_flags, ((end - start) >> KM_PAGE_SHIFT) - km_vma_pages (vma));
  KM_EDIT (m, vma->vm_pgoff, pgoff);
  KM_EDIT (m, vma->vm_start, start);
  gap_changed (m, vma, was);
  was = gap_of (m, next);
  KM_EDIT (m, vma->vm_end, end);
  gap_changed (m, next, was);
  if (next == NULL)
    set_highest (m, mm, vma);
}

void
km_vma_set_flags (KmMachine *m, const KmMm *mm, const KmVma *vma, uint32_t flags)
{
  if (km_vm_kind (flags) != km_vm_kind (vma->vm_flags))
    {
      account (m, mm, vma->vm_flags, -km_vma_pages (vma));
      account (m, mm, flags, km_vma_pages (vma));
    }
  KM_EDIT (m, vma->vm_flags, flags);
}
