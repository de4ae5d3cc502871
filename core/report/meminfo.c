/* SPDX-License-Identifier: GPL-2.0-or-later */
/* meminfo: fs/proc/meminfo.c. */
#include "core/report/meminfo.h"

#include "core/physical/stats.h"
#include "core/state/machine-private.h"
#include "core/user/limits.h"

#define KB(pages) ((uint64_t) (pages) * (KM_PAGE_SIZE / 1024))

typedef struct
{
  const char *name;
  uint64_t (*value) (const KmMachine *m);   /* kB; NULL: nothing simulated changes it yet */
} Field;

static uint64_t
zone_sum (const KmMachine *m, KmZoneStat stat)
{
  uint64_t sum = 0;

  for (guint i = 0; i < KM_N_ZONES; i++)
    sum += km_zone (m, i)->stat[stat];
  return sum;
}

static uint64_t
node (const KmMachine *m, KmNodeStat stat)
{
  return KB (m->state->node_stat[stat]);
}

static uint64_t mem_total (const KmMachine *m) { return KB (km_total_managed (m, FALSE) + km_total_managed (m, TRUE)); }
static uint64_t mem_free (const KmMachine *m) { return KB (zone_sum (m, KM_NR_FREE_PAGES)); }
static uint64_t high_total (const KmMachine *m) { return KB (km_total_managed (m, TRUE)); }
static uint64_t high_free (const KmMachine *m) { return KB (km_zone (m, KM_ZONE_HIGHMEM)->stat[KM_NR_FREE_PAGES]); }
static uint64_t low_total (const KmMachine *m) { return KB (km_total_managed (m, FALSE)); }
static uint64_t low_free (const KmMachine *m) { return mem_free (m) - high_free (m); }
static uint64_t cached (const KmMachine *m) { return node (m, KM_NR_FILE_PAGES); }
static uint64_t active_anon (const KmMachine *m) { return node (m, KM_NR_ACTIVE_ANON); }
static uint64_t inactive_anon (const KmMachine *m) { return node (m, KM_NR_INACTIVE_ANON); }
static uint64_t active_file (const KmMachine *m) { return node (m, KM_NR_ACTIVE_FILE); }
static uint64_t inactive_file (const KmMachine *m) { return node (m, KM_NR_INACTIVE_FILE); }
static uint64_t active (const KmMachine *m) { return active_anon (m) + active_file (m); }
static uint64_t inactive (const KmMachine *m) { return inactive_anon (m) + inactive_file (m); }
static uint64_t unevictable (const KmMachine *m) { return node (m, KM_NR_UNEVICTABLE); }
static uint64_t swap_total (const KmMachine *m) { return KB (m->state->config.swap_pages); }
static uint64_t dirty (const KmMachine *m) { return node (m, KM_NR_FILE_DIRTY); }
static uint64_t anon_pages (const KmMachine *m) { return node (m, KM_NR_ANON_MAPPED); }
static uint64_t mapped (const KmMachine *m) { return node (m, KM_NR_FILE_MAPPED); }
static uint64_t shmem (const KmMachine *m) { return node (m, KM_NR_SHMEM); }
static uint64_t kernel_stack (const KmMachine *m) { return m->state->node_stat[KM_NR_KERNEL_STACK]; }
static uint64_t page_tables (const KmMachine *m) { return KB (zone_sum (m, KM_NR_PAGETABLE)); }
static uint64_t mlocked (const KmMachine *m) { return KB (zone_sum (m, KM_NR_MLOCK)); }
static uint64_t committed (const KmMachine *m) { return KB (m->state->committed); }

static uint64_t commit_limit (const KmMachine *m) { return KB ((uint64_t) km_commit_limit (m)); }

/* si_mem_available (): free, less the reserves, plus what the page cache could give. */
static uint64_t
mem_available (const KmMachine *m)
{
  int64_t pages = (int64_t) zone_sum (m, KM_NR_FREE_PAGES), low = 0, cache;

  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      const KmZone *zone = km_zone (m, i);
      uint32_t reserve = 0;

      for (guint j = i; j < KM_N_ZONES; j++)
        reserve = MAX (reserve, zone->lowmem_reserve[j]);
      reserve += zone->watermark[KM_WMARK_HIGH];
      pages -= MIN (reserve, zone->managed);
      if (zone->managed > 0)
        low += km_zone_mark (zone, KM_WMARK_LOW);
    }
  cache =
    (int64_t) m->state->node_stat[KM_NR_ACTIVE_FILE] + m->state->node_stat[KM_NR_INACTIVE_FILE];
  pages += cache - MIN (cache / 2, low);
  return KB (MAX (pages, 0));
}

