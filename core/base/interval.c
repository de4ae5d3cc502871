/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/base/interval.h"

static uint32_t
subtree_last (const KmStore *store, KmRbLink link, const KmIntervals *kind)
{
  return *(const uint32_t *) (store->arena + link + kind->last.at);
}

void
km_interval_insert (KmStore *store, const KmRbRoot *root, const KmRbNode *node, const KmIntervals *kind)
{
  uint32_t start = kind->start (store, node);
  KmRbLink parent = 0, link = root->root;
  gboolean left = FALSE;

  while (link != 0)
    {
      const KmRbNode *at = km_rb_node (store, link);

      parent = link;
      left = start < kind->start (store, at);
      link = left ? at->left : at->right;
    }
  km_rb_insert (store, root, node, parent, left, &kind->last);
}

void
km_interval_insert_after (KmStore *store, const KmRbRoot *root, const KmRbNode *node, const KmRbNode *prev,
                          const KmIntervals *kind)
{
  KmRbLink parent = km_rb_link (store, prev);

  g_assert (kind->start (store, node) == kind->start (store, prev));
  if (prev->right == 0)
    {
      km_rb_insert (store, root, node, parent, FALSE, &kind->last);
      return;
    }
  for (parent = prev->right; km_rb_node (store, parent)->left != 0;)
    parent = km_rb_node (store, parent)->left;
  km_rb_insert (store, root, node, parent, TRUE, &kind->last);
}

void
km_interval_remove (KmStore *store, const KmRbRoot *root, const KmRbNode *node, const KmIntervals *kind)
{
  km_rb_erase (store, root, node, &kind->last);
}

/* A node outside of any tree is zeros; of those inside, the root is black and any other has a parent. */
gboolean
km_interval_is_in (const KmRbNode *node)
{
  return node->parent_color != 0;
}

/* The first of the subtree at @link, some of which ends at @first or behind; 0 when all that do start behind @last. */
static KmRbLink
search (const KmStore *store, KmRbLink link, uint32_t first, uint32_t last, const KmIntervals *kind)
{
  for (;;)
    {
      const KmRbNode *node = km_rb_node (store, link);

      if (node->left != 0 && subtree_last (store, node->left, kind) >= first)
        {
          link = node->left;
          continue;
        }
      if (kind->start (store, node) > last)
        return 0;
      if (kind->last.own (store, node) >= first)
        return link;
      if (node->right == 0 || subtree_last (store, node->right, kind) < first)
        return 0;
      link = node->right;
    }
}

KmRbLink
km_interval_first (const KmStore *store, const KmRbRoot *root, uint32_t first, uint32_t last, const KmIntervals *kind)
{
  if (root->root == 0 || subtree_last (store, root->root, kind) < first)
    return 0;
  return search (store, root->root, first, last, kind);
}

KmRbLink
km_interval_next (const KmStore *store, KmRbLink link, uint32_t first, uint32_t last, const KmIntervals *kind)
{
  KmRbLink right = km_rb_node (store, link)->right;

  for (;;)
    {
      const KmRbNode *node;
      KmRbLink from;

      if (right != 0 && subtree_last (store, right, kind) >= first)
        return search (store, right, first, last, kind);
      do                        /* up, until we come from a left child */
        {
          from = link;
          link = km_rb_parent (km_rb_node (store, link));
          if (link == 0)
            return 0;
          node = km_rb_node (store, link);
        }
      while (node->right == from);
      if (kind->start (store, node) > last)
        return 0;
      if (kind->last.own (store, node) >= first)
        return link;
      right = node->right;
    }
}

const char *
km_interval_check (const KmStore *store, const KmRbRoot *root, const KmIntervals *kind, guint *n_nodes)
{
  const char *wrong = km_rb_check (store, root, n_nodes);
  uint32_t before = 0;

  if (wrong != NULL)
    return wrong;
  for (KmRbLink link = km_rb_first (store, root); link != 0; link = km_rb_next (store, link))
    {
      const KmRbNode *node = km_rb_node (store, link);
      uint32_t largest = kind->last.own (store, node);

      if (kind->start (store, node) < before)
        return "a range starts below the one before it";
      before = kind->start (store, node);
      if (node->left != 0)
        largest = MAX (largest, subtree_last (store, node->left, kind));
      if (node->right != 0)
        largest = MAX (largest, subtree_last (store, node->right, kind));
      if (subtree_last (store, link, kind) != largest)
        return "the last number of a subtree is wrong";
    }
  return NULL;
}
