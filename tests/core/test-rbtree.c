/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The red-black tree: known shapes as pictures, and random use against a sorted array. */
#include "core/base/rbtree.h"

#include <stddef.h>

#define MAX_NODES 300u

typedef struct
{
  uint32_t key, weight;
  uint32_t heaviest;            /* of the subtree */
  KmRbNode node;
} Record;

typedef struct
{
  KmStore store;
  const KmRbRoot *root;
  const Record *records;
} Fixture;

static const Record *
record_of (const KmStore *store, KmRbLink link)
{
  return link == 0 ? NULL : (const Record *) (store->arena + link - offsetof (Record, node));
}

static uint32_t
weight_of (const KmStore *store, const KmRbNode *node)
{
  return record_of (store, km_rb_link (store, node))->weight;
}

static const KmRbMax heaviest = {
  (int32_t) offsetof (Record, heaviest) - (int32_t) offsetof (Record, node), weight_of
};

static void
set_up (Fixture *f, gconstpointer data)
{
  km_store_init (&f->store, 64 + MAX_NODES * sizeof (Record), 64u << 20);
  f->store.recording = TRUE;
  f->root = (const KmRbRoot *) f->store.arena;
  f->records = (const Record *) (f->store.arena + 64);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  km_store_clear (&f->store);
}

static void
insert (Fixture *f, const Record *r, uint32_t key, uint32_t weight)
{
  KmRbLink parent = 0, link = f->root->root;
  gboolean left = FALSE;

  KM_SET (&f->store, r->key, key);
  KM_SET (&f->store, r->weight, weight);
  KM_SET (&f->store, r->heaviest, 0);
  while (link != 0)
    {
      parent = link;
      left = key < record_of (&f->store, link)->key;
      link = left ? km_rb_node (&f->store, link)->left : km_rb_node (&f->store, link)->right;
    }
  km_rb_insert (&f->store, f->root, &r->node, parent, left, &heaviest);
}

/* "2B(1R,3R)": key, colour, children; "-" for a missing one. */
static void
append_picture (Fixture *f, KmRbLink link, GString *out)
{
  const Record *r = record_of (&f->store, link);

  if (r == NULL)
    {
      g_string_append_c (out, '-');
      return;
    }
  g_string_append_printf (out, "%u%c", r->key, km_rb_is_black (&r->node) ? 'B' : 'R');
  if (r->node.left == 0 && r->node.right == 0)
    return;
  g_string_append_c (out, '(');
  append_picture (f, r->node.left, out);
  g_string_append_c (out, ',');
  append_picture (f, r->node.right, out);
  g_string_append_c (out, ')');
}

static void
assert_picture (Fixture *f, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  append_picture (f, f->root->root, out);
  g_assert_cmpstr (out->str, ==, expected);
}

/* By hand after lib/rbtree.c: recolouring goes up two levels, rotations end the work. */
static void
test_pictures (Fixture *f, gconstpointer data)
{
  static const char *const up[] = {
    "1B", "1B(-,2R)", "2B(1R,3R)", "2B(1B,3B(-,4R))", "2B(1B,4B(3R,5R))", "2B(1B,4R(3B,5B(-,6R)))",
    "2B(1B,4R(3B,6B(5R,7R)))", "4B(2R(1B,3B),6R(5B,7B(-,8R)))",
  };

  for (uint32_t key = 1; key <= G_N_ELEMENTS (up); key++)
    {
      insert (f, &f->records[key], key, 1);
      assert_picture (f, up[key - 1]);
    }
  /* A red leaf just goes. */
  km_rb_erase (&f->store, f->root, &f->records[8].node, &heaviest);
  assert_picture (f, "4B(2R(1B,3B),6R(5B,7B))");
  /* Its black sibling turns red. */
  km_rb_erase (&f->store, f->root, &f->records[7].node, &heaviest);
  assert_picture (f, "4B(2R(1B,3B),6B(5R,-))");
  /* 5, the next key, takes its place. */
  km_rb_erase (&f->store, f->root, &f->records[4].node, &heaviest);
  assert_picture (f, "5B(2R(1B,3B),6B)");
  /* Red sibling: rotate, recolour. */
  km_rb_erase (&f->store, f->root, &f->records[6].node, &heaviest);
  assert_picture (f, "2B(1B,5B(3R,-))");
}

/* Zigzag: the inner grandchild is rotated up first. */
static void
test_zigzag (Fixture *f, gconstpointer data)
{
  insert (f, &f->records[1], 10, 1);
  insert (f, &f->records[2], 30, 1);
  insert (f, &f->records[3], 20, 1);
  assert_picture (f, "20B(10R,30R)");
}

