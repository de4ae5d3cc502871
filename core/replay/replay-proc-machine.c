/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A machine that fits a /proc file: its kernel from the lines that its options add, its RAM from
 * what the file says of it, or a usual amount. Where low memory ends is the layout's, so that it is
 * compared.
 */
#include <stdio.h>

#include "core/replay/replay.h"
#include "core/machine/layout.h"

#define FOUR_GIB_PFN 0x100000u
#define FIRST_NORMAL_PFN 0x1000u
#define USUAL_LOW_PFN 0x20000u    /* 512 MiB: no HighMem */
#define USUAL_HIGH_PFN 0x40000u   /* 1 GiB: every zone */

static gboolean
has_line (GStrv lines, const char *prefix)
{
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], prefix))
      return TRUE;
  return FALSE;
}

/* 0 when no line begins with @label. */
static uint64_t
number_of (GStrv lines, const char *label)
{
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], label))
      return MIN (g_ascii_strtoull (lines[i] + strlen (label), NULL, 10), G_MAXUINT32);
  return 0;
}

static void
choose (KmConfig *config, KmLayoutKind layout, uint64_t end)
{
  km_record_config_init (config, end > FOUR_GIB_PFN ? KM_LAYOUT_DEBIAN_PAE : layout);
  km_record_config_set_end (config, end);
}

/* On a machine with more than enough RAM. */
static gboolean
usual_layout (KmLayoutKind layout, KmLayout *own)
{
  KmRange ranges[KM_MAX_RANGES];
  KmConfig config;
  guint n;

  km_record_config_init (&config, layout);
  km_record_config_set_end (&config, USUAL_HIGH_PFN);
  return km_layout_compute (&config, own, ranges, &n, NULL);
}

/* Where low memory ends then. */
static KmPfn
low_limit (KmLayoutKind layout)
{
  KmLayout own;

  return usual_layout (layout, &own) ? own.max_low_pfn : 0;
}

/* Low memory is larger with PAE than without; on a machine with less than that nothing in zoneinfo
 * tells them apart, and nothing needs to. */
static void
fit_zoneinfo (GStrv lines, KmConfig *config)
{
  KmLayoutKind layout = KM_LAYOUT_MINI;
  guint spanned = 0, start, cpu, cpus = 1;
  uint64_t end = 0, low_end = 0;
  gboolean low = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "Node "))
        low = strstr (lines[i], "DMA") != NULL || strstr (lines[i], "Normal") != NULL;
      else if (g_str_has_prefix (lines[i], "      nr_zspages"))
        layout = MAX (layout, KM_LAYOUT_DEBIAN);
      else if (sscanf (lines[i], "    cpu: %9u", &cpu) == 1)
        cpus = MAX (cpus, MIN (cpu, KM_MAX_CPUS - 1) + 1);
      else if (sscanf (lines[i], " start_pfn: %9u", &start) == 1)
        {
          end = MAX (end, (uint64_t) start + spanned);
          low_end = low ? end : low_end;
        }
      else
        sscanf (lines[i], " spanned %9u", &spanned);
    }
  if (layout == KM_LAYOUT_DEBIAN && low_end > low_limit (KM_LAYOUT_DEBIAN))
    layout = KM_LAYOUT_DEBIAN_PAE;
  choose (config, layout, end);
  config->cpus = cpus;
}

/* The direct map is as large as low memory, and all of HighMem is managed. */
static void
fit_meminfo (GStrv lines, KmConfig *config)
{
  uint64_t kb = number_of (lines, "DirectMap4k:") + number_of (lines, "DirectMap4M:")
                + number_of (lines, "DirectMap2M:") + number_of (lines, "HighTotal:");

  choose (config, has_line (lines, "DirectMap2M:")         ? KM_LAYOUT_DEBIAN_PAE
                  : has_line (lines, "HardwareCorrupted:") ? KM_LAYOUT_DEBIAN : KM_LAYOUT_MINI,
          kb / 4);
}

