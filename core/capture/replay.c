/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A recording's operations repeated in the engine, and its later states compared. */
#include "core/capture/recording.h"
#include "core/physical/buddy.h"
#include "core/physical/fallback.h"
#include "core/physical/frames.h"
#include "core/physical/zones.h"

#define SHOWN_DIFFERENCES 20

/* --- Comparing -------------------------------------------------------------------------------- */

typedef struct
{
  KmMachine *m;
  const KmRecording *recording;
  GString *report;
  KmReplayResult *result;
  GHashTable *ids;              /* id of an allocation → pfn in the engine */
} Replay;

static void G_GNUC_PRINTF (3, 4)
differ (Replay *r, guint line, const char *format, ...)
{
  va_list args;

  if (r->result->differences++ >= SHOWN_DIFFERENCES)
    return;
  g_string_append_printf (r->report, "%s:%u: ", r->recording->file, line);
  va_start (args, format);
  g_string_append_vprintf (r->report, format, args);
  va_end (args);
  g_string_append_c (r->report, '\n');
}

static void
expect_number (Replay *r, guint line, const char *what, guint recorded, guint simulated)
{
  if (recorded != simulated)
    differ (r, line, "%s: recorded %u, simulated %u", what, recorded, simulated);
}

static void
compare_list (Replay *r, guint line, const char *what, const KmRecordList *recorded_list,
              const KmFrameList *list)
{
  const GArray *pfns = recorded_list == NULL ? NULL : recorded_list->pfns;
  gboolean cut = recorded_list != NULL && recorded_list->cut;
  KmPfn at = list->head;
  guint n = pfns == NULL ? 0 : pfns->len;

  for (guint i = 0; i < n || (at != 0 && !cut); i++)
    {
      KmPfn recorded = i < n ? g_array_index (pfns, KmPfn, i) : 0;

      if (recorded != at)
        {
          differ (r, line, "%s, place %u: recorded %05x, simulated %05x", what, i + 1, recorded,
                  at);
          return;
        }
      at = km_frame_at (r->m, at)->next;
    }
}

static const KmRecordList *
recorded_list (const KmRecordItem *item, guint order, guint mt)
{
  for (guint i = 0; i < item->lists->len; i++)
    {
      const KmRecordList *list = g_ptr_array_index (item->lists, i);

      if (list->order == order && list->mt == mt)
        return list;
    }
  return NULL;
}

/* The recorder shows the marks with the boost on top. kswapd takes a boost away when it gets to
 * run, which no recorded operation tells; a lower one, the same on all three marks, is taken over.
 * */
static void
compare_marks (Replay *r, const KmRecordItem *item, const KmZone *zone)
{
  uint32_t boost = item->mark[0] - zone->watermark[0];

  if (boost < zone->watermark_boost && item->mark[1] - zone->watermark[1] == boost
      && item->mark[2] - zone->watermark[2] == boost)
    KM_EDIT (r->m, zone->watermark_boost, boost);
  for (guint i = 0; i < KM_N_WMARKS; i++)
    expect_number (r, item->line, "watermark", item->mark[i],
                   zone->watermark[i] + zone->watermark_boost);
}

static void
compare_zone (Replay *r, const KmRecordItem *item)
{
  const KmZone *zone = km_zone (r->m, item->zone);

  expect_number (r, item->line, "start", item->start, zone->start_pfn);
  expect_number (r, item->line, "spanned", item->spanned, zone->spanned);
  expect_number (r, item->line, "present", item->present, zone->present);
  expect_number (r, item->line, "managed", item->managed, zone->managed);
  expect_number (r, item->line, "managed in the layout", r->recording->zone[item->zone].managed,
                 zone->managed);
  compare_marks (r, item, zone);
  for (guint o = 0; o < KM_MAX_ORDER; o++)
    for (guint mt = 0; mt < KM_N_MT; mt++)
      {
        const KmRecordList *list = recorded_list (item, o, mt);
        g_autofree char *what = g_strdup_printf ("%s order %u %s", km_zone_name (item->zone), o,
                                                 km_migrate_type_name (mt));

        if (list != NULL)
          expect_number (r, list->line, what, list->count, zone->free_area[o].list[mt].count);
        compare_list (r, list == NULL ? item->line : list->line, what,
                      list,
                      &zone->free_area[o].list[mt]);
      }
}

static void
compare_pcp (Replay *r, const KmRecordItem *item)
{
  const KmPcp *pcp = &km_zone (r->m, item->zone)->pcp[0];

  expect_number (r, item->line, "per-CPU count", item->count, pcp->count);
  expect_number (r, item->line, "per-CPU high", item->high, pcp->high);
  expect_number (r, item->line, "per-CPU batch", item->batch, pcp->batch);
  for (guint i = 0; i < item->lists->len; i++)
    {
      const KmRecordList *list = g_ptr_array_index (item->lists, i);

      compare_list (r, list->line, km_migrate_type_name (list->mt), list, &pcp->list[list->mt]);
    }
}

