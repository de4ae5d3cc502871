/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Zones, watermarks, layouts and the formats of /proc files against real kernels. */
#include <stdio.h>

#include "tests/truth/truth.h"

/* --- zones.txt -------------------------------------------------------------------------------- */

typedef struct
{
  char kernel[32], ram[8], zone[16], pcp[16], protection[64];
  guint start, spanned, present, managed, boot_managed, min, low, high, min_free;
} Row;

static gboolean
scan_row (const char *line, Row *row)
{
  return sscanf (line, "%31s %7s %15s %x %u %u %u %u %u %u %u %63s %15s %u", row->kernel, row->ram,
                 row->zone, &row->start, &row->spanned, &row->present, &row->managed,
                 &row->boot_managed, &row->min, &row->low, &row->high, row->protection, row->pcp,
                 &row->min_free) == 14;
}

static const KmZone *
zone_named (const KmMachine *machine, const char *name)
{
  for (guint i = 0; i < KM_N_ZONES; i++)
    if (strcmp (km_zone_name (i), name) == 0)
      return &machine->state->zones[i];
  g_assert_not_reached ();
}

static const char *
layout_of (const char *kernel)
{
  if (strcmp (kernel, "mini") == 0)
    return "mini";
  return strcmp (kernel, "debian-pae") == 0 ? "debian-5.10-pae" : "debian-5.10";
}

static void
compare_row (const KmMachine *machine, const Row *row)
{
  const KmZone *zone = zone_named (machine, row->zone);
  g_autofree char *pcp = g_strdup_printf ("%u/%u", zone->pcp[0].high, zone->pcp[0].batch);
  g_autofree char *protection = g_strdup_printf ("%u,%u,%u,%u", zone->lowmem_reserve[0],
                                                 zone->lowmem_reserve[1], zone->lowmem_reserve[2],
                                                 zone->lowmem_reserve[3]);

  g_test_message ("%s %s %s", row->kernel, row->ram, row->zone);
  g_assert_cmphex (zone->start_pfn, ==, row->start);
  g_assert_cmpuint (zone->spanned, ==, row->spanned);
  g_assert_cmpuint (zone->present, ==, row->present);
  g_assert_cmpuint (zone->managed, ==, row->managed);
  g_assert_cmpuint (zone->boot_managed, ==, row->boot_managed);
  g_assert_cmpuint (zone->watermark[KM_WMARK_MIN], ==, row->min);
  g_assert_cmpuint (zone->watermark[KM_WMARK_LOW], ==, row->low);
  g_assert_cmpuint (zone->watermark[KM_WMARK_HIGH], ==, row->high);
  g_assert_cmpuint (machine->state->min_free_kbytes, ==, row->min_free);
  g_assert_cmpstr (protection, ==, row->protection);
  g_assert_cmpstr (pcp, ==, row->pcp);
}

/* All rows of one machine come after each other; it boots with the managed counts they give. */
static void
test_rows (void)
{
  g_auto (GStrv) lines = truth_lines ("zones.txt");
  guint i = 0, compared = 0;

  while (lines[i] != NULL && *lines[i] != '\0')
    {
      Row first, row;
      guint end;
      g_autoptr (GString) command = g_string_new ("machine");
      g_autoptr (KmMachine) machine = km_machine_new ();
      g_autoptr (GError) error = NULL;

      if (!scan_row (lines[i], &first))
        {
          i++;
          continue;
        }
      g_string_append_printf (command, " ram=%s layout=%s", first.ram, layout_of (first.kernel));
      for (end = i; lines[end] != NULL && scan_row (lines[end], &row)
                    && strcmp (row.kernel, first.kernel) == 0 && strcmp (row.ram, first.ram) == 0;
           end++)
        g_string_append_printf (command, " managed=%s:%u/%u", row.zone, row.boot_managed,
                                row.managed);
      g_free (truth_run (machine, "%s", command->str));
      for (; i < end; i++, compared++)
        {
          scan_row (lines[i], &row);
          compare_row (machine, &row);
        }
      if (!km_machine_check (machine, &error))
        g_error ("%s: %s", command->str, error->message);
    }
  g_assert_cmpuint (compared, ==, 15);
}

/* --- layout.txt ------------------------------------------------------------------------------- */