/* No two kernels' images end at the same place. */
static KmLayoutKind
layout_of_image (uint64_t end)
{
  KmLayout own;

  for (guint i = KM_LAYOUT_MINI; i < KM_N_LAYOUTS; i++)
    if (usual_layout (i, &own) && own.image_end == end)
      return i;
  return KM_LAYOUT_MINI;
}

static void
fit_iomem (GStrv lines, KmConfig *config)
{
  guint64 start, last, end = 0, image_end = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (sscanf (lines[i], "%12" G_GINT64_MODIFIER "x-%12" G_GINT64_MODIFIER "x", &start, &last)
          != 2)
        continue;
      if (g_str_has_suffix (lines[i], " : System RAM"))
        end = MAX (end, (last + 1) >> KM_PAGE_SHIFT);
      else if (g_str_has_suffix (lines[i], " : Kernel bss"))
        image_end = (last + 1) >> KM_PAGE_SHIFT;
    }
  choose (config, layout_of_image (image_end), end);
}

guint
km_proc_sum (const char *line)
{
  const char *at = strstr (line, "zone ");
  guint64 sum = 0;

  if (at == NULL)
    return 0;
  at += strlen ("zone ");
  at += strspn (at, " ");
  at += strcspn (at, " ");
  for (char *end; ; at = end)
    {
      sum += MIN (g_ascii_strtoull (at, &end, 10), G_MAXUINT16);
      if (end == at)
        return (guint) MIN (sum, G_MAXINT32);
    }
}

/* The last zone ends where its pageblocks do, give or take a part of one. */
static void
fit_pagetypeinfo (GStrv lines, KmConfig *config)
{
  gboolean pae = number_of (lines, "Page block order:") == 9, blocks = FALSE;
  KmLayoutKind layout = pae ? KM_LAYOUT_DEBIAN_PAE : KM_LAYOUT_MINI;
  uint64_t end = USUAL_LOW_PFN;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      blocks |= g_str_has_prefix (lines[i], "Number of blocks type");
      if (layout == KM_LAYOUT_MINI && blocks && strstr (lines[i], "Isolate") != NULL)
        layout = KM_LAYOUT_DEBIAN;
      if (blocks && strstr (lines[i], " Normal ") != NULL)
        end = MIN (FIRST_NORMAL_PFN + ((uint64_t) km_proc_sum (lines[i]) << (pae ? 9 : 10)),
                   low_limit (layout));
      if (blocks && strstr (lines[i], " HighMem ") != NULL)
        end = low_limit (layout) + ((uint64_t) km_proc_sum (lines[i]) << (pae ? 9 : 10));
    }
  choose (config, layout, end);
}

/* The same of every kernel, but for the zones. */
static void
fit_buddyinfo (GStrv lines, KmConfig *config)
{
  gboolean high = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    high |= strstr (lines[i], " HighMem ") != NULL;
  choose (config, KM_LAYOUT_MINI, high ? USUAL_HIGH_PFN : USUAL_LOW_PFN);
}

static void
fit_vmstat (GStrv lines, KmConfig *config)
{
  choose (config, has_line (lines, "nr_zspages ") ? KM_LAYOUT_DEBIAN : KM_LAYOUT_MINI,
          USUAL_HIGH_PFN);
}

void
km_proc_config (KmProcKind kind, GStrv lines, KmConfig *config)
{
  static void (*const fits[KM_N_PROC_KINDS]) (GStrv, KmConfig *) = {
    [KM_PROC_BUDDYINFO] = fit_buddyinfo, [KM_PROC_PAGETYPEINFO] = fit_pagetypeinfo,
    [KM_PROC_ZONEINFO] = fit_zoneinfo, [KM_PROC_VMSTAT] = fit_vmstat,
    [KM_PROC_MEMINFO] = fit_meminfo, [KM_PROC_IOMEM] = fit_iomem,
  };

  fits[kind] (lines, config);
}
