/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The facade: branches, lines that fail, limits, names, the cursor. */
#include "core/machine/machine.h"
#include "core/state/edit.h"
#include "core/language/script.h"
#include "tests/core/support.h"
#include "tests/core/test-machine.h"

/* --- Branches --------------------------------------------------------------------------------- */

const KmCommandRecord *
command (const KmMachine *m, guint i)
{
  return g_ptr_array_index (m->commands, i);
}

/*
 *   exec ─ a1 ─ a2 ─ a3           kept as a branch when b1 is issued after a1
 *             └ b1 ─ b2
 */
static void
test_branch (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  uint64_t end_a, end_b, fork_hash;
  uint32_t steps_a, fork;

  test_do (m, "exec sh");
  test_do (m, "a = mmap sh 4p rw at=0x50000000");
  fork = km_machine_cursor (m);
  fork_hash = km_machine_hash (m);
  test_do (m, "write sh a len=2p");
  test_do (m, "write sh a+2p value=3");
  end_a = km_machine_hash (m);
  steps_a = km_machine_n_steps (m);

  km_machine_goto (m, fork);
  g_assert_cmphex (km_machine_hash (m), ==, fork_hash);
  test_do (m, "munmap sh a 2p");
  test_do (m, "write sh a+3p");
  end_b = km_machine_hash (m);
  g_assert_cmphex (end_b, !=, end_a);
  g_assert_cmpuint (km_machine_n_branches (m), ==, 1);
  g_assert_cmpuint (km_machine_branch (m, 0)->fork, ==, fork);
  g_assert_cmpuint (km_machine_branch (m, 0)->commands->len, ==, 2);
  g_assert_cmpstr (command (m, 3)->text, ==, "munmap sh a 2p");

  for (guint i = 0; i < 6; i++)         /* there and back, each time to the last byte */
    {
      g_assert_true (km_machine_switch_branch (m, 0));
      g_assert_cmphex (km_machine_hash (m), ==, fork_hash);
      km_machine_goto (m, km_machine_n_steps (m));
      g_assert_cmphex (km_machine_hash (m), ==, i % 2 == 0 ? end_a : end_b);
      g_assert_cmpstr (command (m, 3)->text, ==,
                       i % 2 == 0 ? "write sh a len=2p" : "munmap sh a 2p");
      g_assert_cmpuint (m->commands->len, ==, 5);
      if (i % 2 == 0)
        g_assert_cmpuint (km_machine_n_steps (m), ==, steps_a);
      test_check (m);
    }
}

/* From the middle of a command that one is finished first; the branch leaves behind it. */
static void
test_branch_from_within (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  uint32_t last;

  test_do (m, "exec sh");
  test_do (m, "write sh stack_start-16");
  last = command (m, 2)->last_step;
  test_do (m, "exit sh");
  km_machine_goto (m, command (m, 2)->first_step + 2);
  test_do (m, "read sh text");
  g_assert_cmpuint (km_machine_branch (m, 0)->fork, ==, last);
  g_assert_cmpuint (command (m, 3)->first_step, ==, last + 1);
  g_assert_cmpuint (test_value (m, NULL, "rss sh"), >, 0);
  test_check (m);
}

/* A wrong line issued in the past makes no branch and moves nothing; neither does one that only
 * reads. */
static void
test_failure_in_the_past (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  g_autoptr (GError) error = NULL;
  uint32_t steps, middle;
  uint64_t end, at_middle;

  test_do (m, "exec sh");
  test_do (m, "write sh stack_start-16");
  test_do (m, "exit sh");
  steps = km_machine_n_steps (m);
  end = km_machine_hash (m);
  middle = command (m, 2)->first_step + 3;
  km_machine_goto (m, middle);
  at_middle = km_machine_hash (m);
  g_assert_false (km_machine_run (m, "x", 1, "write sh nowhere", NULL, &error));
  g_assert_cmpuint (km_machine_n_steps (m), ==, steps);
  g_assert_cmpuint (km_machine_cursor (m), ==, middle);
  g_assert_cmphex (km_machine_hash (m), ==, at_middle);
  g_free (test_run (m, "print maps sh"));
  g_assert_cmpuint (km_machine_n_branches (m), ==, 0);
  g_assert_cmpuint (km_machine_cursor (m), ==, middle);
  km_machine_goto (m, steps);
  g_assert_cmphex (km_machine_hash (m), ==, end);
}

/* Branches of branches: each keeps what it had. */
static void
test_many_branches (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  uint64_t hash[6];
  uint32_t fork;

  test_do (m, "exec sh");
  test_do (m, "a = mmap sh 8p rw");
  fork = km_machine_cursor (m);
  for (guint i = 0; i < G_N_ELEMENTS (hash); i++)
    {
      km_machine_goto (m, fork);
      test_do (m, "write sh a+%up", i);
      test_do (m, "write sh a len=%up", i + 1);
      hash[i] = km_machine_hash (m);
    }
  g_assert_cmpuint (km_machine_n_branches (m), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      g_assert_true (km_machine_switch_branch (m, i));
      km_machine_goto (m, km_machine_n_steps (m));
      g_assert_cmphex (km_machine_hash (m), ==, hash[i]);
      g_assert_true (km_machine_switch_branch (m, i));
      km_machine_goto (m, km_machine_n_steps (m));
      g_assert_cmphex (km_machine_hash (m), ==, hash[5]);
    }
  test_check (m);
}

