/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Zonelist, watermarks, entry points: mm/page_alloc.c. */
#include "core/physical/alloc.h"

#include "core/physical/buddy.h"
#include "core/physical/fallback.h"
#include "core/physical/frames.h"
#include "core/physical/highatomic.h"
#include "core/physical/pcp.h"
#include "core/physical/rmqueue.h"

/* What a request may do beyond the ordinary (gfp_to_alloc_flags ()). */
typedef struct
{
  uint32_t gfp;
  guint order;
  KmZoneIndex highest;
  KmMigrateType mt;
  KmWatermark mark;
  gboolean high, harder;
} Request;

static gboolean
has_block (const KmZone *zone, guint order, gboolean harder)
{
  for (guint o = order; o < KM_MAX_ORDER; o++)
    {
      for (guint mt = 0; mt < KM_MT_PCPTYPES; mt++)
        if (zone->free_area[o].list[mt].head != 0)
          return TRUE;
      if (harder && zone->free_area[o].list[KM_MT_HIGHATOMIC].head != 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
km_zone_watermark_ok (const KmMachine *m, const KmZone *zone, guint order, uint32_t mark,
                      KmZoneIndex highest, gboolean harder, gboolean high)
{
  int64_t free = (int64_t) zone->stat[KM_NR_FREE_PAGES] - ((1 << order) - 1);
  int64_t min = mark;

  if (!harder)
    free -= zone->nr_reserved_highatomic;
  if (high)
    min -= min / 2;
  if (harder)
    min -= min / 4;
  if (free <= min + zone->lowmem_reserve[highest])
    return FALSE;
  return order == 0 || has_block (zone, order, harder);
}

/* Order-0 GFP_ATOMIC requests against the min mark do not feel a boost. */
static uint32_t
mark_of (const KmZone *zone, const Request *request)
{
  if (request->mark == KM_WMARK_MIN && request->gfp & KM_GFP_ATOMIC_BIT && request->order == 0)
    return zone->watermark[KM_WMARK_MIN];
  return km_zone_mark (zone, request->mark);
}

static gboolean
zone_passes (KmMachine *m, const KmZone *zone, const Request *request)
{
  uint32_t mark = mark_of (zone, request), free = zone->stat[KM_NR_FREE_PAGES];
  uint32_t reserve = zone->lowmem_reserve[request->highest];
  gboolean ok = km_zone_watermark_ok (m, zone, request->order, mark, request->highest,
                                      request->harder, request->high);

  if (ok)
    km_step (m, ZONE_CHOSEN, .zone = km_zone_index (m, zone), .free = free, .mark = mark,
             .reserve = reserve, .order = request->order);
  else
    km_step (m, ZONE_REFUSED, .zone = km_zone_index (m, zone), .free = free, .mark = mark,
             .reserve = reserve, .order = request->order);
  return ok;
}

/* rmqueue () */
static KmPfn
take_block (KmMachine *m, const KmZone *zone, const Request *request)
{
  KmPfn pfn = 0;

  if (request->order == 0)
    return km_pcp_take (m, zone, request->mt);
  if (request->harder)
    pfn = km_buddy_take_smallest (m, zone, request->order, KM_MT_HIGHATOMIC, TRUE);
  if (pfn == 0)
    pfn = km_buddy_take (m, zone, request->order, request->mt, TRUE);
  if (pfn == 0)
    return 0;
  km_zone_count (m, zone, KM_NR_FREE_PAGES, -(1 << request->order));
  return pfn;
}

static void
prepare_block (KmMachine *m, const KmZone *zone, KmPfn pfn, const Request *request, KmUse use)
{
  static const KmEvent event[] = {
    [KM_ZONE_DMA] = KM_PGALLOC_DMA, [KM_ZONE_NORMAL] = KM_PGALLOC_NORMAL,
    [KM_ZONE_HIGHMEM] = KM_PGALLOC_HIGH, [KM_ZONE_MOVABLE] = KM_PGALLOC_MOVABLE,
  };
  const KmFrame *frame = km_frame_at (m, pfn);
  KmZoneIndex index = km_zone_index (m, zone);

  KM_EDIT (m, frame->flags, (uint32_t) use << KM_PG_USE_SHIFT | index << KM_PG_ZONE_SHIFT
                            | (request->order > 0 ? KM_PG_HEAD : 0));
  KM_EDIT (m, frame->private_, request->order);
  KM_EDIT (m, frame->refcount, 1);
  km_event (m, event[index], 1u << request->order);
  if (request->gfp & KM_GFP_ZERO)
    for (KmPfn i = 0; i < 1u << request->order; i++)
      km_frame_set_content (m, pfn + i, 0);
  if (request->order > 0 && request->harder)
    km_highatomic_reserve (m, zone, pfn);
  km_step (m, BLOCK_GIVEN, .pfn = pfn, .order = request->order, .zone = index);
}

/* get_page_from_freelist () */
static KmPfn
try_zonelist (KmMachine *m, const Request *request, KmUse use)
{
  for (int i = (int) request->highest; i >= 0; i--)
    {
      const KmZone *zone = km_zone (m, i);
      KmPfn pfn;

      if (zone->present == 0 || !zone_passes (m, zone, request))
        continue;
      pfn = take_block (m, zone, request);
      if (pfn == 0)
        continue;
      prepare_block (m, zone, pfn, request, use);
      return pfn;
    }
  return 0;
}

/* What a request that may sleep still gets, without anything to reclaim: the frames on per-CPU
 * lists, and, before the OOM killer would be asked, the pageblocks kept for urgent requests. */
static KmPfn
try_last_resorts (KmMachine *m, const Request *request, KmUse use)
{
  KmPfn pfn;

  km_highatomic_unreserve (m, request->highest, request->mt, FALSE);
  km_pcp_drain_all (m);
  pfn = try_zonelist (m, request, use);
  while (pfn == 0 && request->order <= KM_PAGE_ALLOC_COSTLY_ORDER
         && km_highatomic_unreserve (m, request->highest, request->mt, TRUE))
    pfn = try_zonelist (m, request, use);
  return pfn;
}

KmPfn
km_pages_alloc (KmMachine *m, uint32_t gfp, guint order, KmUse use)
{
  Request request = { gfp, order, km_gfp_zone (gfp), km_gfp_migrate_type (gfp), KM_WMARK_LOW, FALSE,
                      FALSE };
  KmPfn pfn;

  g_return_val_if_fail (order < KM_MAX_ORDER, 0);
  km_step (m, ALLOC_PAGES, .order = order, .gfp = gfp, .zone = request.highest, .mt = request.mt);
  pfn = try_zonelist (m, &request, use);
  if (pfn != 0)
    return pfn;

  /* __alloc_pages_slowpath (): the min mark, and for GFP_ATOMIC a share of the reserves. */
  request.mark = KM_WMARK_MIN;
  request.high = (gfp & KM_GFP_HIGH) != 0;
  request.harder = (gfp & KM_GFP_ATOMIC_BIT) != 0 && !(gfp & KM_GFP_NOMEMALLOC);
  pfn = try_zonelist (m, &request, use);
  if (pfn == 0 && gfp & KM_GFP_DIRECT_RECLAIM)
    pfn = try_last_resorts (m, &request, use);
  if (pfn == 0)
    km_step (m, ALLOC_FAILED, .order = order, .gfp = gfp);
  return pfn;
}

static void
forget_frame (KmMachine *m, KmPfn pfn)
{
  km_store_zero (&m->store, km_frame_at (m, pfn), sizeof (KmFrame));
}

void
km_pages_release (KmMachine *m, KmPfn pfn, guint order)
{
  const KmZone *zone = km_zone_of (m, pfn);

  forget_frame (m, pfn);
  km_event (m, KM_PGFREE, 1u << order);
  km_step (m, FREE_PAGES, .pfn = pfn, .order = order, .zone = km_zone_index (m, zone));
  if (order == 0)
    km_pcp_free (m, zone, pfn);
  else
    km_buddy_free (m, zone, pfn, order, km_pageblock_type (m, pfn), TRUE, FALSE);
}

void
km_pages_free (KmMachine *m, KmPfn pfn, guint order)
{
  const KmFrame *frame = km_frame_at (m, pfn);

  g_assert (frame->refcount > 0);
  KM_BUMP (m, frame->refcount, -1u);
  if (frame->refcount == 0)
    km_pages_release (m, pfn, order);
}
