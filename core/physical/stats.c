/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/physical/stats.h"

#include "core/state/machine-private.h"


static const char *const zone_stat_names[KM_N_ZONE_STATS] = {
  "nr_free_pages", "nr_zone_inactive_anon", "nr_zone_active_anon", "nr_zone_inactive_file",
  "nr_zone_active_file", "nr_zone_unevictable", "nr_zone_write_pending", "nr_mlock",
  "nr_page_table_pages", "nr_bounce", "nr_zspages",
  "nr_free_cma",
};

#define NOT_COUNTED -1
#define DEBIAN_ONLY -2          /* not counted either; of options that Debian has set */

static const struct { const char *name; int stat; } node_stats[] = {
  { "nr_inactive_anon", KM_NR_INACTIVE_ANON }, { "nr_active_anon", KM_NR_ACTIVE_ANON },
  { "nr_inactive_file", KM_NR_INACTIVE_FILE }, { "nr_active_file", KM_NR_ACTIVE_FILE },
  { "nr_unevictable", KM_NR_UNEVICTABLE }, { "nr_slab_reclaimable", NOT_COUNTED },
  { "nr_slab_unreclaimable", NOT_COUNTED }, { "nr_isolated_anon", NOT_COUNTED },
  { "nr_isolated_file", NOT_COUNTED }, { "workingset_nodes", NOT_COUNTED },
  { "workingset_refault_anon", NOT_COUNTED }, { "workingset_refault_file", NOT_COUNTED },
  { "workingset_activate_anon", NOT_COUNTED }, { "workingset_activate_file", NOT_COUNTED },
  { "workingset_restore_anon", NOT_COUNTED }, { "workingset_restore_file", NOT_COUNTED },
  { "workingset_nodereclaim", NOT_COUNTED }, { "nr_anon_pages", KM_NR_ANON_MAPPED },
  { "nr_mapped", KM_NR_FILE_MAPPED }, { "nr_file_pages", KM_NR_FILE_PAGES },
  { "nr_dirty", KM_NR_FILE_DIRTY }, { "nr_writeback", NOT_COUNTED },
  { "nr_writeback_temp", NOT_COUNTED }, { "nr_shmem", KM_NR_SHMEM },
  { "nr_shmem_hugepages", NOT_COUNTED }, { "nr_shmem_pmdmapped", NOT_COUNTED },
  { "nr_file_hugepages", NOT_COUNTED }, { "nr_file_pmdmapped", NOT_COUNTED },
  { "nr_anon_transparent_hugepages", NOT_COUNTED }, { "nr_vmscan_write", NOT_COUNTED },
  { "nr_vmscan_immediate_reclaim", NOT_COUNTED }, { "nr_dirtied", NOT_COUNTED },
  { "nr_written", NOT_COUNTED }, { "nr_kernel_misc_reclaimable", NOT_COUNTED },
  { "nr_foll_pin_acquired", NOT_COUNTED }, { "nr_foll_pin_released", NOT_COUNTED },
  { "nr_kernel_stack", KM_NR_KERNEL_STACK },
};

