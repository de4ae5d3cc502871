/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/machine/command.h"

#include "core/language/expr.h"
#include "core/language/names.h"
#include "core/machine/seam.h"

static gboolean
name_result (KmCall *call, GError **error)
{
  const char *name = call->line->result;
  KmMachine *m = call->m;

  if (name == NULL)
    return TRUE;
  if (call->is_none || !call->has_result)
    {
      g_string_append_printf (m->out, "%s = none\n", name);
      return km_name_define_none (call, name, call->line->result_column, error);
    }
  g_string_append_printf (m->out,
                          call->result_kind == KM_NAME_PFN ? "%s = 0x%05x\n" : "%s = 0x%08x\n",
                          name, call->result);
  return km_name_define (call, name, call->line->result_column, call->result_kind, call->result,
                         call->result_ref, error);
}

static uint32_t
chosen_cpu (const KmLine *line)
{
  const KmArg *arg = km_line_key (line, "cpu");
  guint64 cpu = 0;

  if (arg != NULL)
    km_expr_eval (arg->text, arg->text_column, NULL, NULL, &cpu, NULL);
  return MIN (cpu, KM_MAX_CPUS);
}

/* Its result has no name until it has run to its end. */
static gboolean
sleeps (const KmCall *call)
{
  return call->task != NULL && call->task->sleeps_on != 0;
}

gboolean
km_call_run (KmCall *call, GError **error)
{
  KmMachine *m = call->m;
  guint cpu = chosen_cpu (call->line), before = m->cpu;
  gboolean ok;

  if (m->state != NULL && cpu >= m->state->config.cpus)
    {
      km_call_error (call, km_line_key (call->line, "cpu")->text_column, error,
                     "there is no CPU %u; expected one below %u", cpu, m->state->config.cpus);
      return FALSE;
    }
  m->cpu = cpu;
  ok = call->verb->handler (call, error);
  m->cpu = before;
  return ok && (sleeps (call) || name_result (call, error));
}

void
km_machine_begin (KmMachine *m)
{
  m->busy = m->store.recording = TRUE;
  m->command_first = m->store.n_steps;
}

void
km_machine_end (KmMachine *m, const char *text)
{
  KmCommandRecord *record = g_new0 (KmCommandRecord, 1);

  m->out = g_string_new (NULL);
  km_machine_seam (m, km_call_run);
  km_step_plain (m, DONE);
  m->busy = m->store.recording = FALSE;
  record->serial = ++m->last_serial;
  record->first_step = m->command_first + 1;
  record->last_step = m->store.n_steps;
  record->text = g_strdup (text);
  record->transcript = g_string_free (g_steal_pointer (&m->out), FALSE);
  g_ptr_array_add (m->commands, record);
}
