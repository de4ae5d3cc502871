/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The programs of a sandbox as pills; one of them is shown in all panels. */
#include "ui/panels/panels.h"

#include "ui/session/desk.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static double
pill_draw (VmrCells     *cells,
           VmrRect       r,
           const KmTask *task,
           guint         index,
           gboolean      chosen)
{
  gboolean dead = vmr_task_is_dead (task);
  /* No line through the name: it has to stay legible. */
  g_autofree char *text = g_strdup_printf (dead ? "✘ %s %u" : "%s %u", task->comm, task->pid);
  g_autofree char *name = g_strdup_printf (dead ? _("program %s, ended by a signal")
                                           : chosen ? _("program %s, shown") : _("program %s"),
                                           task->comm);
  double w = vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, text) + 20;
  VmrCell *cell;

  if (w > r.w)
    return 0;
  cell = vmr_cells_box (cells, VMR_RECT (r.x, r.y, w, r.h), chosen ? VMR_INK_ACCENT : VMR_INK_SOFT,
                        VMR_TINT_FULL, r.h / 2);
  vmr_cell_outline (cell, chosen ? VMR_INK_ACCENT : VMR_INK_LINE, 1);
  cell->flags |= dead ? VMR_CELL_DASHED : 0;
  vmr_cells_subject (cells, cell, chosen ? vmr_ref (VMR_REF_TASK, task->id, 0)
                     : vmr_ref (VMR_REF_ACTION, VMR_ACTION_TASK + index, 0), name, NULL);
  vmr_cells_text (cells, VMR_RECT (r.x, r.y, w, r.h), VMR_SMALL | VMR_CENTER |
                  (chosen ? VMR_BOLD : 0), chosen ? VMR_INK_AUTO : VMR_INK_TEXT, text, NULL);
  return w + 6;
}

/* The chosen one first, then the youngest that live, as many as there is room for. */
double
vmr_tasks_layout (const VmrSession *session,
                  VmrCells         *cells,
                  VmrRect           room)
{
  const KmMachine *machine = vmr_session_machine (session);
  const KmTask *shown = vmr_session_task (session);
  double h = ceil (cells->metrics.small * 1.8), x = room.x, w;
  guint n = 0;

  if (!vmr_session_is_sandbox (session) || shown == NULL)
    return 0;
  for (const KmTask *task = km_task (machine, machine->state->first_task); task;
       task = km_task (machine, task->next))
    if (task == shown)
      x += pill_draw (cells, VMR_RECT (x, room.y, room.x + room.w - x, h), task, n, TRUE);
    else
      n++;
  for (guint i = 2 * n; i-- > 0;)
    {
      guint index = i % n;
      const KmTask *task = vmr_desk_other_task (session, index);

      if (task == NULL || vmr_task_is_dead (task) == (i >= n))
        continue;
      w = pill_draw (cells, VMR_RECT (x, room.y, room.x + room.w - x, h), task, index, FALSE);
      if (w == 0)
        break;
      x += w;
    }
  return h + 6;
}
