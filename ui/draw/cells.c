/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/draw/cells.h"


#include <math.h>

static void
cell_clear (gpointer data)
{
  VmrCell *cell = data;

  g_clear_object (&cell->layout);
  g_clear_pointer (&cell->surface, cairo_surface_destroy);
}

VmrCells *
vmr_cells_new (const VmrPalette *palette,
               VmrTextCache     *texts,
               VmrMetrics        metrics,
               double            width,
               double            height)
{
  VmrCells *cells = g_new0 (VmrCells, 1);

  cells->array = g_array_sized_new (FALSE, TRUE, sizeof (VmrCell), 256);
  g_array_set_clear_func (cells->array, cell_clear);
  cells->points = g_array_new (FALSE, FALSE, sizeof (VmrPoint));
  cells->palette = palette;
  cells->texts = texts;
  cells->metrics = metrics;
  cells->width = width;
  cells->height = height;
  cells->strings = g_string_chunk_new (4096);
  return cells;
}

void
vmr_cells_free (VmrCells *cells)
{
  if (cells == NULL)
    return;
  g_array_unref (cells->array);
  g_array_unref (cells->points);
  g_string_chunk_free (cells->strings);
  g_free (cells);
}

guint
vmr_cells_n (const VmrCells *cells)
{
  g_return_val_if_fail (cells != NULL, 0);
  return cells->array->len;
}

VmrCell *
vmr_cells_get (const VmrCells *cells,
               guint           index)
{
  g_return_val_if_fail (cells != NULL, NULL);
  g_return_val_if_fail (index < cells->array->len, NULL);
  return &g_array_index (cells->array, VmrCell, index);
}

static VmrCell *
cells_add (VmrCells *cells,
           VmrShape  shape,
           VmrRect   rect)
{
  VmrCell *cell;

  g_array_set_size (cells->array, cells->array->len + 1);
  cell = &g_array_index (cells->array, VmrCell, cells->array->len - 1);
  cell->shape = shape;
  cell->rect = rect;
  cell->tint = VMR_TINT_FULL;
  cell->stroke_tint = VMR_TINT_FULL;
  return cell;
}

VmrCell *
vmr_cells_box (VmrCells *cells,
               VmrRect   rect,
               VmrInk    fill,
               guint     tint,
               double    radius)
{
  g_return_val_if_fail (cells != NULL, NULL);

  VmrCell *cell = cells_add (cells, VMR_SHAPE_BOX, rect);

  cell->fill = fill;
  cell->tint = tint;
  cell->radius = radius;
  return cell;
}

VmrCell *
vmr_cells_frame (VmrCells *cells,
                 VmrRect   rect,
                 VmrInk    stroke,
                 double    width,
                 double    radius)
{
  g_return_val_if_fail (cells != NULL, NULL);

  VmrCell *cell = vmr_cells_box (cells, rect, VMR_INK_NONE, 0, radius);

  vmr_cell_outline (cell, stroke, width);
  return cell;
}

static VmrRect
points_bounds (const VmrPoint *points,
               guint           n_points)
{
  double x0 = points[0].x, x1 = x0, y0 = points[0].y, y1 = y0;

  for (guint i = 1; i < n_points; i++)
    {
      x0 = MIN (x0, points[i].x);
      x1 = MAX (x1, points[i].x);
      y0 = MIN (y0, points[i].y);
      y1 = MAX (y1, points[i].y);
    }
  return VMR_RECT (x0, y0, x1 - x0, y1 - y0);
}

VmrCell *
vmr_cells_line (VmrCells       *cells,
                const VmrPoint *points,
                guint           n_points,
                VmrInk          ink,
                double          width)
{
  VmrCell *cell;

  g_return_val_if_fail (cells != NULL, NULL);
  g_return_val_if_fail (n_points >= 2, NULL);

  cell = cells_add (cells, VMR_SHAPE_LINE, points_bounds (points, n_points));
  cell->first_point = cells->points->len;
  cell->n_points = n_points;
  g_array_append_vals (cells->points, points, n_points);
  vmr_cell_outline (cell, ink, width);
  return cell;
}

VmrCell *
vmr_cells_segment (VmrCells *cells,
                   double    x0,
                   double    y0,
                   double    x1,
                   double    y1,
                   VmrInk    ink,
                   double    width)
{
  VmrPoint points[2] = { { x0, y0 }, { x1, y1 } };

  g_return_val_if_fail (cells != NULL, NULL);
  return vmr_cells_line (cells, points, 2, ink, width);
}

VmrCell *
vmr_cells_light (VmrCells       *cells,
                 const VmrPoint *points,
                 guint           n_points,
                 gboolean        arrow)
{
  g_return_val_if_fail (cells != NULL, NULL);

  VmrCell *cell = vmr_cells_line (cells, points, n_points, VMR_INK_LIGHT, cells->metrics.light);

  cell->stroke_tint = VMR_TINT_LIGHT;
  cell->radius = cells->metrics.light * 2;
  cell->flags |= VMR_CELL_LIGHT | (arrow ? VMR_CELL_ARROW : 0);
  return cell;
}

void
vmr_cell_old (VmrCell *light)
{
  light->stroke_tint = VMR_TINT_OLD;
}

VmrPort *
vmr_cells_port (VmrCells   *cells,
                VmrPortKind kind,
                double      x,
                double      y,
                guint32     what)
{
  g_return_val_if_fail (cells != NULL, NULL);
  cells->ports[kind] = (VmrPort) { .set = TRUE, .at = { x, y }, .what = what };
  return &cells->ports[kind];
}

