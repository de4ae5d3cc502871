/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/base/rbtree.h"

#define RED 0u
#define BLACK 1u

static gboolean
is_black (const KmStore *store, KmRbLink link)
{
  return link == 0 || km_rb_is_black (km_rb_node (store, link));
}

static void
set_parent (KmStore *store, KmRbLink link, KmRbLink parent)
{
  const KmRbNode *node = km_rb_node (store, link);

  if (node != NULL)
    KM_SET (store, node->parent_color, parent | (node->parent_color & 1));
}

static void
set_color (KmStore *store, KmRbLink link, uint32_t color)
{
  const KmRbNode *node = km_rb_node (store, link);

  KM_SET (store, node->parent_color, (node->parent_color & ~1u) | color);
}

static void
replace_child (KmStore *store, const KmRbRoot *root, KmRbLink parent, KmRbLink old, KmRbLink new)
{
  const KmRbNode *above = km_rb_node (store, parent);

  if (above == NULL)
    KM_SET (store, root->root, new);
  else if (above->left == old)
    KM_SET (store, above->left, new);
  else
    KM_SET (store, above->right, new);
}

/* --- The maximum each node keeps -------------------------------------------------------------- */

static const uint32_t *
kept (const KmRbNode *node, const KmRbMax *max)
{
  return (const uint32_t *) ((const uint8_t *) node + max->at);
}

static uint32_t
largest (const KmStore *store, const KmRbNode *node, const KmRbMax *max)
{
  uint32_t value = max->own (store, node);

  if (node->left != 0)
    value = MAX (value, *kept (km_rb_node (store, node->left), max));
  if (node->right != 0)
    value = MAX (value, *kept (km_rb_node (store, node->right), max));
  return value;
}

static void
raise_to (KmStore *store, const KmRbNode *node, uint32_t value, const KmRbMax *max)
{
  for (; node != NULL && *kept (node, max) < value; node = km_rb_node (store, km_rb_parent (node)))
    KM_SET (store, *kept (node, max), value);
}

/* What was @was at @node or below is less now. A node that keeps more has it from elsewhere, and so
 * have those above. */
static void
lower_from (KmStore *store, const KmRbNode *node, uint32_t was, const KmRbMax *max)
{
  while (node != NULL && *kept (node, max) == was)
    {
      uint32_t is = largest (store, node, max);

      if (is == was)
        return;
      KM_SET (store, *kept (node, max), is);
      node = km_rb_node (store, km_rb_parent (node));
    }
}

void
km_rb_update (KmStore *store, const KmRbNode *node, uint32_t was, const KmRbMax *max)
{
  uint32_t is = max->own (store, node);

  if (is > was)
    raise_to (store, node, is, max);
  else if (is < was)
    lower_from (store, node, was, max);
}

/* --- Shape and colours ------------------------------------------------------------------------ */

/*
 *      x            y
 *     / \          / \
 *    a   y   →    x   c      (and its mirror image)
 *       / \      / \
 *      b   c    a   b
 */
static void
rotate (KmStore *store, const KmRbRoot *root, KmRbLink x, gboolean leftwards, const KmRbMax *max)
{
  const KmRbNode *xn = km_rb_node (store, x);
  KmRbLink y = leftwards ? xn->right : xn->left;
  const KmRbNode *yn = km_rb_node (store, y);
  KmRbLink b = leftwards ? yn->left : yn->right;
  KmRbLink above = km_rb_parent (xn);

  if (leftwards)
    {
      KM_SET (store, xn->right, b);
      KM_SET (store, yn->left, x);
    }
  else
    {
      KM_SET (store, xn->left, b);
      KM_SET (store, yn->right, x);
    }
  set_parent (store, b, x);
  set_parent (store, y, above);
  replace_child (store, root, above, x, y);
  set_parent (store, x, y);
  if (max != NULL)
    {
      KM_SET (store, *kept (yn, max), *kept (xn, max));
      KM_SET (store, *kept (xn, max), largest (store, xn, max));
    }
}

