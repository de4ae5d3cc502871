/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands above a program's table in the plain drawing: its name, what it does at the moment,
 * and what its columns are. */
#include "ui/session/desk-page.h"
#include "ui/stages/translate-plain-private.h"

#include "ui/session/desk.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* In the kernel by a system call, which has not returned. */
gboolean
vmr_plain_in_syscall (const VmrPlain *p)
{
  guint enter = vmr_stage_reached (p->session, KM_STEP_SYSCALL_ENTER);

  return enter > vmr_stage_reached (p->session, KM_STEP_SYSCALL_EXIT);
}

gboolean
vmr_plain_in_fault (const VmrPlain *p)
{
  return p->access.fault > 0 && !p->access.retry &&
         vmr_stage_reached (p->session, KM_STEP_FAULT_RETURN) < p->access.fault;
}

/* --- above the table -------------------------------------------------------------------------- */

static guint
pill_step (const VmrPlain *p,
           const VmrSide  *side)
{
  if (side->live && p->access.signal)
    return p->access.signal;
  if (!side->runs)
    return 0;
  return MAX (vmr_stage_reached (p->session, KM_STEP_SWITCH),
              MAX (vmr_stage_reached (p->session, KM_STEP_SYSCALL_ENTER),
                   vmr_stage_reached (p->session, KM_STEP_SYSCALL_EXIT)));
}

static const char *
pill_text (const VmrPlain *p,
           const VmrSide  *side)
{
  if (side->task->signal != 0)
    return side->task->signal == KM_SIGBUS ? _("dead: SIGBUS") : _("dead: SIGSEGV");
  if (!side->runs)
    return _("waits");
  return vmr_plain_in_syscall (p) || (side->live && vmr_plain_in_fault (p)) ? _("in the kernel") : _("runs now");
}

/* What the program does at the moment; returns where it begins. */
static double
pill_draw (VmrPlain      *p,
           const VmrSide *side,
           double         right,
           double         y)
{
  const char *text = pill_text (p, side);
  gboolean on = side->runs && side->task->signal == 0;
  double h = ceil (p->small * 1.75), w;
  guint step = pill_step (p, side);
  g_autofree char *name = g_strdup_printf (_("%s, pid %u: %s"), km_task_name (p->machine, side->task), side->task->pid,
                                           text);
  VmrRect r;
  VmrCell *cell;

  w = vmr_cells_measure (p->cells, VMR_SMALL | VMR_BOLD, text) + h;
  r = VMR_RECT (right - w, y, w, h);
  cell = vmr_cells_box (p->cells, r, on ? VMR_INK_ACCENT : VMR_INK_PANEL, VMR_TINT_FULL, h / 2);
  vmr_cell_outline (cell, step ? VMR_INK_LIGHT : on ? VMR_INK_ACCENT : VMR_INK_SECONDARY,
                    step ? 2 : 1);
  if (step != 0 && step == vmr_session_cursor (p->session))
    cell->flags |= VMR_CELL_CHANGED;
  vmr_cells_subject (p->cells, cell, vmr_ref (VMR_REF_TASK, side->task->id, 0), name, NULL);
  vmr_cells_text (p->cells, r, VMR_SMALL | VMR_BOLD | VMR_CENTER,
                  on ? VMR_INK_AUTO : VMR_INK_TEXT, text, NULL);
  if (step != 0)
    vmr_stage_dot (p->session, p->cells, r.x - vmr_cells_dot_reach (p->cells) + 2, y + h / 2, step);
  return r.x - (step ? 2 * vmr_cells_dot_reach (p->cells) : 0);
}