VmrCell *
vmr_cells_polygon (VmrCells       *cells,
                   const VmrPoint *points,
                   guint           n_points,
                   VmrInk          ink,
                   guint           tint)
{
  g_return_val_if_fail (cells != NULL, NULL);

  VmrCell *cell = vmr_cells_line (cells, points, n_points, VMR_INK_NONE, 0);

  cell->shape = VMR_SHAPE_POLYGON;
  cell->fill = ink;
  cell->tint = tint;
  return cell;
}

static double
dot_radius (const VmrCells *cells)
{
  return ceil (MAX (cells->metrics.small * 0.8, 9));
}

/* Three digits do not fit a circle: it grows into a pill. */
static double
dot_width (VmrCells   *cells,
           const char *text)
{
  double r = dot_radius (cells);

  return MAX (2 * r, vmr_cells_measure (cells, VMR_SMALL | VMR_BOLD, text) + r * 0.7);
}

double
vmr_cells_dot_reach (VmrCells *cells)
{
  g_return_val_if_fail (cells != NULL, 0);
  return dot_width (cells, "88") / 2;
}

void
vmr_cells_dot (VmrCells   *cells,
               double      x,
               double      y,
               guint       number,
               guint       step,
               const char *name,
               gboolean    now)
{
  g_return_if_fail (cells != NULL);

  char text[16];
  double r = dot_radius (cells);
  VmrRect rect = VMR_RECT (x - r, y - r, 2 * r, 2 * r);
  VmrCell *cell = cells_add (cells, VMR_SHAPE_DOT, rect);

  g_snprintf (text, sizeof text, "%u", number);
  if (number == 0)
    *text = '\0';
  rect.w = dot_width (cells, text);
  rect.x = x - rect.w / 2;
  cell->rect = rect;
  cell->radius = r;
  cell->fill = now ? VMR_INK_LIGHT : VMR_INK_PANEL;
  /* The number within a ring must not touch it. */
  vmr_cell_outline (cell, VMR_INK_LIGHT, now ? cells->metrics.line + 0.5
                                             : MIN (cells->metrics.line + 0.5, MAX (r * 0.14, 1.5)));
  if (!now)
    cell->flags |= VMR_CELL_HOLLOW;
  cell->part = 0xd07;
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_STEP, step, 0), name, NULL);
  vmr_cells_text (cells, rect, VMR_SMALL | VMR_BOLD | VMR_CENTER, now ? VMR_INK_AUTO
                  : VMR_INK_LIGHT, text, NULL);
}

VmrCell *
vmr_cells_bitmap (VmrCells        *cells,
                  double           x,
                  double           y,
                  cairo_surface_t *surface)
{
  double sx = 1, sy = 1;
  VmrCell *cell;

  g_return_val_if_fail (cells != NULL, NULL);
  cairo_surface_get_device_scale (surface, &sx, &sy);
  cell = cells_add (cells, VMR_SHAPE_BITMAP,
                    VMR_RECT (x, y, cairo_image_surface_get_width (surface) / sx,
                              cairo_image_surface_get_height (surface) / sy));
  cell->surface = cairo_surface_reference (surface);
  return cell;
}

VmrCell *
vmr_cells_spot (VmrCells *cells,
                VmrRect   rect)
{
  g_return_val_if_fail (cells != NULL, NULL);
  return cells_add (cells, VMR_SHAPE_SPOT, rect);
}

void
vmr_cells_subject (VmrCells   *cells,
                   VmrCell    *cell,
                   VmrRef      ref,
                   const char *name,
                   const char *tooltip)
{
  g_return_if_fail (cells != NULL);
  g_return_if_fail (cell != NULL);
  cell->ref = ref;
  cell->name = name ? vmr_cells_string (cells, name) : NULL;
  cell->tooltip = tooltip ? vmr_cells_string (cells, tooltip) : cell->name;
}

void
vmr_cells_spoken (VmrCells   *cells,
                  VmrRect     rect,
                  const char *words)
{
  g_return_if_fail (cells != NULL);
  if (words != NULL && *words != '\0')
    vmr_cells_spot (cells, rect)->name = vmr_cells_string (cells, words);
}

const char *
vmr_cells_string (VmrCells   *cells,
                  const char *string)
{
  g_return_val_if_fail (cells != NULL, NULL);
  return g_string_chunk_insert (cells->strings, string);
}

void
vmr_cell_outline (VmrCell *cell,
                  VmrInk   ink,
                  double   width)
{
  cell->stroke = ink;
  cell->width = width;
}

void
vmr_cells_append (VmrCells       *cells,
                  const VmrCells *other,
                  double          dx,
                  double          dy)
{
  g_return_if_fail (cells != NULL);

  guint first_point = cells->points->len;

  for (guint i = 0; i < VMR_N_PORTS; i++)
    if (other->ports[i].set)
      vmr_cells_port (cells, i, other->ports[i].at.x + dx, other->ports[i].at.y + dy,
                      other->ports[i].what)->old = other->ports[i].old;
  g_array_append_vals (cells->points, other->points->data, other->points->len);
  for (guint i = first_point; i < cells->points->len; i++)
    {
      g_array_index (cells->points, VmrPoint, i).x += dx;
      g_array_index (cells->points, VmrPoint, i).y += dy;
    }
  for (guint i = 0; i < other->array->len; i++)
    {
      VmrCell cell = g_array_index (other->array, VmrCell, i);

      cell.rect.x += dx;
      cell.rect.y += dy;
      cell.room.x += dx;
      cell.room.y += dy;
      cell.first_point += first_point;
      cell.name = cell.name ? vmr_cells_string (cells, cell.name) : NULL;
      cell.tooltip = cell.tooltip ? vmr_cells_string (cells, cell.tooltip) : NULL;
      if (cell.layout)
        g_object_ref (cell.layout);
      if (cell.surface)
        cairo_surface_reference (cell.surface);
      g_array_append_val (cells->array, cell);
    }
}
