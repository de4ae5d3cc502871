/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a program that a signal has ended can no longer do. The engine lets it go on, for a recorded program may
 * have caught its signal; here nobody catches one, so whoever sees it dead must not see it run again. */
#include "ui/session/refuse.h"

#include "vmarium-config.h"

#include "core//language/commands.h"
#include "core/language/forms.h"
#include "core/state/read.h"
#include "ui/session/desk-page.h"
#include "ui/session/desk.h"
#include "ui/session/session-private.h"

#include <glib/gi18n-lib.h>

/* The verb that ends a program may still be used: the kernel cleans up behind a dead one. */
static gboolean
cleans_up (const KmVerb *verb)
{
  return g_str_equal (verb->verb, "exit");
}

/* The dead program that the line would make do something, as things are at the cursor. */
static const KmTask *
dead_one (const KmMachine *machine,
          const KmLine    *line,
          const KmVerb    *verb,
          guint           *column)
{
  guint place = 0;

  for (guint i = 0; i < line->n_args; i++)
    {
      const KmVerbArg *arg = km_verb_arg_of (verb, &line->args[i], &place);
      const KmTask *task = arg && arg->kind == KM_VERB_ARG_TASK ? km_task_from_name (machine, line->args[i].text) : NULL;

      *column = line->args[i].column;
      if (vmr_task_is_dead (task))
        return task;
    }
  return NULL;
}

char *
vmr_session_refusal (const VmrSession *self,
                     const char       *text,
                     guint            *column)
{
  g_autoptr (KmLine) line = km_line_parse ("console", 1, text, NULL);
  const KmVerb *verb = line ? km_verb_check (line, NULL) : NULL;
  const KmTask *task;
  guint at;

  g_return_val_if_fail (self != NULL, NULL);
  if (verb == NULL || verb->flags & READS || cleans_up (verb) || km_machine_state (self->machine) == NULL)
    return NULL;
  task = dead_one (self->machine, line, verb, column ? column : &at);
  return task ? g_strdup_printf (_("%s was ended by %s and runs no more. Start another program, or let the kernel "
                                   "clean up behind it: exit %s"),
                                 km_task_name (self->machine, task), vmr_task_signal_name (task), km_task_name (self->machine, task)) : NULL;
}

/* A line runs behind the command that the cursor is in, at whose end a program may be dead. */
char *
vmr_session_refusal_behind (VmrSession *self,
                            const char *text,
                            guint      *column)
{
  g_return_val_if_fail (VMR_IS_SESSION (self), NULL);

  guint cursor = vmr_session_cursor (self);
  char *refusal;

  if (cursor > 0)
    km_machine_goto (self->machine,
                     km_machine_command (self->machine, km_machine_step_command (self->machine, cursor))->last_step);
  refusal = vmr_session_refusal (self, text, column);
  km_machine_goto (self->machine, cursor);
  return refusal;
}
