/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Per-CPU lists of single frames: rmqueue_bulk (), free_unref_page_commit (), free_pcppages_bulk ().
 *
 *   Movable:  head ► hot, freed last … cold, refilled last ◄ tail
 *             taken from the head                given back to the buddy lists from the tail
 *
 * A frame on a list has use KM_USE_PCP and keeps in `index` the migrate type it goes back to.
 * Refill and drain emit the steps of their first frame one by one and the rest as one step.
 */
#include "core/physical/pcp.h"

#include "core/physical/buddy.h"
#include "core/physical/frames.h"
#include "core/physical/rmqueue.h"

static const KmPcp *
this_pcp (const KmMachine *m, const KmZone *zone)
{
  return &zone->pcp[m->cpu];
}

static void
mark_on_list (KmMachine *m, const KmZone *zone, KmPfn pfn, KmMigrateType mt)
{
  const KmFrame *frame = km_frame_at (m, pfn);

  KM_EDIT (m, frame->flags,
           (uint32_t) KM_USE_PCP << KM_PG_USE_SHIFT | km_zone_index (m, zone) << KM_PG_ZONE_SHIFT);
  KM_EDIT (m, frame->index, mt);
}

/* A step that sums up names its frames behind its own arguments, for traces. */
#define MAX_NAMED 512

static void
refill (KmMachine *m, const KmZone *zone, KmMigrateType mt)
{
  const KmPcp *pcp = this_pcp (m, zone);
  KmZoneIndex index = km_zone_index (m, zone);
  uint32_t named[MAX_NAMED];
  guint n = 0;

  km_step (m, PCP_EMPTY, .zone = index, .mt = mt, .batch = pcp->batch);
  for (; n < pcp->batch; n++)
    {
      KmPfn pfn = km_buddy_take (m, zone, 0, mt, n == 0);

      if (pfn == 0)
        break;
      mark_on_list (m, zone, pfn, mt);
      km_frames_add_tail (m, &pcp->list[mt], pfn);
      KM_BUMP (m, pcp->count, 1);
      if (n < MAX_NAMED)
        named[n] = pfn;
    }
  if (n == 0)
    return;
  km_zone_count (m, zone, KM_NR_FREE_PAGES, -(int32_t) n);
  km_step_with (m, PCP_REFILLED, named, MIN (n, MAX_NAMED), .zone = index, .mt = mt, .count = n,
                .free = zone->stat[KM_NR_FREE_PAGES]);
}

KmPfn
km_pcp_take (KmMachine *m, const KmZone *zone, KmMigrateType mt)
{
  const KmPcp *pcp = this_pcp (m, zone);
  KmPfn pfn;

  if (pcp->list[mt].head == 0)
    refill (m, zone, mt);
  pfn = pcp->list[mt].head;
  if (pfn == 0)
    return 0;
  km_frames_remove (m, &pcp->list[mt], pfn);
  KM_BUMP (m, pcp->count, -1u);
  KM_EDIT (m, km_frame_at (m, pfn)->index, 0);
  km_step (m, PCP_TAKE, .pfn = pfn, .zone = km_zone_index (m, zone), .mt = mt, .count = pcp->count);
  return pfn;
}

/* The frames leave the lists first, turn by turn and in growing runs as lists run dry. */
static void
take_from_lists (KmMachine *m, const KmPcp *pcp, guint count, KmPfn *taken)
{
  guint list = 0, run = 0, n = 0;

  while (n < count)
    {
      do
        {
          run++;
          list = (list + 1) % KM_MT_PCPTYPES;
        }
      while (pcp->list[list].head == 0);
      if (run == KM_MT_PCPTYPES)
        run = count - n;
      do
        {
          taken[n] = pcp->list[list].tail;
          km_frames_remove (m, &pcp->list[list], taken[n++]);
          run--;
        }
      while (n < count && run > 0 && pcp->list[list].head != 0);
    }
  KM_BUMP (m, pcp->count, -count);
}

/* Only when all are off the lists do they go back to the buddy lists, in that order. */
void
km_pcp_drain (KmMachine *m, const KmZone *zone, guint count)
{
  const KmPcp *pcp = this_pcp (m, zone);
  uint32_t few[MAX_NAMED], *taken = few;
  g_autofree uint32_t *many = NULL;

  count = MIN (count, pcp->count);
  if (count == 0)
    return;
  if (count > MAX_NAMED)
    taken = many = g_new (uint32_t, count);
  take_from_lists (m, pcp, count, taken);
  for (guint i = 0; i < count; i++)
    {
      const KmFrame *frame = km_frame_at (m, taken[i]);
      KmMigrateType mt = frame->index;

      km_store_zero (&m->store, frame, sizeof *frame);
      km_buddy_free (m, zone, taken[i], 0, mt, i == 0, FALSE);
      taken[i] |= mt << KM_STEP_MT_SHIFT;
    }
  km_step_with (m, PCP_DRAIN, taken, MIN (count, MAX_NAMED), .zone = km_zone_index (m, zone),
                .count = count, .left = pcp->count);
}

void
km_pcp_free (KmMachine *m, const KmZone *zone, KmPfn pfn)
{
  const KmPcp *pcp = this_pcp (m, zone);
  KmMigrateType mt = km_pageblock_type (m, pfn);
  KmMigrateType list = mt < KM_MT_PCPTYPES ? mt : KM_MT_MOVABLE;

  if (mt == KM_MT_ISOLATE)
    {
      km_buddy_free (m, zone, pfn, 0, mt, TRUE, FALSE);
      return;
    }
  mark_on_list (m, zone, pfn, mt);
  km_frames_add_head (m, &pcp->list[list], pfn);
  KM_BUMP (m, pcp->count, 1);
  km_step (m, PCP_PUT, .pfn = pfn, .zone = km_zone_index (m, zone), .mt = list, .count = pcp->count,
           .high = pcp->high);
  if (pcp->count >= pcp->high)
    km_pcp_drain (m, zone, pcp->batch);
}

void
km_pcp_drain_all (KmMachine *m)
{
  for (guint cpu = 0; cpu < m->state->config.cpus; cpu++)
    {
      KM_ON_CPU (m, cpu);
      for (guint i = 0; i < KM_N_ZONES; i++)
        km_pcp_drain (m, km_zone (m, i), G_MAXUINT);
    }
}
