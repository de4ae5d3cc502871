/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The cursor: over steps, commands and parts, and from one machine of a lesson to the next. */
#include "vmarium-config.h"

#include "ui/session/session-private.h"

#include <glib/gi18n-lib.h>

void
vmr_session_jump (VmrSession *self,
                  guint       step)
{
  guint cursor = vmr_session_cursor (self), n = vmr_session_n_steps (self);

  g_return_if_fail (VMR_IS_SESSION (self));
  step = CLAMP (step, MIN (self->act->first, n), n);
  if (step == cursor)
    return;
  self->backwards = step < cursor;
  km_machine_goto (self->machine, step);
  vmr_session_emit_moved (self);
}

void
vmr_session_goto (VmrSession *self,
                  guint       step)
{
  guint cursor = vmr_session_cursor (self);

  g_return_if_fail (VMR_IS_SESSION (self));
  vmr_session_jump (self, step > cursor ? vmr_session_held (self, cursor, step) : step);
}

static guint
target_command (const VmrSession *self,
                gboolean          next)
{
  guint cursor = vmr_session_cursor (self), command;
  const KmCommandRecord *record;

  if (cursor == 0)
    return self->act->first;
  command = km_machine_step_command (self->machine, cursor);
  if (command >= self->machine->commands->len)
    return cursor;
  record = self->machine->commands->pdata[command];
  if (next)
    return record->last_step + 1;
  if (cursor > record->first_step || command == 0)
    return record->first_step;
  record = self->machine->commands->pdata[command - 1];
  return record->first_step;
}

static guint
target_part (const VmrSession *self,
             gboolean          next)
{
  guint part = vmr_session_current_part (self), cursor = vmr_session_cursor (self);
  const VmrPart *here = vmr_session_part (self, part);

  if (here == NULL)
    return cursor;
  if (next)
    return part + 1 < self->act->parts->len ? vmr_session_part (self, part + 1)->stop_step
                                       : vmr_session_n_steps (self);
  if (cursor > here->stop_step || part == 0)
    return here->stop_step;
  return vmr_session_part (self, part - 1)->stop_step;
}

static guint
target_of (const VmrSession *self,
           VmrMove           move)
{
  guint cursor = vmr_session_cursor (self);

  switch (move)
    {
    case VMR_MOVE_NEXT:
      return cursor + 1;
    case VMR_MOVE_PREVIOUS:
      return cursor - MIN (cursor, 1);
    case VMR_MOVE_NEXT_COMMAND:
    case VMR_MOVE_PREVIOUS_COMMAND:
      return target_command (self, move == VMR_MOVE_NEXT_COMMAND);
    case VMR_MOVE_NEXT_PART:
    case VMR_MOVE_PREVIOUS_PART:
      return target_part (self, move == VMR_MOVE_NEXT_PART);
    case VMR_MOVE_FIRST:
      return self->act->first;
    case VMR_MOVE_LAST:
      return vmr_session_n_steps (self);
    default:
      g_return_val_if_reached (cursor);
    }
}

/* Past an end of the present machine: to the lesson's next or last one. FALSE when there is
 * none. */
static gboolean
move_act (VmrSession *self,
          VmrMove     move)
{
  gboolean next = move == VMR_MOVE_NEXT || move == VMR_MOVE_NEXT_COMMAND ||
                  move == VMR_MOVE_NEXT_PART || move == VMR_MOVE_LAST;
  const VmrAct *act;
  const VmrPart *part;
  guint step;

  if (self->away || (next ? self->act_index + 1 >= self->book->acts->len : self->act_index == 0))
    return FALSE;
  if (move == VMR_MOVE_FIRST)
    {
      vmr_session_show_act (self, 0, vmr_book_act (self->book, 0)->first);
      return TRUE;
    }
  act = vmr_book_act (self->book, next ? self->act_index + 1 : self->act_index - 1);
  part = act->parts->pdata[next ? 0 : act->parts->len - 1];
  step = next || move == VMR_MOVE_PREVIOUS_PART ? part->stop_step : act->end;
  vmr_session_show_act (self, next ? self->act_index + 1 : self->act_index - 1, step);
  return TRUE;
}

/* The open question whose answer is the next step. */
static VmrQuestion *
question_ahead (VmrSession *self)
{
  const VmrQuestion *question = vmr_session_question (self);

  return question && !question->revealed &&
         question->answer_step == vmr_session_cursor (self) + 1 ? (VmrQuestion *) question : NULL;
}

/* At a question a forward press first asks for an answer; the next one shows it. */
static gboolean
move_question (VmrSession  *self,
               VmrQuestion *question,
               VmrMove      move)
{
  if (move == VMR_MOVE_NEXT && (!self->holds || question->offered || question->chosen >= 0))
    {
      vmr_session_reveal (self);
      return TRUE;
    }
  question->offered = TRUE;
  vmr_session_notice (self, _("What do you think? Press once more to be shown the answer."));
  vmr_session_emit_config (self);
  return FALSE;
}

gboolean
vmr_session_move (VmrSession *self,
                  VmrMove     move)
{
  guint cursor = vmr_session_cursor (self), n = vmr_session_n_steps (self), target;
  VmrQuestion *question = question_ahead (self);

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  target = target_of (self, move);
  target = CLAMP (target, MIN (self->act->first, n), n);
  if (target > cursor && question && (self->holds || move == VMR_MOVE_NEXT))
    return move_question (self, question, move);
  if (target > cursor)
    target = vmr_session_held (self, cursor, target);
  /* The last part's "next" goes to the end of its steps; one more press leaves them. */
  if (target == cursor && move_act (self, move))
    return TRUE;
  if (target == cursor)
    {
      vmr_session_notice (self, cursor == n
                          ? _("This is the last step. Type a command to go on, or open another lesson.")
                          : _("This is the first step."));
      return FALSE;
    }
  vmr_session_jump (self, target);
  return TRUE;
}