/*   exec ─ a ─ c                 c became a branch when x was issued, and then a and x themselves one
 *        │   └ x               when y was: c has left a line that is not there now
 *        └ y
 */
static void
test_branch_of_another_line (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  uint32_t start, fork;
  uint64_t hash;

  test_do (m, "exec sh");
  start = km_machine_cursor (m);
  test_do (m, "a = mmap sh 8p rw");
  fork = km_machine_cursor (m);
  test_do (m, "write sh a");
  hash = km_machine_hash (m);
  km_machine_goto (m, fork);
  test_do (m, "write sh a+1p");
  km_machine_goto (m, start);
  test_do (m, "y = mmap sh 64p rw populate");
  g_assert_cmpuint (km_machine_n_steps (m), >, fork);
  g_assert_false (km_machine_switch_branch (m, 0));
  test_check (m);
  g_assert_true (km_machine_switch_branch (m, 1));
  g_assert_true (km_machine_switch_branch (m, 0));
  km_machine_goto (m, km_machine_n_steps (m));
  g_assert_cmphex (km_machine_hash (m), ==, hash);
  test_check (m);
}

/* --- Lines that fail -------------------------------------------------------------------------- */

KmMachine *
prepared (void)
{
  KmMachine *m = test_machine ("ram=32M layout=classic");

  test_do (m, "exec sh");
  test_do (m, "a = mmap sh 2p rw");
  test_do (m, "b = alloc_pages 1");
  test_do (m, "gone = alloc_pages 0");
  test_do (m, "free_pages gone");
  test_do (m, "file f size=8K");
  return m;
}

/* "…" stands for the rest of a list that grows. */
static void
assert_message (const char *message, const char *expected)
{
  g_autofree char *start = NULL;

  if (!g_str_has_suffix (expected, "…"))
    {
      g_assert_cmpstr (message, ==, expected);
      return;
    }
  start = g_strndup (expected, strlen (expected) - strlen ("…"));
  g_assert_true (g_str_has_prefix (message, start));
}

static void
test_wrong_lines (void)
{
  g_autoptr (KmMachine) m = prepared ();
  uint64_t hash = km_machine_hash (m);
  uint32_t steps = km_machine_n_steps (m);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      char *transcript = (char *) "untouched";

      g_assert_false (km_machine_run (m, "dir/x.vms", 12, wrong[i].line, &transcript, &error));
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, "dir/x.vms:12:"));
      assert_message (error->message + strlen ("dir/x.vms:12:"), wrong[i].message);
      g_assert_null (transcript);
      g_assert_cmphex (km_machine_hash (m), ==, hash);
      g_assert_cmpuint (km_machine_n_steps (m), ==, steps);
      g_assert_cmpuint (m->commands->len, ==, 7);
    }
  test_check (m);
}

static void
test_no_machine (void)
{
  g_autoptr (KmMachine) m = km_machine_new ();

  for (guint i = 0; i < G_N_ELEMENTS (no_machine); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (km_machine_run (m, "f", 1, no_machine[i].line, NULL, &error));
      g_assert_cmpstr (error->message, ==, no_machine[i].message);
      g_assert_null (m->state);
      g_assert_cmpuint (m->commands->len, ==, 0);
    }
  test_do (m, "machine ram=32M");
  test_check (m);
}

/* --- Names and steps -------------------------------------------------------------------------- */

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/machine/branch", test_branch);
  g_test_add_func ("/machine/branch-from-within", test_branch_from_within);
  g_test_add_func ("/machine/failure-in-the-past", test_failure_in_the_past);
  g_test_add_func ("/machine/many-branches", test_many_branches);
  g_test_add_func ("/machine/branch-of-another-line", test_branch_of_another_line);
  g_test_add_func ("/machine/wrong-lines", test_wrong_lines);
  g_test_add_func ("/machine/no-machine", test_no_machine);
  g_test_add_func ("/machine/step-limit", test_step_limit);
  g_test_add_func ("/machine/long-loops", test_long_loops);
  g_test_add_func ("/machine/pid", test_pid);
  g_test_add_func ("/machine/cancel", test_cancel);
  g_test_add_func ("/machine/names", test_names);
  g_test_add_func ("/machine/many-names", test_many_names);
  g_test_add_func ("/machine/boot-cpu", test_boot_cpu);
  g_test_add_func ("/machine/segments-overlap", test_segments_overlap);
  g_test_add_func ("/machine/find-step", test_find_step);
  g_test_add_func ("/machine/deterministic", test_deterministic);
  return g_test_run ();
}
