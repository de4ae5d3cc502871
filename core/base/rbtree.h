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
 * An augmented tree keeps at each node the largest value below it, its own included, as
 * RB_DECLARE_CALLBACKS_MAX does. A node's own value may be dear to know: it is asked for only where
 * the maximum may have been that of the subtree that changed.
 */

#include <stddef.h>

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

/* What an augmented tree keeps. NULL where one is asked for: nothing. */
typedef struct
{
  int32_t at;                   /* of the kept word, in bytes from the node */
  uint32_t (*own) (const KmStore *store, const KmRbNode *node);
} KmRbMax;

static inline const KmRbNode *
km_rb_node (const KmStore *store, KmRbLink link)
{
  return link == 0 ? NULL : (const KmRbNode *) (store->arena + link);
}

/* rb_entry (): the record that @node, not NULL, is the @member of. */
#define KM_RB_RECORD(node, Record, member) \
  ((const Record *) ((const uint8_t *) (node) - offsetof (Record, member)))

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

/* Has the host fetch both children while a search still compares: which one it takes is anybody's
 * guess. */
static inline void
km_rb_prefetch (const KmStore *store, const KmRbNode *node)
{
  __builtin_prefetch (store->arena + node->left);
  __builtin_prefetch (store->arena + node->right);
}

/* rb_link_node () and rb_insert_color (): hangs @node under @parent (0: empty tree) on the side
 * given and restores the colours. */
void km_rb_insert (KmStore *store, const KmRbRoot *root, const KmRbNode *node, KmRbLink parent,
                   gboolean left, const KmRbMax *max);
void km_rb_erase (KmStore *store, const KmRbRoot *root, const KmRbNode *node, const KmRbMax *max);

/* The own value of @node, @was before, has changed (vma_gap_update ()). Of two changes the first is
 * told before the second is made. */
void km_rb_update (KmStore *store, const KmRbNode *node, uint32_t was, const KmRbMax *max);

KmRbLink km_rb_first (const KmStore *store, const KmRbRoot *root);
KmRbLink km_rb_next (const KmStore *store, KmRbLink link);

/* Checks every invariant but the order; NULL when all hold, else a static description. */
const char *km_rb_check (const KmStore *store, const KmRbRoot *root, guint *n_nodes);

G_END_DECLS
