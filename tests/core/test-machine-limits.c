/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/script.h"
#include "core/machine/machine.h"
#include "core/state/edit.h"
#include "tests/core/support.h"
#include "tests/core/test-machine.h"

void
test_step_limit (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  g_autoptr (GError) error = NULL;
  uint64_t hash;
  uint32_t steps;

  test_do (m, "exec sh");
  test_do (m, "a = mmap sh 4M rw");
  hash = km_machine_hash (m);
  steps = km_machine_n_steps (m);
  m->step_limit = 1000;
  g_assert_false (km_machine_run (m, "f", 3, "write sh a len=4M", NULL, &error));
  g_assert_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_LIMIT);
  g_assert_cmpstr (error->message, ==,
                   "f:3:1: more than 1000 steps; expected a command that takes fewer");
  g_assert_cmphex (km_machine_hash (m), ==, hash);
  g_assert_cmpuint (km_machine_n_steps (m), ==, steps);
  test_check (m);
  m->step_limit = 2000000;
  test_do (m, "write sh a len=4M");
  test_check (m);
}

/* A task may be named by its pid: while exec is under way it has no other name. */
void
test_pid (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  g_autofree char *by_name = NULL, *by_pid = NULL, *early = NULL, *what = NULL;
  g_autoptr (GError) error = NULL;

  test_do (m, "exec sh text=64K data=8K");
  what = g_strdup_printf ("maps %u", km_task_from_name (m, "sh")->pid);
  by_name = km_machine_print (m, "maps sh", NULL);
  by_pid = km_machine_print (m, what, NULL);
  g_assert_cmpstr (by_pid, ==, by_name);
  km_machine_goto (m, km_machine_find_step (m, m->commands->len - 1, "exec-segment"));
  early = km_machine_print (m, what, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (early, "r-xp"));
  g_assert_null (km_machine_print (m, "maps 9", NULL));
}

/* Every command that takes steps by the page asks on its way: it ends soon after the limit, and is undone. */
void
test_long_loops (void)
{
  static const char *const lines[] = {
    "write sh a len=4M", "read sh a len=4M", "mmap sh 4M rw populate", "munmap sh b 4M", "exit sh",
  };
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");

  test_do (m, "exec sh");
  test_do (m, "a = mmap sh 4M rw");
  test_do (m, "b = mmap sh 4M rw");
  test_do (m, "write sh b len=4M");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      uint64_t hash = km_machine_hash (m);
      uint32_t steps = km_machine_n_steps (m);

      m->step_limit = 100;
      g_assert_false (km_machine_run (m, "f", 3, lines[i], NULL, &error));
      g_assert_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_LIMIT);
      g_assert_cmphex (km_machine_hash (m), ==, hash);
      g_assert_cmpuint (km_machine_n_steps (m), ==, steps);
      /* Where the undone steps were: none was ever written there. */
      g_assert_cmpuint (m->store.steps[steps + 300].edits_end, ==, 0);
      m->step_limit = 2000000;
      test_check (m);
    }
}

void
test_cancel (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  g_autoptr (GError) error = NULL;
  uint64_t hash;

  test_do (m, "exec sh");
  test_do (m, "a = mmap sh 4M rw");
  hash = km_machine_hash (m);
  g_atomic_int_set (&m->cancelled, 1);
  g_assert_false (km_machine_run (m, "f", 3, "  write sh a len=4M", NULL, &error));
  g_assert_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_CANCELLED);
  g_assert_cmpstr (error->message, ==, "f:3:3: cancelled; nothing has changed");
  g_assert_cmphex (km_machine_hash (m), ==, hash);
  g_atomic_int_set (&m->cancelled, 0);
  test_do (m, "write sh a len=4M");
  test_check (m);
}

void
test_names (void)
{
  g_autoptr (KmMachine) m = prepared ();
  g_autoptr (GError) error = NULL;
  uint32_t middle = km_machine_n_steps (m);

  test_do (m, "free_pages b");
  test_do (m, "b = alloc_pages 0");                     /* a freed name may be used again */
  test_do (m, "exit sh");
  test_do (m, "exec sh text=8K");
  test_do (m, "write sh heap-1");
  km_machine_goto (m, middle);
  g_assert_cmpuint (test_value (m, NULL, "refcount b"), ==, 1);
  /* The names, too, are those of that moment. */
  test_do (m, "free_pages b");
  g_assert_false (km_machine_run (m, "f", 1, "free_pages b", NULL, &error));
}

