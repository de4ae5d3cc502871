/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A recording's start state in the engine: exactly the free frames it tells. */
#include "core/capture/install.h"

#include "core/capture/recording.h"
#include "core/physical/buddy.h"
#include "core/physical/fallback.h"
#include "core/physical/frames.h"
#include "core/physical/zones.h"

static gboolean
bad_state (const KmRecording *recording, guint line, GError **error, const char *found, KmPfn pfn)
{
  g_set_error (error, KM_RECORDING_ERROR, KM_RECORDING_ERROR_SYNTAX,
               "%s:%u:1: frame %05x %s; expected a state that can be", recording->file, line, pfn, found);
  return FALSE;
}

/* Empties the lists; every frame that the buddy system manages is then "in use, unknown". */
static void
forget_boot_state (KmMachine *m, const KmZone *zone)
{
  uint32_t index = km_zone_index (m, zone);

  km_store_zero (&m->store, zone->free_area, sizeof zone->free_area);
  for (guint cpu = 0; cpu < KM_MAX_CPUS; cpu++)
    km_store_zero (&m->store, zone->pcp[cpu].list, sizeof zone->pcp[cpu].list);
  KM_EDIT (m, zone->pcp[0].count, 0);
  KM_EDIT (m, zone->stat[KM_NR_FREE_PAGES], 0);
  for (KmPfn pfn = zone->start_pfn; pfn < zone->start_pfn + zone->spanned; pfn++)
    if (!(km_frame_at (m, pfn)->flags & KM_PG_RESERVED))
      {
        km_store_zero (&m->store, km_frame_at (m, pfn), sizeof (KmFrame));
        KM_EDIT (m, km_frame_at (m, pfn)->flags,
                 (uint32_t) KM_USE_UNKNOWN << KM_PG_USE_SHIFT | index << KM_PG_ZONE_SHIFT);
        KM_EDIT (m, km_frame_at (m, pfn)->refcount, 1);
      }
}

static uint32_t
count_reserved (const KmMachine *m, const KmZone *zone)
{
  uint32_t n = 0;

  for (KmPfn pfn = zone->start_pfn; pfn < zone->start_pfn + zone->spanned; pfn++)
    n += (km_frame_at (m, pfn)->flags & KM_PG_RESERVED) != 0;
  return n;
}

/* The recorded kernel had reserved other frames than our boot, which ones it does not say; only their
 * number is known. Frames in use become reserved, or the other way round, lowest first. */
static void
adjust_reserved (KmMachine *m, const KmZone *zone)
{
  uint32_t wanted = zone->spanned - zone->managed, have = count_reserved (m, zone);
  KmUse from = have < wanted ? KM_USE_UNKNOWN : KM_USE_KERNEL;
  uint32_t bits = have < wanted ? KM_PG_RESERVED | (uint32_t) KM_USE_KERNEL << KM_PG_USE_SHIFT
                                : (uint32_t) KM_USE_UNKNOWN << KM_PG_USE_SHIFT;
  uint32_t left = have < wanted ? wanted - have : have - wanted;

  for (KmPfn pfn = zone->start_pfn; left > 0 && pfn < zone->start_pfn + zone->spanned; pfn++)
    {
      const KmFrame *frame = km_frame_at (m, pfn);

      if (frame->refcount == 0 || km_frame_use (frame) != from || !km_pfn_is_ram (m, pfn))
        continue;
      KM_EDIT (m, frame->flags, bits | (uint32_t) km_zone_index (m, zone) << KM_PG_ZONE_SHIFT);
      left--;
    }
}

/* Takes @n frames from @pfn on out of the frames in use; FALSE when one is free already or elsewhere. */
static gboolean
claim (KmMachine *m, const KmZone *zone, KmPfn pfn, guint n)
{
  if (pfn < zone->start_pfn || pfn + n > zone->start_pfn + zone->spanned || pfn % n != 0)
    return FALSE;
  for (KmPfn at = pfn; at < pfn + n; at++)
    {
      const KmFrame *frame = km_frame_at (m, at);

      if (frame->refcount == 0 || km_frame_use (frame) == KM_USE_PAGE_TABLE)
        return FALSE;
      km_store_zero (&m->store, frame, sizeof *frame);
    }
  return TRUE;
}

