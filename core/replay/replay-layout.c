/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A layout.txt: the addresses between which the kernel's quarter is divided, the zones as they were
 * when the recorder ran, and the bits of allocation masks.
 *
 *   PKMAP_BASE      ff000000 LAST_PKMAP 1024
 *   sizeof(struct page) 32 PAGE_SHIFT 12 MAX_ORDER 11 pageblock_order 10 …
 *   zone DMA      start_pfn 00001 end_pfn 01000 spanned 4095 present 3998 managed 3979 min 68 …
 *   __GFP bits: DMA 1 HIGHMEM 2 … GFP_KERNEL cc0 …
 *
 * Where mem_map lies is left out: it depends on the initial RAM disk below it.
 */
#include "core/machine/layout.h"
#include "core/replay/replay.h"
#include "core/report/own.h"

#include "core/mmu/tables.h"
#include "core/physical/buddy.h"

#define GFP_LINE "__GFP bits: "

typedef struct
{
  KmReplay *r;
  GStrv lines;
} Layout;

/* --- Addresses, constants, masks -------------------------------------------------------------- */

/* The words of @own, in order, are the first ones of @recorded. */
static gboolean
begins_with_words (const char *recorded, const char *own)
{
  for (;;)
    {
      gsize length;

      recorded += strspn (recorded, " ");
      own += strspn (own, " ");
      length = strcspn (own, " ");
      if (length == 0)
        return TRUE;
      if (strcspn (recorded, " ") != length || strncmp (recorded, own, length) != 0)
        return FALSE;
      recorded += length;
      own += length;
    }
}

/* Number of the line that begins with the first word of @own, or 0. */
static guint
line_named (const Layout *layout, const char *own)
{
  g_autofree char *name = g_strndup (own, strcspn (own, " "));

  for (guint i = 0; layout->lines[i] != NULL; i++)
    if (begins_with_words (layout->lines[i], name))
      return i + 1;
  return 0;
}

static void
compare_addresses (Layout *layout)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) own = NULL;

  km_report_layout (layout->r->m, text);
  own = km_replay_lines (text->str);
  for (guint i = 0; own[i] != NULL; i++)
    {
      guint line = line_named (layout, own[i]);

      if (g_str_has_prefix (own[i], "mem_map"))
        continue;
      layout->r->result->states++;
      if (line == 0)
        km_replay_differ (layout->r, g_strv_length (layout->lines), "no such line, simulated “%s”",
                          own[i]);
      else if (!begins_with_words (layout->lines[line - 1], own[i]))
        km_replay_differ (layout->r, line, "recorded “%s”, simulated “%s”", layout->lines[line - 1],
                          own[i]);
    }
}

/* The number behind @name in a line of many. */
static void
expect_constant (Layout *layout, guint line, const char *name, guint simulated)
{
  const char *at = strstr (layout->lines[line - 1], name);

  if (at == NULL)
    km_replay_differ (layout->r, line, "no %s, simulated %u", name, simulated);
  else
    km_replay_expect_number (layout->r, line, name,
                             MIN (g_ascii_strtoull (at + strlen (name), NULL, 10), G_MAXUINT32),
                             simulated);
}

static void
compare_constants (Layout *layout, guint line)
{
  const KmMachine *m = layout->r->m;

  layout->r->result->states++;
  expect_constant (layout, line, "PAGE_SHIFT ", KM_PAGE_SHIFT);
  expect_constant (layout, line, "MAX_ORDER ", KM_MAX_ORDER);
  expect_constant (layout, line, "pageblock_order ", m->state->pageblock_order);
  expect_constant (layout, line, "PMD_SIZE ", (guint) km_table_reach (m, 2));
}

/* The recorder leaves out __, and _RECLAIM behind KSWAPD. */
static gboolean
mask_named (const char *name, uint32_t *mask)
{
  static const char *const patterns[] = { "%s", "__GFP_%s", "__GFP_%s_RECLAIM" };

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_auto (GStrv) parts = g_strsplit (patterns[i], "%s", 2);
      g_autofree char *full = g_strjoinv (name, parts), *unknown = NULL;

      if (km_gfp_parse (full, mask, &unknown))
        return TRUE;
    }
  return FALSE;
}

static void
compare_masks (Layout *layout, guint line)
{
  g_auto (GStrv) words = g_strsplit (layout->lines[line - 1] + strlen (GFP_LINE), " ", -1);
  guint n = g_strv_length (words);

  layout->r->result->states++;
  if (n == 0 || n % 2 != 0)
    km_replay_differ (layout->r, line, "%u words, not pairs of a name and its bits", n);
  for (guint i = 0; i + 1 < n; i += 2)
    {
      guint64 recorded;
      uint32_t mask;

      if (!mask_named (words[i], &mask))
        km_replay_differ (layout->r, line, "no mask “%.20s” is simulated", words[i]);
      else if (!g_ascii_string_to_unsigned (words[i + 1], 16, 0, G_MAXUINT32, &recorded, NULL)
               || recorded != mask)
        km_replay_differ (layout->r, line, "%s: recorded %.20s, simulated %x", words[i],
                          words[i + 1], mask);
    }
}

/* --- The machine ------------------------------------------------------------------------------ */

/* The zones' counts of now, reached from what the boot had without init memory. */
static void
give_managed (const KmRecordLayout *layout, KmConfig *config)
{
  KmRange ranges[KM_MAX_RANGES];
  KmLayout own;
  guint n;

  if (!km_layout_compute (config, &own, ranges, &n, NULL))
    return;                     /* told by the boot */
  for (guint i = 0; i < KM_ZONE_MOVABLE; i++)
    {
      const KmRecordZone *zone = &layout->zone[i];
      gboolean has_init = own.init_start >= zone->start && own.init_start < zone->end;
      uint32_t init = has_init ? own.init_end - own.init_start : 0;

      config->managed_given[i][0] = zone->managed > init ? zone->managed - init : zone->managed;
      config->managed_given[i][1] = zone->managed;
    }
}

/* Counts that the machine cannot have are a difference, not the end: it boots with its own. */
static gboolean
boot (KmReplay *r, const KmRecordLayout *layout, GError **error)
{
  KmConfig config;

  km_record_layout_config (layout, &config);
  give_managed (layout, &config);
  if (km_replay_boot (r, 1, &config, NULL))
    return TRUE;
  memset (config.managed_given, 0, sizeof config.managed_given);
  return km_replay_boot (r, 1, &config, error);
}

gboolean
km_replay_is_layout (const char *line)
{
  return g_str_has_prefix (line, "PAGE_OFFSET ");
}

gboolean
km_replay_layout (KmReplay *r, GError **error)
{
  KmRecordLayout record;
  Layout layout = { r, NULL };

  if (!km_record_layout_parse (r->file, r->text, &record, error) || !boot (r, &record, error))
    return FALSE;
  r->result->operations++;
  layout.lines = km_replay_lines (r->text);
  compare_addresses (&layout);
  for (guint i = 0; layout.lines[i] != NULL; i++)
    if (g_str_has_prefix (layout.lines[i], "sizeof(struct page) "))
      compare_constants (&layout, i + 1);
    else if (g_str_has_prefix (layout.lines[i], GFP_LINE))
      compare_masks (&layout, i + 1);
  km_replay_layout_zones (r, &record);
  km_replay_end (r);
  g_strfreev (layout.lines);
  return TRUE;
}
