/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Free lists: split, merge, head and tail placement. mm/page_alloc.c. */
#include "core/physical/buddy.h"
#include "core/physical/frames.h"

void
km_pageblock_set_type (KmMachine *m, KmPfn pfn, KmMigrateType mt)
{
  uint8_t stored = (mt + KM_N_MT - KM_MT_MOVABLE) % KM_N_MT;

  KM_EDIT (m, *km_pageblock_at (m, pfn), stored);
}

void
km_buddy_list_add (KmMachine *m, const KmZone *zone, KmPfn pfn, guint order, KmMigrateType mt,
                   gboolean tail)
{
  const KmFreeArea *area = &zone->free_area[order];
  const KmFrame *frame = km_frame_at (m, pfn);

  KM_EDIT (m, frame->flags, KM_PG_BUDDY | km_zone_index (m, zone) << KM_PG_ZONE_SHIFT);
  KM_EDIT (m, frame->private_, order | (uint32_t) mt << 8);
  if (tail)
    km_frames_add_tail (m, &area->list[mt], pfn);
  else
    km_frames_add_head (m, &area->list[mt], pfn);
  KM_BUMP (m, area->nr_free, 1);
}

void
km_buddy_list_remove (KmMachine *m, const KmZone *zone, KmPfn pfn)
{
  const KmFrame *frame = km_frame_at (m, pfn);
  const KmFreeArea *area = &zone->free_area[frame->private_ & 0xff];

  g_assert (frame->flags & KM_PG_BUDDY);
  km_frames_remove (m, &area->list[frame->private_ >> 8], pfn);
  KM_BUMP (m, area->nr_free, -1u);
  KM_EDIT (m, frame->flags, 0);
  KM_EDIT (m, frame->private_, 0);
}

gboolean
km_buddy_is_free (const KmMachine *m, const KmZone *zone, KmPfn pfn, guint order)
{
  const KmFrame *frame;

  if (pfn < zone->start_pfn || pfn - zone->start_pfn >= zone->spanned)
    return FALSE;
  frame = km_frame_at (m, pfn);
  return (frame->flags & KM_PG_BUDDY) && (frame->private_ & 0xff) == order;
}

/* buddy_merge_likely (): the next merge up is likely, so keep the block out of the way. */
static gboolean
merge_likely (const KmMachine *m, const KmZone *zone, KmPfn pfn, guint order)
{
  KmPfn combined = pfn & ~(1u << order);

  return order < KM_MAX_ORDER - 2
         && km_buddy_is_free (m, zone, combined ^ (1u << (order + 1)), order + 1);
}

gboolean
km_buddy_may_merge (const KmMachine *m, KmPfn pfn, KmPfn buddy, guint order)
{
  return order < m->state->pageblock_order
         || (km_pageblock_type (m, pfn) == KM_MT_ISOLATE)
              == (km_pageblock_type (m, buddy) == KM_MT_ISOLATE);
}

void
km_buddy_free (KmMachine *m, const KmZone *zone, KmPfn pfn, guint order, KmMigrateType mt,
               gboolean steps, gboolean to_tail)
{
  gboolean tail;
  KmZoneIndex index = km_zone_index (m, zone);

  if (mt != KM_MT_ISOLATE)
    km_zone_count (m, zone, KM_NR_FREE_PAGES, 1 << order);
  while (order < KM_MAX_ORDER - 1)
    {
      KmPfn buddy = pfn ^ (1u << order);

      if (!km_buddy_is_free (m, zone, buddy, order) || !km_buddy_may_merge (m, pfn, buddy, order))
        break;
      km_buddy_list_remove (m, zone, buddy);
      if (steps)
        km_step (m, BLOCK_MERGE, .pfn = pfn, .buddy = buddy, .order = order, .zone = index);
      pfn &= buddy;
      order++;
    }
  tail = to_tail || merge_likely (m, zone, pfn, order);
  km_buddy_list_add (m, zone, pfn, order, mt, tail);
  if (steps)
    km_step (m, BLOCK_FREE, .pfn = pfn, .order = order, .zone = index, .mt = mt, .tail = tail);
}

/* expand (): hands back the upper halves until the block has the order wanted. */
static void
expand (KmMachine *m, const KmZone *zone, KmPfn pfn, guint low, guint high, KmMigrateType mt,
        gboolean steps)
{
  while (high > low)
    {
      high--;
      km_buddy_list_add (m, zone, pfn + (1u << high), high, mt, FALSE);
      if (steps)
        km_step (m, BLOCK_SPLIT, .pfn = pfn, .upper = pfn + (1u << high), .order = high,
                 .zone = km_zone_index (m, zone), .mt = mt);
    }
}

KmPfn
km_buddy_take_smallest (KmMachine *m, const KmZone *zone, guint order, KmMigrateType mt,
                        gboolean steps)
{
  for (guint o = order; o < KM_MAX_ORDER; o++)
    {
      KmPfn pfn = zone->free_area[o].list[mt].head;

      if (pfn == 0)
        continue;
      km_buddy_list_remove (m, zone, pfn);
      if (steps)
        km_step (m, BLOCK_TAKE, .pfn = pfn, .order = o, .wanted = order,
                 .zone = km_zone_index (m, zone), .mt = mt);
      expand (m, zone, pfn, order, o, mt, steps);
      return pfn;
    }
  return 0;
}
