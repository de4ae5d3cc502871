/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The programs, one pill each: whose address space is shown can be chosen. */
#include "ui/panels/address-tasks.h"

#include "ui/panels/address-private.h"
#include "ui/panels/panels.h"
#include "ui/session/desk-page.h"
#include "ui/session/desk.h"
#include "ui/session/session-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PAD 18
#define GAP 5

static void
pill_draw (VmrCells     *cells,
           const KmTask *task,
           const char   *called,
           gboolean      current,
           const char   *text,
           VmrRect       r)
{
  gboolean dead = vmr_task_is_dead (task);
  g_autofree char *spoken = g_strdup_printf (current && dead ? _("%s, pid %u, killed by a signal, shown")
                                             : current ? _("%s, pid %u, shown")
                                             : dead ? _("%s, pid %u, killed by a signal")
                                             : _("%s, pid %u"), called, task->pid);
  VmrCell *cell = vmr_cells_box (cells, r, current ? VMR_INK_ACCENT : VMR_INK_SOFT, VMR_TINT_FULL,
                                 r.h / 2);

  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_TASK, task->id, 0), spoken, NULL);
  vmr_cells_text (cells, r, VMR_SMALL | VMR_CENTER | (current ? VMR_BOLD : 0) |
                  (dead ? VMR_STRUCK : 0), current ? VMR_INK_AUTO : VMR_INK_TEXT, text,
                  NULL);
}

/* How much a pill says, from long to short; the name is what a lesson calls the program by. */
typedef enum { BOTH, NAME, NUMBER } Words;

static char *
pill_text (const KmMachine *machine,
           const KmTask    *task,
           Words            words)
{
  const char *called = km_task_name (machine, task);

  return words == NUMBER ? g_strdup_printf ("%u", task->pid)
         : words == NAME ? g_strdup (called)
         : g_strdup_printf ("%s %u", called, task->pid);
}

/* Each keeps its place, whichever is shown; in a sandbox, where they grow many, the youngest first. */
static GPtrArray *
tasks_of (const VmrSession *session)
{
  const KmMachine *machine = vmr_session_machine (session);
  GPtrArray *tasks = g_ptr_array_new ();

  for (const KmTask *task = km_task (machine, vmr_session_state (session)->first_task);
       task != NULL; task = km_task (machine, task->next))
    g_ptr_array_insert (tasks, vmr_session_is_sandbox (session) ? 0 : -1, (gpointer) task);
  return tasks;
}

/* The one to be left out first: the oldest, a dead one before those that live. */
static gpointer
least_wanted (GPtrArray    *tasks,
              const KmTask *shown)
{
  const KmTask *found = NULL;

  for (guint i = 0; i < tasks->len; i++)
    {
      const KmTask *task = tasks->pdata[i];
      int dead = found ? vmr_task_is_dead (task) - vmr_task_is_dead (found) : 1;

      if (task != shown && (dead > 0 || (dead == 0 && task->pid < found->pid)))
        found = task;
    }
  return (gpointer) found;
}

static double
pills_width (const KmMachine *machine,
             VmrCells        *cells,
             GPtrArray       *tasks,
             Words            words)
{
  double w = 0;

  for (guint i = 0; i < tasks->len; i++)
    {
      g_autofree char *text = pill_text (machine, tasks->pdata[i], words);

      w += vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, text) + PAD + GAP;
    }
  return w - GAP;
}

/* All of them by name and number, else by name, else by number, else as many as there is room for and the one shown. */
double
vmr_address_tasks (const VmrSession *session,
                   VmrCells         *cells,
                   double            x,
                   double            y,
                   double            w)
{
  const KmMachine *machine = vmr_session_machine (session);
  g_autoptr (GPtrArray) tasks = tasks_of (session);
  const KmTask *shown = vmr_session_task (session);
  double h = ceil (cells->metrics.small * 1.8), at = x;
  Words words = BOTH;

  if (tasks->len == 0)
    return 0;
  while (words < NUMBER && pills_width (machine, cells, tasks, words) > w)
    words++;
  while (tasks->len > 1 && pills_width (machine, cells, tasks, words) > w)
    g_ptr_array_remove (tasks, least_wanted (tasks, shown));
  for (guint i = 0; i < tasks->len; i++)
    {
      const KmTask *task = tasks->pdata[i];
      g_autofree char *text = pill_text (machine, task, words);
      double own = vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, text) + PAD;

      if (at + own > x + w)
        break;
      pill_draw (cells, task, km_task_name (machine, task), task == shown, text, VMR_RECT (at, y, own, h));
      at += own + GAP;
    }
  return h + 6;
}

gboolean
vmr_address_press (gpointer       data,
                   VmrSession    *session,
                   const VmrCell *cell)
{
  const KmTask *shown = vmr_session_task (session);
  VmrAddress *space = data;

  if (cell->ref.kind == VMR_REF_ACTION && cell->ref.id == VMR_ACTION_BESIDE)
    {
      space->beside = !space->beside;
      return TRUE;
    }
  /* The one that is shown already is selected, as anything else that is clicked. */
  if (cell->ref.kind != VMR_REF_TASK || (shown && shown->id == cell->ref.id))
    return FALSE;
  vmr_session_choose_task (session, (KmTaskId) { cell->ref.id });
  return TRUE;
}
