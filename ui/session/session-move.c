/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The cursor: over steps, commands and parts, and from one machine of a lesson to the next. */
#include "ui/session/session-move.h"

#include "vmarium-config.h"

#include "ui/session/book.h"
#include "ui/session/desk-page.h"
#include "ui/session/desk.h"
#include "ui/session/question.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-private.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"

#include <glib/gi18n-lib.h>

void
vmr_session_jump (VmrSession *self,
                  guint       step)
{
  guint cursor = vmr_session_cursor (self), n = vmr_session_n_steps (self);
  const VmrQuestion *question = vmr_session_question (self);

  g_return_if_fail (VMR_IS_SESSION (self));
  step = CLAMP (step, MIN (self->act->first, n), n);
  if (step == cursor)
    return;
  self->backwards = step < cursor;
  self->lesson.leaves_at = 0;
  km_machine_goto (self->machine, step);
  vmr_session_leave_told (self);
  /* What was clicked as an answer goes with its question. */
  if (question != NULL && vmr_session_question (self) != question)
    vmr_session_select (self, VMR_REF_INIT_NONE);
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

/* The first stop of the next command that has one, or of the command before; where there is none
 * the cursor stays. */
static guint
target_command (const VmrSession *self,
                gboolean          next)
{
  guint cursor = vmr_session_cursor (self), command, stop;
  const KmCommandRecord *record;

  if (cursor == 0)
    return self->act->first;
  command = km_machine_step_command (self->machine, cursor);
  if (command >= km_machine_n_commands (self->machine))
    return cursor;
  record = km_machine_command (self->machine, command);
  if (next)
    {
      stop = vmr_session_stop_after (self, record->last_step);
      return stop > 0 ? stop : vmr_session_last_stop (self, self->act_index);
    }
  for (;; command--)
    {
      record = km_machine_command (self->machine, command);
      stop = vmr_session_stop_after (self, record->first_step - 1);
      if (stop > 0 && stop < cursor)
        return stop;
      if (command == 0)
        return cursor;
    }
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
    return part + 1 < self->act->parts->len && !self->lesson.away
           ? vmr_session_part (self, part + 1)->stop_step
           : MAX (cursor, vmr_session_last_stop (self, self->act_index));
  if (cursor > here->stop_step || part == 0)
    return here->stop_step;
  return vmr_session_part (self, part - 1)->stop_step;
}

/* One step into what is folded before the next stop, or behind the last one. */
static guint
target_open (const VmrSession *self)
{
  guint cursor = vmr_session_cursor (self), next = vmr_session_stop_after (self, cursor);

  if (vmr_session_is_stop (self, cursor) && (next > 0 ? next == cursor + 1
                                             : cursor == vmr_session_n_steps (self)))
    return target_command (self, TRUE);
  return cursor + 1;
}

static guint
target_close (const VmrSession *self)
{
  guint cursor = vmr_session_cursor (self), before = vmr_session_stop_before (self, cursor);

  if (vmr_session_is_stop (self, cursor) || before == 0)
    return target_command (self, FALSE);
  return before;
}

static guint
target_of (const VmrSession *self,
           VmrMove           move)
{
  guint cursor = vmr_session_cursor (self), stop;

  switch (move)
    {
    case VMR_MOVE_NEXT:
      stop = vmr_session_stop_after (self, cursor);
      return stop > 0 ? stop : cursor;
    case VMR_MOVE_PREVIOUS:
      stop = vmr_session_stop_before (self, cursor);
      return stop > 0 ? stop : cursor;
    case VMR_MOVE_OPEN:
      return target_open (self);
    case VMR_MOVE_CLOSE:
      return target_close (self);
    case VMR_MOVE_NEXT_COMMAND:
    case VMR_MOVE_PREVIOUS_COMMAND:
      return target_command (self, move == VMR_MOVE_NEXT_COMMAND);
    case VMR_MOVE_NEXT_PART:
    case VMR_MOVE_PREVIOUS_PART:
      return target_part (self, move == VMR_MOVE_NEXT_PART);
    case VMR_MOVE_FIRST:
      stop = vmr_session_stop_after (self, self->act->first - 1);
      return stop > 0 ? stop : self->act->first;
    case VMR_MOVE_LAST:
      return MAX (cursor, vmr_session_last_stop (self, self->act_index));
    default:
      g_return_val_if_reached (cursor);
    }
}

gboolean
vmr_move_is_forward (VmrMove move)
{
  return move == VMR_MOVE_NEXT || move == VMR_MOVE_NEXT_COMMAND || move == VMR_MOVE_NEXT_PART ||
         move == VMR_MOVE_LAST || move == VMR_MOVE_OPEN;
}

/* As small as a move can be: it cannot leave a question behind. */
static gboolean
is_step (VmrMove move)
{
  return move == VMR_MOVE_NEXT || move == VMR_MOVE_OPEN;
}

/* Past an end of the present machine: to the lesson's next or last one. FALSE when there is
 * none. */
static gboolean
move_act (VmrSession *self,
          VmrMove     move)
{
  gboolean next = vmr_move_is_forward (move);
  const VmrAct *act;
  const VmrPart *part;
  guint step;

  if (self->lesson.away || (next ? self->act_index + 1 >= self->book->acts->len : self->act_index == 0))
    return FALSE;
  if (move == VMR_MOVE_FIRST)
    {
      part = vmr_book_act (self->book, 0)->parts->pdata[0];
      vmr_session_show_act (self, 0, part->stop_step);
      return TRUE;
    }
  act = vmr_book_act (self->book, next ? self->act_index + 1 : self->act_index - 1);
  part = act->parts->pdata[next ? 0 : act->parts->len - 1];
  step = next || move == VMR_MOVE_PREVIOUS_PART
         ? part->stop_step : vmr_session_last_stop (self, self->act_index - 1);
  vmr_session_show_act (self, next ? self->act_index + 1 : self->act_index - 1, step);
  return TRUE;
}

/* The open question that a move to target would go past, when the cursor is as near to its answer
 * as it may come. */
static VmrQuestion *
question_ahead (VmrSession *self,
                guint       target)
{
  VmrQuestion *question = (VmrQuestion *) vmr_session_question (self);
  guint cursor = vmr_session_cursor (self);

  if (question == NULL || question->revealed || question->skipped || target <= cursor)
    return NULL;
  /* A lecture shows all there is before the answer. */
  if (target < question->answer_step && !self->lesson.holds)
    return NULL;
  return vmr_session_held_at (self, question, cursor, target) == cursor ? question : NULL;
}

/* At a question a forward press first asks for an answer; the next one shows it, or leaves it when
 * it goes further than that. */
static gboolean
move_question (VmrSession  *self,
               VmrQuestion *question,
               VmrMove      move)
{
  gboolean step = is_step (move);

  if (step && (!self->lesson.holds || question->offered || vmr_question_is_answered (question)))
    {
      vmr_session_reveal (self);
      return TRUE;
    }
  if (question->offered)
    {
      question->skipped = TRUE;
      return vmr_session_move (self, move);
    }
  question->offered = TRUE;
  vmr_session_notice (self, step
                      ? _("What do you think? Press once more to be shown the answer.")
                      : _("A question is open. Press once more to leave it unanswered."));
  vmr_session_emit_config (self);
  return FALSE;
}

/* Why there is nothing further in this direction, and what can be done instead. */
static const char *
end_reason (const VmrSession *self,
            gboolean          forward)
{
  if (vmr_session_is_fresh (self))
    return _("There is nothing to step through yet: press one of the verbs first.");
  if (!forward)
    return _("This is the first step.");
  if (vmr_session_is_away (self) && self->book->lesson == NULL && self->lesson.stash == NULL)
    return _("This is the last step. Press once more to go back to where you left.");
  if (vmr_session_is_away (self))
    return _("This is the last step. Press once more to go back to the lesson.");
  if (!vmr_session_is_sandbox (self))
    return _("This is the last step. Type a command to go on, or open another lesson.");
  return vmr_task_is_dead (vmr_session_task (self))
         ? _("The program is dead: start it again, or type a command.")
         : _("This is the last step. Type a command, or press a verb, to go on.");
}

/* Nothing lies further in this direction. Behind what stands beside the lesson lies the lesson: a second press
 * leads there, so that a clicker finds the way back too. */
static gboolean
move_past_end (VmrSession *self,
               VmrMove     move)
{
  guint cursor = vmr_session_cursor (self);
  gboolean forward = vmr_move_is_forward (move) || vmr_session_is_fresh (self);

  if (forward && vmr_session_is_away (self) && self->lesson.leaves_at == cursor)
    {
      vmr_session_go_home (self);
      return TRUE;
    }
  self->lesson.leaves_at = forward ? cursor : 0;
  vmr_session_notice (self, end_reason (self, forward));
  return FALSE;
}

gboolean
vmr_session_move (VmrSession *self,
                  VmrMove     move)
{
  guint cursor = vmr_session_cursor (self), n = vmr_session_n_steps (self), target;
  VmrQuestion *question;

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  target = target_of (self, move);
  target = CLAMP (target, MIN (self->act->first, n), n);
  question = question_ahead (self, target);
  if (target > cursor && question && (self->lesson.holds || is_step (move)))
    return move_question (self, question, move);
  if (target > cursor)
    target = vmr_session_held (self, cursor, target);
  /* The last part's "next" goes to the end of its steps; one more press leaves them. */
  if (target == cursor && move_act (self, move))
    return TRUE;
  if (target == cursor)
    return move_past_end (self, move);
  if (target > cursor && vmr_session_is_sandbox (self))
    vmr_desk_done (self, VMR_GUIDE_STEP);
  vmr_session_jump (self, target);
  return TRUE;
}