/* A name for each of more results than there is room for: those that were given back make room, also
 * after going back and forth; when all are in use the line fails and nothing has changed. */
void
test_many_names (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=512M layout=classic");
  g_autoptr (GError) error = NULL;
  const uint32_t room = m->tables.names.capacity - 1;
  uint64_t hash;

  for (guint i = 0; i < room / 2; i++)
    test_do (m, "kept%u = alloc_pages 0", i);
  for (guint i = 0; i < room; i++)
    {
      test_do (m, "n%u = alloc_pages 0", i);
      test_do (m, "free_pages n%u", i);
    }
  hash = km_machine_hash (m);
  km_machine_goto (m, 1);
  km_machine_goto (m, km_machine_n_steps (m));
  g_assert_cmphex (km_machine_hash (m), ==, hash);
  for (guint i = room / 2; i < room; i++)
    test_do (m, "kept%u = alloc_pages 0", i);
  hash = km_machine_hash (m);
  g_assert_false (km_machine_run (m, "f", 1, "exec sh text=4K", NULL, &error));
  g_assert_cmpstr (error->message, ==, "f:1:6: 65535 names are in use; expected one of them to be "
                   "given back before “sh”");
  g_clear_error (&error);
  g_assert_false (km_machine_run (m, "f", 1, "file f size=4K", NULL, &error));
  g_assert_cmphex (km_machine_hash (m), ==, hash);
  test_do (m, "free_pages kept0");
  test_do (m, "exec sh text=4K");
  test_check (m);
}

/* The computer boots on its first CPU. */
void
test_boot_cpu (void)
{
  g_autoptr (KmMachine) m = km_machine_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (km_machine_run (m, "f", 1, "machine ram=64M cpu=9", NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "f:1:17: “cpu=” is no argument of machine"));
}

/* What a later segment maps replaces what an earlier one has mapped there. */
void
test_segments_overlap (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
  g_autofree char *maps = NULL;

  test_do (m, "exec a seg=0x08048000:64K:rx seg=0x0804c000:32K:rw seg=0x08050000:128K:rw");
  for (uint32_t step = 1; step <= km_machine_n_steps (m); step++)
    {
      km_machine_goto (m, step);
      test_check (m);
    }
  maps = km_machine_print (m, "maps a", NULL);
  g_assert_true (g_str_has_prefix (maps, "08048000-0804c000 r-xp 00000000 00:00 0 \n"
                                   "0804c000-08070000 rw-p 00000000 00:00 0"));
  test_do (m, "exit a");
  test_check (m);
}

void
test_find_step (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  guint last;
  uint32_t first, second;

  test_do (m, "exec sh");
  test_do (m, "a = mmap sh 4p rw");
  test_do (m, "write sh a len=2p");
  last = m->commands->len - 1;
  first = km_machine_find_step (m, last, "page-fault");
  second = km_machine_find_step (m, last, "page-fault#2");
  g_assert_cmpuint (first, >, command (m, last)->first_step);
  g_assert_cmpuint (second, >, first);
  g_assert_cmpuint (km_machine_find_step (m, last, "page-fault#1"), ==, first);
  g_assert_cmpuint (km_machine_find_step (m, last, "page-fault#3"), ==, 0);
  g_assert_cmpuint (km_machine_find_step (m, last, "no-such-step"), ==, 0);
  g_assert_cmpuint (km_machine_find_step (m, 1, "page-fault"), ==, 0);
  g_assert_cmpuint (km_machine_step_command (m, first), ==, last);
  g_assert_cmpuint (km_machine_step_command (m, 1), ==, 0);
  g_assert_cmpuint (km_machine_step_command (m, command (m, 1)->last_step), ==, 1);
}

/* The same script gives the same bytes. */
void
test_deterministic (void)
{
  uint64_t hash[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (KmMachine) m = prepared ();

      test_do (m, "write sh a len=2p");
      hash[i] = km_machine_hash (m);
    }
  g_assert_cmphex (hash[0], ==, hash[1]);
}