static uint64_t
vmalloc_total (const KmMachine *m)
{
  return (m->state->layout.vmalloc_end - m->state->layout.vmalloc_start) / 1024;
}

static uint64_t
percpu (const KmMachine *m)
{
  for (guint i = 0; i < m->state->n_reserved; i++)
    if (m->state->reserved[i].kind == KM_RESERVED_PERCPU)
      return KB (m->state->reserved[i].end - m->state->reserved[i].start);
  return 0;
}

/* The two ends of the direct map that do not fill a large page have small ones. */
static uint64_t
small_pages (const KmMachine *m)
{
  uint32_t chunk = m->state->config.pae ? 512 : 1024;

  return KB (chunk + m->state->layout.max_low_pfn % chunk);
}

static uint64_t direct_map_4k (const KmMachine *m) { return small_pages (m); }
static uint64_t direct_map_large (const KmMachine *m) { return KB (m->state->layout.max_low_pfn) - small_pages (m); }

static const Field fields[] = {
  { "MemTotal", mem_total }, { "MemFree", mem_free }, { "MemAvailable", mem_available },
  { "Buffers", NULL }, { "Cached", cached }, { "SwapCached", NULL }, { "Active", active },
  { "Inactive", inactive }, { "Active(anon)", active_anon }, { "Inactive(anon)", inactive_anon },
  { "Active(file)", active_file }, { "Inactive(file)", inactive_file },
  { "Unevictable", unevictable }, { "Mlocked", mlocked }, { "HighTotal", high_total },
  { "HighFree", high_free }, { "LowTotal", low_total }, { "LowFree", low_free },
  { "SwapTotal", swap_total }, { "SwapFree", swap_total }, { "Dirty", dirty },
  { "Writeback", NULL }, { "AnonPages", anon_pages }, { "Mapped", mapped }, { "Shmem", shmem },
  { "KReclaimable", NULL }, { "Slab", NULL }, { "SReclaimable", NULL }, { "SUnreclaim", NULL },
  { "KernelStack", kernel_stack }, { "PageTables", page_tables }, { "NFS_Unstable", NULL },
  { "Bounce", NULL }, { "WritebackTmp", NULL }, { "CommitLimit", commit_limit },
  { "Committed_AS", committed }, { "VmallocTotal", vmalloc_total }, { "VmallocUsed", NULL },
  { "VmallocChunk", NULL }, { "Percpu", percpu }, { "AnonHugePages", NULL },
  { "ShmemHugePages", NULL }, { "ShmemPmdMapped", NULL }, { "FileHugePages", NULL },
  { "FilePmdMapped", NULL },
};

static uint64_t
field_value (const KmMachine *m, const Field *field)
{
  return field->value == NULL ? 0 : field->value (m);
}

static void
append_field (GString *out, const char *name, uint64_t value)
{
  g_autofree char *label = g_strconcat (name, ":", NULL);

  g_string_append_printf (out, "%-16s%8" G_GUINT64_FORMAT " kB\n", label, value);
}

/* hugetlb_report_meminfo (), on machines whose kernel has it: no pool is set up. */
static void
append_hugetlb (const KmMachine *m, GString *out)
{
  g_string_append (out, "HugePages_Total:       0\nHugePages_Free:        0\n"
                        "HugePages_Rsvd:        0\nHugePages_Surp:        0\n");
  append_field (out, "Hugepagesize", m->state->config.pae ? 2048 : 4096);
  append_field (out, "Hugetlb", 0);
}

void
km_report_meminfo (const KmMachine *m, GString *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      append_field (out, fields[i].name, field_value (m, &fields[i]));
      if (km_is_debian (m) && strcmp (fields[i].name, "Percpu") == 0)
        g_string_append (out, "HardwareCorrupted:     0 kB\n");
    }
  if (km_is_debian (m))
    append_hugetlb (m, out);
  append_field (out, "DirectMap4k", direct_map_4k (m));
  append_field (out, m->state->config.pae ? "DirectMap2M" : "DirectMap4M", direct_map_large (m));
}

typedef struct { const char *name; uint64_t *value; gboolean found; } Search;

static void
match (const char *name, uint32_t value, gpointer data)
{
  Search *search = data;

  if (strcmp (name, search->name) != 0)
    return;
  *search->value = value;
  search->found = TRUE;
}

gboolean
km_report_field (const KmMachine *m, const char *name, uint64_t *value)
{
  Search search = { name, value, FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].name, name) == 0)
      {
        *value = field_value (m, &fields[i]);
        return TRUE;
      }
  km_stats_visit (m, match, &search);
  return search.found;
}
