/* SPDX-License-Identifier: GPL-2.0-or-later */
/* buddyinfo, pagetypeinfo, zoneinfo: mm/vmstat.c. */
#include "core/physical/zoneinfo.h"

#include "core/physical/stats.h"
#include "core/state/machine-private.h"

/* Isolate is a type of kernels with CONFIG_MEMORY_ISOLATION. */
static guint
n_shown_types (const KmMachine *m)
{
  return km_is_debian (m) ? KM_MT_ISOLATE + 1 : KM_MT_HIGHATOMIC + 1;
}

void
km_report_buddyinfo (const KmMachine *m, GString *out)
{
  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      const KmZone *zone = km_zone (m, i);

      if (zone->present == 0)
        continue;
      g_string_append_printf (out, "Node 0, zone %8s ", km_zone_name (i));
      for (guint o = 0; o < KM_MAX_ORDER; o++)
        g_string_append_printf (out, "%6u ", zone->free_area[o].nr_free);
      g_string_append_c (out, '\n');
    }
}

/* pagetypeinfo_showfree_print () and pagetypeinfo_showblockcount_print () */
static void
free_counts (const KmMachine *m, GString *out)
{
  g_string_append_printf (out, "%-43s ", "Free pages count per migrate type at order");
  for (guint o = 0; o < KM_MAX_ORDER; o++)
    g_string_append_printf (out, "%6u ", o);
  g_string_append_c (out, '\n');
  for (guint i = 0; i < KM_N_ZONES; i++)
    for (guint mt = 0; mt < n_shown_types (m) && km_zone (m, i)->present > 0; mt++)
      {
        g_string_append_printf (out, "Node %4d, zone %8s, type %12s ", 0, km_zone_name (i),
                                km_migrate_type_name (mt));
        for (guint o = 0; o < KM_MAX_ORDER; o++)
          {
            uint32_t n = km_zone (m, i)->free_area[o].list[mt].count;

            g_string_append_printf (out, "%s%6u ", n >= 100000 ? ">" : "", MIN (n, 100000));
          }
        g_string_append_c (out, '\n');
      }
}

static void
block_counts (const KmMachine *m, const KmZone *zone, GString *out)
{
  uint32_t counts[KM_N_MT] = { 0 }, pageblock = 1u << m->state->pageblock_order;

  /* The kernel steps from the zone's start, wherever in a pageblock that lies. */
  for (KmPfn pfn = zone->start_pfn; pfn < zone->start_pfn + zone->spanned; pfn += pageblock)
    counts[km_pageblock_type (m, pfn)]++;
  g_string_append_printf (out, "Node %d, zone %8s ", 0, km_zone_name (km_zone_index (m, zone)));
  for (guint mt = 0; mt < n_shown_types (m); mt++)
    g_string_append_printf (out, "%12u ", counts[mt]);
  g_string_append_c (out, '\n');
}

void
km_report_pagetypeinfo (const KmMachine *m, GString *out)
{
  g_string_append_printf (out, "Page block order: %u\nPages per block:  %u\n\n",
                          m->state->pageblock_order, 1u << m->state->pageblock_order);
  free_counts (m, out);
  g_string_append_printf (out, "\n%-23s", "Number of blocks type ");
  for (guint mt = 0; mt < n_shown_types (m); mt++)
    g_string_append_printf (out, "%12s ", km_migrate_type_name (mt));
  g_string_append_c (out, '\n');
  for (guint i = 0; i < KM_N_ZONES; i++)
    if (km_zone (m, i)->present > 0)
      block_counts (m, km_zone (m, i), out);
}

static gboolean
is_first_populated (const KmMachine *m, guint i)
{
  for (guint before = 0; before < i; before++)
    if (km_zone (m, before)->present > 0)
      return FALSE;
  return km_zone (m, i)->present > 0;
}

/* calculate_normal_threshold () */
static uint32_t
stat_threshold (const KmMachine *m, const KmZone *zone)
{
  guint cpus = 0, memory = 0;

  for (uint32_t n = m->state->config.cpus; n > 0; n >>= 1)
    cpus++;
  for (uint32_t n = zone->managed >> (27 - KM_PAGE_SHIFT); n > 0; n >>= 1)
    memory++;
  return MIN (125, 2 * cpus * (1 + memory));
}

static void
zone_counters (const KmMachine *m, const KmZone *zone, GString *out)
{
  for (guint s = 0; s < KM_N_ZONE_STATS; s++)
    if (km_zone_stat_name (m, s) != NULL)
      g_string_append_printf (out, "\n      %-12s %u", km_zone_stat_name (m, s), zone->stat[s]);
  g_string_append (out, "\n  pagesets");
  for (guint cpu = 0; cpu < m->state->config.cpus; cpu++)
    g_string_append_printf (out, "\n    cpu: %u\n              count: %u\n              high:  %u"
                            "\n              batch: %u\n  vm stats threshold: %u", cpu,
                            zone->pcp[cpu].count, zone->pcp[cpu].high, zone->pcp[cpu].batch,
                            stat_threshold (m, zone));
  g_string_append_printf (out, "\n  node_unreclaimable:  %u\n  start_pfn:           %u", 0u,
                          zone->start_pfn);
}

void
km_report_zoneinfo (const KmMachine *m, GString *out)
{
  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      const KmZone *zone = km_zone (m, i);

      g_string_append_printf (out, "Node %d, zone %8s", 0, km_zone_name (i));
      if (is_first_populated (m, i))
        km_stats_append_node (m, out);
      g_string_append_printf (out, "\n  pages free     %u\n        min      %u\n        low      %u"
                              "\n        high     %u\n        spanned  %u\n        present  %u"
                              "\n        managed  %u", zone->stat[KM_NR_FREE_PAGES],
                              km_zone_mark (zone, KM_WMARK_MIN), km_zone_mark (zone, KM_WMARK_LOW),
                              km_zone_mark (zone, KM_WMARK_HIGH),
                              zone->spanned, zone->present, zone->managed);
      g_string_append_printf (out, "\n        protection: (%u, %u, %u, %u)",
                              zone->lowmem_reserve[0], zone->lowmem_reserve[1],
                              zone->lowmem_reserve[2], zone->lowmem_reserve[3]);
      if (zone->present > 0)
        zone_counters (m, zone, out);
      g_string_append_c (out, '\n');
    }
}
