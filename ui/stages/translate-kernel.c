/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the kernel does with the fault: a function gets its box when a step reaches it. */
#include "ui/stages/translate-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  guint  step;
  guint  row;
  double x, w;
} Pill;

/* The functions since the fault in rows; one that goes on is one pill. */
static GArray *
functions_collect (VmrTranslate *s)
{
  GArray *pills = g_array_new (FALSE, FALSE, sizeof (Pill));
  const char *last = NULL;
  double x = s->m;
  guint row = 0;

  for (guint step = s->fault + 1; step <= vmr_session_cursor (s->session); step++)
    {
      const KmStepInfo *info = km_machine_step_info (s->machine, step);
      Pill pill = { step, row, x,
                    vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, info->function)
                    + 22 };

      if (info->origin != KM_ORIGIN_KERNEL || g_str_equal (info->function, "exc_page_fault"))
        continue;
      if (g_strcmp0 (last, info->function) == 0)
        {
          g_array_index (pills, Pill, pills->len - 1).step = step;
          continue;
        }
      last = info->function;
      if (x + pill.w > s->m + s->w)
        {
          pill.x = s->m;
          pill.row = ++row;
        }
      x = pill.x + pill.w + 10;
      g_array_append_val (pills, pill);
    }
  return pills;
}

/* The branch taken through the kernel; when there is not room for all, the newest rows. */
static void
row_functions (VmrTranslate *s,
               double        y,
               double        bottom,
               double        h)
{
  g_autoptr (GArray) pills = functions_collect (s);
  guint rows = (guint) MAX ((bottom - y + 10) / (h + 10), 0);
  guint last_row = pills->len ? g_array_index (pills, Pill, pills->len - 1).row : 0;
  guint first_row = last_row + 1 > rows ? last_row + 1 - rows : 0;

  for (guint i = 0; rows > 0 && i < pills->len; i++)
    {
      const Pill *pill = &g_array_index (pills, Pill, i);
      const KmStepInfo *info = km_machine_step_info (s->machine, pill->step);
      gboolean now = pill->step == vmr_session_cursor (s->session);
      double py = y + (pill->row - first_row) * (h + 10);
      VmrCell *cell;

      if (pill->row < first_row)
        continue;
      if (pill->x > s->m)
        vmr_cells_segment (s->cells, pill->x - 10, py + h / 2, pill->x, py + h / 2,
                           VMR_INK_LIGHT, 1.5);
      cell = vmr_cells_box (s->cells, VMR_RECT (pill->x, py, pill->w, h),
                            now ? VMR_INK_ACCENT : VMR_INK_SOFT, VMR_TINT_FULL, h / 2);
      cell->part = 0x4e4;
      vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_STEP, pill->step, 0), info->function,
                         info->file);
      vmr_cells_text (s->cells, VMR_RECT (pill->x + 8, py, pill->w - 16, h),
                      VMR_SMALL | VMR_MONO | VMR_CENTER | (now ? VMR_BOLD : 0),
                      now ? VMR_INK_AUTO : VMR_INK_TEXT, info->function, NULL);
    }
}

void
vmr_translate_kernel (VmrTranslate *s,
                      double        y)
{
  double h = ceil (s->row * 1.1), bottom = s->cells->height - s->small * 2.2;
  g_autofree char *enter = NULL;

  if (s->fault == 0 || y + h > bottom)
    return;
  enter = g_strdup_printf (_("the kernel takes over, with error code %u and the address in CR2"),
                           (guint) vmr_stage_arg (s->session, s->fault, "error_code"));
  vmr_cell_outline (vmr_cells_box (s->cells, VMR_RECT (s->m, y, s->w, h), VMR_INK_LIGHT,
                                   VMR_TINT_FAINT, 8), VMR_INK_LIGHT, 2);
  vmr_cells_text (s->cells, VMR_RECT (s->m + 12, y, s->w * 0.25, h),
                  VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_TEXT, "exc_page_fault", NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m + s->w * 0.27, y, s->w * 0.6, h), VMR_SMALL,
                  VMR_INK_TEXT, enter, NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m, y, s->w - 12, h), VMR_SMALL | VMR_MONO | VMR_RIGHT,
                  VMR_INK_TEXT, "CPL 3 → 0", NULL);
  row_functions (s, y + h + 14, bottom, h);
}
