/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * A red-black tree whose nodes lie inside records of the arena, as lib/rbtree.c's lie in structs.
 * Shape and colours after every insertion and erasure are the kernel's own.
 *
 * A link is the node's byte offset in the arena; 0 is none. Offsets rather than ids keep the tree
 * free of the kind of record it holds, and survive copying the arena. Bit 0 of `parent_color` is
 * the colour (1 black), as in struct rb_node.
 *
 * Invariants: the root is black; no red node has a red child; every path to a missing child passes
 * equally many black nodes; children point back to their parents.
 *
 * An augmented tree names a function that computes a node's own value from its record and its two
 * children; it is called bottom-up wherever a subtree changed (RB_DECLARE_CALLBACKS).
 */

#include "core/base/store.h"

G_BEGIN_DECLS

typedef uint32_t KmRbLink;

typedef struct
{
  uint32_t parent_color;
  KmRbLink left, right;
} KmRbNode;

typedef struct
{
  KmRbLink root;
} KmRbRoot;

/* Recomputes the value kept at @node; returns FALSE when it was right already. NULL: none is kept. */
typedef gboolean (*KmRbUpdate) (KmStore *store, const KmRbNode *node);

static inline const KmRbNode *
km_rb_node (const KmStore *store, KmRbLink link)
{
  return link == 0 ? NULL : (const KmRbNode *) (store->arena + link);
}

static inline KmRbLink
km_rb_link (const KmStore *store, const KmRbNode *node)
{
  return node == NULL ? 0 : (KmRbLink) ((const uint8_t *) node - store->arena);
}

static inline KmRbLink
km_rb_parent (const KmRbNode *node)
{
  return node->parent_color & ~3u;
}

static inline gboolean
km_rb_is_black (const KmRbNode *node)
{
  return node->parent_color & 1;
}

/* rb_link_node () and rb_insert_color (): hangs @node under @parent (0: empty tree) on the side
 * given and restores the colours. */
void km_rb_insert (KmStore *store, const KmRbRoot *root, const KmRbNode *node, KmRbLink parent,
                   gboolean left, KmRbUpdate update);
void km_rb_erase (KmStore *store, const KmRbRoot *root, const KmRbNode *node, KmRbUpdate update);

/* Recomputes the values from @node up to the root, as vma_gap_update () does. */
void km_rb_propagate (KmStore *store, const KmRbNode *node, KmRbUpdate update);

KmRbLink km_rb_first (const KmStore *store, const KmRbRoot *root);
KmRbLink km_rb_next (const KmStore *store, KmRbLink link);

/* Checks every invariant but the order; NULL when all hold, else a static description. */
const char *km_rb_check (const KmStore *store, const KmRbRoot *root, guint *n_nodes);

G_END_DECLS
