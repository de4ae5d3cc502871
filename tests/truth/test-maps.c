/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Address spaces as real kernels printed them, from the same segments. */
#include <stdio.h>

#include "tests/truth/truth.h"

typedef struct
{
  const char *file;
  const char *machine;
  guint first_line;             /* where the areas begin */
} Recording;

static const Recording recordings[] = {
  { "mini-64M/self.txt", "ram=64M layout=mini", 2 },
  { "mini-64M/maps-dyn.txt", "ram=64M layout=mini", 1 },
  { "mini-64M/maps-dyn-pie.txt", "ram=64M layout=mini", 1 },
  { "mini-64M/maps-init-busybox.txt", "ram=64M layout=mini", 0 },
  { "mini-64M/maps-pie-static.txt", "ram=64M layout=mini", 1 },
  { "debian-686-512M/maps-dyn.txt", "ram=512M layout=debian-5.10", 1 },
};

static void
test_maps (gconstpointer data)
{
  const Recording *recording = data;
  g_auto (GStrv) lines = truth_lines (recording->file);
  g_autofree char *areas = truth_areas (lines, recording->first_line, ""), *got = NULL;
  g_autoptr (KmMachine) machine = km_machine_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (strlen (areas), >, 300);
  g_free (truth_run (machine, "machine %s", recording->machine));
  truth_exec (machine, "t", areas);
  got = truth_run (machine, "print maps t");
  g_assert_cmpstr (got, ==, areas);
  g_assert_true (km_machine_check (machine, &error));
}

/* The permissions and flags of each area, and of the areas nobody has touched the whole of smaps. */
static void
test_smaps_flags (void)
{
  g_auto (GStrv) lines = truth_lines ("mini-64M/self.txt");
  g_autofree char *areas = truth_areas (lines, 2, ""), *got = NULL;
  g_autoptr (KmMachine) machine = km_machine_new ();
  g_auto (GStrv) own = NULL;
  guint at = 0, compared = 0;

  g_free (truth_run (machine, "machine ram=64M layout=mini"));
  truth_exec (machine, "t", areas);
  got = truth_run (machine, "print smaps t");
  own = g_strsplit (got, "\n", -1);
  while (!g_str_has_prefix (lines[at], "-- smaps"))
    at++;
  for (at++; !g_str_has_prefix (lines[at], "--"); at++, compared++)
    if (g_str_has_prefix (lines[at], "VmFlags") || g_str_has_prefix (lines[at], "Size")
        || strchr (lines[at], '-') != NULL)
      g_assert_cmpstr (own[compared], ==, lines[at]);
    else                        /* the same keys in the same columns */
      g_assert_cmpint (strcspn (own[compared], ":"), ==, strcspn (lines[at], ":"));
  g_assert_cmpuint (compared, ==, 10 * 23);
}

/* The break moves as the recording's did, whatever lies around the heap. */
static void
test_brk (void)
{
  g_auto (GStrv) lines = truth_lines ("mini-64M/brk.txt");
  g_autofree char *start = truth_areas (lines, 2, "");
  g_autoptr (KmMachine) machine = km_machine_new ();
  guint moves = 0;

  g_free (truth_run (machine, "machine ram=64M layout=mini"));
  truth_exec (machine, "t", start);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      int by;
      g_autofree char *areas = NULL, *got = NULL, *window = NULL;
      char *end;

      if (sscanf (lines[i], "-- sbrk(%d)", &by) != 1)
        continue;
      g_free (truth_run (machine, "brk t %+d", by));
      areas = truth_areas (lines, i + 1, "   ");
      got = truth_run (machine, "print maps t");
      end = strstr (got, "b7e");
      window = g_strndup (got, end - got);
      g_assert_cmpstr (window, ==, areas);
      moves++;
    }
  g_assert_cmpuint (moves, ==, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++)
    {
      g_autofree char *path = g_strconcat ("/truth/maps/", recordings[i].file, NULL);

      g_test_add_data_func (path, &recordings[i], test_maps);
    }
  g_test_add_func ("/truth/smaps/self", test_smaps_flags);
  g_test_add_func ("/truth/brk", test_brk);
  return g_test_run ();
}
