/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A table of zones: each line one zone of a real machine, the lines of a machine after each other.
 *
 *   kernel ram zone start_pfn spanned present managed boot_managed min low high protection …
 *   mini 64M DMA 0x1 4095 3998 3979 3979 68 85 102 0,37,37,37 …
 *
 * managed is an input: what the boot had reserved and gave back later depends on the initial RAM
 * disk, so a machine boots with the counts that its lines give.
 */
#include "core/replay/replay.h"

#define MAX_MACHINES 64         /* each one boots */
#define HEADER "kernel ram zone start_pfn"

typedef enum
{
  START, SPANNED, PRESENT, MANAGED, BOOT_MANAGED, MIN_MARK, LOW_MARK, HIGH_MARK, RESERVE,
  PCP_HIGH = RESERVE + KM_N_ZONES, PCP_BATCH, MIN_FREE, N_COLUMNS
} Column;

static const char *const columns[N_COLUMNS] = {
  "start_pfn", "spanned", "present", "managed", "boot_managed", "min", "low", "high",
  "protection from DMA", "protection from Normal", "protection from HighMem",
  "protection from Movable", "per-CPU high", "per-CPU batch", "min_free_kbytes",
};

typedef struct
{
  guint line;
  char *name;                   /* of the machine: "mini 64M" */
  KmLayoutKind layout;
  uint64_t ram;
  KmZoneIndex zone;
  guint value[N_COLUMNS];
} Row;

/* --- Reading ---------------------------------------------------------------------------------- */

typedef struct
{
  KmReplay *r;
  guint line;
  const char *text, *at;        /* the line, and what is not read yet */
  GError **error;
} Reader;

static gboolean
wrong (const Reader *reader, const char *at, const char *expected)
{
  g_autofree char *found = g_strndup (at, *at == '\0' ? 0 : 1 + strcspn (at + 1, " ,/"));

  return km_recording_wrong (reader->r->file, reader->line, (guint) (at - reader->text) + 1, found,
                             expected, reader->error);
}

/* The next word, to be freed; NULL at the line's end. @at gets its place. */
static char *
next_word (Reader *reader, const char **at)
{
  gsize length;

  *at = reader->at += strspn (reader->at, " \t,/");
  length = strcspn (reader->at, " \t,/");
  reader->at += length;
  return length == 0 ? NULL : g_strndup (*at, length);
}

static gboolean
read_kernel (Reader *reader, Row *row)
{
  static const struct { const char *name; KmLayoutKind layout; } kernels[] = {
    { "mini", KM_LAYOUT_MINI }, { "debian-686", KM_LAYOUT_DEBIAN },
    { "debian-pae", KM_LAYOUT_DEBIAN_PAE },
  };
  const char *at;
  g_autofree char *word = next_word (reader, &at);

  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (kernels); i++)
    if (strcmp (kernels[i].name, word) == 0)
      {
        row->layout = kernels[i].layout;
        return TRUE;
      }
  return wrong (reader, at, "a kernel: mini, debian-686 or debian-pae");
}

static gboolean
read_ram (Reader *reader, Row *row)
{
  const char *at;
  g_autofree char *word = next_word (reader, &at);
  char unit = word == NULL ? '\0' : word[strlen (word) - 1];
  guint64 n;

  if (unit == 'M' || unit == 'G')
    {
      word[strlen (word) - 1] = '\0';
      if (g_ascii_string_to_unsigned (word, 10, 1, G_MAXUINT16, &n, NULL))
        {
          row->ram = n << (unit == 'M' ? 20 : 30);
          return TRUE;
        }
    }
  return wrong (reader, at, "an amount of RAM as 64M or 1G");
}

static gboolean
read_zone (Reader *reader, Row *row)
{
  const char *at;
  g_autofree char *word = next_word (reader, &at);

  return (word != NULL && km_zone_from_name (word, &row->zone) && row->zone != KM_ZONE_MOVABLE)
         || wrong (reader, at, "a zone: DMA, Normal or HighMem");
}

