/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Interval trees: which of many ranges hold a number? include/linux/interval_tree_generic.h.
 *
 *   a red-black tree ordered by the start of each range; each node keeps the largest last number of its subtree:
 *
 *                 [20,29] 49
 *                /          \
 *         [10,39] 39       [40,49] 49        which hold 35? Not right of the root: it starts at 40.
 *
 * Ranges of equal start stand in the order in which they came: a new one goes behind its equals. The order shows
 * in every walk over the tree, so it is the kernel's own, and so is the shape.
 *
 * Invariants: those of core/base/rbtree.h; a range does not change while it is in a tree.
 */

#include "core/base/rbtree.h"

G_BEGIN_DECLS

/* Where the ranges of one kind of tree are found: inclusive at both ends. */
typedef struct
{
  KmRbMax last;                 /* the last number of a node, and where that of its subtree is kept */
  uint32_t (*start) (const KmStore *store, const KmRbNode *node);
} KmIntervals;

/* interval_tree_insert (): behind all that start at the same number. */
void km_interval_insert (KmStore *store, const KmRbRoot *root, const KmRbNode *node, const KmIntervals *kind);
/* vma_interval_tree_insert_after (): directly behind @prev, which starts at the same number. */
void km_interval_insert_after (KmStore *store, const KmRbRoot *root, const KmRbNode *node, const KmRbNode *prev,
                               const KmIntervals *kind);
/* interval_tree_remove () */
void km_interval_remove (KmStore *store, const KmRbRoot *root, const KmRbNode *node, const KmIntervals *kind);
/* Whether the node is in a tree. */
gboolean km_interval_is_in (const KmRbNode *node);

/* interval_tree_iter_first (), interval_tree_iter_next (): those that share a number with [first, last], in order;
 * 0 at the end. */
KmRbLink km_interval_first (const KmStore *store, const KmRbRoot *root, uint32_t first, uint32_t last,
                            const KmIntervals *kind);
KmRbLink km_interval_next (const KmStore *store, KmRbLink link, uint32_t first, uint32_t last, const KmIntervals *kind);

/* Checks order and kept numbers besides what km_rb_check () does; NULL when all hold, else a static description. */
const char *km_interval_check (const KmStore *store, const KmRbRoot *root, const KmIntervals *kind, guint *n_nodes);

G_END_DECLS
