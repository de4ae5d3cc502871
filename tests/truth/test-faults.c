/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Good and bad accesses, growth of stack and heap, and pages touched in order. */
#include <stdio.h>

#include "tests/truth/truth.h"

static KmMachine *
machine_with_gt (void)
{
  g_auto (GStrv) lines = truth_lines ("mini-64M/self.txt");
  g_autofree char *areas = truth_areas (lines, 2, "");
  KmMachine *machine = km_machine_new ();

  g_free (truth_run (machine, "machine ram=64M layout=mini"));
  truth_exec (machine, "gt", areas);
  return machine;
}

/* What the recorder did for each of its lines; the last command is the access reported. */
static const struct { const char *label; const char *commands; } cases[] = {
  { "read NULL", "read gt 0" },
  { "write NULL", "write gt 0" },
  { "read 0x1000", "read gt 0x1000" },
  { "read kernel 0xc0000000", "read gt 0xc0000000" },
  { "write kernel 0xc0100000", "write gt 0xc0100000" },
  { "read kernel 0xffffe000 (old vsyscall)", "read gt 0xffffe000" },
  { "write to PROT_READ untouched", "w = mmap gt 8p rw;mprotect gt w 1p r;write gt w" },
  { "read PROT_READ untouched", "read gt w" },
  { "write PROT_READ after read (zero page)", "write gt w" },
  { "read PROT_NONE", "mprotect gt w+1p 1p none;read gt w+1p" },
  { "write PROT_NONE", "write gt w+1p" },
  { "read PROT_NONE after touch", "write gt w+2p;mprotect gt w+2p 1p none;read gt w+2p" },
  { "write PROT_READ after touch", "mprotect gt w+2p 1p r;write gt w+2p" },
  { "read hole after munmap", "munmap gt w+4p 1p;read gt w+4p" },
  { "execute a page without PROT_EXEC", "e = mmap gt 1p rw;write gt e;exec_at gt e" },
  { "read file page 0", "file f size=100;m = mmap gt 2p r file=f shared;read gt m" },
  { "read file page 1 past EOF", "read gt m+1p" },
  { "read file page 0 after truncate", "truncate gt f 0;read gt m" },
  { "read PROT_WRITE-only page", "x = mmap gt 1p w;read gt x" },
  { "write PROT_WRITE-only page", "write gt x" },
  { "read PROT_EXEC-only page", "y = mmap gt 1p x;read gt y" },
  { "write PROT_EXEC-only page", "write gt y" },
};

static const char *
commands_for (const char *label)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    if (strcmp (cases[i].label, label) == 0)
      return cases[i].commands;
  return NULL;
}

static void
test_faults (void)
{
  g_auto (GStrv) lines = truth_lines ("mini-64M/faults.txt");
  g_autoptr (KmMachine) machine = machine_with_gt ();
  g_autoptr (GError) error = NULL;
  guint compared = 0;

  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autofree char *label = g_strstrip (g_strndup (lines[i], 47)), *last = NULL;
      const char *expected = lines[i] + 48, *commands = commands_for (label);
      g_auto (GStrv) steps = NULL;

      g_assert_nonnull (commands);
      steps = g_strsplit (commands, ";", -1);
      for (guint k = 0; steps[k] != NULL; k++)
        {
          g_free (last);
          last = truth_run (machine, "%s", steps[k]);
        }
      g_strchomp (last);
      g_assert_cmpstr (*last == '\0' ? "ok" : last + strlen ("gt: "), ==, expected);
      compared++;
    }
  g_assert_cmpuint (compared, ==, G_N_ELEMENTS (cases));
  g_assert_true (km_machine_check (machine, &error));
}

static char *
stack_areas (KmMachine *machine, guint first)
{
  g_autofree char *maps = truth_run (machine, "print maps gt");
  g_auto (GStrv) lines = g_strsplit (maps, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    if (g_ascii_strtoull (lines[i], NULL, 16) >= first)
      g_string_append_printf (out, "%s\n", g_strchomp (lines[i]));
  return g_string_free (out, FALSE);
}

static void
assert_stack (KmMachine *machine, GStrv lines, guint at)
{
  g_autofree char *expected = truth_areas (lines, at, "   "), *got = NULL;

  got = stack_areas (machine, g_ascii_strtoull (expected, NULL, 16));
  g_assert_cmpstr (got, ==, expected);
}

static void
test_stack (void)
{
  g_auto (GStrv) lines = truth_lines ("mini-64M/stack.txt");
  g_autoptr (KmMachine) machine = machine_with_gt ();
  g_autoptr (GError) error = NULL;
  guint writes = 0, address, pages;
  g_autofree char *far = NULL, *near = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (sscanf (lines[i], "-- write %u pages below esp page (0x%x)", &pages, &address) == 2)
      {
        g_free (truth_run (machine, "write gt 0x%x", address));
        assert_stack (machine, lines, i + 1);
        writes++;
      }
    else if (g_str_has_prefix (lines[i], "write 16 MiB below: SIGSEGV si_code=1 err=6"))
      {
        far = truth_run (machine, "write gt stack-16M");
        g_assert_nonnull (strstr (far, "signal 11 SEGV_MAPERR"));
        g_assert_nonnull (strstr (far, "error_code=6"));
        assert_stack (machine, lines, i + 2);
      }
  g_assert_cmpuint (writes, ==, 5);

  /* A mapping 600 pages below: the stack grows until 256 pages are left, then not by one more. */
  g_free (truth_run (machine, "mmap gt 1p rw at=0xbf9a7000 fixed"));
  for (address = 0xbfbfe000; address >= 0xbfaa8000; address -= 4096)
    {
      g_autofree char *said = truth_run (machine, "write gt 0x%x", address);

      g_assert_cmpstr (said, ==, "");
    }
  near = truth_run (machine, "write gt 0x%x", address);
  g_assert_nonnull (strstr (near, "signal 11 SEGV_MAPERR"));
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "-- after growth to the gap"))
      assert_stack (machine, lines, i + 1);
  g_assert_true (km_machine_check (machine, &error));
}

