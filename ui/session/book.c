/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a file to machines that have run all of it. */
#include "ui/session/book.h"

#include "vmarium-config.h"

#include "core/lesson/exercise.h"
#include "core/lesson/lived.h"
#include "core/lesson/parse.h"
#include "core/lesson/text.h"
#include "core/lesson/texts.h"
#include "ui/session/book-answer.h"
#include "ui/session/book-part.h"
#include "ui/session/script-run.h"
#include "ui/session/session-private.h"
#include "ui/session/setup.h"


#define MANY_COMMANDS 10000

void
vmr_question_free (gpointer data)
{
  VmrQuestion *question = data;

  g_free (question->answer);
  g_strfreev (question->values);
  g_string_free (question->typed, TRUE);
  g_free (question);
}

static void
act_free (gpointer data)
{
  VmrAct *act = data;

  km_machine_free (act->machine);
  g_ptr_array_unref (act->parts);
  km_stops_free (act->stops);
  for (guint i = 0; i < G_N_ELEMENTS (act->places); i++)
    g_clear_pointer (&act->places[i].steps, g_array_unref);
  g_free (act);
}

static VmrAct *
book_add_act (VmrBook *book)
{
  g_autofree char *folder = book->path ? g_path_get_dirname (book->path) : NULL;
  VmrAct *act = g_new0 (VmrAct, 1);
  const VmrAct *last = book->acts->len ? vmr_book_act (book, book->acts->len - 1) : NULL;

  act->machine = km_machine_new ();
  km_machine_set_base_dir (act->machine, folder);
  act->parts = g_ptr_array_new_with_free_func (vmr_part_free);
  act->stops = km_stops_new ();
  act->base = last ? last->base + last->parts->len : 0;
  g_ptr_array_add (book->acts, act);
  return act;
}

static VmrBook *
book_new (const char *path)
{
  VmrBook *book = g_new0 (VmrBook, 1);

  book->acts = g_ptr_array_new_with_free_func (act_free);
  book->questions = g_ptr_array_new_with_free_func (vmr_question_free);
  book->path = g_strdup (path);
  return book;
}

static void
book_free (VmrBook *book)
{
  g_ptr_array_unref (book->acts);
  g_ptr_array_unref (book->questions);
  g_clear_pointer (&book->lesson, km_lesson_free);
  g_free (book->path);
  g_free (book->title[0]);
  g_free (book->title[1]);
  g_free (book);
}

static gpointer
book_free_thread (gpointer data)
{
  vmr_give_way ();
  book_free (data);
  return NULL;
}

/* What a million commands have said takes longer to give back than a frame lasts: nobody waits for
 * it. */
void
vmr_book_free (VmrBook *book)
{
  guint n_commands = 0;

  if (book == NULL)
    return;
  for (guint i = 0; i < book->acts->len; i++)
    n_commands += km_machine_n_commands (vmr_book_act (book, i)->machine);
  if (n_commands > MANY_COMMANDS)
    g_thread_unref (g_thread_new ("free", book_free_thread, book));
  else
    book_free (book);
}

VmrAct *
vmr_book_act (const VmrBook *book,
              guint          i)
{
  return book->acts->pdata[i];
}

/* Booting is not something to click through, nor is a set-up: numbers start with the first command
 * after them. */
static void
act_finish (VmrAct *act)
{
  KmMachine *machine = act->machine;
  const VmrPart *part = act->parts->len > 0 ? act->parts->pdata[0] : NULL;

  act->first = km_machine_n_commands (machine) > act->n_setup + 1
               ? km_machine_command (machine, act->n_setup + 1)->first_step
               : km_machine_n_steps (machine);
  act->first = MAX (act->first, 1);
  act->end = km_machine_n_steps (machine);
  /* Nor is what comes before the first stop of a lesson: it starts there, with number 1. That may be the
   * moment before its first command, at the end of what prepares it. */
  if (part && part->has_stop)
    act->first = MAX (part->stop_step, 1);
}

static gboolean
act_boot (VmrAct        *act,
          const VmrBook *book,
          const char    *arguments,
          gboolean       lived,
          GError       **error)
{
  if (!km_lived_boot (act->machine, book->path, arguments, lived, error))
    return FALSE;
  vmr_act_set_up (act, lived ? km_lived_n_commands () : 0);
  return TRUE;
}

/* Whether the question of this line is one of the machine that part begins on. */
static gboolean
asks_at (const KmLesson *lesson,
         guint           part,
         guint           line)
{
  do
    {
      const GPtrArray *items = ((const KmPart *) lesson->parts->pdata[part])->items;

      for (guint i = 0; i < items->len; i++)
        if (((const KmItem *) items->pdata[i])->kind == KM_ITEM_ASK &&
            ((const KmItem *) items->pdata[i])->line == line)
          return TRUE;
      part++;
    }
  while (part < lesson->parts->len && ((const KmPart *) lesson->parts->pdata[part])->machine == NULL);
  return FALSE;
}

