/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The page allocator: pictures of splits and merges, per-CPU lists, zones, stealing, a model. */
#include "core/machine/machine.h"
#include "core/physical/buddy.h"
#include "core/physical/pcp.h"
#include "core/physical/why.h"
#include "core/state/edit.h"
#include "tests/core/support.h"
#include "tests/core/test-buddy.h"

/* A running command would do this; the tests call the allocator's parts directly. */
void
drain (KmMachine *m)
{
  m->busy = m->store.recording = TRUE;
  km_pcp_drain_all (m);
  m->busy = m->store.recording = FALSE;
}

uint32_t
nr_free (const KmMachine *m, KmZoneIndex zone, guint order)
{
  return km_zone (m, zone)->free_area[order].nr_free;
}

/* One character a frame: the order of the free block it lies in, # when it is in use. */
static char *
picture (const KmMachine *m, KmPfn start, guint n)
{
  GString *out = g_string_new (NULL);

  while (out->len < n)
    {
      const KmFrame *frame = km_frame_at (m, start + (KmPfn) out->len);
      guint order = frame->private_ & 0xff;

      if (!(frame->flags & KM_PG_BUDDY))
        g_string_append_c (out, '#');
      for (guint i = 0; (frame->flags & KM_PG_BUDDY) && i < 1u << order; i++)
        g_string_append_printf (out, "%x", order);
    }
  return g_string_free (out, FALSE);
}

void
assert_picture (const KmMachine *m, KmPfn start, const char *expected)
{
  g_autofree char *got = picture (m, start, 16);

  g_assert_cmpstr (got, ==, expected);
}

/* Takes the small blocks of @mt, so that the next request splits the block we look at. */
void
use_up_small (KmMachine *m, KmZoneIndex zone, KmMigrateType mt, const char *mask)
{
  for (guint order = 1; order < 4; order++)
    while (km_zone (m, zone)->free_area[order].list[mt].count > 0)
      test_do (m, "alloc_pages %u %s", order, mask);
}

/*
 * Two neighbours of order 4 are taken; the first is given back and cannot merge with the second:
 *      4444444444444444 | ################
 */
static void
test_split_and_merge (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
  KmPfn b;

  test_do (m, "alloc_pages 0");                         /* the first theft is over */
  use_up_small (m, KM_ZONE_NORMAL, KM_MT_UNMOVABLE, "GFP_KERNEL");
  while (km_zone (m, KM_ZONE_NORMAL)->free_area[4].list[KM_MT_UNMOVABLE].count > 0)
    test_do (m, "alloc_pages 4");
  test_do (m, "b = alloc_pages 4");
  test_do (m, "c = alloc_pages 4");
  b = test_value (m, NULL, "b");
  g_assert_cmphex (test_value (m, NULL, "c"), ==, b + 16);
  g_assert_cmphex (b & 31, ==, 0);
  assert_picture (m, b, "################");
  test_do (m, "free_pages b");
  assert_picture (m, b, "4444444444444444");

  test_do (m, "p = alloc_pages 1");
  assert_picture (m, b, "##11222233333333");
  g_assert_cmpuint (test_count_steps (m, "block-split"), ==, 3);
  g_assert_cmphex (test_value (m, NULL, "p"), ==, b);
  test_do (m, "q = alloc_pages 1");
  assert_picture (m, b, "####222233333333");
  g_assert_cmpuint (test_count_steps (m, "block-split"), ==, 0);
  test_do (m, "r = alloc_pages 3");
  assert_picture (m, b, "####2222########");
  test_do (m, "free_pages q");
  assert_picture (m, b, "##112222########");
  g_assert_cmpuint (test_count_steps (m, "block-merge"), ==, 0);
  test_do (m, "free_pages p");
  assert_picture (m, b, "33333333########");
  g_assert_cmpuint (test_count_steps (m, "block-merge"), ==, 2);
  test_do (m, "free_pages r");
  assert_picture (m, b, "4444444444444444");
  g_assert_cmpuint (test_step_arg (m, "block-merge", 1, "order"), ==, 3);
  g_assert_cmpuint (test_step_arg (m, "block-merge", 1, "pfn")
                      ^ test_step_arg (m, "block-merge", 1, "buddy"), ==, 8);
  /* And on with its own buddy, and further up. */
  test_do (m, "free_pages c");
  g_assert_cmpuint (test_count_steps (m, "block-merge"), >=, 1);
  g_assert_cmpuint (test_step_arg (m, "block-merge", 1, "order"), ==, 4);
  test_check (m);
}

