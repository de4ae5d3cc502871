/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/machine/seam.h"

#include "core/language/commands.h"
#include "core/state/daemon.h"

static const KmCommandRecord *
command_of (const KmMachine *m, uint32_t serial)
{
  for (guint i = m->commands->len; i-- > 0;)
    {
      const KmCommandRecord *command = g_ptr_array_index (m->commands, i);

      if (command->serial == serial)
        return command;
    }
  return NULL;
}

/* The line that put the task to sleep, from its start. What is wrong with it by now is printed: whoever woke the task
 * did nothing wrong. */
static void
run_again (KmMachine *m, const KmTask *task, gboolean (*run) (KmCall *call, GError **error))
{
  const KmCommandRecord *command = command_of (m, task->sleeps_in);
  KmTaskId id = { task->id };
  GError *wrong = NULL;
  g_autoptr (KmLine) line = command == NULL ? NULL : km_line_parse ("again", 1, command->text, &wrong);
  KmCall call = { .m = m, .line = line, .verb = line == NULL ? NULL : km_verb_check (line, &wrong) };

  if (call.verb != NULL)
    {
      km_call_bind (&call);
      if (!run (&call, &wrong))
        g_string_append_printf (m->out, "%s\n", wrong->message);
    }
  g_clear_error (&wrong);
  task = km_task (m, id);
  if (task != NULL && task->sleeps_on == 0)
    KM_EDIT (m, task->sleeps_in, 0);
}

void
km_machine_seam (KmMachine *m, gboolean (*run) (KmCall *call, GError **error))
{
  const KmDaemon *daemon;
  const KmTask *task;

  while (m->state != NULL && !km_machine_must_stop (m) && km_woken_next (m, &daemon, &task))
    {
      if (daemon != NULL)
        km_daemon_run (m, daemon);
      else
        run_again (m, task, run);
    }
}
