/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Areas of an address space, mm/mmap.c: a list sorted by address and a red-black tree over the same
 * records.
 *
 *   list   [text]─[data]─[bss+heap]──────[mmap]─[vdso]───[stack]
 *   tree                 each node keeps the largest gap below any area of its subtree
 *
 * Invariants: areas do not overlap and are never empty; list and tree hold the same areas in the
 * same order; rb_subtree_gap is right in every node; map_count and total_vm are their sums.
 */

#include "core/state/edit.h"

G_BEGIN_DECLS

#define KM_STACK_GUARD_GAP (256u << KM_PAGE_SHIFT)
#define KM_MMAP_MIN_ADDR 65536u
#define KM_MAX_MAP_COUNT 65530u
#define KM_VM_ACCESS_FLAGS (KM_VM_READ | KM_VM_WRITE | KM_VM_EXEC)
#define KM_VM_MAY_ALL (KM_VM_MAYREAD | KM_VM_MAYWRITE | KM_VM_MAYEXEC)
#define KM_VM_SPECIAL (KM_VM_IO | KM_VM_DONTEXPAND | KM_VM_PFNMAP | KM_VM_MIXEDMAP)

static inline uint32_t
km_vma_pages (const KmVma *vma)
{
  return (vma->vm_end - vma->vm_start) >> KM_PAGE_SHIFT;
}

/* NULL for 0. */
static inline const KmVma *
km_vma_from_node (const KmMachine *m, KmRbLink link)
{
  return link == 0 ? NULL : KM_RB_RECORD (km_rb_node (&m->store, link), KmVma, vm_rb);
}

const KmVma *km_vma_next (const KmMachine *m, const KmVma *vma);
const KmVma *km_vma_prev (const KmMachine *m, const KmVma *vma);
const KmVma *km_vma_first (const KmMachine *m, const KmMm *mm);
/* vm_start_gap (): vm_start, less the guard gap for a stack. */
KmAddr km_vma_start_gap (const KmVma *vma);

/* find_vma (): the first area that ends above @addr; NULL when none does. */
const KmVma *km_vma_find (const KmMachine *m, const KmMm *mm, KmAddr addr);
/* The same as the kernel does it, cache first, with a step for each node looked at. */
const KmVma *km_vma_find_steps (KmMachine *m, const KmMm *mm, KmAddr addr);

/* What an area is made of. */
typedef struct
{
  KmAddr start, end;
  uint32_t flags;
  KmFileId file;
  uint32_t pgoff;
  KmVmaSpecial special;
} KmVmaDef;

/* mmap_region () after the search: merges with a neighbour or links a new area. NULL: no memory. */
const KmVma *km_vma_add (KmMachine *m, const KmMm *mm, const KmVmaDef *def);
/* vma_merge (): for [start, end) of @def, which is free or lies within the area after @prev;
 * returns the area that covers it then, or NULL when nothing fits together. */
const KmVma *km_vma_merge (KmMachine *m, const KmMm *mm, const KmVma *prev, const KmVmaDef *def,
                           KmAnonVmaId anon_vma);
/* __split_vma (): cuts at @addr; the new area is the part below or above. NULL: no memory. */
const KmVma *km_vma_split (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr addr,
                           gboolean new_below);
/* __vma_link (), __vma_unlink (): list and tree alone. */
void km_vma_link (KmMachine *m, const KmMm *mm, const KmVma *vma);
void km_vma_unlink (KmMachine *m, const KmMm *mm, const KmVma *vma);
/* detach_vmas_to_be_unmapped (): out of list and tree, for its pages to go. */
void km_vma_detach (KmMachine *m, const KmMm *mm, const KmVma *vma);
/* remove_vma (): gives a detached area back. Its pages must be gone. */
void km_vma_free (KmMachine *m, const KmVma *vma);
/* Both. */
void km_vma_remove (KmMachine *m, const KmMm *mm, const KmVma *vma);
void km_vma_set_range (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr start, KmAddr end,
                       uint32_t pgoff);

/* expand_downwards (): TRUE when the stack now holds @addr. */
gboolean km_vma_expand_down (KmMachine *m, const KmVma *vma, KmAddr addr);
/* __anon_vma_prepare (); FALSE without memory. */
gboolean km_anon_vma_prepare (KmMachine *m, const KmVma *vma);
/* The area joins @from's anon_vma (anon_vma_clone ()); nothing when that has none. */
void km_anon_vma_clone (KmMachine *m, const KmVma *vma, const KmVma *from);

G_END_DECLS
