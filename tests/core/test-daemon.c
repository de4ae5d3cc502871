/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The seam between commands: daemons in the order woken, tasks that sleep and are run again, all of it undone and redone. */
#include "core/physical/alloc.h"
#include "core/state/daemon.h"

#include "core/machine/machine.h"
#include "core/machine/command.h"
#include "core/state/edit.h"
#include "core/physical/buddy.h"
#include "tests/core/support.h"

static GString *order;          /* who ran, a letter each */

static void
take_a_frame (KmMachine *m, char who)
{
  g_string_append_c (order, who);
  km_pages_alloc (m, KM_GFP_KERNEL, 0, KM_USE_KERNEL);
}

static void run_a (KmMachine *m) { take_a_frame (m, 'a'); }

static void run_b (KmMachine *m) { take_a_frame (m, 'b'); }

static const KmDaemon a = { "testd-a", run_a }, b = { "testd-b", run_b };

/* Works in portions: it wakes itself and the others before it sleeps. */
static void run_c (KmMachine *m);
static const KmDaemon c = { "testd-c", run_c };
static const KmDaemon *const daemons[] = { &a, &b, &c, NULL };

static void
run_c (KmMachine *m)
{
  take_a_frame (m, 'c');
  if (order->len < 4)
    {
      km_daemon_wake (m, &a);
      km_daemon_wake (m, &c);
    }
}

/* Never sleeps. */
static void
run_for_ever (KmMachine *m)
{
  km_pages_free (m, km_pages_alloc (m, KM_GFP_KERNEL, 3, KM_USE_KERNEL), 3);
  km_daemon_wake (m, m->daemons[0]);
}

static KmMachine *
machine_with (const KmDaemon *const *list)
{
  KmMachine *m = km_machine_new ();

  m->daemons = list;
  test_do (m, "machine ram=64M layout=classic");
  g_string_truncate (order, 0);
  return m;
}

static void
wake (KmMachine *m, const KmDaemon *first, const KmDaemon *second)
{
  km_machine_begin (m);
  km_daemon_wake (m, first);
  if (second != NULL)
    km_daemon_wake (m, second);
  km_machine_end (m, "wake");
}

static void
test_order (void)
{
  g_autoptr (KmMachine) m = machine_with (daemons);

  wake (m, &b, &a);
  g_assert_cmpstr (order->str, ==, "ba");
  g_assert_false (km_daemon_is_woken (m, &a) || km_daemon_is_woken (m, &b));
  g_string_truncate (order, 0);
  wake (m, &c, &b);             /* what c wakes is behind b */
  g_assert_cmpstr (order->str, ==, "cbac");
  test_do (m, "alloc_pages 0"); /* nobody is left */
  g_assert_cmpstr (order->str, ==, "cbac");
  test_check (m);
}

static void
test_by_hand (void)
{
  g_autoptr (KmMachine) m = machine_with (daemons);

  test_do (m, "set auto_daemons 0");
  wake (m, &a, NULL);
  test_do (m, "alloc_pages 0");
  g_assert_cmpstr (order->str, ==, "");
  g_assert_true (km_daemon_is_woken (m, &a));
  km_machine_begin (m);
  km_daemon_run (m, &a);
  km_machine_end (m, "run a");
  g_assert_cmpstr (order->str, ==, "a");
  g_assert_false (km_daemon_is_woken (m, &a));
  wake (m, &b, NULL);
  test_do (m, "set auto_daemons 1");    /* at the end of this one already */
  g_assert_cmpstr (order->str, ==, "ab");
}

static void
test_history (void)
{
  g_autoptr (KmMachine) m = machine_with (daemons);
  uint32_t before = km_machine_cursor (m), after;
  uint64_t hash = km_machine_hash (m), end;

  test_do (m, "set auto_daemons 0");
  wake (m, &a, &b);
  test_do (m, "set auto_daemons 1");
  after = km_machine_cursor (m);
  end = km_machine_hash (m);
  km_machine_goto (m, before);
  g_assert_cmphex (km_machine_hash (m), ==, hash);
  g_assert_false (km_daemon_is_woken (m, &a));
  for (uint32_t step = before + 1; step <= after; step++)
    {
      km_machine_goto (m, step);
      test_check (m);
    }
  g_assert_cmphex (km_machine_hash (m), ==, end);
}

