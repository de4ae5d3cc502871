/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/bench/bench.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#define STARTS 5

/* What a child printed: NAME → VALUE. NULL with a message when it failed. */
static GHashTable *
child_run (const char *program,
           const char *which)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *option = g_strdup_printf ("--bench-child=%s", which);
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_monotonic_time ());
  g_autofree char *out = NULL;
  g_auto (GStrv) lines = NULL;
  GHashTable *values;

  g_subprocess_launcher_setenv (launcher, VMR_BENCH_START, now, TRUE);
  /* The user's settings are neither used nor changed. */
  g_subprocess_launcher_setenv (launcher, "GSETTINGS_BACKEND", "memory", TRUE);
  child = g_subprocess_launcher_spawn (launcher, &error, program, option, NULL);
  if (child == NULL || !g_subprocess_communicate_utf8 (child, NULL, NULL, &out, NULL, &error))
    {
      g_printerr ("vmarium: %s\n", error->message);
      return NULL;
    }
  if (!g_subprocess_get_successful (child))
    return NULL;                /* it has said why */
  values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  lines = g_strsplit (out, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (lines[i], " ", 2);

      if (g_strv_length (pair) == 2)
        g_hash_table_insert (values, g_strdup (pair[0]), g_strdup (pair[1]));
    }
  return values;
}

static double
value_of (GHashTable *values,
          const char *name)
{
  const char *text = values ? g_hash_table_lookup (values, name) : NULL;

  return text ? g_ascii_strtod (text, NULL) : -1;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Starts in turn, so that a machine that slows down slows both. */
static gboolean
bench_start (const char *program,
             double     *trivial_memory)
{
  static const char *const cases[] = { "trivial", "start" };
  double ms[2][STARTS], memory[2] = { 0, 0 };

  for (guint run = 0; run < STARTS; run++)
    for (guint i = 0; i < 2; i++)
      {
        g_autoptr (GHashTable) values = child_run (program, cases[i]);

        if (values == NULL)
          return FALSE;
        ms[i][run] = value_of (values, "mapped-ms");
        memory[i] = value_of (values, "memory-mib");
      }
  for (guint i = 0; i < 2; i++)
    qsort (ms[i], STARTS, sizeof (double), compare_doubles);
  g_print ("start to mapped window, median of %d: trivial %.0f ms, vmarium %.0f ms, ratio %.2f\n",
           STARTS, ms[0][STARTS / 2], ms[1][STARTS / 2], ms[1][STARTS / 2] / ms[0][STARTS / 2]);
  g_print ("memory: trivial %.0f MiB, start page %.0f MiB\n", memory[0], memory[1]);
  *trivial_memory = memory[0];
  return TRUE;
}

static gboolean
bench_memory (const char *program,
              const char *which,
              const char *title,
              double      trivial)
{
  g_autoptr (GHashTable) values = child_run (program, which);

  if (values == NULL)
    return FALSE;
  g_print ("memory: %s, %.0f steps: %.0f MiB, trivial + %.0f\n", title, value_of (values, "steps"),
           value_of (values, "memory-mib"), value_of (values, "memory-mib") - trivial);
  return TRUE;
}

static gboolean
bench_frames (const char *program,
              const char *which,
              const char *title)
{
  g_autoptr (GHashTable) values = child_run (program, which);

  if (values == NULL)
    return FALSE;
  g_print ("%s, %.0f × %.0f: %.2f ms of CPU a frame; interval %.1f ms at the median, %.1f at the "
           "99th percentile, %.1f at worst, %.0f of %.0f late\n", title, value_of (values, "width"),
           value_of (values, "height"), value_of (values, "cpu-ms"), value_of (values, "median-ms"),
           value_of (values, "p99-ms"), value_of (values, "worst-ms"), value_of (values, "late"),
           value_of (values, "frames"));
  return TRUE;
}

int
vmr_bench_main (int    argc,
                char **argv)
{
  static const struct { const char *which, *title; } frames[] = {
    { "frames", "everything redrawn" }, { "steps", "a step each frame" },
    { "record", "1,000,000 allocations and frees being recorded" },
    { "scrub", "scrubbing through them at random" }, { "frames-4k", "everything redrawn" },
    { "tiles-4k", "32 tiles of 64 × 64 redrawn" },
  };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  double trivial = 0;

  if (program == NULL)
    program = g_find_program_in_path (argv[0]);
  if (program == NULL || !bench_start (program, &trivial) ||
      !bench_memory (program, "desk", "4 GiB machine", trivial) ||
      !bench_memory (program, "million", "4 GiB machine", trivial))
    return 1;
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    if (!bench_frames (program, frames[i].which, frames[i].title))
      return 1;
  return 0;
}
