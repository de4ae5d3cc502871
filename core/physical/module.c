/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/module.h"
#include "core/language/print.h"
#include "core/language/query.h"
#include "core/physical/check.h"
#include "core/physical/frames.h"
#include "core/physical/stats.h"
#include "core/physical/zoneinfo.h"

/* --- Queries ---------------------------------------------------------------------------------- */

static gboolean
query_free (KmQuery *q, GError **error)
{
  KmZoneIndex zone;

  if (!km_query_zone (q, &zone, error))
    return FALSE;
  *q->value = km_zone (q->m, zone)->stat[KM_NR_FREE_PAGES];
  return TRUE;
}

static gboolean
query_nr_free (KmQuery *q, GError **error)
{
  KmZoneIndex zone;
  uint64_t order;

  if (!km_query_zone (q, &zone, error) || !km_query_number (q, 1, &order, error))
    return FALSE;
  if (order >= KM_MAX_ORDER)
    return km_query_bad (q, 1, "an order from 0 to 10", error);
  *q->value = km_zone (q->m, zone)->free_area[order].nr_free;
  return TRUE;
}

static gboolean
query_zone (KmQuery *q, GError **error)
{
  const KmFrame *frame;
  const KmZone *zone;
  KmPfn pfn;

  if (!km_query_frame (q, &frame, &pfn, error))
    return FALSE;
  zone = km_zone_of (q->m, pfn);
  if (zone == NULL)
    return km_query_bad (q, 0, "a frame that belongs to a zone", error);
  *q->value = km_zone_index (q->m, zone);
  return TRUE;
}

static gboolean
frame_word (KmQuery *q, GError **error, size_t offset)
{
  const KmFrame *frame;
  KmPfn pfn;

  if (!km_query_frame (q, &frame, &pfn, error))
    return FALSE;
  *q->value = *(const uint32_t *) ((const uint8_t *) frame + offset);
  return TRUE;
}

static gboolean
query_refcount (KmQuery *q, GError **error)
{
  return frame_word (q, error, G_STRUCT_OFFSET (KmFrame, refcount));
}

static gboolean
query_mapcount (KmQuery *q, GError **error)
{
  return frame_word (q, error, G_STRUCT_OFFSET (KmFrame, mapcount));
}

static gboolean
query_flags (KmQuery *q, GError **error)
{
  return frame_word (q, error, G_STRUCT_OFFSET (KmFrame, flags));
}

static gboolean
query_managed (KmQuery *q, GError **error)
{
  KmZoneIndex zone;

  if (!km_query_zone (q, &zone, error))
    return FALSE;
  *q->value = km_zone (q->m, zone)->managed;
  return TRUE;
}

static const KmQueryKind queries[] = {
  { "free", 1, query_free },
  { "nr_free", 2, query_nr_free },
  { "zone", 1, query_zone },
  { "refcount", 1, query_refcount },
  { "mapcount", 1, query_mapcount },
  { "flags", 1, query_flags },
  { "managed", 1, query_managed },
  { NULL, 0, NULL },
};

/* --- Reports ---------------------------------------------------------------------------------- */

static void
report_zones (const KmMachine *m, GString *out)
{
  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      const KmZone *z = km_zone (m, i);

      g_string_append_printf (out,
                              "zone %-8s start_pfn %05x end_pfn %05x spanned %u present %u managed "
                              "%u min %u low %u high %u lowmem_reserve %u %u %u %u\n",
                              km_zone_name (i), z->start_pfn, z->start_pfn + z->spanned, z->spanned,
                              z->present, z->managed, z->watermark[0], z->watermark[1],
                              z->watermark[2], z->lowmem_reserve[0], z->lowmem_reserve[1],
                              z->lowmem_reserve[2], z->lowmem_reserve[3]);
    }
}

static void
report_page (const KmMachine *m, KmPfn pfn, GString *out)
{
  static const char *const uses[KM_N_USES] = {
    "free", "kernel", "page table", "slab", "vmalloc", "anonymous", "file", "KSM", "huge", "swap",
    "per-CPU list", "in use, unknown",
  };
  guint order;
  KmPfn head = km_frame_block (m, pfn, &order);
  const KmFrame *frame = km_frame_at (m, head);
  const KmZone *zone = km_zone_of (m, pfn);

  g_string_append_printf (
    out, "page 0x%05x: %s, zone %s, block 0x%05x order %u\n", pfn, uses[km_frame_use (frame)],
    zone == NULL ? "none" : km_zone_name (km_zone_index (m, zone)), head, order);
  g_string_append_printf (out, "  flags 0x%08x mapping 0x%08x index 0x%x private 0x%x _mapcount %d "
                          "_refcount %u\n", frame->flags, frame->mapping, frame->index, frame->private_,
                          (int) frame->mapcount - 1, frame->refcount);
}

static gboolean
print_page (KmPrint *p, GError **error)
{
  uint64_t pfn;

  if (!km_print_number (p, 0, p->call.m->state->n_frames - 1, &pfn, error))
    return FALSE;
  report_page (p->call.m, pfn, p->out);
  return TRUE;
}

static void
append_list (const KmMachine *m, const KmFrameList *list, GString *out)
{
  for (KmPfn pfn = list->head; pfn != 0; pfn = km_frame_at (m, pfn)->next)
    g_string_append_printf (out, " %05x", pfn);
  g_string_append_c (out, '\n');
}

static void
report_freelists (const KmMachine *m, KmZoneIndex index, GString *out)
{
  const KmZone *zone = km_zone (m, index);

  for (guint o = KM_MAX_ORDER; o-- > 0;)
    for (guint mt = 0; mt < KM_N_MT; mt++)
      {
        const KmFrameList *list = &zone->free_area[o].list[mt];

        if (list->count == 0)
          continue;
        g_string_append_printf (out, "  order %2u %-11s %5u:", o, km_migrate_type_name (mt),
                                list->count);
        append_list (m, list, out);
      }
  for (guint cpu = 0; cpu < m->state->config.cpus; cpu++)
    {
      g_string_append_printf (out, "pcp zone %s count=%u high=%u batch=%u\n", km_zone_name (index),
                              zone->pcp[cpu].count, zone->pcp[cpu].high, zone->pcp[cpu].batch);
      for (guint mt = 0; mt < KM_MT_PCPTYPES; mt++)
        {
          g_string_append_printf (out, "  %-11s:", km_migrate_type_name (mt));
          append_list (m, &zone->pcp[cpu].list[mt], out);
        }
    }
}

static gboolean
print_freelists (KmPrint *p, GError **error)
{
  KmZoneIndex zone;

  if (km_zone_from_name (p->args[0].text, &zone))
    {
      report_freelists (p->call.m, zone, p->out);
      return TRUE;
    }
  km_call_error (&p->call, p->args[0].column, error,
                 "“%s” is no zone; expected DMA, Normal, HighMem or Movable", p->args[0].text);
  return FALSE;
}

static const KmReport reports[] = {
  { "buddyinfo", "", .whole = km_report_buddyinfo },
  { "zoneinfo", "", .whole = km_report_zoneinfo },
  { "pagetypeinfo", "", .whole = km_report_pagetypeinfo },
  { "vmstat", "", .whole = km_report_vmstat },
  { "zones", "", .whole = report_zones },
  { "page", "PFN", .print = print_page },
  { "freelists", "ZONE", .print = print_freelists },
  { .what = NULL },
};

const KmModule km_module_physical = {
  .name = "physical", .check = km_physical_check, .queries = queries, .reports = reports,
};
