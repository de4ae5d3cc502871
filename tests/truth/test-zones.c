/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Zones, watermarks, layouts and the formats of /proc files against real kernels. */
#include <glib/gstdio.h>

#include "core/capture/recording.h"
#include "core/replay/replay-kind.h"
#include "core/state/edit.h"
#include "tests/truth/truth.h"

/* --- Whole recordings, as `vmsim replay` compares them ---------------------------------------- */

typedef struct
{
  const char *file;
  guint operations, states;
} Recording;

/* In zones.txt a state is a row: 15 of 6 machines. A layout has 11 addresses, 4 zones, a line of
 * constants and the bits of allocation masks. In iomem 7 lines are RAM or reserved and 4 the kernel's
 * image; of the others every line counts. */
static const Recording recordings[] = {
  { "zones.txt", 6, 15 },
  { "mini-64M/layout.txt", 1, 17 },
  { "mini-128M/layout.txt", 1, 17 },
  { "mini-1G/layout.txt", 1, 17 },
  { "debian-pae-1G/mod-layout-only.txt", 1, 17 },
  { "mini-64M/proc-buddyinfo.txt", 1, 2 },
  { "mini-1G/proc-buddyinfo.txt", 1, 3 },
  { "debian-686-512M/proc-buddyinfo.txt", 1, 2 },
  { "debian-686-2G/proc-buddyinfo.txt", 1, 3 },
  { "debian-pae-1G/proc-buddyinfo.txt", 1, 3 },
  { "mini-64M/proc-pagetypeinfo.txt", 1, 16 },
  { "mini-1G/proc-pagetypeinfo.txt", 1, 21 },
  { "debian-686-512M/proc-pagetypeinfo.txt", 1, 18 },
  { "debian-686-2G/proc-pagetypeinfo.txt", 1, 24 },
  { "debian-pae-1G/proc-pagetypeinfo.txt", 1, 24 },
  { "mini-64M/proc-zoneinfo.txt", 1, 112 },
  { "mini-1G/proc-zoneinfo.txt", 1, 131 },
  { "debian-686-512M/proc-zoneinfo.txt", 1, 114 },
  { "debian-686-2G/proc-zoneinfo.txt", 1, 134 },
  { "debian-pae-1G/proc-zoneinfo.txt", 1, 134 },
  { "mini-64M/proc-vmstat.txt", 1, 135 },
  { "mini-1G/proc-vmstat.txt", 1, 135 },
  { "debian-686-512M/proc-vmstat.txt", 1, 141 },
  { "debian-686-2G/proc-vmstat.txt", 1, 141 },
  { "debian-pae-1G/proc-vmstat.txt", 1, 141 },
  { "mini-64M/proc-meminfo.txt", 1, 47 },
  { "mini-1G/proc-meminfo.txt", 1, 47 },
  { "debian-686-512M/proc-meminfo.txt", 1, 54 },
  { "debian-686-2G/proc-meminfo.txt", 1, 54 },
  { "debian-pae-1G/proc-meminfo.txt", 1, 54 },
  { "mini-64M/proc-iomem.txt", 1, 11 },
  { "mini-1G/proc-iomem.txt", 1, 11 },
  { "debian-686-512M/proc-iomem.txt", 1, 11 },
  { "debian-686-2G/proc-iomem.txt", 1, 11 },
  { "debian-pae-1G/proc-iomem.txt", 1, 11 },
};

static guint
states_of (const char *file)
{
  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++)
    if (strcmp (recordings[i].file, file) == 0)
      return recordings[i].states;
  g_assert_not_reached ();
}

