/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The rules about frames, zones and lists of pages: see test-rules.c. */
#include "core/cache/file.h"
#include "core/mmu/tables.h"
#include "tests/core/rules.h"

/* Every managed frame is free, and no block's buddy is a free block of its order. */
static void
check_boot (const char *config)
{
  g_autoptr (KmMachine) m = test_machine (config);
  uint32_t free = 0, managed = 0;

  for (KmPfn pfn = 0; pfn < m->state->n_frames; pfn++)
    {
      const KmFrame *frame = km_frame (m, pfn), *other;
      guint order = frame->private_ & 0xff;
      KmPfn buddy = pfn ^ 1u << order;

      if (!(frame->flags & KM_PG_BUDDY))
        continue;
      free += 1u << order;
      g_assert_cmpuint (frame->private_ >> 8, ==, KM_MT_MOVABLE);
      if (order == KM_MAX_ORDER - 1 || km_zone_of (m, buddy) != km_zone_of (m, pfn))
        continue;
      other = km_frame (m, buddy);
      g_assert_false ((other->flags & KM_PG_BUDDY) && other->private_ == frame->private_);
    }
  for (guint i = 0; i < KM_N_ZONES; i++)
    managed += m->state->zones[i].managed;
  g_assert_cmpuint (free, ==, managed);
}

void
rules_test_plain_boot (void)
{
  check_boot ("ram=32M layout=classic");
  check_boot ("ram=100M layout=classic cpus=4");
  check_boot ("ram=777M layout=debian-5.10");
  check_boot ("ram=2G layout=mini");
  check_boot ("ram=1G layout=debian-5.10 managed=Normal:200000/201000");
  check_boot ("ram=5G layout=debian-5.10-pae");
}

/* A request to be charged to a group leaves the same computer as one that is not, and pages of all
 * tasks are counted as one list. */
void
rules_test_no_memcg (void)
{
  static const char *const masks[] = { "GFP_KERNEL", "\"GFP_KERNEL|__GFP_ACCOUNT\"" };
  uint64_t hash[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (KmMachine) m = rules_two_tasks ("ram=64M layout=classic");
      uint32_t before = m->state->node_stat[KM_NR_INACTIVE_ANON], waiting = m->state->cpu[0].n_lru_add;

      test_do (m, "p = alloc_pages 0 %s", masks[i]);
      test_do (m, "alloc_pages 3 %s", masks[i]);
      test_do (m, "free_pages p");
      test_do (m, "write one a len=3p");
      test_do (m, "write two b len=20p");
      /* All but those of the batch that is not full yet. */
      g_assert_cmpuint (test_count_steps (m, "lru-drain"), >=, 1);
      g_assert_cmpuint (m->state->node_stat[KM_NR_INACTIVE_ANON] + m->state->cpu[0].n_lru_add, ==, before + 23 + waiting);
      hash[i] = km_machine_hash (m) + km_machine_n_steps (m);
    }
  g_assert_cmphex (hash[0], ==, hash[1]);
}

/* One request under a boost: the mark stands, and a zone with enough but for the boost refuses. */
static guint
request_boosted (KmMachine *m, const KmZone *zone, guint i)
{
  uint32_t boost = zone->watermark_boost, free = zone->stat[KM_NR_FREE_PAGES];
  guint refused;

  test_do (m, "b%u = alloc_pages 0", i);
  refused = test_count_steps (m, "zone-refused");
  if (test_count_steps (m, "block-steal") == 0)
    g_assert_cmpuint (zone->watermark_boost, ==, boost);
  g_assert_cmpuint (zone->watermark_boost, >=, boost);
  if (refused == 0)
    return 0;
  g_assert_cmpuint (free, >, zone->watermark[KM_WMARK_LOW]);
  g_assert_cmpuint (test_step_arg (m, "zone-refused", 1, "mark"), ==,
                    zone->watermark[KM_WMARK_LOW] + boost);
  g_assert_cmpuint (test_step_arg (m, "block-given", 1, "zone"), ==, KM_ZONE_DMA);
  return refused;
}

/* Without a free pageblock the theft is from one that is in use. */
void
rules_test_boost_stays (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
  const KmZone *normal = &m->state->zones[KM_ZONE_NORMAL];
  uint32_t boost, refused = 0;

  while (normal->free_area[m->state->pageblock_order].nr_free > 0)
    test_do (m, "alloc_pages 10 \"GFP_KERNEL|__GFP_MOVABLE\"");
  g_assert_cmpuint (normal->watermark_boost, ==, 0);
  test_do (m, "thief = alloc_pages 0");
  g_assert_cmpuint (test_step_arg (m, "block-steal", 1, "boost"), >, 0);
  g_assert_cmpuint (test_step_arg (m, "block-steal", 1, "boost"), ==, normal->watermark_boost);
  for (guint i = 0; i < 1000; i++)
    refused += request_boosted (m, normal, i);
  g_assert_cmpuint (refused, >, 0);
  boost = normal->watermark_boost;
  test_do (m, "free_pages thief");
  for (guint i = 0; i < 1000; i++)
    test_do (m, "free_pages b%u", i);
  g_assert_cmpuint (normal->watermark_boost, ==, boost);
}
