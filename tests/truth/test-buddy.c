/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each recording of the page allocator, repeated in the engine: every returned frame, every list. */
#include <glib/gstdio.h>

#include "core/capture/recording.h"
#include "core/replay/replay-kind.h"
#include "tests/truth/truth.h"

static const char *const folders[] = { "mini-64M", "mini-1G" };
static const char *const names[] = {
  "fallback", "merge", "orders", "pcp-movable", "pcp-order0", "random-a", "random-b",
  "random-pressure", "zones",
};

static char *
path_of (const char *folder, const char *file)
{
  g_autofree char *name = g_build_filename (folder, file, NULL);

  return truth_path (name);
}

static KmReplayResult
replay (const char *path, const char *layout, KmMachine *machine)
{
  GString *report = g_string_new (NULL);
  KmReplayResult result;
  g_autoptr (GError) error = NULL;

  if (!km_recording_replay (machine, path, layout, report, &result, &error))
    g_error ("%s", error->message);
  g_test_message ("%s: %u operations, %u states, %u differences\n%s", path, result.operations,
                  result.states, result.differences, report->str);
  g_string_free (report, TRUE);
  return result;
}

static void
test_recording (gconstpointer data)
{
  g_autoptr (KmMachine) machine = km_machine_new ();
  KmReplayResult result = replay (data, NULL, machine);
  g_autoptr (GError) error = NULL;
  uint64_t end = km_machine_hash (machine);

  g_assert_cmpuint (result.differences, ==, 0);
  g_assert_cmpuint (result.operations, >, 20);
  g_assert_cmpuint (result.states, >, 20);
  km_machine_check (machine, &error);
  g_assert_no_error (error);
  km_machine_goto (machine, 0);
  km_machine_goto (machine, km_machine_n_steps (machine));
  g_assert_cmphex (km_machine_hash (machine), ==, end);
}

/* The replay must be able to fail: any digit of the recording that says what the kernel did. */
static void
test_changed_digits (void)
{
  g_autofree char *path = path_of ("mini-64M", "buddy-random-a.txt");
  g_autofree char *layout = path_of ("mini-64M", "layout.txt"), *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint tried = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 200; i < g_strv_length (lines); i += 23)
    {
      const char *mark = strstr (lines[i], "pfn ");
      g_autofree char *saved = NULL, *copy = NULL, *changed = NULL;
      g_autoptr (KmMachine) machine = km_machine_new ();
      KmReplayResult result;

      if (lines[i][0] != 'a' || mark == NULL)
        continue;
      saved = lines[i];
      lines[i] = g_strdup (saved);
      lines[i][mark - saved + 8] ^=
        1; /* the last digit of the frame: 0 ↔ 1, 2 ↔ 3 … a ↔ ` is none */
      if (!g_ascii_isxdigit (lines[i][mark - saved + 8]))
        lines[i][mark - saved + 8] = '0';
      changed = g_strjoinv ("\n", lines);
      copy = truth_write (changed, -1);
      result = replay (copy, layout, machine);
      g_assert_cmpuint (result.differences, >, 0);
      g_unlink (copy);
      g_free (lines[i]);
      lines[i] = g_steal_pointer (&saved);
      tried++;
    }
  g_assert_cmpuint (tried, >, 5);
}

/* machine from=FILE starts where the recording does. */
static void
test_from (void)
{
  g_autofree char *path = path_of ("mini-1G", "buddy-orders.txt"), *lists = NULL;
  g_autoptr (KmMachine) machine = km_machine_new ();
  g_autoptr (GError) error = NULL;

  g_free (truth_run (machine, "machine from=\"%s\"", path));
  km_machine_check (machine, &error);
  g_assert_no_error (error);
  lists = truth_run (machine, "print freelists DMA");
  g_assert_nonnull (strstr (lists, "  order 10 Movable         3: 00400 00800 00c00\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint f = 0; f < G_N_ELEMENTS (folders); f++)
    for (guint i = 0; i < G_N_ELEMENTS (names); i++)
      {
        g_autofree char *test = g_strdup_printf ("/truth/buddy/%s/%s", folders[f], names[i]);
        g_autofree char *file = g_strdup_printf ("buddy-%s.txt", names[i]);

        g_test_add_data_func_full (test, path_of (folders[f], file), test_recording, g_free);
      }
  g_test_add_func ("/truth/buddy/changed-digits", test_changed_digits);
  g_test_add_func ("/truth/buddy/from", test_from);
  return g_test_run ();
}
