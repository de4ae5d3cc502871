/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whom the panels show, and who goes on when a command has ended. */
#include "tests/ui/support.h"
#include "tests/ui/test-session.h"
#include "ui/session/session-move.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

#include <string.h>

/* At the end of a command a program goes on, where one runs. */
void
test_end (void)
{
  static const struct { const char *line, *why[2]; } ends[] = {
    { "a = alloc_pages 0", { "No program is running now.", "没有程序在运行" } },
    { "exec sh text=64K data=8K", { "goes on with its next instruction", "继续执行下一条指令" } },
    { "b = alloc_pages 0", { "goes on with its next instruction", "继续执行下一条指令" } },
    { "exit sh", { "No program is running now.", "没有程序在运行" } },
  };
  g_autoptr (VmrSession) session = vmr_session_new ();

  test_open_machine (session, "ram=64M layout=classic");
  for (guint i = 0; i < G_N_ELEMENTS (ends) * 2; i++)
    {
      g_autofree char *why = NULL;

      if (i % 2 == 0)
        test_run (session, ends[i / 2].line);
      why = vmr_session_words (session, vmr_session_cursor (session), VMR_WORDS_WHY, i % 2 > 0);
      g_test_message ("%s: %s", ends[i / 2].line, why);
      g_assert_nonnull (strstr (why, ends[i / 2].why[i % 2]));
    }
}

static void
assert_about (VmrSession *session,
              const char *shown,
              const char *running)
{
  const KmMachine *machine = vmr_session_machine (session);

  g_assert_cmpstr (vmr_session_task (session)->comm, ==, shown);
  g_assert_cmpstr (km_task (machine, km_machine_state (machine)->cpu[0].task)->comm, ==, running);
}

/* The panels show the program that a command is about, whichever runs; one that was chosen stays until
 * the commands are about another. */
void
test_subject (void)
{
  static const char *const lines[] = { "exec editor text=32K data=8K", "exec shell text=32K data=8K",
                                       "exec calc text=32K data=8K" };
  g_autoptr (VmrSession) session = vmr_session_new ();

  test_open_machine (session, "ram=64M layout=classic");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    test_run (session, lines[i]);
  assert_about (session, "calc", "calc");
  test_run (session, "m = mmap editor 64K rw");
  assert_about (session, "editor", "calc");
  vmr_session_jump (session, vmr_session_cursor (session) - 1);
  assert_about (session, "editor", "calc");
  vmr_session_choose_task (session, (KmTaskId) { vmr_session_state (session)->cpu[0].task.value });
  assert_about (session, "calc", "calc");
  test_run (session, "brk editor heap+8K");
  assert_about (session, "calc", "calc");
  test_run (session, "munmap shell data 4K");
  assert_about (session, "shell", "calc");
  test_run (session, "write editor m");
  assert_about (session, "editor", "editor");
  test_run (session, "a = alloc_pages 0");
  assert_about (session, "editor", "editor");
}

/* While a command makes a task, the panels show who was shown before: a task without an address space
 * would be an empty one. */
void
test_being_made (void)
{
  static const struct { const char *line; KmStepKind made; } makes[] = {
    { "exec tiny text=64K data=8K bss=16K", KM_STEP_EXEC_MM }, { "fork editor kid", KM_STEP_FORK_MM },
  };
  g_autoptr (VmrSession) session = vmr_session_new ();
  const KmMachine *machine;

  test_open_machine (session, "ram=64M layout=classic");
  test_run (session, "exec editor text=32K data=8K");
  test_run (session, "exec shell text=32K data=8K");
  for (guint i = 0; i < G_N_ELEMENTS (makes); i++)
    {
      guint made, last, steps = 0;
      const char *after;

      test_run (session, "munmap editor data 4K");
      machine = vmr_session_machine (session);
      made = vmr_session_cursor (session) + 1;
      test_run (session, makes[i].line);
      last = vmr_session_n_steps (session);
      after = vmr_session_task (session)->comm;
      vmr_session_jump (session, made);
      for (; km_machine_step_kind (machine, vmr_session_cursor (session)) != makes[i].made; steps++)
        {
          g_assert_cmpstr (km_task_name (machine, vmr_session_task (session)), ==, "editor");
          vmr_session_jump (session, vmr_session_cursor (session) + 1);
          g_assert_cmpuint (vmr_session_cursor (session), <=, last);
        }
      g_assert_cmpuint (steps, >, 0);
      g_assert_cmpstr (vmr_session_task (session)->comm, ==, after);
      vmr_session_jump (session, last);
    }
}

/* Whoever ends is shown up to the step that says so, also when another one runs. */
void
test_ending (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  const KmMachine *machine;
  guint first, steps = 0;

  test_open_machine (session, "ram=64M layout=classic");
  test_run (session, "exec shell text=32K data=8K");
  test_run (session, "exec editor text=32K data=8K");
  machine = vmr_session_machine (session);
  first = vmr_session_n_steps (session) + 1;
  test_run (session, "exit shell");
  for (guint step = first; steps == 0 || km_machine_step_kind (machine, step - 1) != KM_STEP_EXIT_MM; step++)
    {
      g_assert_cmpuint (step, <=, vmr_session_n_steps (session));
      vmr_session_jump (session, step);
      g_assert_cmpstr (vmr_session_task (session)->comm, ==, "shell");
      steps++;
    }
  g_assert_cmpuint (steps, >, 5);
  vmr_session_jump (session, vmr_session_n_steps (session));
  g_assert_cmpstr (vmr_session_task (session)->comm, ==, "editor");
  /* What the CPU tidies up before is no stop of the story. */
  test_run (session, "write editor data");
  first = vmr_session_n_steps (session) + 1;
  test_run (session, "exit editor");
  g_assert_cmpint (km_machine_step_kind (machine, first), ==, KM_STEP_LRU_DRAIN);
  g_assert_false (vmr_session_is_stop (session, first));
  g_assert_true (vmr_session_is_stop (session, first + 1));
}