void
vmr_plain_head (VmrPlain      *p,
                const VmrSide *side,
                double         y)
{
  double left = MIN (side->space_x, side->table_x);
  double right = MAX (side->space_x + side->space_w, side->table_x + side->table_w);
  double line = ceil (p->small * 1.4), name_w, pill = pill_draw (p, side, right, y);
  double label = p->top - 2 - line;
  guint struck = vmr_task_is_dead (side->task) ? VMR_STRUCK : 0;
  g_autofree char *pid = g_strdup_printf ("pid %u", side->task->pid);
  VmrCell *cell = vmr_cells_text (p->cells,
                                  VMR_RECT (left, y, pill - left - 4, ceil (p->small * 1.75)),
                                  VMR_TITLE | VMR_BOLD | struck, VMR_INK_TEXT, km_task_name (p->machine, side->task), NULL);

  if (cell == NULL)
    cell = vmr_cells_text (p->cells, VMR_RECT (left, y, pill - left - 4, ceil (p->small * 1.75)),
                           VMR_SMALL | VMR_BOLD | struck, VMR_INK_TEXT, km_task_name (p->machine, side->task), NULL);
  name_w = cell ? cell->rect.w + 8 : 0;
  vmr_cells_text (p->cells, VMR_RECT (left + name_w, y, pill - left - name_w - 6,
                                      ceil (p->small * 1.75)),
                  VMR_SMALL, VMR_INK_SECONDARY, pid, NULL);
  if (p->levels && p->n_sides > 1)
    return;
  vmr_cells_text (p->cells, VMR_RECT (side->table_x + 8, label, side->table_w / 2 - 10, line),
                  p->levels ? VMR_SMALL | VMR_BOLD : VMR_SMALL,
                  p->levels ? VMR_INK_TEXT : VMR_INK_SECONDARY, p->levels ? _("table") : _("page"),
                  NULL);
  vmr_cells_text (p->cells, VMR_RECT (side->table_x + side->table_w / 2, label,
                                      side->table_w / 2 - 8, line),
                  VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY, _("frame"), NULL);
  if (p->levels || label - line < y + ceil (p->small * 1.75) - 2)
    return;
  vmr_cells_text (p->cells, VMR_RECT (side->table_x, label - line, side->table_w, line),
                  VMR_SMALL | VMR_BOLD, VMR_INK_TEXT, _("its own page table"), _("page table"),
                  NULL);
  if (side->space_w > VMR_PLAIN_SLIM)
    vmr_cells_text (p->cells, VMR_RECT (side->space_x, label - line, side->space_w - 4, line),
                    VMR_SMALL | VMR_BOLD, VMR_INK_TEXT, _("address space"), _("addresses"), NULL);
}


/* --- the others ------------------------------------------------------------------------------- */

static gboolean
takes_part (const VmrPlain *p,
            const KmTask   *task)
{
  return task == p->side[0].task || (p->n_sides > 1 && task == p->side[1].task);
}

static void
other_draw (VmrPlain     *p,
            const KmTask *task,
            const char   *text,
            VmrRect       r)
{
  gboolean dead = vmr_task_is_dead (task);
  g_autofree char *name = g_strdup_printf (dead ? _("%s, pid %u, killed by a signal")
                                           : _("%s, pid %u"), km_task_name (p->machine, task), task->pid);
  VmrCell *cell = vmr_cells_box (p->cells, r, VMR_INK_PANEL, VMR_TINT_FULL, r.h / 2);

  vmr_cell_outline (cell, VMR_INK_LINE, 1);
  vmr_cells_subject (p->cells, cell, vmr_ref (VMR_REF_TASK, task->id, 0), name, "task_struct");
  vmr_cells_text (p->cells, r, VMR_SMALL | VMR_CENTER | (dead ? VMR_STRUCK : 0),
                  dead ? VMR_INK_SECONDARY : VMR_INK_TEXT, text, NULL);
}

static char *
other_text (const VmrPlain *p,
            const KmTask   *task,
            gboolean        brief)
{
  const char *name = km_task_name (p->machine, task);

  return brief ? g_strdup (name) : g_strdup_printf ("%s %u", name, task->pid);
}

/* What the pills of all of them take. */
static double
others_width (VmrPlain *p,
              gboolean  brief)
{
  double total = 0;

  for (const KmTask *task = km_task (p->machine, km_machine_state (p->machine)->first_task); task != NULL;
       task = km_task (p->machine, task->next))
    {
      g_autofree char *text = other_text (p, task, brief);

      if (!takes_part (p, task) && km_mm (p->machine, task->mm) != NULL)
        total += vmr_cells_measure (p->cells, VMR_SMALL, text) + ceil (p->small * 1.75) + 6;
    }
  return total - 6;
}

/* With their numbers, or, when that is too much for all of them, without; at last as many as there is room
 * for; from the edge inwards where they stand at the right. */
void
vmr_plain_others (VmrPlain *p,
                  double    y,
                  double    left,
                  double    right,
                  gboolean  to_right)
{
  double h = ceil (p->small * 1.75);
  gboolean brief = others_width (p, FALSE) > right - left;

  for (const KmTask *task = km_task (p->machine, km_machine_state (p->machine)->first_task); task != NULL;
       task = km_task (p->machine, task->next))
    {
      g_autofree char *text = other_text (p, task, brief);
      double w = vmr_cells_measure (p->cells, VMR_SMALL, text) + h;

      if (takes_part (p, task) || km_mm (p->machine, task->mm) == NULL || w > right - left)
        continue;
      other_draw (p, task, text, VMR_RECT (to_right ? right - w : left, y, w, h));
      left += to_right ? 0 : w + 6;
      right -= to_right ? w + 6 : 0;
    }
}