/* A daemon that never sleeps ends like a command that is too long: as a whole, and with a message. */
static void
test_for_ever (void)
{
  static const KmDaemon busy = { "testd-busy", run_for_ever };
  static const KmDaemon *const list[] = { &busy, NULL };
  g_autoptr (KmMachine) m = machine_with (list);
  g_autoptr (GError) error = NULL;
  uint32_t steps;

  test_do (m, "set auto_daemons 0");
  wake (m, &busy, NULL);
  steps = km_machine_n_steps (m);
  m->step_limit = 1000;
  g_assert_false (km_machine_run (m, "t", 1, "set auto_daemons 1", NULL, &error));
  g_assert_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_LIMIT);
  g_assert_cmpuint (km_machine_n_steps (m), ==, steps);
  test_do (m, "alloc_pages 0");
}

/* --- Tasks that sleep ------------------------------------------------------------------------- */

static void
sleep_in (KmMachine *m, const char *task, const uint32_t *word, const char *line)
{
  km_machine_begin (m);
  km_task_sleep (m, km_task_from_name (m, task), word);
  km_machine_end (m, line);
}

static void
assert_refused (KmMachine *m, const char *line, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (km_machine_run (m, "t", 1, line, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, ==, message);
}

static uint32_t
content_at (KmMachine *m, const char *task, const char *addr)
{
  return km_frame_content (m, test_value (m, task, "pfn %s %s", task, addr));
}

static void
test_sleep (void)
{
  g_autoptr (KmMachine) m = machine_with (daemons);
  const uint32_t *word, *other;
  uint64_t asleep;
  uint32_t cursor;

  test_do (m, "exec first");
  test_do (m, "exec second");
  test_do (m, "x = mmap first 1p rw shared");
  test_do (m, "y = mmap second 1p rw");
  word = &km_frame_at (m, 0x800)->flags;
  other = &km_frame_at (m, 0x801)->flags;
  sleep_in (m, "second", word, "write second y value=2");
  sleep_in (m, "first", word, "write first x value=1");
  assert_refused (m, "read first x", "t:1:6: “first” sleeps; expected a command that wakes it first");
  asleep = km_machine_hash (m);
  cursor = km_machine_cursor (m);

  km_machine_begin (m);
  km_wake_up (m, other);        /* nobody sleeps there */
  km_machine_end (m, "wake up the other");
  assert_refused (m, "read second y", "t:1:6: “second” sleeps; expected a command that wakes it first");

  km_machine_begin (m);
  km_wake_up (m, word);
  km_daemon_wake (m, &a);
  km_machine_end (m, "wake up");
  g_assert_cmphex (content_at (m, "first", "x"), ==, KM_CONTENT_VALUE | 1);
  g_assert_cmphex (content_at (m, "second", "y"), ==, KM_CONTENT_VALUE | 2);
  g_assert_cmpuint (test_step_arg (m, "access", 1, "task"), ==, km_task_from_name (m, "second")->id);
  g_assert_cmpstr (order->str, ==, "a");
  test_do (m, "read first x");
  test_check (m);

  km_machine_goto (m, cursor);
  g_assert_cmphex (km_machine_hash (m), ==, asleep);
  assert_refused (m, "read first x", "t:1:6: “first” sleeps; expected a command that wakes it first");
}

/* What was right when the task fell asleep may be wrong when it wakes: it is told, and the waker's command stands. */
static void
test_wakes_into_an_error (void)
{
  g_autoptr (KmMachine) m = machine_with (daemons);
  const KmCommandRecord *command;

  test_do (m, "exec sh");
  sleep_in (m, "sh", &m->state->last_wake, "write sh nowhere");
  km_machine_begin (m);
  km_wake_up (m, &m->state->last_wake);
  km_machine_end (m, "wake up");
  command = g_ptr_array_index (m->commands, m->commands->len - 1);
  g_assert_nonnull (strstr (command->transcript, "unknown name ‘nowhere’"));
  test_do (m, "read sh stack_start");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  order = g_string_new (NULL);
  g_test_add_func ("/daemon/order", test_order);
  g_test_add_func ("/daemon/by-hand", test_by_hand);
  g_test_add_func ("/daemon/history", test_history);
  g_test_add_func ("/daemon/for-ever", test_for_ever);
  g_test_add_func ("/daemon/sleep", test_sleep);
  g_test_add_func ("/daemon/wakes-into-an-error", test_wakes_into_an_error);
  result = g_test_run ();
  g_string_free (order, TRUE);
  return result;
}
