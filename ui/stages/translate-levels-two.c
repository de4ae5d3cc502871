/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Two directories side by side, when the processor changes from the one to the other. */
#include "ui/stages/translate-directory.h"
#include "ui/stages/translate-levels-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

gboolean
vmr_levels_compares (const VmrPlain *p)
{
  return p->n_sides == 2 && p->access.access == 0 &&
         (vmr_stage_reached (p->session, KM_STEP_SWITCH) ||
          vmr_stage_reached (p->session, KM_STEP_EXEC_MM));
}

/* Equal rows of the kernel are joined: the words stand on the lines' ground. */
static void
kernel_join (VmrPlain     *p,
             const GArray *rows)
{
  double from = p->side[0].table_x + p->side[0].table_w, to = p->side[1].table_x;
  const VmrRow *kernel = &g_array_index (p->rows, VmrRow, 0);
  double y = kernel->y + kernel->h / 2, h = ceil (p->small * 1.6), w;
  const char *words = _("the kernel's rows are the same in both");

  for (guint i = 0; i < 2; i++)
    {
      const VmrDirRow *row = &g_array_index (rows, VmrDirRow, i);

      vmr_cells_segment (p->cells, from, row->y + row->h / 2, to, row->y + row->h / 2,
                         VMR_INK_KERNEL, 2);
    }
  if (vmr_cells_measure (p->cells, VMR_SMALL | VMR_BOLD, words) > to - from - 24)
    words = _("the same");
  w = vmr_cells_measure (p->cells, VMR_SMALL | VMR_BOLD, words) + 16;
  if (w > to - from - 8)
    return;
  vmr_cells_box (p->cells, VMR_RECT ((from + to - w) / 2, y - h / 2, w, h), VMR_INK_PANEL,
                 VMR_TINT_FULL, 4);
  vmr_cells_text (p->cells, VMR_RECT ((from + to - w) / 2, y - h / 2, w, h),
                  VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, words, NULL);
}

/* The number of the step that made a directory, beside it. */
static void
made_draw (VmrPlain *p)
{
  guint made = vmr_stage_reached (p->session, KM_STEP_EXEC_MM);
  guint64 task = vmr_stage_arg (p->session, made, task);
  double reach = vmr_cells_dot_reach (p->cells);

  for (guint i = 0; i < 2 && made != 0; i++)
    if (p->side[i].task->id == task)
      vmr_stage_dot (p->session, p->cells, p->side[i].right ? p->side[i].table_x + 4 - reach
                     : p->side[i].table_x + p->side[i].table_w + reach - 4, p->top, made);
}

void
vmr_levels_two (VmrPlain *p,
          double    top,
          double    bottom)
{
  double w = p->cells->width - 2 * p->m, line = ceil (p->small * 1.6), x, mid;
  g_autoptr (GArray) rows = NULL;

  for (guint i = 0; i < 2; i++)
    {
      VmrSide *side = &p->side[i];

      side->space_w = w > 600 ? CLAMP (w * 0.094, 60, 110) : 10;
      side->table_w = CLAMP (w * 0.24, 96, 230);
      side->space_x = i ? p->cells->width - p->m - side->space_w : p->m;
      side->table_x = i ? side->space_x - 6 - side->table_w : p->m + side->space_w + 6;
    }
  vmr_plain_rows (p, 2, 12);
  rows = vmr_dir_rows (p);
  for (guint i = 0; i < 2; i++)
    {
      vmr_plain_head (p, &p->side[i], top);
      vmr_plain_space (p, &p->side[i]);
      vmr_dir_head (p, &p->side[i], p->side[i].table_x, p->side[i].table_w);
      vmr_dir_draw (p, &p->side[i], rows, p->side[i].table_x, p->side[i].table_w, -1);
    }
  kernel_join (p, rows);
  made_draw (p);
  x = p->side[0].table_x + p->side[0].table_w + p->small;
  mid = g_array_index (p->rows, VmrRow, 0).y + g_array_index (p->rows, VmrRow, 0).h + line * 1.5;
  vmr_cells_text (p->cells, VMR_RECT (x, mid, p->side[1].table_x - p->small - x, line),
                  VMR_SMALL | VMR_CENTER, VMR_INK_TEXT,
                  _("Below the border each has rows of its own."),
                  _("each its own"), NULL);
}

