/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Free lists, counters and frames agree: what CONFIG_DEBUG_VM would check. */
#include "core/physical/check.h"

#include "core/physical/frames.h"
#include "core/state/check.h"

static gboolean
check_free_block (const KmMachine *m, const KmZone *zone, KmPfn pfn, guint order, guint mt,
                  GError **error)
{
  const KmFrame *frame = km_frame_at (m, pfn);
  KmPfn buddy = pfn ^ (1u << order);

  if (!(frame->flags & KM_PG_BUDDY) || frame->private_ != (order | mt << 8) || frame->refcount != 0)
    KM_FAIL ("free block 0x%05x of order %u: its frame says otherwise", pfn, order);
  if (pfn & ((1u << order) - 1))
    KM_FAIL ("free block 0x%05x of order %u does not start at a multiple of its size", pfn, order);
  if (pfn < zone->start_pfn || pfn + (1u << order) > zone->start_pfn + zone->spanned)
    KM_FAIL ("free block 0x%05x of order %u leaves its zone", pfn, order);
  for (KmPfn in = pfn + 1; in < pfn + (1u << order); in++)
    if (km_frame_at (m, in)->flags != 0 || km_frame_at (m, in)->refcount != 0)
      KM_FAIL ("frame 0x%05x lies within a free block but is in use", in);
  if (order < m->state->pageblock_order && order < KM_MAX_ORDER - 1 && buddy >= zone->start_pfn
      && buddy < zone->start_pfn + zone->spanned && (km_frame_at (m, buddy)->flags & KM_PG_BUDDY)
      && (km_frame_at (m, buddy)->private_ & 0xff) == order)
    KM_FAIL ("buddies 0x%05x and 0x%05x of order %u are both free and did not merge", pfn, buddy,
          order);
  return TRUE;
}

static gboolean
check_zone (const KmMachine *m, const KmZone *zone, GError **error)
{
  uint32_t free = 0;

  for (guint o = 0; o < KM_MAX_ORDER; o++)
    {
      const KmFreeArea *area = &zone->free_area[o];
      uint32_t blocks = 0;

      for (guint mt = 0; mt < KM_N_MT; mt++)
        {
          if (!km_check_list (m, &area->list[mt], "a free list", error))
            return FALSE;
          for (KmPfn pfn = area->list[mt].head; pfn != 0; pfn = km_frame_at (m, pfn)->next)
            if (!check_free_block (m, zone, pfn, o, mt, error))
              return FALSE;
          blocks += area->list[mt].count;
          if (mt != KM_MT_ISOLATE)
            free += area->list[mt].count << o;
        }
      if (blocks != area->nr_free)
        KM_FAIL ("order %u: nr_free %u, %u blocks on the lists", o, area->nr_free, blocks);
    }
  if (km_check_open (m) & KM_OPEN_BLOCK_IN_HAND ? free > zone->stat[KM_NR_FREE_PAGES]
      : free != zone->stat[KM_NR_FREE_PAGES])
    KM_FAIL ("zone %s: NR_FREE_PAGES %u, %u frames on the lists",
          km_zone_name (km_zone_index (m, zone)), zone->stat[KM_NR_FREE_PAGES], free);
  return TRUE;
}

static gboolean
check_pcp (const KmMachine *m, const KmPcp *pcp, uint32_t *total, GError **error)
{
  uint32_t n = 0;

  for (guint mt = 0; mt < KM_MT_PCPTYPES; mt++)
    {
      if (!km_check_list (m, &pcp->list[mt], "a per-CPU list", error))
        return FALSE;
      n += pcp->list[mt].count;
    }
  if (n != pcp->count)
    KM_FAIL ("per-CPU list: count %u, %u frames", pcp->count, n);
  *total += n;
  return TRUE;
}

/* Free, on a per-CPU list, in use and reserved together make up every frame of the zone. */
static gboolean
check_frames (const KmMachine *m, GError **error)
{
  gboolean open = km_check_open (m) & KM_OPEN_BLOCK_IN_HAND;

  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      const KmZone *zone = km_zone (m, i);
      uint32_t reserved = 0, used = 0, on_pcp = 0, pcp = 0, sum;

      for (KmPfn pfn = zone->start_pfn; pfn < zone->start_pfn + zone->spanned; pfn++)
        {
          const KmFrame *frame = km_frame_at (m, pfn);

          if (frame->flags & KM_PG_RESERVED)
            reserved++;
          else if (frame->flags != 0 && km_frame_use (frame) == KM_USE_PCP)
            on_pcp++;
          else if (frame->refcount > 0)
            used += frame->flags & KM_PG_HEAD ? 1u << (frame->private_ & 0xff) : 1;
        }
      for (guint cpu = 0; cpu < m->state->config.cpus; cpu++)
        if (!check_pcp (m, &zone->pcp[cpu], &pcp, error))
          return FALSE;
      sum = used + pcp + zone->stat[KM_NR_FREE_PAGES];
      if (open ? pcp > on_pcp : pcp != on_pcp)
        KM_FAIL ("zone %s: %u frames on per-CPU lists, %u marked so", km_zone_name (i), pcp, on_pcp);
      if (open ? reserved + sum > zone->spanned : reserved + sum != zone->spanned)
        KM_FAIL ("zone %s: %u reserved + %u used + %u per CPU + %u free are not its %u frames",
              km_zone_name (i), reserved, used, pcp, zone->stat[KM_NR_FREE_PAGES], zone->spanned);
      if (open ? sum > zone->managed : sum != zone->managed)
        KM_FAIL ("zone %s: %u used + %u per CPU + %u free are not the %u managed", km_zone_name (i),
              used, pcp, zone->stat[KM_NR_FREE_PAGES], zone->managed);
    }
  return TRUE;
}

/* Who waits in a batch is on no list yet, and the batch holds a reference. */
static gboolean
check_pagevecs (const KmMachine *m, GError **error)
{
  for (guint c = 0; c < m->state->config.cpus; c++)
    {
      const KmCpu *cpu = &m->state->cpu[c];

      if (cpu->n_lru_add > KM_PAGEVEC_SIZE)
        KM_FAIL ("CPU %u: %u pages in a batch of %u", c, cpu->n_lru_add, KM_PAGEVEC_SIZE);
      for (guint i = 0; i < cpu->n_lru_add; i++)
        if ((km_frame_at (m, cpu->lru_add[i])->flags & KM_PG_LRU) || km_frame_at (m, cpu->lru_add[i])->refcount == 0)
          KM_FAIL ("CPU %u: frame 0x%05x waits for its list, and is on it or free", c, cpu->lru_add[i]);
    }
  return TRUE;
}

gboolean
km_physical_check (const KmMachine *m, GError **error)
{
  for (guint i = 0; i < KM_N_ZONES; i++)
    if (!check_zone (m, km_zone (m, i), error))
      return FALSE;
  return check_pagevecs (m, error) && check_frames (m, error);
}
