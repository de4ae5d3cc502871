/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/physical/fallback.h"

#include "core/physical/buddy.h"
#include "core/physical/frames.h"

#define WATERMARK_BOOST_FACTOR 15000    /* of 10000 */

/* fallbacks[][] of mm/page_alloc.c */
static const KmMigrateType fallbacks[KM_MT_PCPTYPES][2] = {
  [KM_MT_UNMOVABLE] = { KM_MT_RECLAIMABLE, KM_MT_MOVABLE },
  [KM_MT_MOVABLE] = { KM_MT_RECLAIMABLE, KM_MT_UNMOVABLE },
  [KM_MT_RECLAIMABLE] = { KM_MT_UNMOVABLE, KM_MT_MOVABLE },
};

/* find_suitable_fallback (): the type to take from at @order, or -1. */
static int
find_type (const KmMachine *m, const KmZone *zone, guint order, KmMigrateType mt,
           gboolean *can_steal)
{
  for (guint i = 0; i < 2; i++)
    {
      KmMigrateType from = fallbacks[mt][i];

      if (zone->free_area[order].list[from].head == 0)
        continue;
      *can_steal = order >= m->state->pageblock_order / 2 || mt != KM_MT_MOVABLE;
      return (int) from;
    }
  return -1;
}

static void
boost_watermark (KmMachine *m, const KmZone *zone)
{
  uint32_t pageblock = 1u << m->state->pageblock_order;
  uint32_t most = (uint64_t) zone->watermark[KM_WMARK_HIGH] * WATERMARK_BOOST_FACTOR / 10000;

  if (pageblock * 4 > zone->managed || most == 0)
    return;
  KM_EDIT (m, zone->watermark_boost,
           MIN (zone->watermark_boost + pageblock, MAX (pageblock, most)));
}

gboolean
km_pageblock_move (KmMachine *m, const KmZone *zone, KmPfn pfn, KmMigrateType mt,
                   KmBlockCount *count)
{
  KmPfn start = pfn & ~((1u << m->state->pageblock_order) - 1);
  KmPfn end = start + (1u << m->state->pageblock_order);

  count->free = count->movable = count->n_moved = 0;
  if (end > zone->start_pfn + zone->spanned)
    return FALSE;
  for (KmPfn at = start < zone->start_pfn ? pfn : start; at < end;)
    {
      const KmFrame *frame = km_frame_at (m, at);
      guint order;

      if (!(frame->flags & KM_PG_BUDDY))
        {
          if (frame->flags & KM_PG_LRU)
            count->movable++;
          at++;
          continue;
        }
      order = frame->private_ & 0xff;
      g_assert (count->n_moved < KM_MAX_MOVED);
      count->moved[count->n_moved++] = at | frame->private_ >> 8 << KM_STEP_MT_SHIFT;
      km_buddy_list_remove (m, zone, at);
      km_buddy_list_add (m, zone, at, order, mt, TRUE);
      count->free += 1u << order;
      at += 1u << order;
    }
  return count->free > 0;
}

static void
move_one (KmMachine *m, const KmZone *zone, KmPfn pfn, guint order, KmMigrateType mt,
          KmBlockCount *count)
{
  count->n_moved = 1;
  count->moved[0] = pfn | km_frame_at (m, pfn)->private_ >> 8 << KM_STEP_MT_SHIFT;
  km_buddy_list_remove (m, zone, pfn);
  km_buddy_list_add (m, zone, pfn, order, mt, TRUE);
}

/* steal_suitable_fallback (): TRUE when the pageblock changes its type. */
static gboolean
steal (KmMachine *m, const KmZone *zone, KmPfn pfn, guint order, KmMigrateType mt, gboolean whole,
       KmBlockCount *count)
{
  KmMigrateType old = km_pageblock_type (m, pfn);
  uint32_t pageblock = 1u << m->state->pageblock_order, alike;

  if (old == KM_MT_HIGHATOMIC)
    {
      move_one (m, zone, pfn, order, mt, count);
      return FALSE;
    }
  if (order >= m->state->pageblock_order)
    {
      for (KmPfn at = pfn; at < pfn + (1u << order); at += pageblock)
        km_pageblock_set_type (m, at, mt);
      move_one (m, zone, pfn, order, mt, count);
      return TRUE;
    }
  boost_watermark (m, zone);
  if (!whole || !km_pageblock_move (m, zone, pfn, mt, count))
    {
      move_one (m, zone, pfn, order, mt, count);
      return FALSE;
    }
  if (mt == KM_MT_MOVABLE)
    alike = count->movable;
  else
    alike = old == KM_MT_MOVABLE ? pageblock - (count->free + count->movable) : 0;
  if (count->free + alike < pageblock / 2)
    return FALSE;
  km_pageblock_set_type (m, pfn, mt);
  return TRUE;
}

/* Looks from the largest order down, so that a theft is rare and leaves few mixed pageblocks; a
 * movable request that may not take the pageblock takes the smallest block instead. */
static int
find_block (const KmMachine *m, const KmZone *zone, guint order, KmMigrateType mt, guint *found,
            gboolean *can_steal)
{
  for (guint o = KM_MAX_ORDER; o-- > order;)
    {
      int from = find_type (m, zone, o, mt, can_steal);

      if (from < 0)
        continue;
      if (!*can_steal && mt == KM_MT_MOVABLE && o > order)
        for (o = order;; o++)
          if ((from = find_type (m, zone, o, mt, can_steal)) >= 0)
            break;
      *found = o;
      return from;
    }
  return -1;
}

/* Behind its own arguments: the blocks that have changed lists. Rare, and not to be
 * missed: told even where a refill is summed up in one step. */
void
km_fallback_step (KmMachine *m, const KmZone *zone, KmPfn pfn, guint order, KmMigrateType from,
                  KmMigrateType to, gboolean whole, const KmBlockCount *count)
{
  km_step_with (m, BLOCK_STEAL, count->moved, count->n_moved, .pfn = pfn, .order = order,
                .zone = km_zone_index (m, zone), .from = from, .to = to, .whole = whole,
                .boost = zone->watermark_boost);
}

gboolean
km_fallback_steal (KmMachine *m, const KmZone *zone, guint order, KmMigrateType mt)
{
  KmBlockCount count;
  gboolean can_steal, changed;
  guint found;
  KmPfn pfn;
  int from;

  if (mt >= KM_MT_PCPTYPES)
    return FALSE;
  from = find_block (m, zone, order, mt, &found, &can_steal);
  if (from < 0)
    return FALSE;
  pfn = zone->free_area[found].list[from].head;
  changed = steal (m, zone, pfn, found, mt, can_steal, &count);
  km_fallback_step (m, zone, pfn, found, (KmMigrateType) from, mt, changed, &count);
  return TRUE;
}
