/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each recording of execve, mmap, brk, the stack and random calls, repeated in the engine: results, areas, counters,
 * registers. */
#include <glib/gstdio.h>
#include <string.h>

#include "core/replay/replay-kind.h"
#include "tests/truth/truth.h"

/* Two lines of mmap-edge.txt are known to differ: after two reads of a file on tmpfs through a shared mapping, smaps
 * shows one page more than were read, which no rule of the kernel's fault-around explains. */
static const struct { const char *name; guint least, differences; } recordings[] = {
  { "mini-64M/exec-made.txt", 200, 0 },       { "mini-64M/exec-debian.txt", 50, 0 },
  { "mini-64M/exec-random.txt", 100, 0 },     { "mini-64M/limits.txt", 150, 0 },
  { "mini-64M/nx.txt", 400, 0 },              { "mini-64M/mmap-edge.txt", 800, 2 },
  { "mini-64M/stack-edge.txt", 150, 0 },      { "mini-64M/brk-edge.txt", 150, 0 },
  { "mini-64M/overcommit.txt", 300, 0 },      { "mini-64M/map-count.txt", 90, 0 },
  { "mini-64M/calls-random.txt", 1000, 0 },   { "mini-64M/vmarand-fixed-1.txt", 250, 0 },
  { "mini-64M/vmarand-fixed-2.txt", 250, 0 }, { "mini-64M/vmarand-topdown-5.txt", 200, 0 },
  { "debian-pae-1G/exec-made.txt", 60, 0 },   { "debian-pae-1G/limits.txt", 50, 0 },
  { "debian-pae-1G/nx.txt", 400, 0 },
};

static KmReplayResult
replay_text (const char *name, const char *text, KmMachine *machine)
{
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  KmReplayResult result;

  if (!km_recording_replay_text (machine, name, text, NULL, report, &result, &error))
    g_error ("%s", error->message);
  g_test_message ("%s: %u operations, %u states, %u differences\n%s", name, result.operations, result.states,
                  result.differences, report->str);
  return result;
}

