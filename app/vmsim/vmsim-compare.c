/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/vmsim/vmsim-compare.h"

#include <stdio.h>
#include <stdlib.h>

#define ROUNDS 3

/* Beside vmsim in a build tree; not installed. */
static char *
plain_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self == NULL ? NULL : g_path_get_dirname (self);
  g_autofree char *path = folder == NULL ? NULL : g_build_filename (folder, "vmsim-plain", NULL);

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&path) : NULL;
}

/* ns per operation, or 0 without the program. */
static double
plain_ns (guint number)
{
  g_autofree char *program = plain_program (), *text = g_strdup_printf ("%u", number), *out = NULL;
  char *argv[] = { program, text, NULL };

  if (program == NULL || !g_spawn_sync (NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, NULL, NULL))
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

void
vmsim_compare_begin (const char *title)
{
  printf ("%s; ns per operation, medians of %u\n", title, ROUNDS);
  printf ("  %-24s %9s %9s %9s %8s %8s %9s %7s\n", "workload", "without", "off", "on", "on/without", "on/off", "steps/op",
          "B/step");
}

/* The three take turns, so that what disturbs the host disturbs all. */
void
vmsim_compare_row (const char *name, guint number, VmsimCompareRun run, gpointer data)
{
  double plain[ROUNDS], without[ROUNDS], with[ROUNDS];
  VmsimMeasure last = { 0 };
  double p, o, j;

  for (guint i = 0; i < ROUNDS; i++)
    {
      VmsimMeasure off = run (FALSE, data);

      plain[i] = plain_ns (number);
      without[i] = vmsim_measure_ns (&off);
      last = run (TRUE, data);
      with[i] = vmsim_measure_ns (&last);
    }
  p = median (plain);
  o = median (without);
  j = median (with);
  printf ("  %-24s %9.1f %9.1f %9.1f %8.2f %8.2f %9.1f %7.1f\n", name, p, o, j, p / j, o / j,
          (double) last.steps / (double) last.operations, (double) last.bytes / (double) MAX (last.steps, 1));
}

void
vmsim_compare_end (void)
{
  g_autofree char *program = plain_program ();

  if (program == NULL)
    printf ("  (vmsim-plain is not beside vmsim: no figures of a build without the journal)\n");
}
