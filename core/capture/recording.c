/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading a recording: one regular expression for each kind of line. */
#include "core/capture/recording.h"

#define MAX_PFN 0x1000000u      /* 64 GiB */

typedef struct
{
  KmRecording *recording;
  const char *file;
  guint line;
  const char *text;             /* the line */
  KmRecordItem *open;           /* the zone or per-CPU item whose lists follow */
  GError **error;
} Reader;

/* @found is a part of the line, or a copy of one; its first occurrence is the column. */
static gboolean
wrong (const Reader *r, const char *found, const char *expected)
{
  const char *at = strstr (r->text, found);

  return km_recording_wrong (r->file, r->line, at == NULL ? 1 : (guint) (at - r->text) + 1, found,
                             expected, r->error);
}

static void
list_free (gpointer data)
{
  KmRecordList *list = data;

  g_array_unref (list->pfns);
  g_free (list);
}

static void
item_free (gpointer data)
{
  KmRecordItem *item = data;

  g_clear_pointer (&item->lists, g_ptr_array_unref);
  g_clear_pointer (&item->runs, g_array_unref);
  g_free (item);
}

void
km_recording_free (KmRecording *recording)
{
  g_free (recording->file);
  g_ptr_array_unref (recording->items);
  g_free (recording);
}

static gboolean
zone_from_name (const char *name, KmZoneIndex *zone)
{
  for (guint i = 0; i < KM_N_ZONES; i++)
    if (strcmp (km_zone_name (i), name) == 0)
      {
        *zone = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
type_from_name (const char *name, KmMigrateType *mt)
{
  for (guint i = 0; i < KM_N_MT; i++)
    if (strcmp (km_migrate_type_name (i), name) == 0)
      {
        *mt = i;
        return TRUE;
      }
  return FALSE;
}

/* "..." at the end: the recorder left the rest of a long list out. */
static gboolean
read_pfns (Reader *r, const char *text, KmRecordList *list)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint64 pfn;

      if (*words[i] == '\0')
        continue;
      if (strcmp (words[i], "...") == 0)
        {
          list->cut = TRUE;
          continue;
        }
      if (!g_ascii_string_to_unsigned (words[i], 16, 1, MAX_PFN, &pfn, NULL))
        return wrong (r, words[i], "the number of a frame in hexadecimal");
      g_array_append_val (list->pfns, (KmPfn) { pfn });
    }
  return TRUE;
}

/* What does not fit is as large as can be, and so no number of anything. */
static uint32_t
number (const GMatchInfo *match, guint group, guint base)
{
  g_autofree char *text = g_match_info_fetch (match, group);

  return (uint32_t) MIN (g_ascii_strtoull (text, NULL, base), G_MAXUINT32);
}

static KmRecordItem *
add_item (Reader *r, KmRecordKind kind)
{
  KmRecordItem *item = g_new0 (KmRecordItem, 1);

  item->kind = kind;
  item->line = r->line;
  g_ptr_array_add (r->recording->items, item);
  r->open = NULL;
  return item;
}

static gboolean
read_drain (Reader *r, const GMatchInfo *match)
{
  add_item (r, KM_RECORD_DRAIN);
  return TRUE;
}

static gboolean
read_pageblocks (Reader *r, const GMatchInfo *match)
{
  KmRecordItem *item = add_item (r, KM_RECORD_PAGEBLOCKS);
  g_autofree char *zone = g_match_info_fetch (match, 1), *text = g_match_info_fetch (match, 2);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  item->runs = g_array_new (FALSE, FALSE, sizeof (KmRecordRun));
  if (!zone_from_name (zone, &item->zone))
    return wrong (r, zone, "a zone");
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], ":", 2);
      KmRecordRun run;
      guint64 pfn;

      if (*words[i] == '\0')
        continue;
      if (g_strv_length (parts) != 2 || !type_from_name (parts[1], &run.mt)
          || !g_ascii_string_to_unsigned (parts[0], 16, 0, MAX_PFN, &pfn, NULL))
        return wrong (r, words[i], "PFN:TYPE");
      run.pfn = pfn;
      g_array_append_val (item->runs, run);
    }
  return TRUE;
}

