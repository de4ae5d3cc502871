/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The page allocator's operations repeated in the engine, and its later states compared. */
#include "core/capture/install.h"
#include "core/physical/alloc.h"
#include "core/physical/buddy.h"
#include "core/physical/fallback.h"
#include "core/physical/frames.h"
#include "core/physical/pcp.h"
#include "core/physical/zones.h"
#include "core/replay/replay.h"

/* --- Comparing -------------------------------------------------------------------------------- */

typedef struct
{
  KmReplay *to;                 /* where differences go */
  KmMachine *m;
  const KmRecording *recording;
  GHashTable *ids;              /* id of an allocation → pfn in the engine */
} Replay;

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
          km_replay_differ (r->to, line, "%s, place %u: recorded %05x, simulated %05x", what, i + 1,
                            recorded, at);
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
    km_replay_expect_number (r->to, item->line, "watermark", item->mark[i],
                             zone->watermark[i] + zone->watermark_boost);
}

static void
compare_zone (Replay *r, const KmRecordItem *item)
{
  const KmZone *zone = km_zone (r->m, item->zone);

  km_replay_expect_number (r->to, item->line, "start", item->start, zone->start_pfn);
  km_replay_expect_number (r->to, item->line, "spanned", item->spanned, zone->spanned);
  km_replay_expect_number (r->to, item->line, "present", item->present, zone->present);
  km_replay_expect_number (r->to, item->line, "managed", item->managed, zone->managed);
  km_replay_expect_number (r->to, item->line, "managed in the layout",
                           r->recording->layout.zone[item->zone].managed, zone->managed);
  compare_marks (r, item, zone);
  for (guint o = 0; o < KM_MAX_ORDER; o++)
    for (guint mt = 0; mt < KM_N_MT; mt++)
      {
        const KmRecordList *list = recorded_list (item, o, mt);
        g_autofree char *what = g_strdup_printf ("%s order %u %s", km_zone_name (item->zone), o,
                                                 km_migrate_type_name (mt));

        if (list != NULL)
          km_replay_expect_number (r->to, list->line, what, list->count,
                                   zone->free_area[o].list[mt].count);
        compare_list (r, list == NULL ? item->line : list->line, what, list,
                      &zone->free_area[o].list[mt]);
      }
}

static void
compare_pcp (Replay *r, const KmRecordItem *item)
{
  const KmPcp *pcp = &km_zone (r->m, item->zone)->pcp[0];

  km_replay_expect_number (r->to, item->line, "per-CPU count", item->count, pcp->count);
  km_replay_expect_number (r->to, item->line, "per-CPU high", item->high, pcp->high);
  km_replay_expect_number (r->to, item->line, "per-CPU batch", item->batch, pcp->batch);
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
          km_replay_differ (r->to, item->line,
                            "pageblocks, run %u: recorded %05x:%s, simulated %05x:%s", run + 1,
                            recorded == NULL ? 0 : recorded->pfn,
                            recorded == NULL ? "none" : km_migrate_type_name (recorded->mt), at,
                            km_migrate_type_name (mt));
          return;
        }
      last = mt;
      run++;
    }
  km_replay_expect_number (r->to, item->line, "runs of pageblocks", item->runs->len, run);
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
    km_replay_differ (r->to, item->line, "returned frame: recorded %05x, simulated %05x", item->pfn,
                      pfn);
  else if (pfn != 0 && (km_zone_index (r->m, zone) != item->zone
                        || km_pageblock_type (r->m, pfn) != item->mt || va != item->va))
    km_replay_differ (r->to, item->line,
                      "frame %05x: simulated zone %s, pageblock %s, address %08x", pfn,
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
      km_replay_differ (r->to, item->line, "block %u is not in use in the simulation", item->id);
      return;
    }
  km_frame_block (r->m, pfn, &order);
  km_replay_expect_number (r->to, item->line, "freed frame", item->pfn, pfn);
  km_replay_expect_number (r->to, item->line, "freed order", item->order, order);
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
        km_replay_expect_number (r->to, item->line, "blocks of an order", item->counts[o],
                                 km_zone (r->m, item->zone)->free_area[o].nr_free);
      break;
    }
  if (item->kind == KM_RECORD_DRAIN || item->kind == KM_RECORD_ALLOC
      || item->kind == KM_RECORD_FREE)
    r->to->result->operations++;
  else
    r->to->result->states++;
}

gboolean
km_replay_is_pages (const char *line)
{
  static const char *const words[] = { "drain", "pageblocks ", "zone ", "pcp zone " };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (line, words[i]))
      return TRUE;
  return (line[0] == 'a' || line[0] == 'f') && line[1] == ' ' && g_ascii_isdigit (line[2]);
}

gboolean
km_replay_pages (KmReplay *r, GError **error)
{
  g_autoptr (KmRecording) recording = km_recording_parse (r->file, r->text, r->layout, error);
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  Replay replay = { r, r->m, recording, ids };
  gboolean started = FALSE;
  KmConfig config;

  if (recording == NULL)
    return FALSE;
  km_record_layout_config (&recording->layout, &config);
  if (!km_replay_boot (r, 1, &config, error))
    return FALSE;
  if (!km_recording_install (r->m, recording, error))
    {
      km_replay_abandon (r);
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
  km_replay_end (r);
  return TRUE;
}
