/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Questions and experiments: where a lesson is left to the student. */
#include "vmarium-config.h"

#include "ui/session/session-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* --- questions ------------------------------------------------------------------------------ */

static VmrQuestion *
question_here (const VmrSession *self)
{
  guint cursor = vmr_session_cursor (self);

  for (guint i = 0; !self->away && i < self->book->questions->len; i++)
    {
      VmrQuestion *question = self->book->questions->pdata[i];

      if (question->act == self->act_index &&
          (question->revealed ? cursor == question->answer_step
                              : cursor >= question->step && cursor < question->answer_step))
        return question;
    }
  return NULL;
}

const VmrQuestion *
vmr_session_question (const VmrSession *self)
{
  return question_here (self);
}

gboolean
vmr_session_masks_zones (const VmrSession *self)
{
  const VmrQuestion *question = question_here (self);

  return question && !question->revealed && g_strcmp0 (question->ask->target, "zone") == 0;
}

guint
vmr_session_held (VmrSession *self,
                  guint       cursor,
                  guint       target)
{
  for (guint i = 0; self->holds && !self->away && i < self->book->questions->len; i++)
    {
      const VmrQuestion *question = self->book->questions->pdata[i];

      if (question->act == self->act_index && !question->revealed &&
          cursor < question->answer_step && target >= question->answer_step)
        target = question->answer_step - 1;
    }
  return target;
}

void
vmr_session_set_holds (VmrSession *self,
                       gboolean    holds)
{
  self->holds = holds;
}

guint
vmr_question_place (const VmrQuestion *question,
                    guint              option)
{
  for (guint i = 0; i < question->n_ordered; i++)
    if (question->order[i] == option)
      return i + 1;
  return 0;
}

/* The next place; an option that has one already is taken out, with all behind it. */
static void
order_put (VmrQuestion *question,
           guint        option)
{
  guint place = vmr_question_place (question, option);

  if (place > 0)
    question->n_ordered = place - 1;
  else if (question->n_ordered < KM_LESSON_MAX_OPTIONS)
    question->order[question->n_ordered++] = option;
}

static gboolean
order_is_right (const VmrQuestion *question)
{
  for (guint i = 0; i < question->n_ordered; i++)
    if (question->order[i] != i)
      return FALSE;
  return question->n_ordered == question->ask->options->len;
}

void
vmr_session_choose (VmrSession *self,
                    int         option)
{
  VmrQuestion *question = question_here (self);

  if (question == NULL || question->revealed || option < 0 ||
      option >= (int) question->ask->options->len)
    return;
  question->chosen = option;
  if (question->ask->kind == KM_ASK_ORDER)
    order_put (question, (guint) option);
  vmr_session_emit_config (self);
}

guint
vmr_question_shown (const VmrQuestion *question,
                    guint              place)
{
  guint n = question->ask->options->len;

  /* 3 2 5 4 1 …: every place once, none where it belongs. */
  if (question->ask->kind != KM_ASK_ORDER || n < 2)
    return place;
  return n % 2 == 0 || place < n - 3 ? place ^ 1 : place + 1 < n ? place + 1 : n - 3;
}

gboolean
vmr_session_type (VmrSession *self,
                  char        key)
{
  VmrQuestion *question = question_here (self);

  if (question == NULL || question->revealed || question->ask->kind != KM_ASK_NUMBER ||
      (key == '\b' && question->typed->len == 0))
    return FALSE;
  if (key == '\b')
    g_string_truncate (question->typed, question->typed->len - 1);
  else if (question->typed->len < 12)
    g_string_append_c (question->typed, key);
  vmr_session_emit_config (self);
  return TRUE;
}

gboolean
vmr_session_point (VmrSession *self,
                   VmrRef      ref)
{
  VmrQuestion *question = question_here (self);
  guint order;

  if (question == NULL || question->revealed || question->ask->kind != KM_ASK_NUMBER ||
      question->ask->target == NULL || (ref.kind != VMR_REF_BLOCK && ref.kind != VMR_REF_FRAME) ||
      self->machine->state == NULL || ref.id >= self->machine->state->n_frames)
    return FALSE;
  g_string_printf (question->typed, "0x%05x", km_frame_block (self->machine, ref.id, &order));
  vmr_session_emit_config (self);
  return TRUE;
}

void
vmr_session_reveal (VmrSession *self)
{
  VmrQuestion *question = question_here (self);

  if (question == NULL || question->revealed)
    return;
  question->revealed = TRUE;
  vmr_session_jump (self, question->answer_step);
}

static int
option_of (const VmrQuestion *question,
           const char        *value)
{
  for (guint i = 0; value && question->values[i] != NULL; i++)
    if (g_ascii_strcasecmp (question->values[i], value) == 0)
      return (int) i;
  return -1;
}

int
vmr_question_truth (const VmrQuestion *question)
{
  return option_of (question, question->answer);
}

int
vmr_question_choice (const VmrQuestion *question)
{
  return question->ask->kind == KM_ASK_NUMBER ? option_of (question, question->typed->str)
                                              : question->chosen;
}

gboolean
vmr_question_is_right (const VmrQuestion *question)
{
  if (question->ask->kind == KM_ASK_NUMBER)
    {
      gint64 typed = g_ascii_strtoll (question->typed->str, NULL, 10);
      gint64 answer = g_ascii_strtoll (question->answer ? question->answer : "0", NULL, 0);

      return question->typed->len > 0 && ABS (typed - answer) <= question->ask->tolerance;
    }
  if (question->ask->kind == KM_ASK_ORDER)
    return order_is_right (question);
  return question->chosen >= 0 && question->chosen == vmr_question_truth (question);
}

