/* SPDX-License-Identifier: GPL-2.0-or-later */
/* layout.txt: the machine on which the recordings beside it were taken. */
#include <stdio.h>

#include "core/capture/recording.h"

#define FOUR_GIB_PFN 0x100000u
#define GIB (1ull << 30)
#define MIB (1ull << 20)

static gboolean
read_zone (const char *line, KmZoneIndex *index, KmRecordZone *z)
{
  char name[16];

  /* Widths keep what does not fit from being taken for another number. */
  return sscanf (line,
                 "zone %15s start_pfn %8x end_pfn %8x spanned %9u present %9u managed %9u min %9u "
                 "low %9u high %9u lowmem_reserve %9u %9u %9u %9u", name, &z->start, &z->end,
                 &z->spanned, &z->present, &z->managed, &z->mark[0], &z->mark[1], &z->mark[2],
                 &z->reserve[0], &z->reserve[1], &z->reserve[2], &z->reserve[3])
           == 13
         && km_zone_from_name (name, index);
}

gboolean
km_record_layout_parse (const char *path, const char *text, KmRecordLayout *layout, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint zones = 0;

  memset (layout, 0, sizeof *layout);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *order = strstr (lines[i], "pageblock_order ");
      KmRecordZone zone = { .line = i + 1 };
      KmZoneIndex index;

      if (order != NULL)
        layout->pageblock_order =
          (guint) g_ascii_strtoull (order + strlen ("pageblock_order "), NULL, 10);
      if (g_str_has_prefix (lines[i], "PKMAP_BASE"))
        layout->pkmap_base = (KmAddr) g_ascii_strtoull (lines[i] + strlen ("PKMAP_BASE"), NULL, 16);
      if (read_zone (lines[i], &index, &zone))
        {
          layout->zone[index] = zone;
          zones++;
        }
    }
  if (zones >= 2 && (layout->pageblock_order == 9 || layout->pageblock_order == 10))
    return TRUE;
  g_set_error (error, KM_RECORDING_ERROR, KM_RECORDING_ERROR_SYNTAX,
               "%s:1:1: %u zones, pageblock_order %u; expected a line “zone … "
               "lowmem_reserve” for each zone and a pageblock_order of 9 or 10", path, zones,
               layout->pageblock_order);
  return FALSE;
}

gboolean
km_record_layout_load (const char *path, KmRecordLayout *layout, GError **error)
{
  g_autofree char *text = km_recording_read_text (path, error);

  return text != NULL && km_record_layout_parse (path, text, layout, error);
}

/* --- The machine ------------------------------------------------------------------------------ */

void
km_record_config_init (KmConfig *config, KmLayoutKind layout)
{
  memset (config, 0, sizeof *config);
  config->cpus = 1;
  config->seed = 1;
  config->swappiness = 60;
  config->layout = layout;
  config->pae = layout == KM_LAYOUT_DEBIAN_PAE;
}

void
km_record_config_set_end (KmConfig *config, uint64_t end)
{
  if (end > FOUR_GIB_PFN)       /* what the PCI hole displaced lies above it */
    {
      config->e820_top = 0;
      config->ram = (end << KM_PAGE_SHIFT) - GIB;
      return;
    }
  config->e820_top = (KmPfn) end;
  config->ram = ((end << KM_PAGE_SHIFT) + MIB - 1) & ~(MIB - 1);
}

static KmLayoutKind
preset_of (const KmRecordLayout *layout)
{
  if (layout->pageblock_order == 9)
    return KM_LAYOUT_DEBIAN_PAE;
  if (layout->pkmap_base == 0xfec00000)
    return KM_LAYOUT_DEBIAN;
  return layout->pkmap_base == 0xff800000 ? KM_LAYOUT_CLASSIC : KM_LAYOUT_MINI;
}

/* The layout's presets give the addresses; where RAM and low memory end, the recording says itself,
 * since firmware differs in what it keeps. */
void
km_record_layout_config (const KmRecordLayout *layout, KmConfig *config)
{
  KmPfn end = 0;

  for (guint i = 0; i < KM_N_ZONES; i++)
    end = MAX (end, layout->zone[i].end);
  km_record_config_init (config, preset_of (layout));
  km_record_config_set_end (config, end);
  config->low_end = MAX (layout->zone[KM_ZONE_DMA].end, layout->zone[KM_ZONE_NORMAL].end);
}