static gboolean
load_lesson (VmrBook    *book,
             const char *text,
             gsize       length,
             const VmrQuestion *retry,
             GError    **error)
{
  VmrAct *act = NULL;
  gboolean lenient = FALSE;

  book->lesson = km_lesson_parse (book->path, text, (gssize) length, error);
  if (book->lesson == NULL ||
      !km_stops_check ((const char *const *) book->lesson->stops, book->path, 1, error))
    return FALSE;
  for (guint i = 0; i < book->lesson->parts->len; i++)
    {
      const KmPart *part = book->lesson->parts->pdata[i];

      if (act == NULL || part->machine != NULL)
        {
          const char *machine = part->machine ? part->machine : book->lesson->machine;

          lenient = retry && asks_at (book->lesson, i, retry->line);
          act = book_add_act (book);
          if (!act_boot (act, book, lenient ? retry->ask->retry : machine, part->machine ? part->lived : book->lesson->lived,
                         error))
            return FALSE;
        }
      if (!vmr_book_load_part (book, act, part, lenient, error))
        return FALSE;
    }
  for (guint i = 0; i < book->questions->len; i++)
    {
      VmrQuestion *question = book->questions->pdata[i];

      act = vmr_book_act (book, question->act);
      vmr_question_answer (question, act->machine, act->stops);
    }
  vmr_text_pair (book->lesson->title, book->title);
  return TRUE;
}

static VmrBook *
book_finish (VmrBook *book)
{
  for (guint i = 0; i < book->acts->len; i++)
    act_finish (vmr_book_act (book, i));
  return book;
}

VmrBook *
vmr_book_load (const char  *path,
               const VmrQuestion *retry,
               GError     **error)
{
  VmrBook *book;
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *text = NULL;
  gsize length;

  if (!g_str_has_suffix (path, ".lesson"))
    {
      g_autoptr (VmrScriptRun) run = vmr_script_run_new (vmr_book_of_script (path), path, NULL);

      vmr_script_run_wait (run, -1);
      book = vmr_script_run_finish (run, error);
      if (book != NULL)
        vmr_book_finish_script (book);
      return book;
    }
  book = book_new (path);
  text = km_markup_read_file (path, &length, error);
  if (text == NULL || !load_lesson (book, text, length, retry, error) || book->acts->len == 0)
    {
      vmr_book_free (book);
      return NULL;
    }
  if (g_ascii_isdigit (*base))
    book->number = (guint) g_ascii_strtoull (base, NULL, 10);
  return book_finish (book);
}

VmrBook *
vmr_book_exercise (const char  *path,
                   guint        index,
                   guint        seed,
                   GError     **error)
{
  VmrBook *book = book_new (path);
  guint values[KM_LESSON_MAX_VARS];
  KmExercise *exercise;
  VmrAct *act;

  book->lesson = km_lesson_load (path, error);
  if (book->lesson == NULL || index >= book->lesson->exercises->len)
    goto fail;
  exercise = book->lesson->exercises->pdata[index];
  seed = exercise->seed_from + seed % (exercise->seed_to - exercise->seed_from + 1);
  km_exercise_draw (exercise, seed, values);
  km_exercise_fill (exercise, values);
  exercise->part->title = km_text_new ("");
  act = book_add_act (book);
  if (!act_boot (act, book, book->lesson->machine, book->lesson->lived, error) ||
      !vmr_book_load_part (book, act, exercise->part, FALSE, error))
    goto fail;
  for (guint i = 0; i < book->questions->len; i++)
    vmr_question_answer (book->questions->pdata[i], act->machine, act->stops);
  vmr_part_name (act->parts->pdata[0], "exercise");
  vmr_text_pair (book->lesson->title, book->title);
  return book_finish (book);

fail:
  vmr_book_free (book);
  return NULL;
}

VmrBook *
vmr_book_of_script (const char *path)
{
  VmrBook *book = book_new (path);

  book->title[0] = g_path_get_basename (path);
  book_add_act (book);
  return book;
}

void
vmr_book_finish_script (VmrBook *book)
{
  VmrPart *part = vmr_part_new (NULL, 1, 0);

  vmr_part_name (part, "script");
  g_ptr_array_add (vmr_book_act (book, 0)->parts, part);
  book_finish (book);
}

/* All of a sandbox's steps are shown but those of its boot and its set-up, and it goes on
 * growing. */
void
vmr_book_finish_sandbox (VmrBook *book)
{
  VmrAct *act = vmr_book_act (book, 0);
  VmrPart *part = vmr_part_new (NULL, 1, 1);

  vmr_part_name (part, "sandbox");
  g_ptr_array_add (act->parts, part);
  act->first = act->n_setup < km_machine_n_commands (act->machine)
               ? km_machine_command (act->machine, act->n_setup)->last_step : 1;
}

VmrBook *
vmr_book_sandbox (const char  *arguments,
                  GError     **error)
{
  VmrBook *book = book_new (NULL);
  VmrAct *act = book_add_act (book);

  if (arguments != NULL)
    {
      g_autofree char *line = g_strdup_printf ("machine %s", arguments);

      if (!km_machine_run (act->machine, "sandbox", 1, line, NULL, error))
        {
          vmr_book_free (book);
          return NULL;
        }
      vmr_book_finish_sandbox (book);
    }
  act->first = MAX (act->first, 1);
  act->end = 0;
  return book;
}
