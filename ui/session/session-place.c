/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where in the whole lesson the cursor is, over all of its machines. */
#include "ui/session/session-place.h"

#include "vmarium-config.h"

#include "core/lesson/pace.h"
#include "ui/session/book.h"
#include "ui/session/script-run.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-move.h"
#include "ui/session/session-private.h"

const char *
vmr_session_lesson_id (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->book->lesson ? self->book->lesson->id : NULL;
}

guint
vmr_session_lesson_part (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return vmr_session_part_number (self, vmr_session_current_part (self));
}

guint
vmr_session_lesson_parts (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);

  const VmrAct *last = vmr_book_act (self->book, self->book->acts->len - 1);

  return last->base + last->parts->len;
}

const VmrPart *
vmr_session_lesson_part_at (const VmrSession *self,
                            guint             number)
{
  g_return_val_if_fail (self != NULL, NULL);
  for (guint i = self->book->acts->len; i-- > 0;)
    {
      const VmrAct *act = vmr_book_act (self->book, i);

      if (number > act->base && number - act->base <= act->parts->len)
        return act->parts->pdata[number - act->base - 1];
    }
  return NULL;
}

const KmLesson *
vmr_session_lesson (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->book->lesson;
}

guint
vmr_session_minutes (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->book->lesson ? km_pace_minutes (self->book->lesson) : 0;
}

gboolean
vmr_session_at_end (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->act->end > 0 && !vmr_session_is_away (self) &&
         self->act_index + 1 == self->book->acts->len &&
         vmr_session_cursor (self) >= vmr_session_last_stop (self, self->act_index);
}

gboolean
vmr_session_left_at_end (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  return self->lesson.away && self->lesson.home_at_end;
}

/* In the same part, as many steps into it. */
static void
take_at_place (VmrSession *self,
               VmrBook    *book)
{
  guint number = vmr_session_lesson_part (self), cursor = vmr_session_cursor (self), into;
  const VmrPart *part = vmr_session_part (self, vmr_session_current_part (self));
  guint start = part ? MAX (part->stop_step, self->act->first) : cursor;

  into = cursor > start ? cursor - start : 0;
  vmr_session_take (self, book);
  vmr_session_show_part (self, number);
  part = vmr_session_part (self, vmr_session_current_part (self) + 1);
  cursor = vmr_session_cursor (self) + into;
  vmr_session_goto (self, part ? MIN (cursor, part->first_step - 1) : cursor);
}

static gboolean
take_again (VmrSession  *self,
            VmrBook     *book,
            gpointer     data,
            GError     **error)
{
  vmr_book_finish_script (book);
  take_at_place (self, book);
  return TRUE;
}

gboolean
vmr_session_reload (VmrSession *self,
                    GError    **error)
{
  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);

  const char *path = self->book->path;
  VmrBook *book;

  if (path == NULL)
    return FALSE;
  if (self->book->lesson == NULL)
    return vmr_session_record (self, vmr_script_run_new (vmr_book_of_script (path), path, NULL),
                               take_again, NULL, NULL, error);
  book = vmr_book_load (path, NULL, error);
  if (book == NULL)
    return FALSE;
  take_at_place (self, book);
  return TRUE;
}

void
vmr_session_show_part (VmrSession *self,
                       guint       number)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  for (guint i = self->book->acts->len; i-- > 0;)
    {
      const VmrAct *act = vmr_book_act (self->book, i);
      guint part = number > act->base ? number - act->base - 1 : 0;

      if (act->parts->len == 0 || (i > 0 && number <= act->base))
        continue;
      part = MIN (part, act->parts->len - 1);
      vmr_session_show_act (self, i, ((VmrPart *) act->parts->pdata[part])->stop_step);
      return;
    }
}

void
vmr_session_open_part (VmrSession *self,
                       guint       number)
{
  g_return_if_fail (VMR_IS_SESSION (self));
  if (self->lesson.away)
    vmr_session_take_home (self);
  vmr_session_show_part (self, number);
}