static gboolean
read_zone (Reader *r, const GMatchInfo *match)
{
  KmRecordItem *item = add_item (r, KM_RECORD_ZONE);
  g_autofree char *zone = g_match_info_fetch (match, 1);

  item->lists = g_ptr_array_new_with_free_func (list_free);
  item->start = number (match, 2, 16);
  item->spanned = number (match, 3, 16);
  item->present = number (match, 4, 10);
  item->managed = number (match, 5, 10);
  for (guint i = 0; i < KM_N_WMARKS; i++)
    item->mark[i] = number (match, 6 + i, 10);
  r->open = item;
  if (item->start > MAX_PFN || item->spanned > MAX_PFN)
    return wrong (r, zone, "a zone within 64 GiB");
  return zone_from_name (zone, &item->zone) || wrong (r, zone, "a zone");
}

static KmRecordList *
add_list (Reader *r)
{
  KmRecordList *list = g_new0 (KmRecordList, 1);

  list->line = r->line;
  list->pfns = g_array_new (FALSE, FALSE, sizeof (KmPfn));
  g_ptr_array_add (r->open->lists, list);
  return list;
}

static gboolean
read_order (Reader *r, const GMatchInfo *match)
{
  g_autofree char *type = g_match_info_fetch (match, 2), *pfns = g_match_info_fetch (match, 4);
  KmRecordList *list;

  if (r->open == NULL || r->open->kind != KM_RECORD_ZONE)
    return wrong (r, "order", "a line “zone … start=” before it");
  list = add_list (r);
  list->order = number (match, 1, 10);
  list->count = number (match, 3, 10);
  if (list->order >= KM_MAX_ORDER || !type_from_name (type, &list->mt))
    return wrong (r, type, "an order up to 10 and a migrate type");
  return read_pfns (r, pfns, list);
}

static gboolean
read_pcp (Reader *r, const GMatchInfo *match)
{
  KmRecordItem *item = add_item (r, KM_RECORD_PCP);
  g_autofree char *zone = g_match_info_fetch (match, 1);

  item->lists = g_ptr_array_new_with_free_func (list_free);
  item->count = number (match, 2, 10);
  item->high = number (match, 3, 10);
  item->batch = number (match, 4, 10);
  r->open = item;
  return zone_from_name (zone, &item->zone) || wrong (r, zone, "a zone");
}

static gboolean
read_pcp_list (Reader *r, const GMatchInfo *match)
{
  g_autofree char *type = g_match_info_fetch (match, 1), *pfns = g_match_info_fetch (match, 2);
  KmRecordList *list;

  if (r->open == NULL || r->open->kind != KM_RECORD_PCP)
    return wrong (r, type, "a line “pcp zone” before it");
  list = add_list (r);
  if (!type_from_name (type, &list->mt))
    return wrong (r, type, "a migrate type");
  if (!read_pfns (r, pfns, list))
    return FALSE;
  list->count = list->pfns->len;
  return TRUE;
}

static gboolean
read_alloc (Reader *r, const GMatchInfo *match)
{
  KmRecordItem *item = add_item (r, KM_RECORD_ALLOC);
  g_autofree char *flag = g_match_info_fetch (match, 3), *pfn = g_match_info_fetch (match, 4);
  g_autofree char *zone = g_match_info_fetch (match, 5), *type = g_match_info_fetch (match, 6);

  item->id = number (match, 1, 10);
  item->order = number (match, 2, 10);
  item->flag = *flag;
  if (item->order >= KM_MAX_ORDER)
    return wrong (r, "order", "an order up to 10");
  if (strcmp (pfn, "NULL") == 0)
    return TRUE;
  if (type == NULL || *type == '\0')
    return wrong (r, pfn, "pfn PFN zone ZONE pageblock TYPE va ADDRESS, or NULL");
  item->pfn = number (match, 4, 16);
  item->va = number (match, 7, 16);
  return (zone_from_name (zone, &item->zone) && type_from_name (type, &item->mt))
         || wrong (r, pfn, "a zone and a migrate type");
}

static gboolean
read_free (Reader *r, const GMatchInfo *match)
{
  KmRecordItem *item = add_item (r, KM_RECORD_FREE);

  item->id = number (match, 1, 10);
  item->pfn = number (match, 2, 16);
  item->order = number (match, 3, 10);
  return item->order < KM_MAX_ORDER || wrong (r, "order", "an order up to 10");
}

