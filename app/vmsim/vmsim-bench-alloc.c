/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The page allocator with its journal against itself: switched off, and built without. */
#include <stdio.h>
#include <stdlib.h>

#include "app/vmsim/vmsim-bench.h"
#include "app/vmsim/vmsim-workload.h"

#define ROUNDS 3

/* Beside vmsim in a build tree; not installed. */
static char *
plain_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self == NULL ? NULL : g_path_get_dirname (self);
  g_autofree char *path = folder == NULL ? NULL : g_build_filename (folder, "vmsim-plain", NULL);

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&path)
                                                                       : NULL;
}

/* ns per operation, or 0 without the program. */
static double
plain_ns (const char *program, guint workload)
{
  g_autofree char *number = g_strdup_printf ("%u", workload), *out = NULL;
  char *argv[] = { (char *) program, number, NULL };

  if (program == NULL
      || !g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, NULL))
    return 0;
  return g_ascii_strtod (out, NULL);
}

static int
compare (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (double *values)
{
  qsort (values, ROUNDS, sizeof *values, compare);
  return values[ROUNDS / 2];
}

static double
ns (const VmsimMeasure *measure)
{
  return measure->seconds / (double) measure->operations * 1e9;
}

/* The three take turns, so that what disturbs the host disturbs all. */
void
vmsim_bench_journal (void)
{
  g_autofree char *program = plain_program ();
  KmMachine *off = vmsim_workload_machine (FALSE), *on = vmsim_workload_machine (TRUE);

  vmsim_workload_run (off, VMSIM_FILL_DRAIN);
  vmsim_workload_run (on, VMSIM_FILL_DRAIN);
  printf ("journal: the page allocator, 1,048,576 frames, ns per operation, medians of %u; goal "
          "0.25, aim 0.40\n", ROUNDS);
  printf ("  %-24s %9s %9s %9s %8s %8s %9s %7s\n", "workload", "without", "off", "on", "on/without",
          "on/off", "steps/op", "B/step");
  for (guint w = 0; w < VMSIM_N_WORKLOADS; w++)
    {
      double plain[ROUNDS], without[ROUNDS], with[ROUNDS];
      VmsimMeasure last = { 0 };
      double p, o, j;

      for (guint i = 0; i < ROUNDS; i++)
        {
          VmsimMeasure measure = vmsim_workload_run (off, w);

          plain[i] = plain_ns (program, w);
          without[i] = ns (&measure);
          last = vmsim_workload_run (on, w);
          with[i] = ns (&last);
        }
      p = median (plain);
      o = median (without);
      j = median (with);
      printf ("  %-24s %9.1f %9.1f %9.1f %8.2f %8.2f %9.1f %7.1f\n", vmsim_workload_name (w), p, o,
              j, p / j, o / j, (double) last.steps / (double) last.operations,
              (double) last.bytes / (double) MAX (last.steps, 1));
    }
  if (program == NULL)
    printf ("  (vmsim-plain is not beside vmsim: no figures of a build without the journal)\n");
  vmsim_workload_machine_free (off);
  vmsim_workload_machine_free (on);
}
