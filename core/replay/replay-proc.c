/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A /proc file against the simulation's own, line by line. Words and columns are the kernel's
 * bytes; how much was in use then is not, so a number may differ in value, but not in its place.
 * What follows from the machine alone must be the same in value, too.
 */
#include "core/physical/stats.h"
#include "core/physical/zoneinfo.h"
#include "core/replay/replay.h"
#include "core/report/iomem.h"
#include "core/report/meminfo.h"

#define BLOCK_COUNTS "Number of blocks type"

/* --- The files -------------------------------------------------------------------------------- */

static gboolean
is_zone (const char *line, gboolean counts)
{
  return g_regex_match_simple (counts ? "^Node \\d+, zone +\\w+ +\\d" : "^Node \\d+, zone +\\w+$",
                               line, G_REGEX_RAW, 0);
}

static gboolean
is_buddyinfo (const char *line)
{
  return is_zone (line, TRUE);
}

static gboolean
is_pagetypeinfo (const char *line)
{
  return g_str_has_prefix (line, "Page block order:");
}

static gboolean
is_zoneinfo (const char *line)
{
  return is_zone (line, FALSE);
}

static gboolean
is_vmstat (const char *line)
{
  return g_str_has_prefix (line, "nr_free_pages ");
}

static gboolean
is_meminfo (const char *line)
{
  return g_str_has_prefix (line, "MemTotal:");
}

static gboolean
is_iomem (const char *line)
{
  return g_regex_match_simple ("^[0-9a-f]{8,9}-[0-9a-f]{8,9} : ", line, G_REGEX_RAW, 0);
}

static void compare_lines (KmReplay *r, KmProcKind kind, GStrv lines, GStrv own);
static void compare_ranges (KmReplay *r, KmProcKind kind, GStrv lines, GStrv own);

/* Numbers either end in the same column, or begin in it. */
static const struct
{
  gboolean (*probe) (const char *line);
  void (*report) (const KmMachine *m, GString *out);
  void (*compare) (KmReplay *r, KmProcKind kind, GStrv lines, GStrv own);
  gboolean right_aligned;
  const char *equal[4];         /* beginnings of lines that the machine alone decides */
} files[KM_N_PROC_KINDS] = {
  [KM_PROC_BUDDYINFO] = { is_buddyinfo, km_report_buddyinfo, compare_lines, TRUE, { NULL } },
  [KM_PROC_PAGETYPEINFO] = { is_pagetypeinfo, km_report_pagetypeinfo, compare_lines, TRUE,
                             { "Page block order:", "Pages per block:", "Free pages count per " } },
  [KM_PROC_ZONEINFO] = { is_zoneinfo, km_report_zoneinfo, compare_lines, FALSE,
                         { "        spanned ", "        present ", "  start_pfn:", "Node " } },
  [KM_PROC_VMSTAT] = { is_vmstat, km_report_vmstat, compare_lines, FALSE, { NULL } },
  [KM_PROC_MEMINFO] = { is_meminfo, km_report_meminfo, compare_lines, TRUE, { "VmallocTotal:" } },
  [KM_PROC_IOMEM] = { is_iomem, km_report_iomem, compare_ranges, FALSE, { NULL } },
};

static KmProcKind
kind_of (const char *line)
{
  for (guint i = 0; i < KM_N_PROC_KINDS; i++)
    if (files[i].probe (line))
      return i;
  return KM_N_PROC_KINDS;
}

/* --- Comparing -------------------------------------------------------------------------------- */

static void
differ (KmReplay *r, guint line, const char *recorded, const char *own)
{
  km_replay_differ (r, line, "recorded “%.120s”, simulated “%.120s”", recorded, own);
}

/* Whether the two lines have the same words, and numbers in the same columns. A digit within a word
 * (DirectMap4k) is one of its letters. */