static void
replay_file (const Recording *recording, const char *layout)
{
  g_autofree char *path = truth_path (recording->file);
  g_autofree char *layout_path = layout == NULL ? NULL : truth_path (layout);
  g_autoptr (KmMachine) machine = km_machine_new ();
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  KmReplayResult result;

  g_assert_true (km_recording_replay (machine, path, layout_path, report, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (report->str, ==, "");
  g_assert_cmpuint (result.differences, ==, 0);
  g_assert_cmpuint (result.operations, ==, recording->operations);
  g_assert_cmpuint (result.states, ==, recording->states);
  km_machine_check (machine, &error);
  g_assert_no_error (error);
}

static void
test_recording (gconstpointer data)
{
  replay_file (data, NULL);
}

/* A layout beside a /proc file, or given for it, names the machine. */
static void
test_given_layout (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++)
    if (g_str_has_prefix (recordings[i].file, "debian-pae-1G/proc-"))
      replay_file (&recordings[i], "debian-pae-1G/mod-layout-only.txt");
}

/* Without one, a file alone leads to a machine of the same shape. */
static void
test_no_layout (void)
{
  guint compared = 0;

  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++)
    {
      g_autofree char *path = truth_path (recordings[i].file), *text = NULL;
      g_autoptr (KmMachine) machine = km_machine_new ();
      g_autoptr (GString) report = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      KmReplayResult result;

      if (strstr (recordings[i].file, "/proc-") == NULL)
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      km_recording_replay_text (machine, "nowhere/FILE", text, NULL, report, &result, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (report->str, ==, "");
      g_assert_cmpuint (result.states, ==, recordings[i].states);
      compared++;
    }
  g_assert_cmpuint (compared, ==, 30);
}

/* --- Machines as a script makes them ---------------------------------------------------------- */

/* What a recorder would have written on a machine of the language. */
static char *
layout_of (KmMachine *machine)
{
  g_autofree char *layout = truth_run (machine, "print layout");
  g_autofree char *zones = truth_run (machine, "print zones");

  return g_strdup_printf ("%spageblock_order %u\n%s", layout, machine->state->pageblock_order,
                          zones);
}

static void
assert_same_machine (const KmMachine *a, const KmMachine *b)
{
  g_assert_cmpmem (&a->state->layout, sizeof a->state->layout, &b->state->layout,
                   sizeof b->state->layout);
  g_assert_cmpuint (a->state->n_ranges, ==, b->state->n_ranges);
  for (guint i = 0; i < a->state->n_ranges; i++)
    {
      g_assert_cmphex (a->state->ranges[i].start, ==, b->state->ranges[i].start);
      g_assert_cmphex (a->state->ranges[i].last, ==, b->state->ranges[i].last);
    }
}

/* On the machine that a line of the language makes, each /proc file is the recorded one. */
static void
test_folder (gconstpointer data)
{
  static const char *const files[] = {
    "buddyinfo", "pagetypeinfo", "zoneinfo", "meminfo", "vmstat", "iomem",
  };
  const char *const *row = data;
  g_autoptr (KmMachine) machine = km_machine_new ();
  g_autofree char *layout = NULL, *path = NULL;

  g_free (truth_run (machine, "machine %s", row[1]));
  layout = layout_of (machine);
  path = truth_write (layout, -1);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *file = g_strdup_printf ("%s/proc-%s.txt", row[0], files[i]);
      g_autofree char *recording = truth_path (file);
      g_autoptr (KmMachine) replayed = km_machine_new ();
      g_autoptr (GString) report = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      KmReplayResult result;

      km_recording_replay (replayed, recording, path, report, &result, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (report->str, ==, "");
      g_assert_cmpuint (result.states, ==, states_of (file));
      assert_same_machine (machine, replayed);
    }
  g_unlink (path);
}

static const char *const folders[][2] = {
  { "mini-64M", "ram=64M layout=mini" },
  { "mini-1G", "ram=1G layout=mini" },
  { "debian-686-512M", "ram=512M layout=debian-5.10" },
  { "debian-686-2G", "ram=2G layout=debian-5.10" },
  { "debian-pae-1G", "ram=1G layout=debian-5.10-pae" },
};

/* The recorded layouts are those of RAM in round sizes. */
static void
test_layouts (void)
{
  static const char *const rows[][2] = {
    { "mini-64M/layout.txt", "ram=64M layout=mini" },
    { "mini-128M/layout.txt", "ram=128M layout=mini" },
    { "mini-1G/layout.txt", "ram=1G layout=mini" },
    { "debian-pae-1G/mod-layout-only.txt", "ram=1G layout=debian-5.10-pae" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = truth_path (rows[i][0]);
      g_autoptr (KmMachine) machine = km_machine_new (), replayed = km_machine_new ();
      g_autoptr (GString) report = g_string_new (NULL);
      KmReplayResult result;

      g_free (truth_run (machine, "machine %s", rows[i][1]));
      g_assert_true (km_recording_replay (replayed, path, NULL, report, &result, NULL));
      assert_same_machine (machine, replayed);
    }
}

/* The managed counts of zones.txt through the language: the marks follow. */
static void
test_managed (void)
{
  g_autoptr (KmMachine) machine = km_machine_new ();
  const KmZone *zone;

  g_free (truth_run (machine, "machine ram=64M layout=mini managed=DMA:3979/3979 "
                              "managed=Normal:9640/10429"));
  zone = &machine->state->zones[KM_ZONE_NORMAL];
  g_assert_cmpuint (zone->managed, ==, 10429);
  g_assert_cmpuint (zone->boot_managed, ==, 9640);
  g_assert_cmpuint (zone->watermark[KM_WMARK_MIN], ==, 164);
  g_assert_cmpuint (zone->watermark[KM_WMARK_LOW], ==, 205);
  g_assert_cmpuint (zone->watermark[KM_WMARK_HIGH], ==, 246);
  g_assert_cmpuint (machine->state->zones[KM_ZONE_DMA].lowmem_reserve[KM_ZONE_NORMAL], ==, 37);
  g_assert_cmpuint (machine->state->min_free_kbytes, ==, 933);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++)
    {
      g_autofree char *path = g_strconcat ("/truth/recordings/", recordings[i].file, NULL);

      g_test_add_data_func (path, &recordings[i], test_recording);
    }
  g_test_add_func ("/truth/given-layout", test_given_layout);
  g_test_add_func ("/truth/no-layout", test_no_layout);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_strconcat ("/truth/machines/", folders[i][0], NULL);

      g_test_add_data_func (path, folders[i], test_folder);
    }
  g_test_add_func ("/truth/layouts", test_layouts);
  g_test_add_func ("/truth/managed", test_managed);
  return g_test_run ();
}