static char *
text_of (const char *name)
{
  g_autofree char *path = truth_path (name);
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_recording (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *text = text_of (recordings[i].name);
  g_autoptr (KmMachine) machine = km_machine_new ();
  g_autoptr (GError) error = NULL;
  KmReplayResult result = replay_text (recordings[i].name, text, machine);
  uint64_t end = km_machine_hash (machine);

  g_assert_cmpuint (result.differences, ==, recordings[i].differences);
  g_assert_cmpuint (result.operations, >=, recordings[i].least);
  g_assert_cmpuint (result.states, >=, 20);
  km_machine_check (machine, &error);
  g_assert_no_error (error);
  km_machine_goto (machine, 0);
  km_machine_goto (machine, km_machine_n_steps (machine));
  g_assert_cmphex (km_machine_hash (machine), ==, end);
}

/* The replay must be able to fail: of each kind of line one is changed, and that one is told. */
static void
test_changed (void)
{
  static const struct { const char *name, *from, *old, *new; } changes[] = {
    { "mini-64M/exec-made.txt", "== 00-plain", "r-xp", "rwxp" },
    { "mini-64M/exec-made.txt", "== 00-plain", "-> ok", "-> ENOEXEC" },
    { "mini-64M/exec-made.txt", "== 00-plain", "eip=0804", "eip=0805" },
    { "mini-64M/exec-made.txt", "== 00-plain", "start_brk=0804", "start_brk=0805" },
    { "mini-64M/exec-made.txt", "== 00-plain", "VmData=12", "VmData=16" },
    { "mini-64M/limits.txt", "== stack-64K-static", "bfff0000", "bffef000" },
    { "mini-64M/mmap-edge.txt", "== hint-text", "0xb7ffa000", "0xb7ff9000" },
    { "mini-64M/mmap-edge.txt", "== flags-locked", "rss 4", "rss 3" },
    { "mini-64M/brk-edge.txt", "== brk-unaligned", "-> 0x0804d001", "-> 0x0804d000" },
    { "mini-64M/overcommit.txt", "== mode-0-twice", "Committed_AS=134260", "Committed_AS=134256" },
    { "mini-64M/stack-edge.txt", "== stack-limit-64K", "SIGSEGV code 1", "SIGSEGV code 2" },
    { "mini-64M/map-count.txt", "== max-6", "7 lines in maps", "6 lines in maps" },
    { "mini-64M/vmarand-fixed-1.txt", "mmap 4001e", "4001e-40027:rw-p", "4001e-40026:rw-p" },
    { "mini-64M/vmarand-fixed-1.txt", "mremap 4004f", "= Bad address", "= ok" },
    { "debian-pae-1G/nx.txt", "== nx-gnu-stack-rw", "SIGSEGV code 2", "SIGSEGV code 1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *text = text_of (changes[i].name), *changed = NULL, *head = NULL;
      g_autoptr (KmMachine) machine = km_machine_new ();
      char *at = strstr (text, changes[i].from);

      g_assert_nonnull (at);
      at = strstr (at, changes[i].old);
      g_assert_nonnull (at);
      head = g_strndup (text, (gsize) (at - text));
      changed = g_strconcat (head, changes[i].new, at + strlen (changes[i].old), NULL);
      g_test_message ("%s: %s", changes[i].from, changes[i].new);
      g_assert_cmpuint (replay_text (changes[i].name, changed, machine).differences, >=,
                        strstr (changes[i].name, "mmap-edge") == NULL ? 1 : 3);
    }
}

/* A file that does not tell its machine is refused with its place. */
static void
test_machine_untold (void)
{
  g_autoptr (KmMachine) machine = km_machine_new ();
  g_autoptr (GString) report = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  KmReplayResult result;

  g_assert_false (km_recording_replay_text (machine, "f", "# nothing\n== case\nexec /x -> ok\n", NULL, report, &result,
                                            &error));
  g_assert_cmpstr (error->message, ==,
                   "f:1:1: “# nothing”; expected a first line that tells the machine, “# … 64 MiB of RAM …”");
}

/* --- 400 random calls as a script ------------------------------------------------------------- */

/* What the line before a command's own output said: "mmap: ENOMEM". */
static const char *
error_of (const char *line)
{
  const char *at = strstr (line, ": E");

  return at == NULL ? NULL : at + 2;
}

/* The result of one command of the script as the recording writes it: an errno, an address, or 0x0. */
static char *
result_of (KmMachine *machine, guint number, const char *line)
{
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  const char *equals;

  km_machine_run (machine, "mmap-random-1.vms", number, line, &out, &error);
  g_assert_no_error (error);
  lines = g_strsplit (out, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (error_of (lines[i]) != NULL)
      return g_strdup (error_of (lines[i]));
  equals = strstr (out, "= 0x");
  return g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", equals == NULL ? 0 : g_ascii_strtoull (equals + 2, NULL, 16));
}

static void
test_random_script (void)
{
  g_auto (GStrv) script = truth_lines ("debian-686-512M/mmap-random-1.vms");
  g_auto (GStrv) recorded = truth_lines ("debian-686-512M/mmap-random-1.txt");
  g_autoptr (KmMachine) machine = km_machine_new ();
  guint n = 0;

  for (guint i = 0; script[i] != NULL; i++)
    {
      g_autofree char *result = NULL, *expected = NULL;
      gboolean call = script[i][0] != 'k' && !g_str_has_prefix (script[i], "machine") && *script[i] != '\0'
                      && !g_str_has_prefix (script[i], "exec") && !g_str_has_prefix (script[i], "print");

      if (*script[i] == '\0')
        continue;
      result = result_of (machine, i + 1, script[i]);
      if (!call)
        continue;
      expected = g_strdup_printf ("%u %s", n, result);
      g_test_message ("%s", script[i]);
      g_assert_cmpstr (recorded[n], ==, expected);
      n++;
    }
  g_assert_cmpuint (n, ==, 400);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (recordings); i++)
    {
      g_autofree char *name = g_strdup_printf ("/calls/%s", recordings[i].name);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_recording);
    }
  g_test_add_func ("/calls/changed", test_changed);
  g_test_add_func ("/calls/machine-untold", test_machine_untold);
  g_test_add_func ("/calls/random-script", test_random_script);
  return g_test_run ();
}
