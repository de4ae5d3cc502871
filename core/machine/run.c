/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/machine/run.h"

#include "core/language/commands.h"
#include "core/language/names.h"
#include "core/machine/branches.h"
#include "core/machine/command.h"
#include "core/machine/seam.h"
#include "core/state/cursor.h"

#define STEPS_AHEAD 32768u              /* for which journal memory is made ready */

static KmCommandRecord *
command_at (const KmMachine *m, guint i)
{
  return g_ptr_array_index (m->commands, i);
}

/* A new command starts where the last one ended; from the middle of one, that one is finished
 * first. */
static void
finish_command (KmMachine *m)
{
  uint32_t cursor = m->store.cursor;

  if (cursor > 0)
    km_store_goto (&m->store, command_at (m, km_machine_step_command (m, cursor))->last_step);
}

static gboolean
stopped_early (KmMachine *m, const KmLine *line, GError **error)
{
  if (!km_machine_must_stop (m))
    return FALSE;
  if (g_atomic_int_get (&m->cancelled))
    g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_CANCELLED,
                 "%s:%u:%u: cancelled; nothing has changed", line->file, line->number,
                 line->verb_column);
  else if (km_store_is_nearly_full (&m->store))
    g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_LIMIT,
                 "%s:%u:%u: no room on the disk for more than %u steps; expected a shorter script",
                 line->file, line->number, line->verb_column, m->command_first);
  else
    g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_LIMIT,
                 "%s:%u:%u: more than %u steps; expected a command that takes fewer", line->file,
                 line->number, line->verb_column, m->step_limit);
  return TRUE;
}

static gboolean
execute (KmCall *call, GError **error)
{
  KmMachine *m = call->m;
  uint32_t first = m->store.n_steps;
  gboolean ok;

  km_machine_begin (m);
  ok = km_call_run (call, error);
  if (ok)
    km_machine_seam (m, km_call_run);
  ok = ok && !stopped_early (m, call->line, error);
  if (ok)
    km_step_plain (m, DONE);
  else if (m->state != NULL)
    km_store_rollback (&m->store, first);
  m->busy = m->store.recording = FALSE;
  return ok;
}

static gboolean
run_reading (KmCall *call, GError **error)
{
  return call->verb->handler (call, error);
}

static gboolean
run_writing (KmCall *call, GError **error)
{
  KmMachine *m = call->m;
  KmBranch *branch = NULL;
  uint32_t cursor = m->store.cursor;
  KmCommandRecord *record;

  if (call->line->result != NULL && !km_name_free_for_use (m, call->line->result))
    {
      km_call_error (call, call->line->result_column, error, "“%s” is in use already; expected a new name",
                     call->line->result);
      return FALSE;
    }
  finish_command (m);
  if (m->store.cursor < m->store.n_steps)
    branch = km_branch_cut (m);
  record = g_new0 (KmCommandRecord, 1);
  record->first_step = m->store.n_steps + 1;
  if (!execute (call, error))
    {
      km_command_free (record);
      if (branch != NULL)
        km_branch_put_back (m, branch);
      if (m->state != NULL)
        km_store_goto (&m->store, cursor);
      return FALSE;
    }
  if (branch != NULL)
    g_ptr_array_add (m->branches, branch);
  record->serial = ++m->last_serial;
  record->last_step = m->store.n_steps;
  record->text = g_strstrip (g_strndup (call->line->source, call->line->length));
  record->transcript = g_strdup (m->out->str);
  record->task = call->subject;
  g_ptr_array_add (m->commands, record);
  return TRUE;
}

static gboolean
boot_first (KmMachine *m, const KmLine *line, const KmVerb *verb, GError **error)
{
  if (verb->flags & FIRST)
    {
      if (m->state == NULL)
        return TRUE;
      km_line_set_error (error, line, line->verb_column, KM_SCRIPT_ERROR_SYNTAX,
                         "%s after other commands; expected it as the first line", verb->verb);
      return FALSE;
    }
  return m->state != NULL || km_machine_run (m, line->file, line->number, "machine", NULL, error);
}

gboolean
km_machine_run (KmMachine *m, const char *file, guint line_no, const char *text, char **transcript,
                GError **error)
{
  GError *syntax = NULL;
  g_autoptr (KmLine) line = km_line_parse (file, line_no, text, &syntax);
  KmCall call = { .m = m, .line = line };
  gboolean ok;

  g_return_val_if_fail (!m->busy, FALSE);
  if (transcript != NULL)
    *transcript = NULL;
  if (line == NULL)             /* empty, a comment, or wrong */
    {
      if (syntax == NULL)
        return TRUE;
      g_propagate_error (error, syntax);
      return FALSE;
    }
  call.verb = km_verb_check (line, error);
  if (call.verb == NULL || !boot_first (m, line, call.verb, error))
    return FALSE;
  km_call_bind (&call);
  m->out = g_string_new (NULL);
  ok = call.verb->flags & READS ? run_reading (&call, error) : run_writing (&call, error);
  km_store_prefault (&m->store, STEPS_AHEAD);
  km_store_sum_up (&m->store);
  if (ok && transcript != NULL)
    *transcript = g_strdup (m->out->str);
  g_string_free (m->out, TRUE);
  m->out = NULL;
  return ok;
}

gboolean
km_machine_verify (const char *file, guint line_no, const char *text, GError **error)
{
  GError *syntax = NULL;
  g_autoptr (KmLine) line = km_line_parse (file, line_no, text, &syntax);

  if (line != NULL)
    return km_verb_check (line, error) != NULL;
  if (syntax == NULL)
    return TRUE;
  g_propagate_error (error, syntax);
  return FALSE;
}