gboolean
vmr_session_ask_again (VmrSession *self)
{
  guint cursor = vmr_session_cursor (self);
  VmrQuestion *found = NULL;

  for (guint i = 0; !self->away && i < self->book->questions->len; i++)
    {
      VmrQuestion *question = self->book->questions->pdata[i];

      if (question->act == self->act_index && question->step <= cursor)
        found = question;
    }
  if (found == NULL)
    return FALSE;
  found->revealed = found->offered = FALSE;
  found->chosen = -1;
  found->n_ordered = 0;
  g_string_truncate (found->typed, 0);
  if (cursor != MIN (found->answer_step - 1, found->step))
    vmr_session_jump (self, found->step);
  vmr_session_emit_config (self);
  return TRUE;
}

/* --- another machine, and back ---------------------------------------------------------------- */

gboolean
vmr_session_retry (VmrSession  *self,
                   GError     **error)
{
  const VmrQuestion *question = question_here (self);
  VmrBook *book;
  guint index;

  if (question == NULL || question->ask->retry == NULL || self->stash != NULL)
    return FALSE;
  book = vmr_book_load (self->book->path, question->ask->retry, error);
  if (book == NULL)
    return FALSE;
  if (!g_ptr_array_find (self->book->questions, question, &index))
    g_assert_not_reached ();
  self->stash = self->book;
  self->stash_act = self->act_index;
  self->stash_step = vmr_session_cursor (self);
  self->book = book;
  question = book->questions->pdata[index];
  vmr_session_show_act (self, question->act, question->step);
  return TRUE;
}

static void
leave_retry (VmrSession *self)
{
  VmrBook *left = self->book;
  guint step = self->stash_step;

  self->away = FALSE;
  g_clear_pointer (&self->home_branch, g_free);
  self->book = g_steal_pointer (&self->stash);
  vmr_session_show_act (self, self->stash_act, step);
  vmr_book_free (left);
}

/* --- experiments ------------------------------------------------------------------------------ */

GPtrArray *
vmr_session_tries (const VmrSession *self)
{
  guint cursor = vmr_session_cursor (self);
  const VmrPart *part = vmr_session_part (self, vmr_session_current_part (self));
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; !self->away && part && i < part->tries->len; i++)
    if (((VmrSay *) part->tries->pdata[i])->step <= cursor)
      g_ptr_array_add (found, part->tries->pdata[i]);
  return found;
}

gboolean
vmr_session_is_away (const VmrSession *self)
{
  return self->away || self->stash != NULL;
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
static void
take_home (VmrSession *self)
{
  guint cursor = vmr_session_cursor (self);

  if (self->home_branch != NULL && !switch_to (self, self->home_branch))
    return;
  g_clear_pointer (&self->home_branch, g_free);
  self->away = FALSE;
  km_machine_goto (self->machine, MIN (cursor, vmr_session_n_steps (self)));
}

void
vmr_session_go_home (VmrSession *self)
{
  if (self->away)
    {
      take_home (self);
      self->backwards = TRUE;
      km_machine_goto (self->machine, MIN (self->home_step, vmr_session_n_steps (self)));
      vmr_session_emit_config (self);
      vmr_session_emit_moved (self);
    }
  else if (self->stash != NULL)
    {
      leave_retry (self);
    }
}

void
vmr_session_switch_branch (VmrSession *self,
                           guint       branch)
{
  const KmBranch *wanted = km_machine_branch (self->machine, branch);
  g_autofree char *name = wanted ? g_strdup (wanted->name) : NULL;
  gboolean home = g_strcmp0 (name, self->home_branch) == 0;
  guint fork = wanted ? wanted->fork : 0;

  if (name == NULL)
    return;
  if (self->away)
    take_home (self);
  if (!home && switch_to (self, name))
    {
      /* The two lines have changed names. */
      self->away = self->act->end > 0;
      self->home_branch = self->away ? g_strdup (name) : NULL;
      self->home_step = fork;
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
  guint before = vmr_session_cursor (self), n_branches, n_commands;
  const KmBranch *branch;
  g_autofree char *out = NULL;

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  /* A branch grows from the file's line only: else its root might vanish under it. */
  branch = NULL;
  for (guint i = 0; self->home_branch && i < km_machine_n_branches (self->machine); i++)
    if (g_strcmp0 (km_machine_branch (self->machine, i)->name, self->home_branch) == 0)
      branch = km_machine_branch (self->machine, i);
  if (self->away && (branch ? before <= branch->fork : before <= self->act->end))
    take_home (self);
  n_branches = km_machine_n_branches (self->machine);
  n_commands = self->machine->commands->len;
  if (!km_machine_run (self->machine, "console", 1, line, &out, error))
    return FALSE;
  if (transcript)
    *transcript = g_steal_pointer (&out);
  if (self->machine->commands->len == n_commands &&
      km_machine_n_branches (self->machine) == n_branches)
    return TRUE;
  if (self->act->end > 0 && !self->away)
    {
      self->away = TRUE;
      self->home_step = before;
      if (km_machine_n_branches (self->machine) > n_branches && before < self->act->end)
        self->home_branch = g_strdup (km_machine_branch (self->machine, n_branches)->name);
    }
  km_machine_goto (self->machine,
                   ((KmCommandRecord *) self->machine->commands->pdata[
                      self->machine->commands->len - 1])->first_step);
  self->backwards = FALSE;
  vmr_session_emit_config (self);
  vmr_session_emit_moved (self);
  return TRUE;
}
