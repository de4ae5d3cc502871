/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a file to machines that have run all of it. */
#include "vmarium-config.h"

#include "core/lesson/texts.h"
#include "core/machine/script.h"
#include "ui/session/session-private.h"

#include <glib/gi18n-lib.h>

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
  g_free (act);
}

static VmrAct *
act_new (VmrBook *book)
{
  VmrAct *act = g_new0 (VmrAct, 1);
  const VmrAct *last = book->acts->len ? vmr_book_act (book, book->acts->len - 1) : NULL;

  act->machine = km_machine_new ();
  act->machine->base_dir = book->path ? g_path_get_dirname (book->path) : NULL;
  act->parts = g_ptr_array_new_with_free_func (vmr_part_free);
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

void
vmr_book_free (VmrBook *book)
{
  if (book == NULL)
    return;
  g_ptr_array_unref (book->acts);
  g_ptr_array_unref (book->questions);
  g_clear_pointer (&book->lesson, km_lesson_free);
  g_free (book->path);
  g_free (book->title[0]);
  g_free (book->title[1]);
  g_free (book);
}

VmrAct *
vmr_book_act (const VmrBook *book,
              guint          i)
{
  return book->acts->pdata[i];
}

/* Booting is not something to click through: numbers start with the first command after it. */
static void
act_finish (VmrAct *act)
{
  KmMachine *machine = act->machine;
  const VmrPart *part = act->parts->len > 0 ? act->parts->pdata[0] : NULL;

  act->first = machine->commands->len > 1
               ? ((KmCommandRecord *) machine->commands->pdata[1])->first_step
               : km_machine_n_steps (machine);
  act->first = MAX (act->first, 1);
  act->end = km_machine_n_steps (machine);
  /* Nor is what a lesson does before the command it is about. */
  if (part && part->has_stop && part->stop_step > act->first)
    act->first = ((KmCommandRecord *) machine->commands->pdata[
                    km_machine_step_command (machine, part->stop_step)])->first_step;
}

static gboolean
load_lesson (VmrBook    *book,
             const char *text,
             gsize       length,
             const char *retry,
             GError    **error)
{
  VmrAct *act = NULL;

  book->lesson = km_lesson_parse (book->path, text, (gssize) length, error);
  if (book->lesson == NULL)
    return FALSE;
  for (guint i = 0; i < book->lesson->parts->len; i++)
    {
      const KmPart *part = book->lesson->parts->pdata[i];

      if (act == NULL || part->machine != NULL)
        {
          const char *machine = retry ? retry : part->machine ? part->machine
                                : book->lesson->machine;
          g_autofree char *boot = g_strconcat ("machine ", machine ? machine : "", NULL);

          act = act_new (book);
          if (!km_machine_run (act->machine, book->path, 1, boot, NULL, error))
            return FALSE;
        }
      if (!vmr_book_load_part (book, act, part, retry != NULL, error))
        return FALSE;
    }
  for (guint i = 0; i < book->questions->len; i++)
    {
      VmrQuestion *question = book->questions->pdata[i];

      vmr_question_answer (question, vmr_book_act (book, question->act)->machine);
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
               const char  *retry,
               GError     **error)
{
  VmrBook *book;
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *text = NULL;
  gsize length;

  if (!g_str_has_suffix (path, ".lesson"))
    {
      g_autoptr (VmrScriptRun) run = vmr_script_run_new (path, error);

      return run && vmr_script_run_slice (run, G_MAXINT64, error) ? vmr_script_run_finish (run) : NULL;
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

/* --- a script, line by line -------------------------------------------------------------------- */

struct _VmrScriptRun
{
  VmrBook  *book;
  KmScript *script;
  guint     next;             /* line to run */
};

VmrScriptRun *
vmr_script_run_new (const char  *path,
                    GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr (KmScript) script = NULL;
  VmrScriptRun *run;
  gsize length;

  text = km_markup_read_file (path, &length, error);
  if (text == NULL || (script = km_script_parse (path, text, (gssize) length, error)) == NULL)
    return NULL;
  run = g_new0 (VmrScriptRun, 1);
  run->book = book_new (path);
  run->book->title[0] = g_path_get_basename (path);
  run->script = g_steal_pointer (&script);
  act_new (run->book);
  return run;
}

void
vmr_script_run_free (VmrScriptRun *run)
{
  if (run == NULL)
    return;
  vmr_book_free (run->book);
  km_script_free (run->script);
  g_free (run);
}

/* The clock is asked once in so many lines: most take a microsecond. */
#define LINES_A_LOOK 64

gboolean
vmr_script_run_slice (VmrScriptRun *run,
                      gint64        budget_us,
                      GError      **error)
{
  VmrAct *act = vmr_book_act (run->book, 0);
  const char *path = run->book->path;
  gint64 end = budget_us < G_MAXINT64 ? g_get_monotonic_time () + budget_us : G_MAXINT64;

  for (; run->next < run->script->lines->len; run->next++)
    {
      const KmLine *line = run->script->lines->pdata[run->next];

      if (run->next % LINES_A_LOOK == 0 && g_get_monotonic_time () >= end)
        return TRUE;
      if (!km_machine_run (act->machine, path, line->number, line->source, NULL, error))
        return FALSE;
    }
  return TRUE;
}

double
vmr_script_run_share (const VmrScriptRun *run)
{
  return run->script->lines->len ? (double) run->next / run->script->lines->len : 1;
}

gboolean
vmr_script_run_is_done (const VmrScriptRun *run)
{
  return run->next == run->script->lines->len;
}

VmrBook *
vmr_script_run_finish (VmrScriptRun *run)
{
  g_ptr_array_add (vmr_book_act (run->book, 0)->parts, vmr_part_new (_("Script"), 1, 0));
  return book_finish (g_steal_pointer (&run->book));
}

VmrBook *
vmr_book_sandbox (const char  *arguments,
                  GError     **error)
{
  VmrBook *book = book_new (NULL);
  VmrAct *act = act_new (book);

  if (arguments != NULL)
    {
      g_autofree char *line = g_strdup_printf ("machine %s", arguments);

      if (!km_machine_run (act->machine, "sandbox", 1, line, NULL, error))
        {
          vmr_book_free (book);
          return NULL;
        }
      g_ptr_array_add (act->parts, vmr_part_new (_("Sandbox"), 1, 1));
      act_finish (act);
    }
  act->first = MAX (act->first, 1);
  act->end = 0;
  return book;
}