/* The runs that the simulation has, against the recorded ones, one by one. */
static void
compare_types (Replay *r, const KmRecordItem *item)
{
  const KmZone *zone = km_zone (r->m, item->zone);
  uint32_t pageblock = 1u << r->m->state->pageblock_order;
  KmPfn end = zone->start_pfn + zone->spanned;
  KmMigrateType last = KM_N_MT;
  guint run = 0;

  for (KmPfn at = zone->start_pfn; at < end; at = (at & ~(pageblock - 1)) + pageblock)
    {
      KmMigrateType mt = km_pageblock_type (r->m, at);
      const KmRecordRun *recorded =
        run < item->runs->len ? &g_array_index (item->runs, KmRecordRun, run) : NULL;

      if (mt == last)
        continue;
      if (recorded == NULL || recorded->pfn != at || recorded->mt != mt)
        {
          differ (r, item->line, "pageblocks, run %u: recorded %05x:%s, simulated %05x:%s", run + 1,
                  recorded == NULL ? 0 : recorded->pfn,
                  recorded == NULL ? "none" : km_migrate_type_name (recorded->mt), at,
                  km_migrate_type_name (mt));
          return;
        }
      last = mt;
      run++;
    }
  expect_number (r, item->line, "runs of pageblocks", item->runs->len, run);
}

static uint32_t
gfp_of (char flag)
{
  switch (flag)
    {
    case 'h': return KM_GFP_HIGHUSER;
    case 'm': return KM_GFP_HIGHUSER_MOVABLE;
    case 'd': return KM_GFP_KERNEL | KM_GFP_DMA;
    case 'r': return KM_GFP_KERNEL | KM_GFP_RECLAIMABLE;
    case 't': return KM_GFP_ATOMIC;
    case 'n': default: return KM_GFP_KERNEL;
    }
}

static void
repeat_alloc (Replay *r, const KmRecordItem *item)
{
  KmPfn pfn = km_pages_alloc (r->m, gfp_of (item->flag), item->order, KM_USE_KERNEL);
  const KmZone *zone = pfn == 0 ? NULL : km_zone_of (r->m, pfn);
  KmAddr va = pfn >= r->m->state->layout.max_low_pfn ? 0 : KM_PAGE_OFFSET + (pfn << KM_PAGE_SHIFT);

  g_hash_table_insert (r->ids, GUINT_TO_POINTER (item->id + 1), GUINT_TO_POINTER (pfn));
  if (pfn != item->pfn)
    differ (r, item->line, "returned frame: recorded %05x, simulated %05x", item->pfn, pfn);
  else if (pfn != 0 && (km_zone_index (r->m, zone) != item->zone
                        || km_pageblock_type (r->m, pfn) != item->mt || va != item->va))
    differ (r, item->line, "frame %05x: simulated zone %s, pageblock %s, address %08x", pfn,
            km_zone_name (km_zone_index (r->m, zone)),
            km_migrate_type_name (km_pageblock_type (r->m, pfn)), va);
}

static void
repeat_free (Replay *r, const KmRecordItem *item)
{
  gpointer key = GUINT_TO_POINTER (item->id + 1);
  KmPfn pfn = GPOINTER_TO_UINT (g_hash_table_lookup (r->ids, key));
  guint order = 0;

  if (pfn == 0)
    {
      differ (r, item->line, "block %u is not in use in the simulation", item->id);
      return;
    }
  km_frame_block (r->m, pfn, &order);
  expect_number (r, item->line, "freed frame", item->pfn, pfn);
  expect_number (r, item->line, "freed order", item->order, order);
  g_hash_table_remove (r->ids, key);
  km_pages_free (r->m, pfn, order);
}

static void
repeat_item (Replay *r, const KmRecordItem *item)
{
  switch (item->kind)
    {
    case KM_RECORD_DRAIN: km_pcp_drain_all (r->m); break;
    case KM_RECORD_ALLOC: repeat_alloc (r, item); break;
    case KM_RECORD_FREE: repeat_free (r, item); break;
    case KM_RECORD_ZONE: compare_zone (r, item); break;
    case KM_RECORD_PCP: compare_pcp (r, item); break;
    case KM_RECORD_PAGEBLOCKS: compare_types (r, item); break;
    case KM_RECORD_COUNTS: default:
      for (guint o = 0; o < KM_MAX_ORDER; o++)
        expect_number (r, item->line, "blocks of an order", item->counts[o],
                       km_zone (r->m, item->zone)->free_area[o].nr_free);
      break;
    }
  if (item->kind == KM_RECORD_DRAIN || item->kind == KM_RECORD_ALLOC
      || item->kind == KM_RECORD_FREE)
    r->result->operations++;
  else
    r->result->states++;
}

gboolean
km_recording_replay (KmMachine *m, const char *path, const char *layout, GString *report,
                     KmReplayResult *result, GError **error)
{
  g_autoptr (KmRecording) recording = km_recording_load (path, layout, error);
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  Replay replay = { m, recording, report, result, ids };
  gboolean started = FALSE;
  KmConfig config;

  memset (result, 0, sizeof *result);
  if (recording == NULL || !km_recording_config (recording, &config, error))
    return FALSE;
  km_machine_begin (m);
  if (!km_machine_make (m, &config, error) || !km_recording_install (m, recording, error))
    {
      if (error != NULL && g_error_matches (*error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX))
        g_prefix_error (error, "%s:1:1: ", path);   /* the sizes that the recording tells */
      km_machine_unmake (m);
      m->busy = FALSE;
      return FALSE;
    }
  for (guint i = 0; i < recording->items->len; i++)
    {
      const KmRecordItem *item = g_ptr_array_index (recording->items, i);

      /* What precedes the first state was over when that state was taken. */
      started |= item->kind != KM_RECORD_DRAIN && item->kind != KM_RECORD_COUNTS;
      if (started)
        repeat_item (&replay, item);
    }
  km_machine_end (m, path);
  return TRUE;
}
