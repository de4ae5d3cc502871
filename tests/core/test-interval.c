/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Interval trees against a list: order of equals, and which ranges a search finds. */
#include "core/base/interval.h"

#define N_NODES 120u
#define LARGEST 40u             /* few numbers, so that many ranges start at the same one */

typedef struct
{
  uint32_t first, end;          /* end: the last one */
  uint32_t below;               /* of the subtree */
  KmRbNode node;
} Range;

typedef struct
{
  KmStore store;
  const KmRbRoot *root;
  const Range *ranges;
  GPtrArray *list;              /* Range, in the order that the tree should have */
} Fixture;

static const Range *
range_of (const KmRbNode *node)
{
  return KM_RB_RECORD (node, Range, node);
}

static uint32_t
first_of (const KmStore *store, const KmRbNode *node)
{
  return range_of (node)->first;
}

static uint32_t
end_of (const KmStore *store, const KmRbNode *node)
{
  return range_of (node)->end;
}

static const KmIntervals kind = {
  { (int32_t) offsetof (Range, below) - (int32_t) offsetof (Range, node), end_of }, first_of
};

static void
set_up (Fixture *f, gconstpointer data)
{
  km_store_init (&f->store, 64 + N_NODES * sizeof (Range), 64u << 20);
  f->store.recording = TRUE;
  f->root = (const KmRbRoot *) f->store.arena;
  f->ranges = (const Range *) (f->store.arena + 64);
  f->list = g_ptr_array_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_ptr_array_unref (f->list);
  km_store_clear (&f->store);
}

static guint
place_in_list (const Fixture *f, const Range *r)
{
  guint place;

  g_assert_true (g_ptr_array_find (f->list, r, &place));
  return place;
}

static void
put_behind_equals (Fixture *f, const Range *r)
{
  guint place = f->list->len;

  while (place > 0 && ((const Range *) f->list->pdata[place - 1])->first > r->first)
    place--;
  g_ptr_array_insert (f->list, (gint) place, (gpointer) r);
  km_interval_insert (&f->store, f->root, &r->node, &kind);
}

/* As fork does: directly behind one that is there. */
static void
put_behind (Fixture *f, const Range *r, const Range *other)
{
  KM_SET (&f->store, r->first, other->first);
  KM_SET (&f->store, r->end, other->end);
  g_ptr_array_insert (f->list, (gint) place_in_list (f, other) + 1, (gpointer) r);
  km_interval_insert_after (&f->store, f->root, &r->node, &other->node, &kind);
}

static void
put (Fixture *f, const Range *r)
{
  uint32_t first = (uint32_t) g_test_rand_int_range (0, LARGEST), length = (uint32_t) g_test_rand_int_range (0, LARGEST);

  if (f->list->len > 0 && g_test_rand_int_range (0, 3) == 0)
    {
      put_behind (f, r, f->list->pdata[g_test_rand_int_range (0, (gint32) f->list->len)]);
      return;
    }
  KM_SET (&f->store, r->first, first);
  KM_SET (&f->store, r->end, first + length);
  put_behind_equals (f, r);
}

static void
take (Fixture *f, const Range *r)
{
  g_ptr_array_remove_index (f->list, place_in_list (f, r));
  km_interval_remove (&f->store, f->root, &r->node, &kind);
  g_assert_false (km_interval_is_in (&r->node));
}

static void
assert_found (const Fixture *f, uint32_t first, uint32_t last)
{
  KmRbLink link = km_interval_first (&f->store, f->root, first, last, &kind);

  for (guint i = 0; i < f->list->len; i++)
    {
      const Range *r = f->list->pdata[i];

      if (r->first > last || r->end < first)
        continue;
      g_assert_cmphex (link, ==, km_rb_link (&f->store, &r->node));
      link = km_interval_next (&f->store, link, first, last, &kind);
    }
  g_assert_cmphex (link, ==, 0);
}

static void
test_random (Fixture *f, gconstpointer data)
{
  for (guint round = 0; round < 4000; round++)
    {
      const Range *r = &f->ranges[g_test_rand_int_range (0, N_NODES)];
      uint32_t first = (uint32_t) g_test_rand_int_range (0, 2 * LARGEST);
      guint n;

      if (km_interval_is_in (&r->node))
        take (f, r);
      else
        put (f, r);
      g_assert_cmpstr (km_interval_check (&f->store, f->root, &kind, &n), ==, NULL);
      g_assert_cmpuint (n, ==, f->list->len);
      assert_found (f, 0, G_MAXUINT32);
      assert_found (f, first, first);
      assert_found (f, first, first + (uint32_t) g_test_rand_int_range (0, LARGEST));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/interval/random", Fixture, NULL, set_up, test_random, tear_down);
  return g_test_run ();
}
