/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * start_kernel () as far as memory goes. The order is the kernel's: firmware map, memblock
 * reservations, zones, kernel page tables, watermarks from what is managed then, all free memory to
 * the buddy lists, and at last the init memory.
 *
 *   0        image, tables                                   hashes per-CPU mem_map   max_low_pfn
 *   |..|=====|######|............................................|===|=======|========|
 */
#include "core/language/module.h"
#include "core/machine/boot.h"
#include "core/machine/layout.h"
#include "core/mmu/kernel-tables.h"
#include "core/physical/buddy.h"
#include "core/physical/frames.h"
#include "core/physical/zones.h"

#define LOW_RESERVED_FRAMES 16  /* CONFIG_X86_RESERVE_LOW=64 */
#define TRAMPOLINE_START 0x9b   /* real-mode trampoline, as on the recorded machines */
#define TRAMPOLINE_END 0x9f

static void
add_reserved (KmMachine *m, KmPfn start, KmPfn end, KmReservedKind kind)
{
  const KmReserved *slot = &m->state->reserved[m->state->n_reserved];

  g_assert (m->state->n_reserved < KM_MAX_RESERVED);
  KM_EDIT (m, slot->start, start);
  KM_EDIT (m, slot->end, end);
  KM_EDIT (m, slot->kind, kind);
  KM_BUMP (m, m->state->n_reserved, 1);
}

/* The first reservation that holds @pfn, or NULL. */
static const KmReserved *
reservation_of (const KmMachine *m, KmPfn pfn)
{
  for (guint i = 0; i < m->state->n_reserved; i++)
    if (pfn >= m->state->reserved[i].start && pfn < m->state->reserved[i].end)
      return &m->state->reserved[i];
  return NULL;
}

static gboolean
is_usable (const KmMachine *m, KmPfn pfn)
{
  return km_pfn_is_ram (m, pfn) && reservation_of (m, pfn) == NULL;
}

/* Up to where, at most @end, all frames from @pfn on are usable if it is one, or all are not. There
 * are a million frames, and a dozen such stretches. */
static KmPfn
usable_changes (const KmMachine *m, KmPfn pfn, KmPfn end)
{
  gboolean usable = is_usable (m, pfn);

  do
    {
      KmPfn next = km_pfn_ram_changes (m, pfn, end);

      for (guint i = 0; i < m->state->n_reserved; i++)
        {
          const KmReserved *reserved = &m->state->reserved[i];

          if (reserved->start > pfn)
            next = MIN (next, reserved->start);
          else if (reserved->end > pfn)
            next = MIN (next, reserved->end);
        }
      pfn = next;
    }
  while (pfn < end && is_usable (m, pfn) == usable);
  return pfn;
}

/* alloc_large_system_hash (): 4 bytes a bucket, a bucket for each 2 (dentries) or 4 (inodes) frames
 * of low memory, rounded up to a power of two. */
static uint32_t
hash_frames (uint32_t lowmem, guint shift)
{
  uint32_t entries = 1;

  while (entries < lowmem >> shift)
    entries *= 2;
  return MAX (1, entries / 1024);
}

/* memblock allocates downwards from the end of low memory. */
static KmPfn
reserve_below (KmMachine *m, KmPfn end, uint32_t frames, KmReservedKind kind)
{
  add_reserved (m, end - frames, end, kind);
  return end - frames;
}

static KmPfn
reserve_boot_memory (KmMachine *m)
{
  const KmState *s = m->state;
  const KmLayout *layout = &s->layout;
  gboolean classic = s->config.layout == KM_LAYOUT_CLASSIC;
  uint32_t percpu = s->config.layout >= KM_LAYOUT_DEBIAN ? 36 : 33;
  KmPfn top;

  add_reserved (m, 0, classic ? 1 : LOW_RESERVED_FRAMES, KM_RESERVED_FIRMWARE);
  if (!classic)
    add_reserved (m, TRAMPOLINE_START, TRAMPOLINE_END, KM_RESERVED_FIRMWARE);
  add_reserved (m, layout->image_start, layout->image_end, KM_RESERVED_IMAGE);
  top = reserve_below (m, layout->max_low_pfn, layout->mem_map_frames, KM_RESERVED_MEM_MAP);
  top = reserve_below (m, top, percpu * s->config.cpus, KM_RESERVED_PERCPU);
  return reserve_below (m, top, hash_frames (layout->max_low_pfn, 1)
                                + hash_frames (layout->max_low_pfn, 2), KM_RESERVED_HASHES);
}