static void
compare_pages (KmMachine *machine, GStrv lines, guint at, guint n)
{
  g_autofree char *pages = truth_run (machine, "print pagemap gt w %up", n);
  g_auto (GStrv) own = g_strsplit (pages, "\n", -1);

  for (guint i = 0; i < n; i++)
    truth_assert_page (own[i], lines[at + i]);
}

static guint
faults (KmMachine *machine)
{
  uint64_t n = 0;

  g_assert_true (km_machine_evaluate (machine, NULL, "faults gt minor", &n, NULL));
  return n;
}

/* How many pages waited for their LRU list when the recorder began: its 64 pages end with a full batch. */
#define BATCH_BEFORE 11

static void
touch_downwards (KmMachine *machine, guint from, guint to)
{
  for (guint i = from + 1; i-- > to;)
    g_free (truth_run (machine, "write gt w+%up", i));
}

static void
test_touch (void)
{
  g_auto (GStrv) lines = truth_lines ("mini-64M/touch.txt");
  g_autoptr (KmMachine) machine = machine_with_gt ();
  static const struct { const char *label, *command; guint faults; } stages[] = {
    { "-- before touch", "", 0 },
    { "-- after write touch:", "write gt w len=64p", 64 },
    { "-- after MADV_DONTNEED", "madvise gt w 64p dontneed", 0 },
    { "-- after read touch of 8", "read gt w len=8p", 8 },
    { "-- after write touch of the same 8", "write gt w len=8p", 8 },
    { "-- after descending write touch", NULL, 56 },
  };
  guint stage = 0;

  g_free (truth_run (machine, "w = mmap gt 64p rw"));
  truth_fill_pagevec (machine, "gt", BATCH_BEFORE);
  for (guint i = 0; lines[i] != NULL && stage < G_N_ELEMENTS (stages); i++)
    {
      const char *plus = strstr (lines[i], " +");
      guint before = faults (machine);

      if (!g_str_has_prefix (lines[i], stages[stage].label))
        continue;
      if (stages[stage].command == NULL)
        touch_downwards (machine, 63, 8);
      else if (*stages[stage].command != '\0')
        g_free (truth_run (machine, "%s", stages[stage].command));
      g_assert_cmpuint (faults (machine) - before, ==, stages[stage].faults);
      if (stages[stage].faults > 0 && sscanf (lines[i - 1], "minor faults = %u", &before) == 1)
        g_assert_cmpuint (before, ==, stages[stage].faults);
      compare_pages (machine, lines, i + 1, (guint) g_ascii_strtoull (plus + 2, NULL, 10));
      stage++;
    }
  g_assert_cmpuint (stage, ==, G_N_ELEMENTS (stages));
}

/* The lines of @maps from the program's first area up to the heap. */
static char *
program_areas (KmMachine *machine)
{
  g_autofree char *maps = truth_run (machine, "print maps gt");
  char *heap = strstr (maps, "[heap]");

  g_assert_nonnull (heap);
  return g_strndup (maps, strchr (heap, '\n') + 1 - maps);
}

/* The break goes up by bytes and by megabytes and down again: what sbrk returns, and the areas after each move. */
static void
test_brk (void)
{
  g_auto (GStrv) lines = truth_lines ("mini-64M/brk.txt");
  g_autofree char *start = truth_areas (lines, 2, "");
  g_autoptr (KmMachine) machine = km_machine_new ();
  g_autoptr (GError) error = NULL;
  guint moves = 0;

  g_free (truth_run (machine, "machine ram=64M layout=mini"));
  truth_exec (machine, "gt", start);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *expected = NULL, *got = NULL;
      guint old, now;

      if (sscanf (lines[i], "-- sbrk(%*d) -> 0x%x, brk now 0x%x", &old, &now) != 2)
        continue;
      g_assert_cmphex (km_mm (machine, km_task_from_name (machine, "gt")->mm)->brk, ==, old);
      g_free (truth_run (machine, "brk gt 0x%x", now));
      expected = truth_areas (lines, i + 1, "   ");
      got = program_areas (machine);
      g_assert_cmpstr (got, ==, expected);
      moves++;
    }
  g_assert_cmpuint (moves, ==, 8);
  g_assert_true (km_machine_check (machine, &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/truth/faults", test_faults);
  g_test_add_func ("/truth/stack", test_stack);
  g_test_add_func ("/truth/touch", test_touch);
  g_test_add_func ("/truth/brk", test_brk);
  return g_test_run ();
}
