/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/physical/lru.h"

#include "core/physical/frames.h"

/* page_lru (): the lists stand in the order of enum lru_list in both sets of counters. */
static guint
lru_of (const KmFrame *frame)
{
  guint lru = frame->flags & KM_PG_SWAPBACKED ? 0 : KM_NR_INACTIVE_FILE - KM_NR_INACTIVE_ANON;

  return lru + (frame->flags & KM_PG_ACTIVE ? 1 : 0);
}

static void
count (KmMachine *m, KmPfn pfn, int32_t by)
{
  guint lru = lru_of (km_frame_at (m, pfn));

  km_node_count (m, KM_NR_INACTIVE_ANON + lru, by);
  km_zone_count (m, km_zone_of (m, pfn), KM_NR_ZONE_INACTIVE_ANON + lru, by);
}

void
km_lru_add (KmMachine *m, KmPfn pfn)
{
  g_assert (!(km_frame_at (m, pfn)->flags & KM_PG_LRU));
  km_frame_flag (m, pfn, KM_PG_LRU, TRUE);
  count (m, pfn, 1);
}

void
km_lru_remove (KmMachine *m, KmPfn pfn)
{
  g_assert (km_frame_at (m, pfn)->flags & KM_PG_LRU);
  count (m, pfn, -1);
  km_frame_flag (m, pfn, KM_PG_LRU, FALSE);
}