static uint32_t
assert_heaviest (Fixture *f, KmRbLink link)
{
  const Record *r = record_of (&f->store, link);
  uint32_t left, right;

  if (r == NULL)
    return 0;
  left = assert_heaviest (f, r->node.left);
  right = assert_heaviest (f, r->node.right);
  g_assert_cmpuint (r->heaviest, ==, MAX (r->weight, MAX (left, right)));
  return r->heaviest;
}

static void
assert_same (Fixture *f, const GArray *keys)
{
  KmRbLink link = km_rb_first (&f->store, f->root);
  guint n = 0;

  g_assert_cmpstr (km_rb_check (&f->store, f->root, &n), ==, NULL);
  g_assert_cmpuint (n, ==, keys->len);
  for (guint i = 0; i < keys->len; i++)
    {
      g_assert_cmpuint (record_of (&f->store, link)->key, ==, g_array_index (keys, uint32_t, i));
      link = km_rb_next (&f->store, link);
    }
  g_assert_cmpuint (link, ==, 0);
  assert_heaviest (f, f->root->root);
}

static guint
place_of (const GArray *keys, uint32_t key)
{
  guint i = 0;

  while (i < keys->len && g_array_index (keys, uint32_t, i) < key)
    i++;
  return i;
}

/* A record's key is its place in the table times a number without a common factor: all differ. */
static void
test_random (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (uint32_t));
  gboolean in[MAX_NODES] = { FALSE };

  for (guint i = 0; i < 6000; i++)
    {
      guint n = (guint) g_rand_int_range (rand, 0, MAX_NODES);
      uint32_t key = n * 7919 % 10007;

      if (in[n])
        {
          km_rb_erase (&f->store, f->root, &f->records[n].node, &heaviest);
          g_array_remove_index (keys, place_of (keys, key));
        }
      else
        {
          insert (f, &f->records[n], key, g_rand_int (rand));
          g_array_insert_val (keys, place_of (keys, key), key);
        }
      in[n] = !in[n];
      if (i % 7 == 0 || keys->len < 8)
        assert_same (f, keys);
    }
  for (guint n = 0; n < MAX_NODES; n++)
    if (in[n])
      {
        km_rb_erase (&f->store, f->root, &f->records[n].node, &heaviest);
        g_array_remove_index (keys, place_of (keys, n * 7919 % 10007));
        assert_same (f, keys);
      }
  g_assert_cmpuint (f->root->root, ==, 0);
}

static void
test_update (Fixture *f, gconstpointer data)
{
  for (uint32_t key = 1; key < 64; key++)
    insert (f, &f->records[key], key, key);
  KM_SET (&f->store, f->records[63].weight, 1);
  KM_SET (&f->store, f->records[5].weight, 1000);
  km_rb_update (&f->store, &f->records[63].node, 63, &heaviest);
  km_rb_update (&f->store, &f->records[5].node, 5, &heaviest);
  g_assert_cmpuint (assert_heaviest (f, f->root->root), ==, 1000);
}

/* The check finds each kind of damage: a tool that never complains proves nothing. */
static void
test_check_complains (Fixture *f, gconstpointer data)
{
  guint n;
  const Record *root;

  for (uint32_t key = 1; key <= 8; key++)
    insert (f, &f->records[key], key, 1);
  root = record_of (&f->store, f->root->root);
  km_store_begin_step (&f->store, 1, 0);

  KM_SET (&f->store, root->node.parent_color, root->node.parent_color & ~1u);
  g_assert_nonnull (km_rb_check (&f->store, f->root, &n));              /* a red root */
  km_store_rollback (&f->store, 1);
  KM_SET (&f->store, f->records[7].node.parent_color, f->records[7].node.parent_color & ~1u);
  g_assert_nonnull (km_rb_check (&f->store, f->root, &n));              /* red under red */
  km_store_rollback (&f->store, 1);
  KM_SET (&f->store, f->records[8].node.parent_color, f->records[8].node.parent_color | 1u);
  /* One black node too many. */
  g_assert_nonnull (km_rb_check (&f->store, f->root, &n));
  km_store_rollback (&f->store, 1);
  KM_SET (&f->store, f->records[8].node.parent_color,
          km_rb_link (&f->store, &f->records[1].node) | (f->records[8].node.parent_color & 1));
  g_assert_nonnull (km_rb_check (&f->store, f->root, &n));              /* another's child */
  km_store_rollback (&f->store, 1);
  g_assert_null (km_rb_check (&f->store, f->root, &n));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/rbtree/pictures", Fixture, NULL, set_up, test_pictures, tear_down);
  g_test_add ("/rbtree/zigzag", Fixture, NULL, set_up, test_zigzag, tear_down);
  g_test_add ("/rbtree/random", Fixture, NULL, set_up, test_random, tear_down);
  g_test_add ("/rbtree/update", Fixture, NULL, set_up, test_update, tear_down);
  g_test_add ("/rbtree/check-complains", Fixture, NULL, set_up, test_check_complains, tear_down);
  return g_test_run ();
}
