/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What finding the page costs without the way back. Beside a walk, at the foot: the entries of all tasks as one bar, to
 * scale with those that the walk looks at. In a command that searches so, instead of the walk: a row for each task that it
 * has come to. */
#include "ui/stages/rmap-private.h"

#include "core/rmap/scan.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A piece of the bar for each task, with its name where there is room. */
static void
pieces_draw (VmrRmap *s,
             VmrRect  r,
             guint    all)
{
  guint at = 0;

  for (const KmTask *task = km_task (s->machine, km_machine_state (s->machine)->first_task); task != NULL;
       task = km_task (s->machine, task->next))
    {
      guint n = km_rmap_scan_task (s->machine, task, 0, NULL);
      VmrRect piece = VMR_RECT (r.x + r.w * at / all, r.y, MAX (r.w * n / all - 1, 1), r.h);
      const char *task_name = km_task_name (s->machine, task);
      g_autofree char *name = g_strdup_printf (_("%s: %u entries"), task_name, n);
      VmrCell *cell = vmr_cells_box (s->cells, piece, VMR_INK_PAGE_TABLE, VMR_TINT_STRONG, 2);

      at += n;
      vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_TASK, task->id, 0), name, NULL);
      vmr_cells_text (s->cells, piece, VMR_SMALL | VMR_CENTER, VMR_INK_AUTO, task_name, NULL);
    }
}

/* What stands before and behind a bar; returns the room between. */
static VmrRect
row_draw (VmrRmap    *s,
          VmrRect     r,
          const char *word,
          guint       n)
{
  double label = s->left_w - s->m, count = s->small * 7;

  vmr_cells_text (s->cells, VMR_RECT (r.x, r.y, label - s->small, r.h), VMR_SMALL, VMR_INK_TEXT, word, NULL);
  vmr_cells_text (s->cells, VMR_RECT (r.x + r.w - count, r.y, count, r.h), VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT,
                  vmr_stage_count (s->cells, n), NULL);
  return VMR_RECT (r.x + label, r.y + r.h * 0.12, r.w - label - count, r.h * 0.76);
}

void
vmr_rmap_scan (VmrRmap *s)
{
  double w = s->cells->width - 2 * s->m, y = s->foot_y;
  guint all = 0, looked = s->start ? s->reached : s->places->len;
  VmrRect bar;

  for (const KmTask *task = NULL; s->foot_h > 0 && (task = km_task_after (s->machine, task)) != NULL;)
    all += km_rmap_scan_task (s->machine, task, 0, NULL);
  /* Not before the walk is done: until then one follows it. */
  if (all == 0 || (s->start > 0 && s->done == 0) || s->bus_y + s->line > y + s->line * 0.4)
    return;
  vmr_cells_segment (s->cells, s->m, y, s->cells->width - s->m, y, VMR_INK_LINE, 1);
  vmr_cells_text (s->cells, VMR_RECT (s->m, y + s->line * 0.2, w, s->line), VMR_SMALL | VMR_BOLD, VMR_INK_TEXT,
                  _("Entries looked at, to scale: Linux 2.4 had no way back and went through all areas of all tasks"),
                  _("Entries looked at, to scale: Linux 2.4 went through all areas"), _("Entries looked at, to scale"), NULL);
  bar = row_draw (s, VMR_RECT (s->m, y + s->line * 1.4, w, s->line * 1.3), "Linux 2.4", all);
  pieces_draw (s, bar, all);
  if (looked >= all)
    return;
  bar = row_draw (s, VMR_RECT (s->m, y + s->line * 2.8, w, s->line * 1.3), _("with the way back"), looked);
  vmr_cells_box (s->cells, VMR_RECT (bar.x, bar.y, MAX (bar.w * looked / all, 2), bar.h), VMR_INK_LIGHT, VMR_TINT_FULL, 1);
}

/* A task that the search has been through: its entries to scale with those of the others, and how many lead here. */
static void
task_draw (VmrRmap *s,
           guint    step,
           VmrRect  r,
           guint    most)
{
  const KmTask *task = km_task (s->machine, (KmTaskId) { (uint32_t) vmr_stage_arg (s->session, step, task) });
  guint n = (guint) vmr_stage_arg (s->session, step, entries), found = (guint) vmr_stage_arg (s->session, step, found);
  const char *called = task ? km_task_name (s->machine, task) : "?";
  g_autofree char *words = g_strdup_printf (ngettext ("%u entry, %u of them here", "%u entries, %u of them here", n), n, found);
  g_autofree char *name = g_strdup_printf ("%s: %s", called, words);
  VmrCell *cell;

  vmr_cells_textf (s->cells, VMR_RECT (r.x, r.y, r.w * 0.4, s->line), VMR_SMALL | VMR_BOLD, VMR_INK_TEXT, "%s", called);
  vmr_cells_text (s->cells, VMR_RECT (r.x + r.w * 0.4, r.y, r.w * 0.6, s->line), VMR_SMALL | VMR_RIGHT,
                  found > 0 ? VMR_INK_LIGHT : VMR_INK_TEXT, words, NULL);
  cell = vmr_cells_box (s->cells, VMR_RECT (r.x, r.y + s->line * 1.05, MAX (r.w * n / MAX (most, 1), 2), s->line * 0.8),
                        VMR_INK_PAGE_TABLE, VMR_TINT_STRONG, 2);
  if (step == s->cursor)
    {
      vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
      cell->flags |= VMR_CELL_CHANGED;
    }
  vmr_cells_subject (s->cells, cell, task ? vmr_ref (VMR_REF_TASK, task->id, 0) : VMR_REF_INIT_NONE, name, NULL);
}

/* The last ones, when there are more than fit. */
void
vmr_rmap_searched (VmrRmap *s)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (guint));
  double h = s->line * 2.3, w = s->cells->width - s->m - s->left_w;
  guint most = 0, rows = (guint) MAX ((s->cells->height - s->m * 0.6 - s->tree_y) / h, 1);
  const KmCommandRecord *command = km_machine_command (s->machine, km_machine_step_command (s->machine, s->scan));

  for (guint step = command->first_step; step <= s->scan; step++)
    if (km_machine_step_kind (s->machine, step) == KM_STEP_RMAP_SCAN)
      {
        g_array_append_val (steps, step);
        most = MAX (most, (guint) vmr_stage_arg (s->session, step, entries));
      }
  for (guint skip = steps->len > rows ? steps->len - rows : 0, i = skip; i < steps->len; i++)
    task_draw (s, g_array_index (steps, guint, i), VMR_RECT (s->left_w, s->tree_y + (i - skip) * h, w, h), most);
}
