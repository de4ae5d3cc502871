/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Typed ids: handed out, given back, never mistaken for those of an earlier owner. */
#include "core/base/pool.h"

#define CAPACITY 40u            /* record 0 is none, so 39 can be taken */

typedef struct
{
  uint32_t id;
  uint32_t payload[5];
} Record;

typedef struct
{
  KmStore store;
  KmTable table;
  const KmPool *pool;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  km_store_init (&f->store, 4096, 16u << 20);
  f->store.recording = TRUE;
  f->pool = (const KmPool *) f->store.arena;
  f->table = (KmTable) { 64, sizeof (Record), CAPACITY };
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  km_store_clear (&f->store);
}

static uint32_t
take (Fixture *f)
{
  return km_pool_take (&f->store, &f->table, f->pool);
}

static void
give (Fixture *f, uint32_t id)
{
  km_pool_give (&f->store, &f->table, f->pool, id);
}

static const Record *
get (Fixture *f, uint32_t id)
{
  return km_pool_get (&f->store, &f->table, id);
}

static void
test_order (Fixture *f, gconstpointer data)
{
  uint32_t a = take (f), b = take (f), c = take (f), again;

  g_assert_cmpuint (KM_ID_INDEX (a), ==, 1);
  g_assert_cmpuint (KM_ID_INDEX (b), ==, 2);
  g_assert_cmpuint (KM_ID_INDEX (c), ==, 3);
  give (f, a);
  give (f, c);
  again = take (f);             /* last in, first out */
  g_assert_cmpuint (KM_ID_INDEX (again), ==, 3);
  g_assert_cmphex (again, !=, c);
  g_assert_cmpuint (KM_ID_INDEX (take (f)), ==, 1);
  g_assert_cmpuint (KM_ID_INDEX (take (f)), ==, 4);
  g_assert_cmpuint (f->pool->n_used, ==, 4);
  g_assert_cmpuint (f->pool->n_ever, ==, 4);
}

static void
test_stale (Fixture *f, gconstpointer data)
{
  uint32_t old = take (f), new;

  KM_SET (&f->store, get (f, old)->payload[3], 77);
  give (f, old);
  g_assert_null (get (f, old));
  new = take (f);
  g_assert_cmpuint (KM_ID_INDEX (new), ==, KM_ID_INDEX (old));
  g_assert_null (get (f, old));
  g_assert_nonnull (get (f, new));
  g_assert_cmpuint (get (f, new)->payload[3], ==, 0);
  g_assert_null (get (f, 0));
  g_assert_null (get (f, new + CAPACITY));
  g_assert_null (get (f, (new & ~0xfffffu) | 20));      /* never used */
}

/* No id comes a second time: records rest after 4095 owners, until the table has none left. */
static void
test_generations (Fixture *f, gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  uint32_t first = 0;

  for (guint i = 0; i < (CAPACITY - 1) * 4095; i++)
    {
      uint32_t id = take (f);

      g_assert_cmpuint (id >> KM_ID_INDEX_BITS, >, 0);
      g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (id)));
      first = first == 0 ? id : first;
      give (f, id);
      g_assert_null (get (f, first));
    }
  g_assert_cmphex (take (f), ==, 0);
}

static void
test_full (Fixture *f, gconstpointer data)
{
  uint32_t ids[CAPACITY];

  for (guint i = 1; i < CAPACITY; i++)
    {
      ids[i] = take (f);
      g_assert_cmphex (ids[i], !=, 0);
    }
  g_assert_cmphex (take (f), ==, 0);
  g_assert_cmphex (take (f), ==, 0);
  g_assert_cmpuint (f->pool->n_used, ==, CAPACITY - 1);
  give (f, ids[17]);
  g_assert_cmpuint (KM_ID_INDEX (take (f)), ==, 17);
  g_assert_cmphex (take (f), ==, 0);
  for (guint i = 1; i < CAPACITY; i++)
    if (i != 17)
      g_assert_nonnull (get (f, ids[i]));
}

/* Against a list of the live ids: all of them resolve, to what was written there; no other does. */
static void
test_random (Fixture *f, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autoptr (GArray) live = g_array_new (FALSE, FALSE, 4), dead = g_array_new (FALSE, FALSE, 4);

  for (guint i = 0; i < 3000; i++)
    {
      if (live->len > 0 && g_rand_int_range (rand, 0, 100) < 48)
        {
          guint at = (guint) g_rand_int_range (rand, 0, (int) live->len);
          uint32_t id = g_array_index (live, uint32_t, at);

          give (f, id);
          g_array_remove_index_fast (live, at);
          g_array_append_val (dead, id);
        }
      else
        {
          uint32_t id = take (f);

          g_assert_cmpint (id != 0, ==, live->len < CAPACITY - 1);
          if (id == 0)
            continue;
          KM_SET (&f->store, get (f, id)->payload[0], ~id);
          g_array_append_val (live, id);
        }
      g_assert_cmpuint (f->pool->n_used, ==, live->len);
      for (guint k = 0; k < live->len; k++)
        g_assert_cmphex (get (f, g_array_index (live, uint32_t, k))->payload[0], ==,
                         ~g_array_index (live, uint32_t, k));
      for (guint k = dead->len > 30 ? dead->len - 30 : 0; k < dead->len; k++)
        g_assert_null (get (f, g_array_index (dead, uint32_t, k)));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/pool/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/pool/stale", Fixture, NULL, set_up, test_stale, tear_down);
  g_test_add ("/pool/generations", Fixture, NULL, set_up, test_generations, tear_down);
  g_test_add ("/pool/full", Fixture, NULL, set_up, test_full, tear_down);
  g_test_add ("/pool/random", Fixture, NULL, set_up, test_random, tear_down);
  return g_test_run ();
}