static gboolean
same_shape (const char *a, const char *b, gboolean right_aligned)
{
  gboolean in_word = FALSE;

  while (*a != '\0' || *b != '\0')
    {
      gsize blanks_a = strspn (a, " "), blanks_b = strspn (b, " ");
      gsize digits_a = strspn (a + blanks_a, "0123456789");
      gsize digits_b = strspn (b + blanks_b, "0123456789");

      if ((in_word && blanks_a == 0) || digits_a == 0 || digits_b == 0)
        {
          if (*a != *b)
            return FALSE;
          in_word = g_ascii_isalnum (*a) || *a == '_';
          a++;
          b++;
          continue;
        }
      if (right_aligned ? blanks_a + digits_a != blanks_b + digits_b : blanks_a != blanks_b)
        return FALSE;
      a += blanks_a + digits_a;
      b += blanks_b + digits_b;
      in_word = TRUE;
    }
  return TRUE;
}

static gboolean
must_be_equal (KmProcKind kind, const char *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (files[kind].equal) && files[kind].equal[i] != NULL; i++)
    if (g_str_has_prefix (line, files[kind].equal[i]))
      return TRUE;
  return FALSE;
}

static void
compare_lines (KmReplay *r, KmProcKind kind, GStrv lines, GStrv own)
{
  guint n = g_strv_length (lines), n_own = g_strv_length (own);
  gboolean blocks = FALSE;

  for (guint i = 0; i < MIN (n, n_own); i++)
    {
      if (!same_shape (lines[i], own[i], files[kind].right_aligned)
          || (must_be_equal (kind, own[i]) && strcmp (lines[i], own[i]) != 0))
        differ (r, i + 1, lines[i], own[i]);
      /* Counted from the zone's start: how many there are does not depend on their types. */
      else if (blocks && km_proc_sum (lines[i]) != km_proc_sum (own[i]))
        km_replay_expect_number (r, i + 1, "pageblocks of the zone", km_proc_sum (lines[i]),
                                 km_proc_sum (own[i]));
      blocks |= g_str_has_prefix (own[i], BLOCK_COUNTS);
    }
  r->result->states += MIN (n, n_own);
  if (n != n_own)
    km_replay_differ (r, MIN (n, n_own) + 1, "%u lines recorded, %u simulated", n, n_own);
}

/* Devices are not simulated. */
static gboolean
is_compared_range (const char *line)
{
  return g_str_has_suffix (line, " : System RAM") || g_str_has_suffix (line, " : Reserved")
         || strstr (line, " : Kernel ") != NULL;
}

static void
compare_ranges (KmReplay *r, KmProcKind kind, GStrv lines, GStrv own)
{
  guint at = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (!is_compared_range (lines[i]))
        continue;
      while (own[at] != NULL && !is_compared_range (own[at]))
        at++;
      if (own[at] == NULL || strcmp (lines[i], own[at]) != 0)
        differ (r, i + 1, lines[i], own[at] == NULL ? "" : own[at]);
      at += own[at] != NULL;
      r->result->states++;
    }
  for (; own[at] != NULL; at++)
    if (is_compared_range (own[at]))
      differ (r, g_strv_length (lines), "", own[at]);
}

/* --- The replay ------------------------------------------------------------------------------- */

/* A layout names the machine exactly; without one the file itself must do. */
static gboolean
find_machine (const KmReplay *r, KmProcKind kind, GStrv lines, KmConfig *config, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (r->file);
  g_autofree char *beside = g_build_filename (folder, "layout.txt", NULL);
  const char *path = r->layout != NULL ? r->layout : beside;
  KmRecordLayout layout;

  km_proc_config (kind, lines, config);
  if (r->layout == NULL && !g_file_test (beside, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!km_record_layout_load (path, &layout, error))
    return FALSE;
  km_record_layout_config (&layout, config);
  return TRUE;
}

gboolean
km_replay_is_proc (const char *line)
{
  return kind_of (line) < KM_N_PROC_KINDS;
}

gboolean
km_replay_proc (KmReplay *r, GError **error)
{
  g_auto (GStrv) lines = km_replay_lines (r->text), own = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  KmProcKind kind = kind_of (r->first);
  KmConfig config;

  if (!find_machine (r, kind, lines, &config, error) || !km_replay_boot (r, 1, &config, error))
    return FALSE;
  r->result->operations++;
  files[kind].report (r->m, text);
  own = km_replay_lines (text->str);
  files[kind].compare (r, kind, lines, own);
  km_replay_end (r);
  return TRUE;
}
