/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How far one may walk while a question is open.
 *
 *   question ──► stop ──► stop ──┤ telling step … answering step
 *
 * A large number is taken out of what the steps on the way say (mask.c), so that one may walk up to its
 * answer. An order, a zone or a yes cannot be hidden in a drawing: there the walk ends before the first
 * step on the way that is about the same thing, such as the merges that lead to an order. A lecture never
 * waits: there that step shows the answer. Once it is shown these steps are walked, see vmr_session_reveal ().
 */
#include "ui/session/session-hold.h"

#include "core/lesson/number.h"
#include "ui/session/session-private.h"
#include "ui/session/session-stops.h"

guint
vmr_question_telling (const VmrQuestion *question,
                      const KmMachine   *machine,
                      const char        *arg)
{
  guint64 value;

  if (question->answer == NULL ||
      (km_number_parse (question->answer, &value) && value >= VMR_LEAST_MASKED))
    return question->answer_step;
  for (guint step = question->step + 1; step < question->answer_step; step++)
    if (km_step_info (km_machine_step_kind (machine, step))->depth == KM_DEPTH_STORY &&
        km_machine_step_arg (machine, step, km_arg_name_from_text (arg), &value, NULL))
      return step;
  return question->answer_step;
}

/* The last place before what tells the answer that a move from cursor may come to. */
guint
vmr_session_held_at (const VmrSession  *self,
                     const VmrQuestion *question,
                     guint              cursor,
                     guint              target)
{
  /* Who has come past the first that tells, by a jump, may go on to the answer. */
  guint limit = cursor < question->telling_step ? question->telling_step : question->answer_step;
  guint stop;

  if (cursor >= limit || target < limit)
    return target;
  /* A single step may end between two stops, where nothing else does. */
  if (cursor + 1 < limit && target == cursor + 1)
    return target;
  stop = vmr_session_stop_before (self, limit);
  return MAX (stop, cursor);
}

guint
vmr_session_held (VmrSession *self,
                  guint       cursor,
                  guint       target)
{
  for (guint i = 0; self->lesson.holds && !self->lesson.away && i < self->book->questions->len; i++)
    {
      const VmrQuestion *question = self->book->questions->pdata[i];

      if (question->act == self->act_index && !question->revealed && !question->skipped)
        target = vmr_session_held_at (self, question, cursor, target);
    }
  return target;
}

/* A lecture plays what tells: from there on the question is no longer open, but shown with its answer. */
void
vmr_session_leave_told (VmrSession *self)
{
  guint cursor = vmr_session_cursor (self);

  for (guint i = 0; !self->lesson.holds && !self->lesson.away && i < self->book->questions->len; i++)
    {
      VmrQuestion *question = self->book->questions->pdata[i];

      if (question->act == self->act_index && cursor >= question->telling_step &&
          cursor < question->answer_step)
        question->revealed = TRUE;
    }
}

void
vmr_session_set_holds (VmrSession *self,
                       gboolean    holds)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  self->lesson.holds = holds;
  vmr_session_leave_told (self);
}
