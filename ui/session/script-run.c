/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/session/script-run.h"

#include "core/language/repeat.h"
#include "core/language/script.h"
#include "ui/session/book.h"
#include "ui/session/session-private.h"

#include <sys/resource.h>

#define BACKGROUND_NICE 10

/* All but the atomics is the thread's until ended is set; after that it has nothing more to do with
 * it, unless it was called off: then it frees it. */
struct _VmrScriptRun
{
  VmrBook  *book;
  char     *file;
  char     *text;             /* NULL: what is in the file */
  GPtrArray *lines;           /* char *: instead of either */
  GThread  *thread;
  GError   *error;
  gint      n_lines;          /* atomic; 0 until the file has been read */
  gint      done;             /* of them; atomic */
  gint      called_off;       /* atomic */
  GMutex    lock;             /* of ended, and of the moment it is called off */
  GCond     end;
  gboolean  ended;
};

static void
run_clear (VmrScriptRun *run)
{
  vmr_book_free (run->book);
  g_free (run->file);
  g_free (run->text);
  g_clear_pointer (&run->lines, g_ptr_array_unref);
  g_clear_error (&run->error);
  g_mutex_clear (&run->lock);
  g_cond_clear (&run->end);
  g_free (run);
}

/* FALSE: no more are to be run. */
static gboolean
run_line (VmrScriptRun *run,
          guint         number,
          const char   *text)
{
  KmMachine *machine = vmr_book_act (run->book, 0)->machine;

  if (g_atomic_int_get (&run->called_off) ||
      !km_machine_run (machine, run->file, number, text, NULL, &run->error))
    return FALSE;
  g_atomic_int_inc (&run->done);
  return TRUE;
}

static void
run_script (VmrScriptRun *run)
{
  g_autoptr (KmScript) script = NULL;
  gboolean more = TRUE;

  if (run->lines != NULL)
    {
      g_atomic_int_set (&run->n_lines, (gint) run->lines->len);
      for (guint i = 0; i < run->lines->len && more; i++)
        more = run_line (run, i + 1, run->lines->pdata[i]);
      return;
    }
  script = run->text ? km_script_parse (run->file, run->text, -1, &run->error)
                     : km_script_load (run->file, &run->error);
  g_atomic_int_set (&run->n_lines, script ? (gint) script->lines->len : 0);
  for (guint i = 0; script && i < script->lines->len && more; i++)
    {
      const KmLine *line = script->lines->pdata[i];

      more = run_line (run, line->number, line->source);
    }
}

/* Linux: the process of number 0 is the calling thread alone. */
void
vmr_give_way (void)
{
  setpriority (PRIO_PROCESS, 0, BACKGROUND_NICE);
}

static gpointer
run_thread (gpointer data)
{
  VmrScriptRun *run = data;
  gboolean called_off;

  vmr_give_way ();
  run_script (run);
  km_machine_map_steps (vmr_book_act (run->book, 0)->machine);
  g_mutex_lock (&run->lock);
  run->ended = TRUE;
  called_off = g_atomic_int_get (&run->called_off);
  g_cond_signal (&run->end);
  g_mutex_unlock (&run->lock);
  if (called_off)
    run_clear (run);
  return NULL;
}

static VmrScriptRun *
run_new (VmrBook    *book,
         const char *file,
         const char *text,
         GPtrArray  *lines)
{
  VmrScriptRun *run = g_new0 (VmrScriptRun, 1);

  run->book = book;
  run->file = g_strdup (file);
  run->text = g_strdup (text);
  run->lines = lines;
  g_mutex_init (&run->lock);
  g_cond_init (&run->end);
  run->thread = g_thread_new ("record", run_thread, run);
  return run;
}

VmrScriptRun *
vmr_script_run_new (VmrBook    *book,
                    const char *file,
                    const char *text)
{
  return run_new (book, file, text, NULL);
}

VmrScriptRun *
vmr_script_run_new_lines (VmrBook    *book,
                          const char *file,
                          GPtrArray  *lines)
{
  return run_new (book, file, NULL, lines);
}

/* A command under way stops at its next look and is undone, which nobody waits for. */
void
vmr_script_run_free (VmrScriptRun *run)
{
  GThread *thread;
  gboolean ended;

  if (run == NULL)
    return;
  thread = run->thread;
  g_mutex_lock (&run->lock);
  ended = run->ended;
  if (!ended)
    {
      g_atomic_int_set (&run->called_off, 1);
      km_machine_cancel (vmr_book_act (run->book, 0)->machine);
    }
  g_mutex_unlock (&run->lock);
  if (!ended)
    {
      g_thread_unref (thread);
      return;
    }
  g_thread_join (thread);
  run_clear (run);
}

gboolean
vmr_script_run_wait (VmrScriptRun *run,
                     gint64        us)
{
  gint64 until = g_get_monotonic_time () + us;
  gboolean ended, in_time = TRUE;

  g_mutex_lock (&run->lock);
  while (!run->ended && in_time)
    if (us < 0)
      g_cond_wait (&run->end, &run->lock);
    else
      in_time = g_cond_wait_until (&run->end, &run->lock, until);
  ended = run->ended;
  g_mutex_unlock (&run->lock);
  return ended;
}

double
vmr_script_run_share (const VmrScriptRun *run)
{
  gint n = g_atomic_int_get (&run->n_lines);

  return n > 0 ? (double) g_atomic_int_get (&run->done) / n : 0;
}

VmrBook *
vmr_script_run_finish (VmrScriptRun *run,
                       GError      **error)
{
  if (run->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&run->error));
      return NULL;
    }
  return g_steal_pointer (&run->book);
}
