/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Who maps a page: rmap_walk () of mm/rmap.c.
 *
 *   page ── mapping ─► anon_vma ── tree ─► link ─► area ─► vm_start + (index − vm_pgoff)      anonymous
 *                  └─► file ───── i_mmap ────────► area ─► the same                           of a file
 *
 * The trees know which areas cover the page's index, not which of them still map the page: each of these places is
 * visited, in the order of the tree, also where the entry is of another page by now, or none.
 */

#include "core/state/read.h"

G_BEGIN_DECLS

/* One place where the page may be mapped. */
typedef struct
{
  const KmTask *task;
  const KmVma *vma;
  KmAddr addr;                  /* vma_address () */
  gboolean mapped;              /* check_pte (): the entry there is the page's */
} KmMapping;

/* Calls @visit for each place until it returns FALSE; returns how many were visited. 0 for a frame that holds no page of
 * an area. */
guint km_rmap_walk (const KmMachine *m, KmPfn pfn,
                    gboolean (*visit) (const KmMapping *mapping, gpointer data), gpointer data);

/* How an area stands in the tree that the walk goes through. */
typedef struct
{
  uint32_t first, last;         /* pages it is filed under */
  guint depth;                  /* below the root */
  const KmVma *parent;          /* NULL for the root */
} KmRmapNode;

/* FALSE when @vma is not in the tree of the page in frame @pfn. */
gboolean km_rmap_node (const KmMachine *m, KmPfn pfn, const KmVma *vma, KmRmapNode *node);

G_END_DECLS