static void
insert_fixup (KmStore *store, const KmRbRoot *root, KmRbLink n, const KmRbMax *max)
{
  for (;;)
    {
      KmRbLink p = km_rb_parent (km_rb_node (store, n)), g, uncle;
      gboolean left;

      if (p == 0)
        {
          set_color (store, n, BLACK);
          return;
        }
      if (is_black (store, p))
        return;
      g = km_rb_parent (km_rb_node (store, p));
      left = km_rb_node (store, g)->left == p;
      uncle = left ? km_rb_node (store, g)->right : km_rb_node (store, g)->left;
      if (!is_black (store, uncle))
        {
          set_color (store, p, BLACK);
          set_color (store, uncle, BLACK);
          set_color (store, g, RED);
          n = g;
          continue;
        }
      if (n == (left ? km_rb_node (store, p)->right : km_rb_node (store, p)->left))
        {
          rotate (store, root, p, left, max);
          p = n;
        }
      rotate (store, root, g, !left, max);
      set_color (store, p, BLACK);
      set_color (store, g, RED);
      return;
    }
}

void
km_rb_insert (KmStore *store, const KmRbRoot *root, const KmRbNode *node, KmRbLink parent,
              gboolean left, const KmRbMax *max)
{
  KmRbLink link = km_rb_link (store, node);
  const KmRbNode *above = km_rb_node (store, parent);

  KM_SET (store, node->parent_color, parent | RED);
  KM_SET (store, node->left, 0);
  KM_SET (store, node->right, 0);
  if (above == NULL)
    KM_SET (store, root->root, link);
  else if (left)
    KM_SET (store, above->left, link);
  else
    KM_SET (store, above->right, link);
  if (max != NULL)
    {
      KM_SET (store, *kept (node, max), max->own (store, node));
      raise_to (store, above, *kept (node, max), max);
    }
  insert_fixup (store, root, link, max);
}

/* @n, perhaps 0, is one black node short; @p is its parent. */
static void
erase_fixup (KmStore *store, const KmRbRoot *root, KmRbLink n, KmRbLink p, const KmRbMax *max)
{
  while (p != 0 && is_black (store, n))
    {
      gboolean left = km_rb_node (store, p)->left == n;
      KmRbLink s = left ? km_rb_node (store, p)->right : km_rb_node (store, p)->left;
      KmRbLink near, far;

      if (!is_black (store, s))
        {
          rotate (store, root, p, left, max);
          set_color (store, s, BLACK);
          set_color (store, p, RED);
          s = left ? km_rb_node (store, p)->right : km_rb_node (store, p)->left;
        }
      near = left ? km_rb_node (store, s)->left : km_rb_node (store, s)->right;
      far = left ? km_rb_node (store, s)->right : km_rb_node (store, s)->left;
      if (is_black (store, near) && is_black (store, far))
        {
          set_color (store, s, RED);
          n = p;
          p = km_rb_parent (km_rb_node (store, n));
          continue;
        }
      if (is_black (store, far))
        {
          rotate (store, root, s, !left, max);
          far = s;
          s = near;
        }
      rotate (store, root, p, left, max);
      set_color (store, s, km_rb_is_black (km_rb_node (store, p)));
      set_color (store, p, BLACK);
      set_color (store, far, BLACK);
      return;
    }
  if (n != 0)
    set_color (store, n, BLACK);
}

