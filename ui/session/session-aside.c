/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Beside the lesson: its question on another machine, an exercise, what a myth really is. The lesson is
 * kept meanwhile, and "Back to the lesson" returns to the step that was left. */
#include "vmarium-config.h"

#include "ui/session/session-private.h"

#include <glib/gi18n-lib.h>

/* Shows another book, which is taken; what was kept before stays kept. */
static void
show_aside (VmrSession *self,
            VmrBook    *book,
            guint       act,
            guint       step)
{
  VmrBook *left = NULL;

  if (self->away)
    vmr_session_take_home (self);
  if (self->stash == NULL)
    {
      self->stash = self->book;
      self->stash_act = self->act_index;
      self->stash_step = vmr_session_cursor (self);
    }
  else
    left = self->book;
  self->book = book;
  vmr_session_show_act (self, act, step);
  vmr_book_free (left);
}

gboolean
vmr_session_retry (VmrSession  *self,
                   GError     **error)
{
  const VmrQuestion *question = vmr_session_question (self);
  VmrBook *book;
  guint index;

  if (question == NULL || question->ask->retry == NULL || self->stash != NULL)
    return FALSE;
  book = vmr_book_load (self->book->path, question->ask->retry, error);
  if (book == NULL)
    return FALSE;
  if (!g_ptr_array_find (self->book->questions, question, &index))
    g_assert_not_reached ();
  /* The file may have changed since. */
  if (index >= book->questions->len)
    {
      vmr_book_free (book);
      g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
                   _("%s has changed: the question is no longer there."), self->book->path);
      return FALSE;
    }
  question = book->questions->pdata[index];
  show_aside (self, book, question->act, question->step);
  return TRUE;
}

void
vmr_session_leave_aside (VmrSession *self)
{
  VmrBook *left = self->book;
  guint step = self->stash_step;

  self->away = FALSE;
  g_clear_pointer (&self->home_branch, g_free);
  self->book = g_steal_pointer (&self->stash);
  vmr_session_show_act (self, self->stash_act, step);
  vmr_book_free (left);
}

gboolean
vmr_session_open_exercise (VmrSession  *self,
                           guint        index,
                           GError     **error)
{
  const KmLesson *lesson = self->stash ? self->stash->lesson : self->book->lesson;
  const char *path = self->stash ? self->stash->path : self->book->path;
  VmrBook *book;
  const VmrPart *part;

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  if (lesson == NULL || index >= lesson->exercises->len)
    return FALSE;
  book = vmr_book_exercise (path, index, self->exercise_seed++, error);
  if (book == NULL)
    return FALSE;
  part = vmr_book_act (book, 0)->parts->pdata[0];
  show_aside (self, book, 0, part->stop_step);
  return TRUE;
}

gboolean
vmr_session_open_lines (VmrSession  *self,
                        const char  *title,
                        const char  *lines,
                        GError     **error)
{
  g_auto (GStrv) list = g_strsplit (lines, ";", -1);
  VmrBook *book = vmr_book_sandbox (NULL, NULL);
  VmrAct *act = vmr_book_act (book, 0);

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  for (guint i = 0; list[i] != NULL; i++)
    if (!km_machine_run (act->machine, title, i + 1, g_strstrip (list[i]), NULL, error))
      {
        vmr_book_free (book);
        return FALSE;
      }
  book->title[0] = g_strdup (title);
  vmr_book_finish_script (book);
  show_aside (self, book, 0, act->first);
  return TRUE;
}