/* Each "NAME value" line of ours stands in the recording with the same value. */
static void
test_layout (gconstpointer data)
{
  const char *const *pair = data;
  g_auto (GStrv) lines = truth_lines (pair[0]), own = NULL;
  g_autoptr (KmMachine) machine = km_machine_new ();
  g_autofree char *text = NULL;
  guint compared = 0;

  g_free (truth_run (machine, "machine %s", pair[1]));
  text = truth_run (machine, "print layout");
  own = g_strsplit (text, "\n", -1);
  for (guint i = 0; own[i] != NULL; i++)
    {
      char name[32], value[16], recorded[16];

      if (sscanf (own[i], "%31s %15s", name, value) != 2 || strcmp (name, "mem_map") == 0)
        continue;               /* where mem_map lies depends on the initial RAM disk below it */
      for (guint k = 0; lines[k] != NULL; k++)
        if (g_str_has_prefix (lines[k], name) && sscanf (lines[k], "%*s %15s", recorded) == 1
            && strcspn (lines[k], " ") == strlen (name))
          {
            g_assert_cmpstr (value, ==, recorded);
            compared++;
          }
    }
  g_assert_cmpuint (compared, ==, 11);
}

static const char *const layouts[][2] = {
  { "mini-64M/layout.txt", "ram=64M layout=mini" },
  { "mini-1G/layout.txt", "ram=1G layout=mini" },
};

/* VmallocTotal of real machines tells high_memory and both ends of vmalloc in one number. */
static void
test_vmalloc_total (void)
{
  static const struct { const char *file, *machine; } rows[] = {
    { "mini-64M/proc-meminfo.txt", "ram=64M layout=mini" },
    { "mini-1G/proc-meminfo.txt", "ram=1G layout=mini" },
    { "debian-686-2G/proc-meminfo.txt", "ram=2G layout=debian-5.10" },
    { "debian-686-512M/proc-meminfo.txt", "ram=512M layout=debian-5.10" },
    { "debian-pae-1G/proc-meminfo.txt", "ram=1G layout=debian-5.10-pae" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) lines = truth_lines (rows[i].file), own = NULL;
      g_autoptr (KmMachine) machine = km_machine_new ();
      g_autofree char *text = NULL;

      g_free (truth_run (machine, "machine %s", rows[i].machine));
      text = truth_run (machine, "print meminfo");
      own = g_strsplit (text, "\n", -1);
      for (guint k = 0; k < 40; k++)    /* up to Percpu: the same lines in the same order */
        g_assert_true (strncmp (own[k], lines[k], strcspn (lines[k], ":") + 1) == 0);
      for (guint k = 0; lines[k] != NULL; k++)
        if (g_str_has_prefix (lines[k], "VmallocTotal"))
          g_assert_cmpstr (own[k], ==, lines[k]);
    }
}

/* --- Formats ---------------------------------------------------------------------------------- */

/* The text with every number replaced by its width, so that columns count and values do not. */
static char *
shape (const char *line)
{
  GString *out = g_string_new (NULL);

  for (const char *c = line; *c != '\0'; c++)
    if (!g_ascii_isdigit (*c))
      g_string_append_c (out, *c);
    else if (c == line || !g_ascii_isdigit (c[-1]))
      g_string_append_c (out, '#');
  return g_string_free (out, FALSE);
}

static char *
squeezed (const char *line)
{
  g_autofree char *shaped = shape (line);
  g_autoptr (GRegex) blanks = g_regex_new (" +", 0, 0, NULL);

  return g_regex_replace_literal (blanks, shaped, -1, 0, " ", 0, NULL);
}

static void
compare_shapes (const char *file, const char *machine_line, const char *what)
{
  g_auto (GStrv) lines = truth_lines (file), own = NULL;
  g_autoptr (KmMachine) machine = km_machine_new ();
  g_autofree char *text = NULL;

  g_free (truth_run (machine, "machine %s", machine_line));
  text = truth_run (machine, "print %s", what);
  own = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (own), ==, g_strv_length (lines));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *a = squeezed (lines[i]), *b = squeezed (own[i]);

      g_assert_cmpstr (b, ==, a);
      if (strcmp (what, "zoneinfo") != 0 && strcmp (what, "vmstat") != 0)
        g_assert_cmpuint (strlen (own[i]), ==, strlen (lines[i]));
    }
}

