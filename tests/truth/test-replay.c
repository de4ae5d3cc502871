/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Recordings that are cut, changed or strange: told with file, line and column, or compared all the
 * same. */
#include <glib/gstdio.h>

#include "core/capture/recording.h"
#include "core/replay/replay-kind.h"
#include "tests/truth/truth.h"

static char *
path_of (const char *file)
{
  g_autofree char *name = g_build_filename ("mini-64M", file, NULL);

  return truth_path (name);
}

static char *
text_of (const char *file)
{
  g_autofree char *path = path_of (file);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* @old's first occurrence after @from becomes @new. */
static char *
changed (const char *text, const char *from, const char *old, const char *new)
{
  const char *at = strstr (strstr (text, from), old);
  g_autofree char *head = g_strndup (text, (gsize) (at - text));

  return g_strconcat (head, new, at + strlen (old), NULL);
}

static gboolean
replay_text (const char *text, gssize length, KmReplayResult *result, char **message)
{
  g_autofree char *path = truth_write (text, length), *layout = path_of ("layout.txt");
  g_autoptr (KmMachine) machine = km_machine_new ();
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  gboolean ok;

  ok = km_recording_replay (machine, path, layout, report, result, &error);
  g_unlink (path);
  if (message != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (ok ? report->str : error->message, path, -1);

      *message = g_strjoinv ("FILE", parts);
    }
  return ok;
}

static void
assert_error (const char *text, const char *expected)
{
  KmReplayResult result;
  g_autofree char *message = NULL;

  g_assert_false (replay_text (text, -1, &result, &message));
  g_assert_cmpstr (message, ==, expected);
}

static void
test_errors (void)
{
  g_autofree char *text = text_of ("buddy-fallback.txt"), *t1 = NULL, *t2 = NULL, *t3 = NULL, *t4 = NULL;
  g_autofree char *t5 = NULL, *t6 = NULL, *t7 = NULL;

  t1 = changed (text, "zone DMA start", "Movable       3: 00400", "Movible       3: 00400");
  assert_error (t1, "FILE:6:12: “Movible”; expected an order up to 10 and a migrate type");
  t2 = changed (text, "zone DMA start", "00800", "0x800");
  assert_error (t2, "FILE:6:35: “0x800”; expected the number of a frame in hexadecimal");
  t3 = changed (text, "\na 0 order 5 r", "a 0 order 5 r", "a 0 order five r");
  assert_error (t3, "FILE:77:1: “a 0 order five r -> pfn 01fa0 zone Normal pageblock Reclaima”; expected a "
                    "line of a page-allocator recording");
  t4 = g_strdup ("drain\nslub cache test size 256\n");
  assert_error (t4, "FILE:2:1: “slub cache test size 256”; expected a line of a page-allocator recording");
  t5 = g_strdup ("# nothing\ndrain\n");
  assert_error (t5, "FILE:1:1: no state of zone DMA; expected the recording of a page allocator");
  t6 = changed (text, "zone DMA start", "00400 00800", "00400 00400");
  assert_error (t6, "FILE:6:1: frame 00400 cannot be free there; expected a state that can be");
  t7 = changed (text, "zone DMA start", "00400 00800 00c00", "00400 ...");
  assert_error (t7, "FILE:6:1: a list that ends in “...”; expected the whole start state");
}

/* Bytes that are no text never reach the regular expressions. */
static void
test_bytes (void)
{
  g_autofree char *text = text_of ("buddy-fallback.txt"), *message = NULL, *zero = NULL;
  KmReplayResult result;
  gsize length = strlen (text);

  text[300] = '\xff';
  g_assert_false (replay_text (text, -1, &result, &message));
  g_assert_nonnull (strstr (message, "expected UTF-8 text"));
  text[300] = '\0';
  g_assert_false (replay_text (text, (gssize) length, &result, &zero));
  g_assert_cmpstr (zero, ==, "FILE:1:1: a zero byte; expected text");
}

/* Cut anywhere, a recording ends in an error or a result, and what was whole before has no
 * differences. */
static void
test_cut (void)
{
  g_autofree char *text = text_of ("buddy-random-a.txt");
  gsize length = strlen (text);
  guint whole = 0, operations = 0;

  for (gsize at = 0; at < length; at++)
    {
      KmReplayResult result;
      /* Before an operation every state is whole; elsewhere now and then. */
      gboolean ends_line = at > 0 && text[at - 1] == '\n' && strchr ("af", text[at]) != NULL;

      if (ends_line ? ++operations % 30 != 0 : at % 997 != 0)
        continue;
      if (replay_text (text, (gssize) at, &result, NULL) && ends_line)
        {
          g_assert_cmpuint (result.differences, ==, 0);
          whole++;
        }
    }
  g_assert_cmpuint (whole, >, 10);
}

/* Carriage returns, blank lines, comments and blanks at ends of lines change nothing. */
static void
test_unusual_lines (void)
{
  g_autofree char *text = text_of ("buddy-merge.txt"), *out = NULL;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  KmReplayResult plain, result;

  out = g_strjoinv ("\r\n\r\n# a comment\n", lines);
  g_assert_true (replay_text (text, -1, &plain, NULL));
  g_assert_true (replay_text (out, -1, &result, NULL));
  g_assert_cmpuint (result.differences, ==, 0);
  g_assert_cmpuint (result.operations, ==, plain.operations);
  g_assert_cmpuint (result.states, ==, plain.states);
}

/* Larger than a lesson may be: the last state stands behind megabytes of long blank lines, and one
 * wrong number at the very end. */
static void
test_large (void)
{
  g_autofree char *text = text_of ("buddy-orders.txt"), *blank = g_strnfill (4095, ' ');
  g_autoptr (GString) large = g_string_new (text);
  const char *last = g_strrstr (text, "\nzone DMA start=");
  g_autofree char *message = NULL;
  KmReplayResult result;

  while (large->len < 3u << 20)
    g_string_append_printf (large, "%s\n", blank);
  g_string_append (large, last + 1);
  g_assert_true (replay_text (large->str, -1, &result, NULL));
  g_assert_cmpuint (result.differences, ==, 0);
  g_string_append (large, "zone DMA      free=0: 9 9 9 9 9 9 9 9 9 9 9\n");
  g_assert_true (replay_text (large->str, -1, &result, &message));
  g_assert_cmpuint (result.differences, >, 0);
}

/* A run of pageblocks, a count, a place in a list, a mark: each is compared. */
static void
test_each_number_counts (void)
{
  static const struct { const char *from, *old, *new; } changes[] = {
    { "\na 2 order 5 r", "Normal (start pfn:type, runs): 01000", "Normal (start pfn:type, runs): 01400" },
    { "\na 2 order 5 r", "va c1fe0000", "va c1fe1000" },
    { "\na 10 order 8 n", "pageblock Unmovable", "pageblock Movable" },
    { "\na 2 order 5", "wm=164/205/246", "wm=164/205/247" },
    { "\na 2 order 5", "managed=10429", "managed=10428" },
  };
  g_autofree char *text = text_of ("buddy-fallback.txt");

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      const char *from = strstr (text, changes[i].from);
      g_autofree char *other = NULL;
      KmReplayResult result;

      g_assert_nonnull (from);
      g_assert_nonnull (strstr (from, changes[i].old));
      other = changed (text, changes[i].from, changes[i].old, changes[i].new);
      g_assert_true (replay_text (other, -1, &result, NULL));
      g_test_message ("%s", changes[i].new);
      g_assert_cmpuint (result.differences, >, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/truth/replay/errors", test_errors);
  g_test_add_func ("/truth/replay/bytes", test_bytes);
  g_test_add_func ("/truth/replay/cut", test_cut);
  g_test_add_func ("/truth/replay/unusual-lines", test_unusual_lines);
  g_test_add_func ("/truth/replay/large", test_large);
  g_test_add_func ("/truth/replay/each-number-counts", test_each_number_counts);
  return g_test_run ();
}
