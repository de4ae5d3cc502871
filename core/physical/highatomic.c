/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pageblocks kept for urgent requests of more than one frame: mm/page_alloc.c.
 *
 * Invariant: nr_reserved_highatomic is the HighAtomic pageblocks of the zone, in frames; a
 * pageblock counts in full even where the zone holds a part of it only.
 */
#include "core/physical/highatomic.h"

#include "core/physical/buddy.h"
#include "core/physical/fallback.h"

void
km_highatomic_reserve (KmMachine *m, const KmZone *zone, KmPfn pfn)
{
  uint32_t pageblock = 1u << m->state->pageblock_order;
  KmMigrateType mt = km_pageblock_type (m, pfn);
  KmBlockCount count;

  if (zone->nr_reserved_highatomic >= zone->managed / 100 + pageblock
      || mt == KM_MT_HIGHATOMIC || mt == KM_MT_ISOLATE)
    return;
  KM_BUMP (m, zone->nr_reserved_highatomic, pageblock);
  km_pageblock_set_type (m, pfn, KM_MT_HIGHATOMIC);
  km_pageblock_move (m, zone, pfn, KM_MT_HIGHATOMIC, &count);
}

static gboolean
unreserve_zone (KmMachine *m, const KmZone *zone, KmMigrateType mt)
{
  uint32_t pageblock = 1u << m->state->pageblock_order;
  KmBlockCount count;

  for (guint order = 0; order < KM_MAX_ORDER; order++)
    {
      KmPfn pfn = zone->free_area[order].list[KM_MT_HIGHATOMIC].head;

      if (pfn == 0)
        continue;
      if (km_pageblock_type (m, pfn) == KM_MT_HIGHATOMIC)
        KM_BUMP (m, zone->nr_reserved_highatomic,
                 -MIN (pageblock, zone->nr_reserved_highatomic));
      km_pageblock_set_type (m, pfn, mt);
      if (!km_pageblock_move (m, zone, pfn, mt, &count))
        continue;
      km_fallback_step (m, zone, pfn, order, KM_MT_HIGHATOMIC, mt, TRUE, &count);
      return TRUE;
    }
  return FALSE;
}

gboolean
km_highatomic_unreserve (KmMachine *m, KmZoneIndex highest, KmMigrateType mt, gboolean force)
{
  uint32_t spared = force ? 0 : 1u << m->state->pageblock_order;

  for (int i = (int) highest; i >= 0; i--)
    {
      const KmZone *zone = km_zone (m, i);

      /* Without force one pageblock stays; with it the kernel looks whatever the count says. */
      if (zone->present > 0 && (force || zone->nr_reserved_highatomic > spared)
          && unreserve_zone (m, zone, mt))
        return TRUE;
    }
  return FALSE;
}