static void
test_formats (void)
{
  compare_shapes ("mini-64M/proc-buddyinfo.txt", "ram=64M layout=mini", "buddyinfo");
  compare_shapes ("mini-1G/proc-buddyinfo.txt", "ram=1G layout=mini", "buddyinfo");
  compare_shapes ("mini-64M/proc-pagetypeinfo.txt", "ram=64M layout=mini", "pagetypeinfo");
  compare_shapes ("mini-1G/proc-pagetypeinfo.txt", "ram=1G layout=mini", "pagetypeinfo");
  compare_shapes ("mini-64M/proc-zoneinfo.txt", "ram=64M layout=mini", "zoneinfo");
  compare_shapes ("mini-1G/proc-zoneinfo.txt", "ram=1G layout=mini", "zoneinfo");
  compare_shapes ("mini-64M/proc-vmstat.txt", "ram=64M layout=mini", "vmstat");
}

/* Debian's kernels have more options, and so more lines. */
static void
test_formats_debian (void)
{
  static const struct { const char *folder, *machine; } rows[] = {
    { "debian-686-512M", "ram=512M layout=debian-5.10" },
    { "debian-686-2G", "ram=2G layout=debian-5.10" },
    { "debian-pae-1G", "ram=1G layout=debian-5.10-pae" },
  };
  static const char *const files[] = { "buddyinfo", "pagetypeinfo", "zoneinfo", "meminfo", "vmstat" };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint k = 0; k < G_N_ELEMENTS (files); k++)
      {
        g_autofree char *file = g_strdup_printf ("%s/proc-%s.txt", rows[i].folder, files[k]);

        compare_shapes (file, rows[i].machine, files[k]);
      }
}

/* The kernel counts pageblocks from the zone's start on: their number does not depend on their
 * types. */
static void
test_pageblock_sums (void)
{
  static const struct { const char *file, *machine; guint zones; } rows[] = {
    { "mini-64M/proc-pagetypeinfo.txt", "ram=64M layout=mini", 2 },
    { "mini-1G/proc-pagetypeinfo.txt", "ram=1G layout=mini", 3 },
    { "debian-686-2G/proc-pagetypeinfo.txt", "ram=2G layout=debian-5.10", 3 },
    { "debian-pae-1G/proc-pagetypeinfo.txt", "ram=1G layout=debian-5.10-pae", 3 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) lines = truth_lines (rows[i].file), own = NULL;
      g_autoptr (KmMachine) machine = km_machine_new ();
      g_autofree char *text = NULL;
      guint n = g_strv_length (lines);

      g_free (truth_run (machine, "machine %s", rows[i].machine));
      text = truth_run (machine, "print pagetypeinfo");
      own = g_strsplit (text, "\n", -1);
      g_assert_cmpuint (g_strv_length (own), ==, n);
      for (guint k = n - 1 - rows[i].zones; k + 1 < n; k++)
        {
          guint a[5] = { 0 }, b[5] = { 0 };

          g_assert_cmpint (sscanf (lines[k] + 22, "%u %u %u %u %u", &a[0], &a[1], &a[2], &a[3], &a[4]),
                           >=, 4);
          sscanf (own[k] + 22, "%u %u %u %u %u", &b[0], &b[1], &b[2], &b[3], &b[4]);
          g_assert_cmpuint (a[0] + a[1] + a[2] + a[3] + a[4], ==, b[0] + b[1] + b[2] + b[3] + b[4]);
        }
    }
}

/* RAM and image, line by line; devices are not simulated. */
static void
test_iomem (void)
{
  static const struct { const char *file, *machine; } rows[] = {
    { "mini-64M/proc-iomem.txt", "ram=64M layout=mini" },
    { "mini-1G/proc-iomem.txt", "ram=1G layout=mini" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) lines = truth_lines (rows[i].file);
      g_autoptr (KmMachine) machine = km_machine_new ();
      g_autofree char *text = NULL;
      guint compared = 0;

      g_free (truth_run (machine, "machine %s", rows[i].machine));
      text = truth_run (machine, "print iomem");
      for (guint k = 0; lines[k] != NULL; k++)
        if (strstr (lines[k], "System RAM") != NULL || strstr (lines[k], "Reserved") != NULL)
          {
            g_assert_nonnull (strstr (text, lines[k]));
            compared++;
          }
      g_assert_cmpuint (compared, ==, 7);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/truth/zones", test_rows);
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autofree char *path = g_strconcat ("/truth/layout/", layouts[i][0], NULL);

      g_test_add_data_func (path, layouts[i], test_layout);
    }
  g_test_add_func ("/truth/vmalloc-total", test_vmalloc_total);
  g_test_add_func ("/truth/formats", test_formats);
  g_test_add_func ("/truth/formats/debian", test_formats_debian);
  g_test_add_func ("/truth/pageblock-sums", test_pageblock_sums);
  g_test_add_func ("/truth/iomem", test_iomem);
  return g_test_run ();
}