static uint32_t
count_managed (const KmMachine *m, const KmZone *zone)
{
  uint32_t managed = 0;
  KmPfn end = zone->start_pfn + zone->spanned;

  for (KmPfn pfn = zone->start_pfn, next; pfn < end; pfn = next)
    {
      next = usable_changes (m, pfn, end);
      managed += is_usable (m, pfn) ? next - pfn : 0;
    }
  return managed;
}

/* Where a block that ends at @top must start to take @n frames out of the buddy system's reach. */
static KmPfn
start_of_given (const KmMachine *m, const KmZone *zone, KmPfn top, uint32_t n)
{
  while (n > 0)
    {
      g_assert (top > zone->start_pfn);
      top--;
      n -= is_usable (m, top);
    }
  return top;
}

/* `managed=ZONE:BOOT/FINAL`: whatever else the recorded boot had reserved stands as one block at
 * the end of the zone's free memory. */
static gboolean
reserve_given (KmMachine *m, KmPfn low_top, GError **error)
{
  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      const KmZone *zone = km_zone (m, i);
      uint32_t given = m->state->config.managed_given[i][0], managed = count_managed (m, zone);
      KmPfn top = zone->start_pfn + zone->spanned;

      if (given == 0 || given == managed)
        continue;
      if (given > managed)
        {
          g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
                       "%u managed frames at boot in zone %s; expected at most %u", given,
                       km_zone_name (i), managed);
          return FALSE;
        }
      if (low_top > zone->start_pfn && low_top < top)
        top = low_top;
      add_reserved (m, start_of_given (m, zone, top, managed - given), top, KM_RESERVED_GIVEN);
    }
  return TRUE;
}

static void
mark_reserved (KmMachine *m, KmPfn pfn)
{
  const KmZone *zone = km_zone_of (m, pfn);
  const KmFrame *frame = km_frame_at (m, pfn);
  uint32_t index = zone == NULL ? KM_ZONE_DMA : km_zone_index (m, zone);

  KM_EDIT (m, frame->flags, KM_PG_RESERVED | (uint32_t) KM_USE_KERNEL << KM_PG_USE_SHIFT
                            | index << KM_PG_ZONE_SHIFT);
  KM_EDIT (m, frame->refcount, 1);
}

static void
mark_reserved_frames (KmMachine *m)
{
  KmPfn end = m->state->layout.max_pfn;

  for (KmPfn pfn = 0, next; pfn < end; pfn = next)
    {
      next = usable_changes (m, pfn, end);
      for (KmPfn at = is_usable (m, pfn) ? next : pfn; at < next; at++)
        mark_reserved (m, at);
    }
}

/* __free_pages_memory (): ascending, in the largest aligned blocks, to the tail of the lists. */
static void
free_range (KmMachine *m, const KmZone *zone, KmPfn start, KmPfn end)
{
  while (start < end)
    {
      guint order = start == 0 ? KM_MAX_ORDER - 1 : MIN (KM_MAX_ORDER - 1, __builtin_ctz (start));

      while (start + (1u << order) > end)
        order--;
      km_buddy_free (m, zone, start, order, KM_MT_MOVABLE, FALSE, TRUE);
      start += 1u << order;
    }
}

static void
free_all_memory (KmMachine *m)
{
  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      const KmZone *zone = km_zone (m, i);
      KmPfn end = zone->start_pfn + zone->spanned;

      for (KmPfn pfn = zone->start_pfn, next; pfn < end; pfn = next)
        {
          next = usable_changes (m, pfn, end);
          if (is_usable (m, pfn))
            free_range (m, zone, pfn, next);
        }
    }
}

static void
give_back_frame (KmMachine *m, const KmZone *zone, KmPfn pfn)
{
  km_store_zero (&m->store, km_frame_at (m, pfn), sizeof (KmFrame));
  km_buddy_free (m, zone, pfn, 0, km_pageblock_type (m, pfn), FALSE, FALSE);
  KM_BUMP (m, zone->managed, 1);
}