/* From nr_kernel_stack on: thresholds and events. */
static const struct { const char *name; int event; } events[] = {
  { "nr_dirty_threshold", NOT_COUNTED }, { "nr_dirty_background_threshold", NOT_COUNTED },
  { "pgpgin", NOT_COUNTED }, { "pgpgout", NOT_COUNTED }, { "pswpin", NOT_COUNTED },
  { "pswpout", NOT_COUNTED }, { "pgalloc_dma", KM_PGALLOC_DMA },
  { "pgalloc_normal", KM_PGALLOC_NORMAL }, { "pgalloc_high", KM_PGALLOC_HIGH },
  { "pgalloc_movable", KM_PGALLOC_MOVABLE }, { "allocstall_dma", NOT_COUNTED },
  { "allocstall_normal", NOT_COUNTED }, { "allocstall_high", NOT_COUNTED },
  { "allocstall_movable", NOT_COUNTED }, { "pgskip_dma", NOT_COUNTED },
  { "pgskip_normal", NOT_COUNTED }, { "pgskip_high", NOT_COUNTED },
  { "pgskip_movable", NOT_COUNTED }, { "pgfree", KM_PGFREE }, { "pgactivate", NOT_COUNTED },
  { "pgdeactivate", NOT_COUNTED }, { "pglazyfree", NOT_COUNTED }, { "pgfault", KM_PGFAULT },
  { "pgmajfault", KM_PGMAJFAULT }, { "pglazyfreed", NOT_COUNTED }, { "pgrefill", NOT_COUNTED },
  { "pgreuse", KM_PGREUSE }, { "pgsteal_kswapd", NOT_COUNTED }, { "pgsteal_direct", NOT_COUNTED },
  { "pgscan_kswapd", NOT_COUNTED }, { "pgscan_direct", NOT_COUNTED },
  { "pgscan_direct_throttle", NOT_COUNTED }, { "pgscan_anon", NOT_COUNTED },
  { "pgscan_file", NOT_COUNTED }, { "pgsteal_anon", NOT_COUNTED }, { "pgsteal_file", NOT_COUNTED },
  { "pginodesteal", NOT_COUNTED }, { "slabs_scanned", NOT_COUNTED },
  { "kswapd_inodesteal", NOT_COUNTED }, { "kswapd_low_wmark_hit_quickly", NOT_COUNTED },
  { "kswapd_high_wmark_hit_quickly", NOT_COUNTED }, { "pageoutrun", NOT_COUNTED },
  { "pgrotated", NOT_COUNTED }, { "drop_pagecache", NOT_COUNTED }, { "drop_slab", NOT_COUNTED },
  { "oom_kill", NOT_COUNTED }, { "pgmigrate_success", NOT_COUNTED },
  { "pgmigrate_fail", NOT_COUNTED }, { "thp_migration_success", NOT_COUNTED },
  { "thp_migration_fail", NOT_COUNTED }, { "thp_migration_split", NOT_COUNTED },
  { "compact_migrate_scanned", NOT_COUNTED }, { "compact_free_scanned", NOT_COUNTED },
  { "compact_isolated", NOT_COUNTED }, { "compact_stall", NOT_COUNTED },
  { "compact_fail", NOT_COUNTED }, { "compact_success", NOT_COUNTED },
  { "compact_daemon_wake", NOT_COUNTED }, { "compact_daemon_migrate_scanned", NOT_COUNTED },
  { "compact_daemon_free_scanned", NOT_COUNTED },
  { "htlb_buddy_alloc_success", DEBIAN_ONLY }, { "htlb_buddy_alloc_fail", DEBIAN_ONLY },
  { "unevictable_pgs_culled", NOT_COUNTED },
  { "unevictable_pgs_scanned", NOT_COUNTED }, { "unevictable_pgs_rescued", NOT_COUNTED },
  { "unevictable_pgs_mlocked", NOT_COUNTED }, { "unevictable_pgs_munlocked", NOT_COUNTED },
  { "unevictable_pgs_cleared", NOT_COUNTED }, { "unevictable_pgs_stranded", NOT_COUNTED },
  { "thp_fault_alloc", NOT_COUNTED }, { "thp_fault_fallback", NOT_COUNTED },
  { "thp_fault_fallback_charge", NOT_COUNTED }, { "thp_collapse_alloc", NOT_COUNTED },
  { "thp_collapse_alloc_failed", NOT_COUNTED }, { "thp_file_alloc", NOT_COUNTED },
  { "thp_file_fallback", NOT_COUNTED }, { "thp_file_fallback_charge", NOT_COUNTED },
  { "thp_file_mapped", NOT_COUNTED }, { "thp_split_page", NOT_COUNTED },
  { "thp_split_page_failed", NOT_COUNTED }, { "thp_deferred_split_page", NOT_COUNTED },
  { "thp_split_pmd", NOT_COUNTED }, { "thp_zero_page_alloc", NOT_COUNTED },
  { "thp_zero_page_alloc_failed", NOT_COUNTED },
  { "thp_swpout", NOT_COUNTED },
  { "thp_swpout_fallback", NOT_COUNTED },
  { "balloon_inflate", DEBIAN_ONLY },
  { "balloon_deflate", DEBIAN_ONLY },
  { "balloon_migrate", DEBIAN_ONLY },
  { "swap_ra", NOT_COUNTED },
  { "swap_ra_hit", NOT_COUNTED },
  { "nr_unstable", NOT_COUNTED },
};

/* NULL for one that the machine's kernel was built without. */
const char *
km_zone_stat_name (const KmMachine *m, KmZoneStat stat)
{
  return stat == KM_NR_ZSPAGES && !km_is_debian (m) ? NULL : zone_stat_names[stat];
}

gboolean
km_is_debian (const KmMachine *m)
{
  return m->state->config.layout == KM_LAYOUT_DEBIAN
         || m->state->config.layout == KM_LAYOUT_DEBIAN_PAE;
}

uint32_t
km_total_managed (const KmMachine *m, gboolean high)
{
  return high ? km_zone (m, KM_ZONE_HIGHMEM)->managed
              : km_zone (m, KM_ZONE_DMA)->managed + km_zone (m, KM_ZONE_NORMAL)->managed;
}

static uint32_t
node_value (const KmMachine *m, int stat)
{
  return stat == NOT_COUNTED ? 0 : m->state->node_stat[stat];
}

void
km_stats_append_node (const KmMachine *m, GString *out)
{
  g_string_append (out, "\n  per-node stats");
  for (guint i = 0; i < G_N_ELEMENTS (node_stats); i++)
    g_string_append_printf (out, "\n      %-12s %u", node_stats[i].name,
                            node_value (m, node_stats[i].stat));
}

void
km_stats_visit (const KmMachine *m, void (*visit) (const char *, uint32_t, gpointer), gpointer data)
{
  for (guint s = 0; s < KM_N_ZONE_STATS; s++)
    {
      uint32_t sum = 0;

      for (guint i = 0; i < KM_N_ZONES; i++)
        sum += km_zone (m, i)->stat[s];
      if (km_zone_stat_name (m, s) != NULL)
        visit (zone_stat_names[s], sum, data);
    }
  for (guint i = 0; i < G_N_ELEMENTS (node_stats); i++)
    visit (node_stats[i].name, node_value (m, node_stats[i].stat), data);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    if (events[i].event != DEBIAN_ONLY || km_is_debian (m))
      visit (events[i].name, events[i].event < 0 ? 0 : m->state->event[events[i].event], data);
}

static void
append_line (const char *name, uint32_t value, gpointer data)
{
  g_string_append_printf (data, "%s %u\n", name, value);
}

void
km_report_vmstat (const KmMachine *m, GString *out)
{
  km_stats_visit (m, append_line, out);
}
