/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state/machine-private.h"
/* Pageblocks kept for urgent requests: made, counted, used by nobody else, given up before the OOM
 * killer. */
#include "tests/core/support.h"

#define PAGEBLOCK 1024u

static const KmZone *
normal (const KmMachine *m)
{
  return &m->state->zones[KM_ZONE_NORMAL];
}

/* Ordinary requests until the watermarks refuse them; names b0, b1 … */
static guint
use_up (KmMachine *m, guint order)
{
  g_autofree char *out = NULL;
  guint n = 0;

  do
    {
      g_free (out);
      out = test_run (m, "b%u = alloc_pages %u", n++, order);
    }
  while (strstr (out, "none") == NULL && n < 4000);
  g_assert_cmpuint (n, <, 4000);
  return n - 1;
}

/* Free blocks on the HighAtomic lists of every zone. */
static guint
n_kept_blocks (const KmMachine *m)
{
  guint n = 0;

  for (guint i = 0; i < KM_N_ZONES; i++)
    for (guint o = 0; o < KM_MAX_ORDER; o++)
      n += m->state->zones[i].free_area[o].list[KM_MT_HIGHATOMIC].count;
  return n;
}

/* GFP_ATOMIC goes down to 3/8 of the minimum where GFP_KERNEL may not, and its pageblock is kept.
 * */
static void
test_reserve (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  KmPfn pfn;
  guint free;

  use_up (m, 2);
  g_assert_cmpuint (normal (m)->nr_reserved_highatomic, ==, 0);
  test_do (m, "urgent = alloc_pages 2 GFP_ATOMIC");
  pfn = test_value (m, NULL, "urgent");
  g_assert_cmpuint (km_zone_of (m, pfn)->nr_reserved_highatomic, ==, PAGEBLOCK);
  g_assert_cmpint (km_pageblock_type (m, pfn), ==, KM_MT_HIGHATOMIC);
  free = km_zone_of (m, pfn)->stat[KM_NR_FREE_PAGES];
  test_do (m, "free_pages urgent");
  g_assert_cmpuint (km_zone_of (m, pfn)->stat[KM_NR_FREE_PAGES], ==, free + 4);
  g_assert_cmpuint (n_kept_blocks (m), >, 0);
  test_check (m);
}

/* A single frame of a kept pageblock goes to the movable per-CPU list, and back to the kept lists.
 * */
static void
test_single_frames (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  KmPfn kept, single;
  g_autofree char *out = NULL;

  test_do (m, "single = alloc_pages 0");
  single = test_value (m, NULL, "single");
  use_up (m, 1);
  test_do (m, "urgent = alloc_pages 1 GFP_ATOMIC");
  kept = test_value (m, NULL, "urgent");
  g_assert_cmpint (km_pageblock_type (m, kept), ==, KM_MT_HIGHATOMIC);
  g_assert_cmpint (km_pageblock_type (m, single), !=, KM_MT_ISOLATE);
  test_do (m, "free_pages single");
  out = test_run (m, "again = alloc_pages 0 GFP_ATOMIC");
  g_assert_null (strstr (out, "none"));
  test_check (m);
}

/* Before an ordinary request of a small order fails for good, the kept pageblocks are given up; one
 * of a large order does not reach that far. */
static void
test_unreserve (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  KmPfn pfn;
  guint n = use_up (m, 2);

  g_assert_cmpuint (n, >, 100);
  test_do (m, "urgent = alloc_pages 2 GFP_ATOMIC");
  pfn = test_value (m, NULL, "urgent");
  test_do (m, "free_pages urgent");
  g_assert_cmpint (km_pageblock_type (m, pfn), ==, KM_MT_HIGHATOMIC);
  test_do (m, "large = alloc_pages 6");
  g_assert_cmpint (km_pageblock_type (m, pfn), ==, KM_MT_HIGHATOMIC);
  test_do (m, "small = alloc_pages 2 \"GFP_KERNEL|__GFP_RECLAIMABLE\"");
  g_assert_cmpuint (test_count_steps (m, "block-steal"), >=, 1);
  g_assert_cmpuint (test_step_arg (m, "block-steal", 1, "from"), ==, KM_MT_HIGHATOMIC);
  g_assert_cmpint (km_pageblock_type (m, pfn), ==, KM_MT_RECLAIMABLE);
  g_assert_cmpuint (km_zone_of (m, pfn)->nr_reserved_highatomic, ==, 0);
  g_assert_cmpuint (n_kept_blocks (m), ==, 0);
  test_check (m);
}

/* No more than a hundredth of the zone and a pageblock are kept, whatever is asked for. */
static void
test_limit (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");

  use_up (m, 1);
  for (guint i = 0; i < 40; i++)
    test_do (m, "u%u = alloc_pages 1 GFP_ATOMIC", i);
  for (guint i = 0; i < KM_N_ZONES; i++)
    g_assert_cmpuint (m->state->zones[i].nr_reserved_highatomic, <=, 2 * PAGEBLOCK);
  test_check (m);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/highatomic/reserve", test_reserve);
  g_test_add_func ("/highatomic/single-frames", test_single_frames);
  g_test_add_func ("/highatomic/unreserve", test_unreserve);
  g_test_add_func ("/highatomic/limit", test_limit);
  return g_test_run ();
}