/* Takes @node, which has two children, out of the tree and puts its successor in its place. */
static void
erase_inner (KmStore *store, const KmRbRoot *root, const KmRbNode *node, const KmRbMax *max)
{
  KmRbLink n = km_rb_link (store, node), s = node->right, short_at, child;
  const KmRbNode *sn;
  gboolean lost_black;

  while (km_rb_node (store, s)->left != 0)
    s = km_rb_node (store, s)->left;
  sn = km_rb_node (store, s);
  child = sn->right;
  lost_black = km_rb_is_black (sn);
  short_at = km_rb_parent (sn) == n ? s : km_rb_parent (sn);
  if (short_at != s)
    {
      KM_SET (store, km_rb_node (store, short_at)->left, child);
      set_parent (store, child, short_at);
      KM_SET (store, sn->right, node->right);
      set_parent (store, node->right, s);
    }
  KM_SET (store, sn->left, node->left);
  set_parent (store, node->left, s);
  replace_child (store, root, km_rb_parent (node), n, s);
  KM_SET (store, sn->parent_color, node->parent_color);
  if (max != NULL)
    {
      uint32_t moved = *kept (sn, max);

      KM_SET (store, *kept (sn, max), *kept (node, max));
      if (short_at != s)
        lower_from (store, km_rb_node (store, short_at), moved, max);
      lower_from (store, sn, *kept (sn, max), max);
    }
  if (lost_black)
    erase_fixup (store, root, child, short_at, max);
}

void
km_rb_erase (KmStore *store, const KmRbRoot *root, const KmRbNode *node, const KmRbMax *max)
{
  KmRbLink parent = km_rb_parent (node), child;
  gboolean black = km_rb_is_black (node);

  if (node->left != 0 && node->right != 0)
    {
      erase_inner (store, root, node, max);
    }
  else
    {
      child = node->left != 0 ? node->left : node->right;
      replace_child (store, root, parent, km_rb_link (store, node), child);
      set_parent (store, child, parent);
      if (max != NULL)
        lower_from (store, km_rb_node (store, parent), *kept (node, max), max);
      if (black)
        erase_fixup (store, root, child, parent, max);
    }
  km_store_zero (store, node, sizeof *node);
}

KmRbLink
km_rb_first (const KmStore *store, const KmRbRoot *root)
{
  KmRbLink link = root->root;

  while (link != 0 && km_rb_node (store, link)->left != 0)
    link = km_rb_node (store, link)->left;
  return link;
}

KmRbLink
km_rb_next (const KmStore *store, KmRbLink link)
{
  const KmRbNode *node = km_rb_node (store, link);
  KmRbLink above;

  if (node->right != 0)
    {
      link = node->right;
      while (km_rb_node (store, link)->left != 0)
        link = km_rb_node (store, link)->left;
      return link;
    }
  for (above = km_rb_parent (node); above != 0; above = km_rb_parent (km_rb_node (store, above)))
    {
      if (km_rb_node (store, above)->right != link)
        return above;
      link = above;
    }
  return 0;
}

/* Returns the black height below @link, or 0 after setting @wrong. */
static guint
check_subtree (const KmStore *store, KmRbLink link, KmRbLink parent, guint *n, const char **wrong)
{
  const KmRbNode *node = km_rb_node (store, link);
  guint left, right;

  if (node == NULL)
    return 1;
  (*n)++;
  if (km_rb_parent (node) != parent)
    *wrong = "a child does not point back to its parent";
  else if (!km_rb_is_black (node) && parent != 0
           && !km_rb_is_black (km_rb_node (store, parent)))
    *wrong = "a red node has a red child";
  if (*wrong != NULL)
    return 0;
  left = check_subtree (store, node->left, link, n, wrong);
  right = *wrong == NULL ? check_subtree (store, node->right, link, n, wrong) : 0;
  if (*wrong == NULL && left != right)
    *wrong = "two paths pass different numbers of black nodes";
  return left + (km_rb_is_black (node) ? 1 : 0);
}

const char *
km_rb_check (const KmStore *store, const KmRbRoot *root, guint *n_nodes)
{
  const char *wrong = NULL;

  *n_nodes = 0;
  if (root->root != 0 && !km_rb_is_black (km_rb_node (store, root->root)))
    return "the root is red";
  check_subtree (store, root->root, 0, n_nodes, &wrong);
  return wrong;
}
