/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/physical/zones.h"

#define DMA_LIMIT_PFN 0x1000u
#define THP_MIN_PAGES (512u << (20 - KM_PAGE_SHIFT))
static const uint32_t lowmem_reserve_ratio[KM_N_ZONES] = { 256, 32, 0, 0 };

gboolean
km_pfn_is_ram (const KmMachine *m, KmPfn pfn)
{
  KmPhys start = (KmPhys) pfn << KM_PAGE_SHIFT, last = start + KM_PAGE_SIZE - 1;

  for (guint i = 0; i < m->state->n_ranges; i++)
    if (start >= m->state->ranges[i].start && last <= m->state->ranges[i].last)
      return pfn != 0;          /* the first frame is the firmware's, whatever its map says */
  return FALSE;
}

KmPfn
km_pfn_ram_changes (const KmMachine *m, KmPfn pfn, KmPfn end)
{
  if (pfn == 0)
    return MIN (1, end);
  for (guint i = 0; i < m->state->n_ranges; i++)
    {
      const KmRange *range = &m->state->ranges[i];
      KmPfn first = (KmPfn) ((range->start + KM_PAGE_SIZE - 1) >> KM_PAGE_SHIFT);
      KmPfn stop = (KmPfn) ((range->last + 1) >> KM_PAGE_SHIFT);

      if (first > pfn)
        end = MIN (end, first);
      else if (stop > pfn)
        end = MIN (end, stop);
    }
  return end;
}

static void
set_span (KmMachine *m, KmZoneIndex index, KmPfn start, KmPfn end)
{
  const KmZone *zone = km_zone (m, index);
  uint32_t present = 0;

  if (end <= start)
    return;
  for (KmPfn pfn = start, next; pfn < end; pfn = next)
    {
      next = km_pfn_ram_changes (m, pfn, end);
      present += km_pfn_is_ram (m, pfn) ? next - pfn : 0;
    }
  KM_EDIT (m, zone->start_pfn, start);
  KM_EDIT (m, zone->spanned, end - start);
  KM_EDIT (m, zone->present, present);
}

void
km_zones_set_spans (KmMachine *m)
{
  const KmLayout *layout = &m->state->layout;

  set_span (m, KM_ZONE_DMA, 1, MIN (DMA_LIMIT_PFN, layout->max_low_pfn));
  set_span (m, KM_ZONE_NORMAL, DMA_LIMIT_PFN, layout->max_low_pfn);
  set_span (m, KM_ZONE_HIGHMEM, layout->max_low_pfn, layout->max_pfn);
}

static uint32_t
isqrt (uint64_t x)
{
  uint64_t root = 0, bit = 1ull << 62;

  while (bit > x)
    bit >>= 2;
  for (; bit != 0; bit >>= 2)
    {
      if (x >= root + bit)
        {
          x -= root + bit;
          root = (root >> 1) + bit;
        }
      else
        root >>= 1;
    }
  return (uint32_t) root;
}

/* __setup_per_zone_wmarks () */
static void
set_watermarks (KmMachine *m, uint32_t min_free_kbytes)
{
  uint64_t lowmem =
    (uint64_t) km_zone (m, KM_ZONE_DMA)->managed + km_zone (m, KM_ZONE_NORMAL)->managed;
  uint32_t pages_min = min_free_kbytes / 4;

  KM_EDIT (m, m->state->min_free_kbytes, min_free_kbytes);
  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      const KmZone *zone = km_zone (m, i);
      uint32_t share = (uint64_t) pages_min * zone->managed / lowmem;
      uint32_t min = i >= KM_ZONE_HIGHMEM ? CLAMP (zone->managed / 1024, 32, 128) : share;
      uint32_t gap = MAX (share / 4, zone->managed / 1000);

      KM_EDIT (m, zone->watermark[KM_WMARK_MIN], min);
      KM_EDIT (m, zone->watermark[KM_WMARK_LOW], min + gap);
      KM_EDIT (m, zone->watermark[KM_WMARK_HIGH], min + 2 * gap);
    }
}

/* nr_free_buffer_pages () */
static uint32_t
free_buffer_pages (const KmMachine *m)
{
  uint32_t sum = 0;

  for (guint i = 0; i <= KM_ZONE_NORMAL; i++)
    {
      const KmZone *zone = km_zone (m, i);
      uint32_t high = zone->watermark[KM_WMARK_HIGH];

      sum += zone->managed > high ? zone->managed - high : 0;
    }
  return sum;
}

void
km_zones_set_reserves (KmMachine *m)
{
  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      const KmZone *zone = km_zone (m, i);
      uint32_t above = 0;

      for (guint j = i + 1; j < KM_N_ZONES; j++)
        {
          above += km_zone (m, j)->managed;
          if (zone->managed > 0 && lowmem_reserve_ratio[i] > 0)
            KM_EDIT (m, zone->lowmem_reserve[j], above / lowmem_reserve_ratio[i]);
        }
    }
}

/* zone_batchsize (), pageset_set_high_and_batch () */
static void
set_batches (KmMachine *m)
{
  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      const KmZone *zone = km_zone (m, i);
      uint32_t batch = MIN (zone->managed / 1024, 256) / 4, power = 1;

      batch = MAX (batch, 1);
      while (power * 2 <= batch + batch / 2)
        power *= 2;
      batch = power - 1;
      for (guint cpu = 0; cpu < m->state->config.cpus && zone->present > 0; cpu++)
        {
          KM_EDIT (m, zone->pcp[cpu].high, 6 * batch);
          KM_EDIT (m, zone->pcp[cpu].batch, MAX (1, batch));
        }
    }
}

void
km_zones_set_marks (KmMachine *m)
{
  uint32_t total = 0, pageblock = 1u << m->state->pageblock_order, populated, recommended;

  for (guint i = 0; i < KM_N_ZONES; i++)
    total += km_zone (m, i)->managed;
  set_watermarks (m, CLAMP (isqrt ((uint64_t) free_buffer_pages (m) * 4 * 16), 128, 262144));
  km_zones_set_reserves (m);
  set_batches (m);
  if (total < THP_MIN_PAGES)    /* hugepage_init (): too small a machine for huge pages */
    return;
  populated = 1 + (km_zone (m, KM_ZONE_NORMAL)->managed > 0);
  recommended = MIN (pageblock * populated * 11, free_buffer_pages (m) / 20);
  if (recommended * 4 > m->state->min_free_kbytes)
    {
      set_watermarks (m, recommended * 4);
      KM_EDIT (m, m->state->boosted, 1);
    }
}