/* The frame given back last goes out first; when the list is full, the coldest batch leaves. */
static void
test_hot_and_cold (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
  const KmPcp *pcp = &km_zone (m, KM_ZONE_NORMAL)->pcp[0];
  KmPfn a, b;
  uint32_t free;
  guint n = 0;

  test_do (m, "a = alloc_pages 0");
  test_do (m, "b = alloc_pages 0");
  a = test_value (m, NULL, "a");
  b = test_value (m, NULL, "b");
  test_do (m, "free_pages a");
  test_do (m, "free_pages b");
  test_do (m, "c = alloc_pages 0");
  test_do (m, "d = alloc_pages 0");
  g_assert_cmphex (test_value (m, NULL, "c"), ==, b);
  g_assert_cmphex (test_value (m, NULL, "d"), ==, a);

  /* Below the batch's end nothing of this is seen by the buddy lists. */
  free = km_zone (m, KM_ZONE_NORMAL)->stat[KM_NR_FREE_PAGES];
  test_do (m, "free_pages c");
  g_assert_cmpuint (km_zone (m, KM_ZONE_NORMAL)->stat[KM_NR_FREE_PAGES], ==, free);

  for (guint i = 0; i < 500; i++)
    test_do (m, "f%u = alloc_pages 0", i);
  a = test_value (m, NULL, "f0");
  while (!(km_frame_at (m, a)->flags & KM_PG_BUDDY) && n < 500)
    {
      uint32_t before = pcp->count;

      test_do (m, "free_pages f%u", n++);
      if (test_count_steps (m, "pcp-drain") > 0)
        {
          g_assert_cmpuint (before + 1, ==, pcp->high);
          g_assert_cmpuint (test_step_arg (m, "pcp-drain", 1, "count"), ==, pcp->batch);
          break;
        }
    }
  g_assert_cmpuint (n, <, 500);
  g_assert_cmpuint (km_frame_use (km_frame_at (m, a)), !=, KM_USE_PCP);
  g_assert_cmphex (pcp->list[KM_MT_UNMOVABLE].head, ==, test_step_arg (m, "free-pages", 1, "pfn"));
  test_check (m);
}

/* HighMem is left alone at its low mark; the zone below serves, with its reserve against such
 * requests. */
static void
test_zone_fallback (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=1G layout=classic");
  const KmZone *high = km_zone (m, KM_ZONE_HIGHMEM), *normal = km_zone (m, KM_ZONE_NORMAL);
  uint32_t before = 0;

  while (nr_free (m, KM_ZONE_HIGHMEM, 10) > 1)
    test_do (m, "alloc_pages 10 GFP_HIGHUSER");
  do
    {
      before = high->stat[KM_NR_FREE_PAGES];
      test_do (m, "alloc_pages 0 GFP_HIGHUSER");
    }
  while (test_step_arg (m, "block-given", 1, "zone") == KM_ZONE_HIGHMEM);
  g_assert_cmpuint (before, <=, high->watermark[KM_WMARK_LOW] + high->watermark_boost);
  g_assert_cmpuint (before, >, high->watermark[KM_WMARK_LOW] + high->watermark_boost - 64);
  g_assert_cmpuint (test_step_arg (m, "block-given", 1, "zone"), ==, KM_ZONE_NORMAL);
  g_assert_cmpuint (test_step_arg (m, "zone-refused", 1, "zone"), ==, KM_ZONE_HIGHMEM);
  g_assert_cmpuint (test_step_arg (m, "zone-chosen", 1, "reserve"), ==,
                    normal->lowmem_reserve[KM_ZONE_HIGHMEM]);

  /* GFP_KERNEL never looks at HighMem, and knows no reserve of its own zone. */
  test_do (m, "alloc_pages 0 GFP_KERNEL");
  g_assert_cmpuint (test_count_steps (m, "zone-refused"), ==, 0);
  g_assert_cmpuint (test_step_arg (m, "zone-chosen", 1, "reserve"), ==, 0);
  test_do (m, "alloc_pages 0 GFP_DMA");
  g_assert_cmpuint (test_step_arg (m, "block-given", 1, "zone"), ==, KM_ZONE_DMA);
  test_check (m);
}

/* --- Against a bitmap ------------------------------------------------------------------------- */

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/buddy/split-and-merge", test_split_and_merge);
  g_test_add_func ("/buddy/hot-and-cold", test_hot_and_cold);
  g_test_add_func ("/buddy/zone-fallback", test_zone_fallback);
  g_test_add_func ("/buddy/steal", test_steal);
  g_test_add_func ("/buddy/random", test_random);
  g_test_add_func ("/buddy/random-highmem", test_random_highmem);
  g_test_add_func ("/buddy/random-pae", test_random_pae);
  g_test_add_func ("/buddy/failure", test_failure);
  g_test_add_func ("/buddy/why", test_why);
  return g_test_run ();
}