static gboolean
read_numbers (Reader *reader, Row *row)
{
  g_autofree char *more = NULL;
  const char *at;

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      g_autofree char *word = next_word (reader, &at);
      gboolean hex = i == START && word != NULL && g_str_has_prefix (word, "0x");
      guint64 n;

      if (word == NULL
          || !g_ascii_string_to_unsigned (hex ? word + 2 : word, hex ? 16 : 10, 0, G_MAXUINT32, &n,
                                          NULL))
        return wrong (reader, at, columns[i]);
      row->value[i] = (guint) n;
    }
  more = next_word (reader, &at);
  return more == NULL || wrong (reader, at, "the end of the line");
}

static gboolean
read_row (Reader *reader, Row *row)
{
  row->line = reader->line;
  if (!read_kernel (reader, row) || !read_ram (reader, row))
    return FALSE;
  row->name = g_strndup (reader->text, (gsize) (reader->at - reader->text));
  return read_zone (reader, row) && read_numbers (reader, row);
}

static void
clear_row (gpointer data)
{
  g_free (((Row *) data)->name);
}

/* NULL with a message for the first line that is none. */
static GArray *
read_rows (KmReplay *r, GError **error)
{
  g_auto (GStrv) lines = km_replay_lines (r->text);
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (Row));

  g_array_set_clear_func (rows, clear_row);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      Reader reader = { r, i + 1, lines[i], lines[i], error };
      Row row = { 0 };

      if (*lines[i] == '\0' || *lines[i] == '#' || g_str_has_prefix (lines[i], HEADER))
        continue;
      if (!read_row (&reader, &row))
        {
          clear_row (&row);
          g_array_unref (rows);
          return NULL;
        }
      g_array_append_val (rows, row);
    }
  return rows;
}

/* --- Comparing -------------------------------------------------------------------------------- */

static void
compare_row (KmReplay *r, const Row *row)
{
  const KmZone *zone = km_zone (r->m, row->zone);
  const KmPcp *pcp = &zone->pcp[0];
  const guint simulated[N_COLUMNS] = {
    zone->start_pfn, zone->spanned, zone->present, zone->managed, zone->boot_managed,
    zone->watermark[KM_WMARK_MIN], zone->watermark[KM_WMARK_LOW], zone->watermark[KM_WMARK_HIGH],
    zone->lowmem_reserve[0], zone->lowmem_reserve[1], zone->lowmem_reserve[2],
    zone->lowmem_reserve[3], pcp->high, pcp->batch, r->m->state->min_free_kbytes,
  };

  for (guint i = 0; i < N_COLUMNS; i++)
    km_replay_expect_number (r, row->line, columns[i], row->value[i], simulated[i]);
  r->result->states++;
}

/* Boots the machine of @n rows and compares each. One that contradicts itself differs from every
 * real machine. */
static gboolean
replay_machine (KmReplay *r, const Row *rows, guint n, GError **error)
{
  g_autoptr (GError) broken = NULL;
  KmConfig config;

  km_record_config_init (&config, rows->layout);
  config.ram = rows->ram;
  for (guint i = 0; i < n; i++)
    {
      config.managed_given[rows[i].zone][0] = rows[i].value[BOOT_MANAGED];
      config.managed_given[rows[i].zone][1] = rows[i].value[MANAGED];
    }
  if (!km_replay_boot (r, rows->line, &config, error))
    return FALSE;
  r->result->operations++;
  for (guint i = 0; i < n; i++)
    compare_row (r, &rows[i]);
  km_replay_end (r);
  if (!km_machine_check (r->m, &broken))
    km_replay_differ (r, rows->line, "the simulated machine: %s", broken->message);
  return TRUE;
}

gboolean
km_replay_is_zones (const char *line)
{
  return g_str_has_prefix (line, HEADER);
}

gboolean
km_replay_zones (KmReplay *r, GError **error)
{
  g_autoptr (GArray) rows = read_rows (r, error);
  guint end;

  for (guint i = 0; rows != NULL && i < rows->len; i = end)
    {
      const Row *row = &g_array_index (rows, Row, i);

      for (end = i + 1; end < rows->len; end++)
        if (strcmp (g_array_index (rows, Row, end).name, row->name) != 0)
          break;
      if (r->result->operations == MAX_MACHINES)
        return km_recording_wrong (r->file, row->line, 1, row->name, "no more than 64 machines",
                                   error);
      if (!replay_machine (r, row, end - i, error))
        return FALSE;
    }
  return rows != NULL;
}
