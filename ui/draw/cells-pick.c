/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading a finished array: what is where, and what comes next. */
#include "ui/draw/cells.h"

#include <math.h>

static gboolean
rect_contains (const VmrRect *rect,
               double         x,
               double         y)
{
  return x >= rect->x && y >= rect->y && x < rect->x + rect->w && y < rect->y + rect->h;
}

VmrRgb
vmr_cells_ground (const VmrCells *cells,
                  double          x,
                  double          y,
                  guint           below)
{
  g_return_val_if_fail (cells != NULL, ((VmrRgb) { 0 }));
  for (guint i = MIN (below, cells->array->len); i-- > 0;)
    {
      const VmrCell *cell = &g_array_index (cells->array, VmrCell, i);

      if ((cell->shape == VMR_SHAPE_BOX || cell->shape == VMR_SHAPE_DOT) &&
          cell->fill != VMR_INK_NONE && rect_contains (&cell->rect, x, y))
        return vmr_palette_tint (cells->palette, cell->fill, cell->tint);
    }
  return cells->palette->ink[VMR_INK_PANEL];
}

int
vmr_cells_pick (const VmrCells *cells,
                double          x,
                double          y)
{
  g_return_val_if_fail (cells != NULL, 0);
  for (guint i = cells->array->len; i-- > 0;)
    {
      const VmrCell *cell = &g_array_index (cells->array, VmrCell, i);

      if (!vmr_ref_is_none (cell->ref) && rect_contains (&cell->rect, x, y))
        return (int) i;
    }
  return -1;
}

/* Reading order is the order of the array: the layout function decides it. */
static int
focus_in_order (const VmrCells *cells,
                int             from,
                int             step)
{
  int n = (int) cells->array->len;

  if (from < 0)
    {
      for (int i = 0; i < n; i++)
        if (g_array_index (cells->array, VmrCell, i).flags & VMR_CELL_DEFAULT)
          return i;
      from = step > 0 ? -1 : n;
    }
  for (int i = from + step; i >= 0 && i < n; i += step)
    if (!vmr_ref_is_none (g_array_index (cells->array, VmrCell, i).ref))
      return i;
  return -1;
}

int
vmr_cells_focus (const VmrCells *cells,
                 int             from,
                 int             dx,
                 int             dy,
                 int             step)
{
  const VmrCell *here;
  double best = G_MAXDOUBLE;
  int found = -1;

  g_return_val_if_fail (cells != NULL, 0);
  if (from < 0 || from >= (int) cells->array->len || (dx == 0 && dy == 0))
    return focus_in_order (cells, from, step ? step : 1);

  here = &g_array_index (cells->array, VmrCell, from);
  for (guint i = 0; i < cells->array->len; i++)
    {
      const VmrCell *cell = &g_array_index (cells->array, VmrCell, i);
      double x = cell->rect.x + cell->rect.w / 2 - here->rect.x - here->rect.w / 2;
      double y = cell->rect.y + cell->rect.h / 2 - here->rect.y - here->rect.h / 2;
      double along = x * dx + y * dy;
      double aside = fabs (x * dy) + fabs (y * dx);

      if ((int) i == from || vmr_ref_is_none (cell->ref) || along < 1)
        continue;
      /* Going straight counts more than being near. */
      if (along + 3 * aside < best)
        {
          best = along + 3 * aside;
          found = (int) i;
        }
    }
  return found;
}

int
vmr_cells_find (const VmrCells *cells,
                VmrRef          ref)
{
  g_return_val_if_fail (cells != NULL, 0);
  if (!vmr_ref_is_none (ref))
    for (guint i = 0; i < cells->array->len; i++)
      if (vmr_ref_equal (g_array_index (cells->array, VmrCell, i).ref, ref))
        return (int) i;
  return -1;
}
