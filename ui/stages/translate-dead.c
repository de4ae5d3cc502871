/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program that a signal has ended: its name struck through, the number of that step, the signal.
 *
 *   sh stores at 0x08048000     s̶h̶   (23) dead: SIGSEGV )
 *
 * The number stands in the edge of the pill that it numbers: between name and pill it would read like a pid.
 */
#include "ui/session/session-view.h"
#include "ui/stages/translate-private.h"

#include "ui/session/desk.h"

#include <glib/gi18n-lib.h>
#include <math.h>

const char *
vmr_translate_signal (const KmTask *task)
{
  return task->signal == KM_SIGBUS ? "SIGBUS" : "SIGSEGV";
}

/* The step of this command that has sent the signal; 0 when it was an earlier one. */
guint
vmr_translate_signal_step (const VmrSession *session)
{
  return vmr_session_task (session) == km_machine_subject (vmr_session_machine (session))
         ? vmr_stage_reached (session, KM_STEP_FAULT_SIGNAL) : 0;
}

static char *
dead_words (const KmTask *task)
{
  return g_strdup (task->signal == KM_SIGBUS ? _("dead: SIGBUS") : _("dead: SIGSEGV"));
}

static double
pill_width (VmrCells     *cells,
            const KmTask *task)
{
  g_autofree char *words = dead_words (task);

  return vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, words) + ceil (cells->metrics.small * 1.75) +
         vmr_cells_dot_reach (cells);
}

/* Between the name and the dot in the pill's edge. */
static double
gap_of (VmrCells *cells)
{
  return ceil (cells->metrics.small * 1.2);
}

double
vmr_translate_dead_width (const VmrSession *session,
                          VmrCells         *cells)
{
  const KmTask *task = vmr_session_task (session);

  if (task == NULL || task->signal == 0)
    return 0;
  return vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, km_task_name (vmr_session_machine (session), task)) +
         gap_of (cells) + vmr_cells_dot_reach (cells) + pill_width (cells, task);
}

void
vmr_translate_dead (const VmrSession *session,
                    VmrCells         *cells,
                    VmrRect           room)
{
  const KmTask *task = vmr_session_task (session);
  guint step = vmr_translate_signal_step (session);
  g_autofree char *words = task ? dead_words (task) : NULL;
  g_autofree char *name = NULL;
  double h = MIN (ceil (cells->metrics.small * 1.75), room.h), x = room.x;
  VmrRect r;
  VmrCell *cell;

  if (task == NULL || task->signal == 0 || vmr_translate_dead_width (session, cells) > room.w)
    return;
  cell = vmr_cells_text (cells, room, VMR_SMALL | VMR_BOLD | VMR_STRUCK, VMR_INK_TEXT,
                         km_task_name (vmr_session_machine (session), task), NULL);
  x += (cell ? cell->rect.w + gap_of (cells) : 0) + vmr_cells_dot_reach (cells);
  r = VMR_RECT (x, room.y + (room.h - h) / 2, pill_width (cells, task), h);
  name = g_strdup_printf (_("%s, pid %u: %s"), km_task_name (vmr_session_machine (session), task), task->pid, words);
  cell = vmr_cells_box (cells, r, VMR_INK_PANEL, VMR_TINT_FULL, h / 2);
  vmr_cell_outline (cell, step ? VMR_INK_LIGHT : VMR_INK_SECONDARY, step ? 2 : 1);
  if (step != 0 && step == vmr_session_cursor (session))
    cell->flags |= VMR_CELL_CHANGED;
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_TASK, task->id, 0), name, NULL);
  vmr_cells_text (cells, VMR_RECT (r.x + vmr_cells_dot_reach (cells), r.y, r.w - vmr_cells_dot_reach (cells), h),
                  VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, words, NULL);
  vmr_stage_dot (session, cells, r.x, r.y + h / 2, step);
}
