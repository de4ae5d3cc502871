/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each recording of reverse mapping, repeated in the engine: areas, chains, trees, pages, walks. */
#include "core/replay/replay-kind.h"
#include "tests/truth/truth.h"

#include <string.h>

#define PLACES 40u              /* on the way back at which every invariant is looked at */

static const char *const names[] = {
  "daemon", "dontfork", "file", "fork", "mremap", "neighbour", "random-2", "random-3", "random-4", "random-5", "random-7",
  "random-8", "reuse", "split", "upper", "zero",
};

static char *
text_of (const char *name)
{
  g_autofree char *file = g_strdup_printf ("mini-64M/rmap-%s.txt", name), *path = truth_path (file);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* What is told of differences; the error's message when it is no recording. */
static char *
replay (KmMachine *machine, const char *text, KmReplayResult *result)
{
  GString *report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (!km_recording_replay_text (machine, "FILE", text, NULL, report, result, &error))
    g_string_assign (report, error->message);
  return g_string_free (report, FALSE);
}

static void
test_recording (gconstpointer name)
{
  g_autoptr (KmMachine) machine = km_machine_new ();
  g_autofree char *text = text_of (name), *report = NULL;
  KmReplayResult result;
  uint64_t end;
  uint32_t n_steps;

  report = replay (machine, text, &result);
  g_test_message ("%u operations, %u states, %u differences\n%s", result.operations, result.states, result.differences,
                  report);
  g_assert_cmpuint (result.differences, ==, 0);
  g_assert_cmpuint (result.operations, >=, 15);
  g_assert_cmpuint (result.states, >=, 14);
  end = km_machine_hash (machine);
  n_steps = km_machine_n_steps (machine);
  for (guint i = PLACES + 1; i-- > 0;)
    {
      g_autoptr (GError) error = NULL;

      km_machine_goto (machine, (uint32_t) ((uint64_t) n_steps * i / PLACES));
      km_machine_check (machine, &error);
      g_assert_no_error (error);
    }
  km_machine_goto (machine, n_steps);
  g_assert_cmphex (km_machine_hash (machine), ==, end);
}

/* The replay must be able to fail: each kind of word of the state. The first @old behind @from becomes @new. */
static void
test_changes (void)
{
  static const struct { const char *name, *from, *old, *new; } changes[] = {
    { "fork", "fork T1", "60000-", "60001-" }, { "fork", "fork T1", "rw-p", "r--p" },
    { "fork", "fork T1", "chain A1", "chain A2" }, { "fork", "fork T1", "60000=F1", "60000=F1w" },
    { "fork", "fork T1", "chain A2 A1", "chain A1 A2" }, { "fork", "fork T1", "refs 2", "refs 1" },
    { "fork", "fork T1", "children ", "children 1" }, { "fork", "fork T1", "active 1", "active 2" },
    { "fork", "fork T1", "tree T0:60000", "tree T1:60000" }, { "fork", "fork T1", "mapping A1", "mapping A2" },
    { "fork", "fork T1", "index 60000", "index 60001" }, { "fork", "fork T1", "mapcount 2", "mapcount 1" },
    { "fork", "fork T1", "count 2 walk", "count 3 walk" }, { "fork", "fork T1", "walk T0", "walk T1" },
    { "file", "i_mmap", "@0", "@1" }, { "mremap", "remap", "-> 6", "-> 7" }, { "zero", "T0 r", "=Z", "=f0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (KmMachine) machine = km_machine_new ();
      g_autofree char *text = text_of (changes[i].name), *other = NULL, *report = NULL;
      const char *at = strstr (strstr (text, changes[i].from), changes[i].old);
      g_autofree char *head = NULL;
      KmReplayResult result;

      g_test_message ("%s: %s", changes[i].name, changes[i].new);
      g_assert_nonnull (at);
      head = g_strndup (text, (gsize) (at - text));
      other = g_strconcat (head, changes[i].new, at + strlen (changes[i].old), NULL);
      report = replay (machine, other, &result);
      g_assert_cmpuint (result.differences, >, 0);
    }
}

/* A line that the state has and the recording has not, and one the other way round. */
static void
test_lines (void)
{
  g_autofree char *text = text_of ("fork"), *less = NULL, *more = NULL, *report = NULL;
  char *line = strstr (strstr (text, "fork T1"), "\nF1 mapping");
  g_autofree char *head = g_strndup (text, (gsize) (line - text));
  KmReplayResult result;

  less = g_strconcat (head, strchr (line + 1, '\n'), NULL);
  more = g_strconcat (head, "\nF1 mapping A1 index 60000", line, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (KmMachine) machine = km_machine_new ();

      g_free (report);
      report = replay (machine, i == 0 ? less : more, &result);
      g_assert_cmpuint (result.differences, >, 0);
    }
}

/* What is no such line is named with its place; cut anywhere, a recording ends in a result or an error. */
static void
test_errors (void)
{
  static const char *const wrong[] = {
    "> reset\n> frob\n", "> reset\nnew T99\n", "> reset\nnew T0\nnew T0\n", "> reset\nnew T0\nT0 frob -> 0\n",
    "> reset\nT0 exit -> 0\n", "> reset\nfile 9 1\n", "> reset\nfile 0 0\n", "> reset\nnew T0\nT0 map 60000 -> 0\n",
    "> reset\nnew T0\nT0 adv 60000 1 frob -> 0\n",
  };
  g_autofree char *text = text_of ("daemon");
  KmReplayResult result;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (KmMachine) machine = km_machine_new ();
      g_autofree char *message = replay (machine, wrong[i], &result);

      g_assert_true (g_str_has_prefix (message, "FILE:"));
      g_assert_true (g_str_has_suffix (message, "expected a line of a recording of reverse mapping"));
    }
  for (gsize at = strlen (text) - 1; at > 300; at -= 293)
    {
      g_autoptr (KmMachine) machine = km_machine_new ();
      g_autofree char *message = NULL;

      text[at] = '\0';
      message = replay (machine, text, &result);
      g_assert_true (*message == '\0' || g_str_has_prefix (message, "FILE:"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *test = g_strdup_printf ("/truth/rmap/%s", names[i]);

      g_test_add_data_func (test, names[i], test_recording);
    }
  g_test_add_func ("/truth/rmap/changes", test_changes);
  g_test_add_func ("/truth/rmap/lines", test_lines);
  g_test_add_func ("/truth/rmap/errors", test_errors);
  return g_test_run ();
}
