/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is shown of the present step: the stage, and how much of it. */
#include "ui/session/session-look.h"

#include "ui/session/book.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-private.h"
#include "ui/session/session-question.h"

const char *
vmr_session_pinned (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->view.pinned;
}

void
vmr_session_pin (VmrSession *self,
                 const char *stage)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  if (g_strcmp0 (self->view.pinned, stage) == 0)
    return;
  g_free (self->view.pinned);
  self->view.pinned = g_strdup (stage);
  vmr_session_emit_config (self);
}

static const char *
look_at (const VmrPart *part,
         guint          step)
{
  const char *stage = NULL;

  for (guint i = 0; part && i < part->looks->len; i++)
    {
      const VmrLook *look = part->looks->pdata[i];

      if (look->step == step && look->stage != NULL)
        stage = look->stage;
    }
  return stage;
}

const char *
vmr_session_look_at (const VmrSession *self,
                     guint             step)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->lesson.away ? NULL : look_at (vmr_session_part (self, vmr_session_current_part (self)), step);
}

/* A look is for its own moment only: every other step chooses its stage itself. But while something is
 * to be clicked the stage stays where it can be. What is beside the lesson, such as an exercise, has looks of
 * its own; what one tries has none. */
const char *
vmr_session_look (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  const VmrPart *part = vmr_session_part (self, vmr_session_current_part (self));
  const VmrQuestion *question = vmr_session_question (self);
  const char *stage;

  if (self->lesson.away)
    return NULL;
  stage = look_at (part, vmr_session_cursor (self));
  if (stage == NULL && question != NULL && !question->revealed && question->ask->target != NULL)
    stage = look_at (part, question->step);
  return stage;
}

/* The last detail that act names at or before step; -1 none. */
static int
act_detail (const VmrAct *act,
            guint         step)
{
  int detail = -1;

  for (guint i = 0; i < act->parts->len; i++)
    {
      const VmrPart *part = act->parts->pdata[i];

      for (guint k = 0; k < part->looks->len; k++)
        {
          const VmrLook *look = part->looks->pdata[k];

          if (look->step <= step && look->detail >= 0)
            detail = look->detail;
        }
    }
  return detail;
}

VmrDetail
vmr_session_detail (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);

  guint own = vmr_session_own_first (self), cursor = vmr_session_cursor (self);
  int detail = self->view.detail;

  /* What the lesson says later is not said of what the user has run instead. */
  cursor = own > 0 ? MIN (cursor, own - 1) : cursor;
  for (guint i = self->act_index + 1; i-- > 0 && detail < 0;)
    detail = act_detail (vmr_book_act (self->book, i),
                         i == self->act_index ? cursor : G_MAXUINT);
  if (detail >= 0)
    return (VmrDetail) detail;
  return self->book->path == NULL ? VMR_DETAIL_PLAIN : VMR_DETAIL_FULL;
}

void
vmr_session_set_detail (VmrSession *self,
                        VmrDetail   detail)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  if (self->view.detail == (int) detail)
    return;
  self->view.detail = (int) detail;
  vmr_session_emit_config (self);
}

gboolean
vmr_session_is_turned (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->view.pinned != NULL || self->view.detail >= 0;
}

void
vmr_session_turn_back (VmrSession *self)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  g_clear_pointer (&self->view.pinned, g_free);
  self->view.detail = -1;
  vmr_session_emit_config (self);
}

int
vmr_detail_from_name (const char *name)
{
  static const char *const names[] = { "plain", "levels", "full" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      return (int) i;
  return -1;
}
