/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Beside the lesson: its question on another machine, an exercise, what a myth really is. The lesson is
 * kept meanwhile, and "Back to the lesson" returns to the step that was left. */
#include "ui/session/session-aside.h"

#include "vmarium-config.h"

#include "ui/session/book-part.h"
#include "ui/session/book.h"
#include "ui/session/session-look.h"
#include "ui/session/session-private.h"
#include "ui/session/session-question.h"

#include <glib/gi18n-lib.h>

/* Shows another book, which is taken; what was kept before stays kept. */
static void
show_aside (VmrSession *self,
            VmrBook    *book,
            guint       act,
            guint       step)
{
  VmrBook *left = NULL;

  if (self->lesson.away)
    vmr_session_take_home (self);
  if (self->lesson.stash == NULL)
    {
      self->lesson.stash = self->book;
      self->lesson.stash_act = self->act_index;
      self->lesson.stash_step = vmr_session_cursor (self);
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
  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);

  const VmrQuestion *question = vmr_session_question (self);
  VmrBook *book;
  guint index = 0;

  if (question == NULL || question->ask->retry == NULL || self->lesson.stash != NULL)
    return FALSE;
  book = vmr_book_load (self->book->path, question, error);
  if (book == NULL)
    return FALSE;
  /* On another machine some of the lesson's questions may never come. */
  while (index < book->questions->len &&
         ((VmrQuestion *) book->questions->pdata[index])->line != question->line)
    index++;
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
  guint step = self->lesson.stash_step;

  self->lesson.away = FALSE;
  g_clear_pointer (&self->lesson.home_branch, g_free);
  self->book = g_steal_pointer (&self->lesson.stash);
  vmr_session_show_act (self, self->lesson.stash_act, step);
  vmr_book_free (left);
}

gboolean
vmr_session_open_exercise (VmrSession  *self,
                           guint        index,
                           GError     **error)
{
  const KmLesson *lesson = self->lesson.stash ? self->lesson.stash->lesson : self->book->lesson;
  const char *path = self->lesson.stash ? self->lesson.stash->path : self->book->path;
  VmrBook *book;
  const VmrPart *part;

  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);
  if (lesson == NULL || index >= lesson->exercises->len)
    return FALSE;
  book = vmr_book_exercise (path, index, self->lesson.exercise_seed++, error);
  if (book == NULL)
    return FALSE;
  part = vmr_book_act (book, 0)->parts->pdata[0];
  show_aside (self, book, 0, part->stop_step);
  return TRUE;
}

/* What is shown begins with command FROM, or with the last that has steps; those before it prepare it. */
static void
show_from (VmrBook           *book,
           guint              from,
           const char *const *stops)
{
  VmrAct *act = vmr_book_act (book, 0);
  guint last = km_machine_n_commands (act->machine) - 1;
  VmrPart *part;

  while (last > 0 && km_machine_command (act->machine, last)->last_step <
                     km_machine_command (act->machine, last)->first_step)
    last--;
  from = MIN (from, last);
  vmr_book_finish_script (book);
  if (*stops != NULL)
    km_stops_name (act->stops, from, stops);
  part = act->parts->pdata[0];
  for (guint step = km_machine_command (act->machine, from)->first_step;
       step <= km_machine_command (act->machine, last)->last_step && part->stop_step == 0; step++)
    if (km_stops_depth (act->stops, act->machine, step) == KM_DEPTH_STORY)
      part->stop_step = step;
  part->has_stop = part->stop_step != 0;
  act->first = MAX (part->stop_step, 1);
}

/* Runs the commands of TEXT, with a ";" between any two. */
static gboolean
run_list (KmMachine  *machine,
          const char *name,
          const char *text,
          GError    **error)
{
  g_auto (GStrv) list = g_strsplit (text, ";", -1);

  for (guint i = 0; list[i] != NULL; i++)
    if (!km_machine_run (machine, name, i + 1, g_strstrip (list[i]), NULL, error))
      return FALSE;
  return TRUE;
}

/* The detail that has what the text speaks of; where none is named it stays the plain one. */
static void
show_detail (VmrAct     *act,
             const char *detail)
{
  VmrPart *part = act->parts->pdata[0];
  VmrLook *look = g_new0 (VmrLook, 1);

  look->step = act->first;
  look->detail = vmr_detail_from_name (detail);
  g_ptr_array_add (part->looks, look);
}

gboolean
vmr_session_open_myth (VmrSession        *self,
                       const KmTextEntry *entry,
                       GError           **error)
{
  g_auto (GStrv) halves = NULL;
  VmrBook *book;
  VmrAct *act;
  guint from = G_MAXUINT;

  g_return_val_if_fail (VMR_IS_SESSION (self) && entry != NULL && entry->see != NULL, FALSE);
  halves = g_strsplit (entry->see, "|", 2);
  book = vmr_book_sandbox (NULL, NULL);
  act = vmr_book_act (book, 0);
  for (guint i = 0; halves[i] != NULL; i++)
    {
      from = i > 0 ? km_machine_n_commands (act->machine) : G_MAXUINT;
      if (!run_list (act->machine, entry->id, halves[i], error))
        {
          vmr_book_free (book);
          return FALSE;
        }
    }
  vmr_text_pair (entry->headline, book->title);
  show_from (book, from, (const char *const *) entry->steps);
  show_detail (act, entry->show);
  show_aside (self, book, 0, act->first);
  return TRUE;
}