static gboolean
is_init_memory (const KmMachine *m, KmPfn pfn)
{
  return pfn >= m->state->layout.init_start && pfn < m->state->layout.init_end;
}

/* Up to the final count given: init memory first, then what the given block holds. */
static gboolean
free_up_to (KmMachine *m, const KmZone *zone, uint32_t final, GError **error)
{
  KmPfn end = zone->start_pfn + zone->spanned;

  for (KmPfn pfn = zone->start_pfn; pfn < end && zone->managed < final; pfn++)
    if (is_init_memory (m, pfn))
      give_back_frame (m, zone, pfn);
  for (KmPfn pfn = zone->start_pfn; pfn < end && zone->managed < final; pfn++)
    {
      const KmReserved *reserved = reservation_of (m, pfn);

      if (reserved != NULL && reserved->kind == KM_RESERVED_GIVEN && km_pfn_is_ram (m, pfn))
        give_back_frame (m, zone, pfn);
    }
  if (zone->managed == final)
    return TRUE;
  g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
               "%u managed frames in zone %s after boot; expected %u to %u", final,
               km_zone_name (km_zone_index (m, zone)), zone->boot_managed, zone->managed);
  return FALSE;
}

/* free_initmem (), and with it what `managed=` says came free between boot and the recording. */
static gboolean
free_init_memory (KmMachine *m, GError **error)
{
  gboolean given = FALSE;

  for (guint i = 0; i < KM_N_ZONES; i++)
    given |= m->state->config.managed_given[i][1] != 0;
  for (KmPfn pfn = m->state->layout.init_start; pfn < m->state->layout.init_end && !given; pfn++)
    give_back_frame (m, km_zone_of (m, pfn), pfn);
  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      uint32_t final = m->state->config.managed_given[i][1];

      if (final != 0 && !free_up_to (m, km_zone (m, i), final, error))
        return FALSE;
    }
  return TRUE;
}

static void
set_managed (KmMachine *m)
{
  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      const KmZone *zone = km_zone (m, i);

      KM_EDIT (m, zone->managed, count_managed (m, zone));
      KM_EDIT (m, zone->boot_managed, zone->managed);
    }
}

gboolean
km_boot (KmMachine *m, const KmConfig *config, GError **error)
{
  KmLayout layout;
  KmRange ranges[KM_MAX_RANGES] = { { 0, 0 } };
  guint n_ranges;
  uint32_t managed = 0;

  if (!km_layout_compute (config, &layout, ranges, &n_ranges, error))
    return FALSE;
  km_store_copy (&m->store, &m->state->config, config, sizeof *config);
  km_store_copy (&m->store, &m->state->layout, &layout, sizeof layout);
  km_store_copy (&m->store, m->state->ranges, ranges, sizeof ranges);
  KM_EDIT (m, m->state->n_ranges, n_ranges);
  KM_EDIT (m, m->state->n_frames, layout.max_pfn);
  KM_EDIT (m, m->state->pageblock_order, config->pae ? 9 : 10);
  KM_EDIT (m, m->state->random, config->seed == 0 ? 1 : config->seed);
  KM_EDIT (m, m->state->zero_page, layout.image_end - 6);
  KM_EDIT (m, m->state->swapper_pg_dir, layout.image_end - 8);

  km_zones_set_spans (m);
  if (!reserve_given (m, reserve_boot_memory (m), error))
    return FALSE;
  mark_reserved_frames (m);
  set_managed (m);
  if (km_zone (m, KM_ZONE_DMA)->managed + km_zone (m, KM_ZONE_NORMAL)->managed < 64)
    {
      g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
                   "the kernel image and its tables fill all of this RAM; expected more RAM");
      return FALSE;
    }
  km_zones_set_marks (m);
  km_kernel_tables_build (m);
  free_all_memory (m);
  if (!free_init_memory (m, error))
    return FALSE;
  for (guint i = 0; km_modules[i] != NULL; i++)
    if (km_modules[i]->boot != NULL)
      km_modules[i]->boot (m);
  for (guint i = 0; i < KM_N_ZONES; i++)
    managed += km_zone (m, i)->managed;
  km_step (m, BOOT, .frames = m->state->n_frames, .managed = managed);
  return TRUE;
}
