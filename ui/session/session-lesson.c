/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Experiments: what a student tries leaves the lesson's own line of history. */
#include "ui/session/session-lesson.h"

#include "vmarium-config.h"

#include "ui/session/desk.h"
#include "ui/session/refuse.h"
#include "ui/session/session-place.h"
#include "ui/session/session-private.h"

#include <glib/gi18n-lib.h>

GPtrArray *
vmr_session_tries (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  guint cursor = vmr_session_cursor (self);
  const VmrPart *part = vmr_session_part (self, vmr_session_current_part (self));
  GPtrArray *found = g_ptr_array_new ();

  /* In front of what the user has run the lesson is what it was, and offers the same. */
  for (guint i = 0; !vmr_session_is_own (self, cursor) && part && i < part->tries->len; i++)
    {
      VmrSay *try = part->tries->pdata[i];
      g_autofree char *refusal = vmr_session_refusal (self, try->command, NULL);

      if (try->step <= cursor && refusal == NULL)
        g_ptr_array_add (found, try);
    }
  return found;
}

gboolean
vmr_session_is_away (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->lesson.away || self->lesson.stash != NULL;
}

/* The line that was left: what lies behind the place where the user's own begins. */
static const KmBranch *
left_branch (const VmrSession *self)
{
  for (guint i = 0; self->lesson.home_branch && i < km_machine_n_branches (self->machine); i++)
    if (g_strcmp0 (km_machine_branch (self->machine, i)->name, self->lesson.home_branch) == 0)
      return km_machine_branch (self->machine, i);
  return NULL;
}

guint
vmr_session_own_first (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);

  const KmBranch *branch = left_branch (self);

  return !self->lesson.away ? 0 : (branch ? branch->fork : self->act->end) + 1;
}

gboolean
vmr_session_is_own (const VmrSession *self,
                    guint             step)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->lesson.away && step >= vmr_session_own_first (self);
}

static gboolean
switch_to (VmrSession *self,
           const char *name)
{
  for (guint i = 0; i < km_machine_n_branches (self->machine); i++)
    if (g_strcmp0 (km_machine_branch (self->machine, i)->name, name) == 0)
      return km_machine_switch_branch (self->machine, i);
  return FALSE;
}

/* Onto the file's own line, without a signal. */
void
vmr_session_take_home (VmrSession *self)
{
  guint cursor = vmr_session_cursor (self);

  if (self->lesson.home_branch != NULL && !switch_to (self, self->lesson.home_branch))
    return;
  g_clear_pointer (&self->lesson.home_branch, g_free);
  self->lesson.away = FALSE;
  km_machine_goto (self->machine, MIN (cursor, vmr_session_n_steps (self)));
}

void
vmr_session_go_home (VmrSession *self)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  self->lesson.leaves_at = 0;
  if (self->lesson.away)
    {
      vmr_session_take_home (self);
      self->backwards = TRUE;
      km_machine_goto (self->machine, MIN (self->lesson.home_step, vmr_session_n_steps (self)));
      vmr_session_emit_config (self);
      vmr_session_emit_moved (self);
    }
  else if (self->lesson.stash != NULL)
    {
      vmr_session_leave_aside (self);
    }
}

void
vmr_session_switch_branch (VmrSession *self,
                           guint       branch)
{
  g_return_if_fail (VMR_IS_SESSION (self));

  const KmBranch *wanted = km_machine_branch (self->machine, branch);
  g_autofree char *name = wanted ? g_strdup (wanted->name) : NULL;
  gboolean home = g_strcmp0 (name, self->lesson.home_branch) == 0;
  guint fork = wanted ? wanted->fork : 0;

  if (name == NULL)
    return;
  if (self->lesson.away)
    vmr_session_take_home (self);
  vmr_session_count_home (self);
  if (!home && switch_to (self, name))
    {
      /* The two lines have changed names. */
      self->lesson.away = self->act->end > 0;
      self->lesson.home_branch = self->lesson.away ? g_strdup (name) : NULL;
      self->lesson.home_step = fork;
      km_machine_goto (self->machine, MIN (fork + 1, km_machine_n_steps (self->machine)));
    }
  vmr_session_emit_config (self);
  vmr_session_emit_moved (self);
}

gboolean
vmr_session_run (VmrSession  *self,
                 const char  *line,
                 char       **transcript,
                 GError     **error)
{
  guint before = vmr_session_cursor (self), n_branches, n_commands, column = 0;
  gboolean at_end = vmr_session_at_end (self);
  g_autofree char *out = NULL;
  g_autofree char *refusal = NULL;

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  refusal = vmr_session_refusal_behind (self, line, &column);
  if (refusal != NULL)
    {
      g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX, "console:1:%u: %s", column, refusal);
      return FALSE;
    }
  /* A branch grows from the file's line only: else its root might vanish under it. */
  if (self->lesson.away && !vmr_session_is_own (self, before))
    vmr_session_take_home (self);
  if (!self->lesson.away)
    vmr_session_count_home (self);
  n_branches = km_machine_n_branches (self->machine);
  n_commands = km_machine_n_commands (self->machine);
  if (!km_machine_run (self->machine, "console", 1, line, &out, error))
    return FALSE;
  if (transcript)
    *transcript = g_steal_pointer (&out);
  if (km_machine_n_commands (self->machine) == n_commands &&
      km_machine_n_branches (self->machine) == n_branches)
    return TRUE;
  if (self->act->end > 0 && !self->lesson.away)
    {
      self->lesson.away = TRUE;
      self->lesson.home_step = before;
      self->lesson.home_at_end = at_end;
      if (km_machine_n_branches (self->machine) > n_branches && before < self->act->end)
        self->lesson.home_branch = g_strdup (km_machine_branch (self->machine, n_branches)->name);
    }
  km_machine_goto (self->machine,
                   km_machine_command (self->machine, km_machine_n_commands (self->machine) - 1)->first_step);
  self->backwards = FALSE;
  vmr_session_note_try (self);
  vmr_session_emit_config (self);
  vmr_session_emit_moved (self);
  return TRUE;
}