static gboolean
install_lists (KmMachine *m, const KmRecording *recording, const KmRecordItem *item, GError **error)
{
  const KmZone *zone = km_zone (m, item->zone);

  for (guint i = 0; i < item->lists->len; i++)
    {
      const KmRecordList *list = g_ptr_array_index (item->lists, i);

      if (list->cut)
        {
          g_set_error (error, KM_RECORDING_ERROR, KM_RECORDING_ERROR_SYNTAX,
                       "%s:%u:1: a list that ends in “...”; expected the whole start state",
                       recording->file, list->line);
          return FALSE;
        }
      for (guint k = 0; k < list->pfns->len; k++)
        {
          KmPfn pfn = g_array_index (list->pfns, KmPfn, k);

          if (!claim (m, zone, pfn, 1u << list->order))
            return bad_state (recording, list->line, error, "cannot be free there", pfn);
          km_buddy_list_add (m, zone, pfn, list->order, list->mt, TRUE);
          km_zone_count (m, zone, KM_NR_FREE_PAGES, 1 << list->order);
        }
    }
  return TRUE;
}

static gboolean
install_pcp (KmMachine *m, const KmRecording *recording, const KmRecordItem *item, GError **error)
{
  const KmZone *zone = km_zone (m, item->zone);
  const KmPcp *pcp = &zone->pcp[0];

  KM_EDIT (m, pcp->high, item->high);
  KM_EDIT (m, pcp->batch, item->batch);
  for (guint i = 0; i < item->lists->len; i++)
    {
      const KmRecordList *list = g_ptr_array_index (item->lists, i);

      for (guint k = 0; k < list->pfns->len; k++)
        {
          KmPfn pfn = g_array_index (list->pfns, KmPfn, k);

          if (!claim (m, zone, pfn, 1))
            return bad_state (recording, list->line, error, "cannot be on a per-CPU list", pfn);
          KM_EDIT (m, km_frame_at (m, pfn)->flags, (uint32_t) KM_USE_PCP << KM_PG_USE_SHIFT
                                                   | (uint32_t) item->zone << KM_PG_ZONE_SHIFT);
          KM_EDIT (m, km_frame_at (m, pfn)->index, list->mt);
          km_frames_add_tail (m, &pcp->list[list->mt], pfn);
          KM_BUMP (m, pcp->count, 1);
        }
    }
  return TRUE;
}

/* A HighAtomic pageblock counts in full, also one that begins or ends outside the zone. */
static void
install_types (KmMachine *m, const KmRecordItem *item)
{
  const KmZone *zone = km_zone (m, item->zone);
  uint32_t pageblock = 1u << m->state->pageblock_order;
  KmPfn end = zone->start_pfn + zone->spanned;

  for (guint i = 0; i < item->runs->len; i++)
    {
      const KmRecordRun *run = &g_array_index (item->runs, KmRecordRun, i);
      KmPfn stop = i + 1 < item->runs->len ? run[1].pfn : end;

      for (KmPfn at = MAX (run->pfn, zone->start_pfn); at < MIN (stop, end);
           at = (at & ~(pageblock - 1)) + pageblock)
        {
          km_pageblock_set_type (m, at, run->mt);
          if (run->mt == KM_MT_HIGHATOMIC)
            KM_BUMP (m, zone->nr_reserved_highatomic, pageblock);
        }
    }
}

gboolean
km_recording_install (KmMachine *m, const KmRecording *recording, GError **error)
{
  for (guint i = 0; i < KM_ZONE_MOVABLE; i++)
    {
      const KmRecordItem *state = km_recording_first (recording, KM_RECORD_ZONE, i);
      const KmRecordItem *pcp = km_recording_first (recording, KM_RECORD_PCP, i);
      const KmRecordItem *types = km_recording_first (recording, KM_RECORD_PAGEBLOCKS, i);
      const KmZone *zone = km_zone (m, i);

      if (state == NULL)
        continue;
      if (state->start != zone->start_pfn || state->spanned != zone->spanned)
        return bad_state (recording, state->line, error,
                          "does not start such a zone on this machine", state->start);
      forget_boot_state (m, zone);
      if (!install_lists (m, recording, state, error)
          || (pcp != NULL && !install_pcp (m, recording, pcp, error)))
        return FALSE;
      KM_EDIT (m, zone->managed, state->managed);
      adjust_reserved (m, zone);
      if (types != NULL)
        install_types (m, types);
      /* The recorder shows the marks with the boost on top, the layout was taken before any. */
      for (guint k = 0; k < KM_N_WMARKS; k++)
        KM_EDIT (m, zone->watermark[k], recording->layout.zone[i].mark[k]);
      if (state->mark[0] > recording->layout.zone[i].mark[0])
        KM_EDIT (m, zone->watermark_boost, state->mark[0] - recording->layout.zone[i].mark[0]);
      for (guint k = 0; k < KM_N_ZONES; k++)
        KM_EDIT (m, zone->lowmem_reserve[k], recording->layout.zone[i].reserve[k]);
      KM_EDIT (m, zone->present, state->present);
    }
  return TRUE;
}
