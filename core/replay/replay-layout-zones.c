/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The zones of a layout.txt. Their marks are of the boot, when init memory and the initial RAM
 * disk were not managed yet. How many frames of Normal were, the file does not tell. But Normal's
 * min does: the count that gives it is looked for, and all other marks must follow from the same.
 *
 * The reserves are of the boot, too, or of now when somebody has read vm.lowmem_reserve_ratio:
 * reading it computes them again.
 */
#include "core/replay/replay.h"
#include "core/physical/zones.h"

#define MAX_TRIED 4096          /* counts that give the same min */

typedef struct
{
  KmReplay *r;
  KmMachine *m;
  const KmRecordZone *zone;     /* KM_N_ZONES as recorded */
} Zones;

static void
set_normal (const Zones *z, uint32_t managed)
{
  KM_EDIT (z->m, km_zone (z->m, KM_ZONE_NORMAL)->managed, managed);
}

/* All marks and reserves, and returns Normal's min, as of a boot with @managed frames in Normal. */
static uint32_t
compute_marks (const Zones *z, uint32_t managed)
{
  for (guint i = 0; i < KM_N_ZONES; i++)
    for (guint k = 0; k < KM_N_WMARKS; k++)
      KM_EDIT (z->m, km_zone (z->m, i)->watermark[k], 0);   /* as before the first computation */
  set_normal (z, managed);
  km_zones_set_marks (z->m);
  return km_zone (z->m, KM_ZONE_NORMAL)->watermark[KM_WMARK_MIN];
}

static gboolean
marks_agree (const Zones *z)
{
  for (guint i = 0; i < KM_N_ZONES; i++)
    if (z->zone[i].line != 0
        && memcmp (z->zone[i].mark, km_zone (z->m, i)->watermark, sizeof z->zone[i].mark) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
reserves_agree (const Zones *z)
{
  for (guint i = 0; i < KM_N_ZONES; i++)
    if (z->zone[i].line != 0
        && memcmp (z->zone[i].reserve, km_zone (z->m, i)->lowmem_reserve,
                   sizeof z->zone[i].reserve) != 0)
      return FALSE;
  return TRUE;
}

/* The least count up to @now that gives Normal's min: more frames never give a smaller one. */
static uint32_t
least_for_min (const Zones *z, uint32_t now)
{
  uint32_t wanted = z->zone[KM_ZONE_NORMAL].mark[KM_WMARK_MIN];
  uint32_t low = 0, high = now;

  while (low < high)
    {
      uint32_t middle = low + (high - low) / 2;

      if (compute_marks (z, middle) < wanted)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Leaves the marks of a boot that explains all recorded ones, if there is such a boot. */
static void
find_boot (const Zones *z, uint32_t now, gboolean reserves_of_now)
{
  uint32_t wanted = z->zone[KM_ZONE_NORMAL].mark[KM_WMARK_MIN];
  uint32_t least = least_for_min (z, now), end = MIN (now, least + MAX_TRIED);

  for (uint32_t at = least; at <= end && compute_marks (z, at) == wanted; at++)
    if (marks_agree (z) && (reserves_of_now || reserves_agree (z)))
      return;
  compute_marks (z, least);
}

static void
compare_zone (const Zones *z, KmZoneIndex index)
{
  const KmRecordZone *recorded = &z->zone[index];
  const KmZone *zone = km_zone (z->m, index);
  static const char *const marks[KM_N_WMARKS] = { "min", "low", "high" };

  z->r->result->states++;
  km_replay_expect_number (z->r, recorded->line, "start_pfn", recorded->start, zone->start_pfn);
  km_replay_expect_number (z->r, recorded->line, "end_pfn", recorded->end,
                           zone->start_pfn + zone->spanned);
  km_replay_expect_number (z->r, recorded->line, "spanned", recorded->spanned, zone->spanned);
  km_replay_expect_number (z->r, recorded->line, "present", recorded->present, zone->present);
  km_replay_expect_number (z->r, recorded->line, "managed", recorded->managed, zone->managed);
  for (guint i = 0; i < KM_N_WMARKS; i++)
    km_replay_expect_number (z->r, recorded->line, marks[i], recorded->mark[i], zone->watermark[i]);
  for (guint i = 0; i < KM_N_ZONES; i++)
    km_replay_expect_number (z->r, recorded->line, "lowmem_reserve", recorded->reserve[i],
                             zone->lowmem_reserve[i]);
}

void
km_replay_layout_zones (KmReplay *r, const KmRecordLayout *layout)
{
  Zones z = { r, r->m, layout->zone };
  uint32_t now = km_zone (r->m, KM_ZONE_NORMAL)->managed;
  gboolean reserves_of_now;

  km_zones_set_reserves (r->m);
  reserves_of_now = reserves_agree (&z);
  find_boot (&z, now, reserves_of_now);
  set_normal (&z, now);
  if (reserves_of_now || !reserves_agree (&z))
    km_zones_set_reserves (r->m);
  for (guint i = 0; i < KM_N_ZONES; i++)
    if (layout->zone[i].line != 0)
      compare_zone (&z, i);
}