static gboolean
read_counts (Reader *r, const GMatchInfo *match)
{
  KmRecordItem *item = add_item (r, KM_RECORD_COUNTS);
  g_autofree char *zone = g_match_info_fetch (match, 1), *text = g_match_info_fetch (match, 2);
  g_auto (GStrv) words = g_strsplit (g_strstrip (text), " ", -1);

  if (g_strv_length (words) != KM_MAX_ORDER)
    return wrong (r, text, "eleven counts");
  for (guint i = 0; i < KM_MAX_ORDER; i++)
    item->counts[i] = g_ascii_strtoull (words[i], NULL, 10);
  return zone_from_name (zone, &item->zone) || wrong (r, zone, "a zone");
}

static gboolean
ignore (Reader *r, const GMatchInfo *match)
{
  return TRUE;
}

static const struct
{
  const char *pattern;
  gboolean (*read) (Reader *, const GMatchInfo *);
} rules[] = {
  { "^\\s*$|^#", ignore },
  { "^drain *$", read_drain },
  { "^pageblocks (\\S+) \\(.*?\\):(.*)$", read_pageblocks },
  { "^zone (\\S+) +start=([0-9a-f]+) spanned=([0-9a-f]+) present=(\\d+) managed=(\\d+) "
    "wm=(\\d+)/(\\d+)/(\\d+) *$",
    read_zone },
  { "^  order +(\\d+) (\\S+) +(\\d+):(.*)$", read_order },
  { "^pcp zone (\\S+) count=(\\d+) high=(\\d+) batch=(\\d+) *$", read_pcp },
  { "^  (Unmovable|Movable|Reclaimable) *:(.*)$", read_pcp_list },
  { "^a (\\d+) order (\\d+) ([nhmdrt]) -> (?:pfn )?(NULL|[0-9a-f]+)"
    "(?: zone (\\S+) pageblock (\\S+) va ([0-9a-f]+))? *$",
    read_alloc },
  { "^f (\\d+) pfn ([0-9a-f]+) order (\\d+) *$", read_free },
  { "^zone (\\S+) +free=\\d+: ([\\d ]+)$", read_counts },
};

static gboolean
read_line (Reader *r, const char *line, GRegex **regexes)
{
  r->text = line;
  if (!g_utf8_validate (line, -1, NULL))   /* the regular expressions rely on it */
    return wrong (r, line, "UTF-8 text");
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (regexes[i], line, 0, &match))
        return rules[i].read (r, match);
    }
  return wrong (r, line, "a line of a page-allocator recording");
}

static gboolean
read_items (Reader *r, const char *text)
{
  GRegex *regexes[G_N_ELEMENTS (rules)];
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean ok = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    regexes[i] = g_regex_new (rules[i].pattern, G_REGEX_OPTIMIZE, 0, NULL);
  for (r->line = 1; ok && lines[r->line - 1] != NULL; r->line++)
    ok = read_line (r, g_strdelimit (lines[r->line - 1], "\r", ' '), regexes);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    g_regex_unref (regexes[i]);
  return ok;
}

KmRecording *
km_recording_parse (const char *path, const char *text, const char *layout, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *beside = layout != NULL ? g_strdup (layout)
                                           : g_build_filename (folder, "layout.txt", NULL);
  g_autoptr (KmRecording) recording = g_new0 (KmRecording, 1);
  Reader reader = { recording, path, 0, "", NULL, error };

  recording->file = g_strdup (path);
  recording->items = g_ptr_array_new_with_free_func (item_free);
  if (!read_items (&reader, text))
    return NULL;
  for (guint i = 0; i < KM_ZONE_HIGHMEM; i++)
    if (km_recording_first (recording, KM_RECORD_ZONE, i) == NULL
        || km_recording_first (recording, KM_RECORD_PAGEBLOCKS, i) == NULL)
      {
        g_set_error (error, KM_RECORDING_ERROR, KM_RECORDING_ERROR_SYNTAX,
                     "%s:1:1: no state of zone %s; expected the recording of a page allocator", path,
                     km_zone_name (i));
        return NULL;
      }
  return km_record_layout_load (beside, &recording->layout, error) ? g_steal_pointer (&recording)
                                                                   : NULL;
}

KmRecording *
km_recording_load (const char *path, const char *layout, GError **error)
{
  g_autofree char *text = km_recording_read_text (path, error);

  return text == NULL ? NULL : km_recording_parse (path, text, layout, error);
}

const KmRecordItem *
km_recording_first (const KmRecording *recording, KmRecordKind kind, KmZoneIndex zone)
{
  for (guint i = 0; i < recording->items->len; i++)
    {
      const KmRecordItem *item = g_ptr_array_index (recording->items, i);

      if (item->kind == kind && item->zone == zone)
        return item;
    }
  return NULL;
}
