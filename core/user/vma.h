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

#include "core/state/read.h"

G_BEGIN_DECLS

#define KM_STACK_GUARD_GAP (256u << KM_PAGE_SHIFT)
#define KM_VM_ACCESS_FLAGS (KM_VM_READ | KM_VM_WRITE | KM_VM_EXEC)
#define KM_VM_MAY_ALL (KM_VM_MAYREAD | KM_VM_MAYWRITE | KM_VM_MAYEXEC)
#define KM_VM_SPECIAL (KM_VM_IO | KM_VM_DONTEXPAND | KM_VM_PFNMAP | KM_VM_MIXEDMAP)

static inline uint32_t
km_vma_pages (const KmVma *vma)
{
  return (vma->vm_end - vma->vm_start) >> KM_PAGE_SHIFT;
}

/* is_exec_mapping (), is_stack_mapping (), is_data_mapping (): which sum of mm_struct its pages count in. */
typedef enum { KM_VM_IS_OTHER, KM_VM_IS_EXEC, KM_VM_IS_STACK, KM_VM_IS_DATA } KmVmKind;
static inline KmVmKind
km_vm_kind (uint32_t flags)
{
  if (flags & KM_VM_GROWSDOWN)
    return KM_VM_IS_STACK;
  if ((flags & (KM_VM_EXEC | KM_VM_WRITE)) == KM_VM_EXEC)
    return KM_VM_IS_EXEC;
  return (flags & (KM_VM_WRITE | KM_VM_SHARED)) == KM_VM_WRITE ? KM_VM_IS_DATA : KM_VM_IS_OTHER;
}

/* The area of a node of the tree; NULL for 0. */
const KmVma *km_vma_from_node (const KmMachine *m, KmRbLink link);
/* Links between the area and the root of its tree. */
guint km_vma_depth (const KmMachine *m, const KmVma *vma);
const KmVma *km_vma_next (const KmMachine *m, const KmVma *vma);
const KmVma *km_vma_prev (const KmMachine *m, const KmVma *vma);
const KmVma *km_vma_first (const KmMachine *m, const KmMm *mm);
/* vm_start_gap (): vm_start, less the guard gap for a stack. */
KmAddr km_vma_start_gap (const KmVma *vma);
/* vma_is_anonymous (): a fault there takes a zeroed page. */
gboolean km_vma_is_anonymous (const KmMachine *m, const KmVma *vma);
/* count_vma_pages_range (): pages of [start, end) that areas cover. */
uint32_t km_mm_count_pages (const KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end);
/* get_mm_rss (): pages. */
uint32_t km_mm_rss (const KmMm *mm);

/* find_vma (): the first area that ends above @addr; NULL when none does. */
const KmVma *km_vma_find (const KmMachine *m, const KmMm *mm, KmAddr addr);

G_END_DECLS
