/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines: their path, their arrow heads, what strikes a text. */
#include "ui/draw/paint-private.h"
#include "ui/draw/paint.h"

#include <gio/gio.h>
#include <math.h>

/* Draws the first `reveal` of the polyline and leaves the last two points in from and to. */
static void
path_polyline (cairo_t        *cr,
               const VmrPoint *p,
               guint           n,
               double          radius,
               double          reveal,
               VmrPoint       *from,
               VmrPoint       *to)
{
  double total = 0, left;

  for (guint i = 1; i < n; i++)
    total += hypot (p[i].x - p[i - 1].x, p[i].y - p[i - 1].y);
  left = total * reveal;
  cairo_move_to (cr, p[0].x, p[0].y);
  *from = *to = p[0];
  for (guint i = 1; i < n && left > 0; i++)
    {
      double length = hypot (p[i].x - p[i - 1].x, p[i].y - p[i - 1].y);
      double part = length > 0 ? MIN (left / length, 1) : 1;
      VmrPoint end = { p[i - 1].x + (p[i].x - p[i - 1].x) * part,
                       p[i - 1].y + (p[i].y - p[i - 1].y) * part };

      *from = p[i - 1];
      *to = end;
      left -= length;
      if (i + 1 < n && left > 0 && radius > 0 && length > 0)
        {
          double next = hypot (p[i + 1].x - p[i].x, p[i + 1].y - p[i].y);
          double r = MIN (radius, MIN (length, next) / 2);

          cairo_line_to (cr, end.x - (end.x - p[i - 1].x) / length * r,
                         end.y - (end.y - p[i - 1].y) / length * r);
          if (next > 0)
            cairo_curve_to (cr, end.x, end.y, end.x, end.y,
                            end.x + (p[i + 1].x - end.x) / next * r,
                            end.y + (p[i + 1].y - end.y) / next * r);
        }
      else
        {
          cairo_line_to (cr, end.x, end.y);
        }
    }
}

void
vmr_paint_path (cairo_t        *cr,
                const VmrCells *cells,
                const VmrCell  *cell,
                double          reveal,
                VmrPoint       *end)
{
  VmrPoint from;

  path_polyline (cr, &g_array_index (cells->points, VmrPoint, cell->first_point), cell->n_points,
                 cell->radius, reveal, &from, end);
}

static void
paint_arrow_head (cairo_t *cr,
                  VmrPoint from,
                  VmrPoint to,
                  double   size)
{
  double length = hypot (to.x - from.x, to.y - from.y);
  double ux, uy;

  if (length <= 0)
    return;
  ux = (to.x - from.x) / length;
  uy = (to.y - from.y) / length;
  cairo_new_path (cr);
  cairo_move_to (cr, to.x + ux, to.y + uy);
  cairo_line_to (cr, to.x - ux * size - uy * size / 2, to.y - uy * size + ux * size / 2);
  cairo_line_to (cr, to.x - ux * size + uy * size / 2, to.y - uy * size - ux * size / 2);
  cairo_close_path (cr);
  cairo_fill (cr);
}

void
vmr_paint_paint_line (cairo_t         *cr,
            const VmrCells  *cells,
            const VmrCell   *cell,
            const VmrMotion *motion)
{
  const VmrPoint *points = &g_array_index (cells->points, VmrPoint, cell->first_point);
  double width = vmr_paint_cell_stroke (cells, cell);
  VmrPoint from, to;

  cairo_save (cr);
  cairo_translate (cr, motion->dx, motion->dy);
  vmr_paint_source_rgb (cr, vmr_palette_tint (cells->palette, cell->stroke, cell->stroke_tint),
              motion->alpha);
  cairo_set_line_width (cr, width);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  if (cell->flags & VMR_CELL_DASHED)
    cairo_set_dash (cr, (double[]) { 2 + width, 2 + width }, 2, 0);
  path_polyline (cr, points, cell->n_points, cell->radius, motion->reveal, &from, &to);
  cairo_stroke (cr);
  if (cell->flags & VMR_CELL_ARROW)
    {
      vmr_paint_source_rgb (cr, vmr_palette_rgb (cells->palette, cell->stroke), motion->alpha);
      paint_arrow_head (cr, from, to, 5 + width * 2);
    }
  cairo_restore (cr);
}
