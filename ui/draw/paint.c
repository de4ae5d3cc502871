/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/draw/paint.h"

#include "ui/draw/paint-private.h"

#include <gio/gio.h>
#include <math.h>

void
vmr_paint_source_rgb (cairo_t *cr,
            VmrRgb   rgb,
            double   alpha)
{
  cairo_set_source_rgba (cr, rgb.r, rgb.g, rgb.b, alpha);
}

static void
path_rounded (cairo_t *cr,
              double   x,
              double   y,
              double   w,
              double   h,
              double   r)
{
  r = MIN (r, MIN (w, h) / 2);
  if (r <= 0)
    {
      cairo_rectangle (cr, x, y, w, h);
      return;
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + w - r, y + r, r, -G_PI_2, 0);
  cairo_arc (cr, x + w - r, y + h - r, r, 0, G_PI_2);
  cairo_arc (cr, x + r, y + h - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

double
vmr_paint_cell_stroke (const VmrCells *cells,
             const VmrCell  *cell)
{
  return cell->width * (cell->shape == VMR_SHAPE_LINE && !(cell->flags & VMR_CELL_LIGHT)
                        && cell->width <= 1 ? 1 : MIN (cells->palette->stroke, 1.5));
}

static void
paint_hatch (cairo_t *cr,
             VmrRect  r,
             VmrRgb   rgb,
             double   alpha)
{
  vmr_paint_source_rgb (cr, rgb, alpha * 0.7);
  cairo_set_line_width (cr, 1.2);
  for (double d = 3; d < r.w + r.h; d += 5)
    {
      cairo_move_to (cr, r.x + d, r.y);
      cairo_line_to (cr, r.x + d - r.h, r.y + r.h);
    }
  cairo_stroke (cr);
}

/* Thin enough to read words on. */
static void
paint_pattern (cairo_t   *cr,
               VmrRect    r,
               VmrPattern pattern,
               VmrRgb     ground,
               double     alpha)
{
  double ink = ground.r > 0.5 ? 0 : 1;

  cairo_set_source_rgba (cr, ink, ink, ink, alpha);
  cairo_set_line_width (cr, 0.8);
  for (double y = 2.5; y < r.h && pattern != VMR_PATTERN_UPRIGHT; y += 5)
    if (pattern == VMR_PATTERN_LEVEL)
      {
        cairo_move_to (cr, r.x, r.y + y);
        cairo_line_to (cr, r.x + r.w, r.y + y);
      }
    else
      {
        for (double x = 2.5; x < r.w; x += 5)
          cairo_rectangle (cr, r.x + x, r.y + y, 0.8, 0.8);
      }
  for (double x = 2.5; x < r.w && pattern == VMR_PATTERN_UPRIGHT; x += 5)
    {
      cairo_move_to (cr, r.x + x, r.y);
      cairo_line_to (cr, r.x + x, r.y + r.h);
    }
  cairo_stroke (cr);
}

static void
paint_shadow (cairo_t *cr,
              VmrRect  r,
              double   radius)
{
  for (int i = 4; i > 0; i--)
    {
      path_rounded (cr, r.x - i, r.y - i + 2, r.w + 2 * i, r.h + 2 * i, radius + i);
      cairo_set_source_rgba (cr, 0, 0, 0, 0.03);
      cairo_fill (cr);
    }
}

static void
box_inside (cairo_t        *cr,
            const VmrCells *cells,
            const VmrCell  *cell,
            VmrRect         r,
            double          alpha)
{
  cairo_save (cr);
  path_rounded (cr, r.x, r.y, r.w, r.h, cell->radius);
  cairo_clip (cr);
  if (cells->palette->pattern[cell->fill] != VMR_PATTERN_NONE)
    paint_pattern (cr, r, cells->palette->pattern[cell->fill],
                   vmr_palette_tint (cells->palette, cell->fill, cell->tint),
                   alpha * (cell->tint < VMR_TINT_FULL ? 0.13 : 0.3));
  if (cell->flags & VMR_CELL_HATCH)
    paint_hatch (cr, r, cells->palette->ink[VMR_INK_WHITE], alpha);
  if (cell->flags & VMR_CELL_EDGE)
    {
      vmr_paint_source_rgb (cr, vmr_palette_rgb (cells->palette, cell->fill), alpha);
      cairo_rectangle (cr, r.x, r.y, cells->metrics.lecture ? 6 : 4, r.h);
      cairo_fill (cr);
    }
  if (cell->flags & VMR_CELL_BREAK)
    {
      vmr_paint_source_rgb (cr, cells->palette->ink[VMR_INK_PANEL], alpha);
      cairo_set_line_width (cr, 5);
      cairo_move_to (cr, r.x + r.w - 18, r.y + r.h + 2);
      cairo_line_to (cr, r.x + r.w - 14, r.y - 2);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

static void
paint_box (cairo_t        *cr,
           const VmrCells *cells,
           const VmrCell  *cell,
           VmrRect         r,
           double          alpha)
{
  double width = vmr_paint_cell_stroke (cells, cell);

  if (cell->flags & VMR_CELL_SHADOW)
    paint_shadow (cr, r, cell->radius);
  if (cell->fill != VMR_INK_NONE)
    {
      path_rounded (cr, r.x, r.y, r.w, r.h, cell->radius);
      vmr_paint_source_rgb (cr, vmr_palette_tint (cells->palette, cell->fill, cell->tint), alpha);
      cairo_fill (cr);
    }
  if (cell->flags & (VMR_CELL_HATCH | VMR_CELL_EDGE | VMR_CELL_BREAK) ||
      (cell->fill != VMR_INK_NONE && cells->palette->pattern[cell->fill] != VMR_PATTERN_NONE))
    box_inside (cr, cells, cell, r, alpha);
  if (width <= 0 || cell->stroke == VMR_INK_NONE)
    return;
  /* The stroke lies inside the rectangle, so that neighbours never share pixels. */
  path_rounded (cr, r.x + width / 2, r.y + width / 2, MAX (r.w - width, 0), MAX (r.h - width, 0),
                cell->radius - width / 2);
  vmr_paint_source_rgb (cr, vmr_palette_tint (cells->palette, cell->stroke, cell->stroke_tint), alpha);
  cairo_set_line_width (cr, width);
  if (cell->flags & VMR_CELL_DASHED)
    cairo_set_dash (cr, (double[]) { 3, 3 }, 2, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
paint_polygon (cairo_t         *cr,
               const VmrCells  *cells,
               const VmrCell   *cell,
               const VmrMotion *motion)
{
  const VmrPoint *points = &g_array_index (cells->points, VmrPoint, cell->first_point);

  for (guint i = 0; i < cell->n_points; i++)
    cairo_line_to (cr, points[i].x + motion->dx, points[i].y + motion->dy);
  cairo_close_path (cr);
  vmr_paint_source_rgb (cr, vmr_palette_tint (cells->palette, cell->fill, cell->tint), motion->alpha);
  cairo_fill (cr);
}

/* Thicker than the font's own, which in small letters cannot be told from a bar of theirs, and beyond both
 * ends. */
static void
paint_strike (cairo_t       *cr,
              const VmrCell *cell)
{
  gboolean upwards = (cell->style & VMR_UPWARDS) != 0;
  double w = upwards ? cell->rect.h : cell->rect.w;
  double y = pango_layout_get_baseline (cell->layout) / (double) PANGO_SCALE - cell->px * 0.28;

  cairo_set_line_width (cr, MAX (1, cell->px / 12));
  cairo_move_to (cr, -VMR_STRIKE_OUT, y);
  cairo_line_to (cr, w + VMR_STRIKE_OUT, y);
  cairo_stroke (cr);
}

static void
paint_text (cairo_t        *cr,
            const VmrCells *cells,
            const VmrCell  *cell,
            VmrRect         r,
            double          alpha)
{
  cairo_save (cr);
  vmr_paint_source_rgb (cr, vmr_palette_rgb (cells->palette, cell->fill), alpha);
  if (cell->style & VMR_UPWARDS)
    {
      cairo_translate (cr, r.x, r.y + cell->rect.h);
      cairo_rotate (cr, -G_PI_2);
    }
  else
    {
      cairo_translate (cr, r.x, r.y);
    }
  pango_cairo_show_layout (cr, cell->layout);
  if (cell->style & VMR_STRUCK)
    paint_strike (cr, cell);
  cairo_restore (cr);
}

void
vmr_paint_cell (cairo_t         *cr,
                const VmrCells  *cells,
                guint            index,
                const VmrMotion *motion)
{
  const VmrCell *cell = vmr_cells_get (cells, index);
  VmrRect r = VMR_RECT (cell->rect.x + motion->dx, cell->rect.y + motion->dy,
                        MAX (cell->rect.w + motion->dw, 0), MAX (cell->rect.h + motion->dh, 0));

  if (motion->alpha <= 0)
    return;
  switch (cell->shape)
    {
    case VMR_SHAPE_BOX:
    case VMR_SHAPE_DOT:
      paint_box (cr, cells, cell, r, motion->alpha);
      break;
    case VMR_SHAPE_TEXT:
      paint_text (cr, cells, cell, r, motion->alpha);
      break;
    case VMR_SHAPE_LINE:
      vmr_paint_paint_line (cr, cells, cell, motion);
      break;
    case VMR_SHAPE_POLYGON:
      paint_polygon (cr, cells, cell, motion);
      break;
    case VMR_SHAPE_BITMAP:
      cairo_set_source_surface (cr, cell->surface, r.x, r.y);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
      cairo_paint_with_alpha (cr, motion->alpha);
      break;
    case VMR_SHAPE_SPOT:
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
paint_mark (cairo_t        *cr,
            const VmrCells *cells,
            const VmrCell  *cell,
            VmrInk          ink,
            double          width,
            gboolean        dashed)
{
  double out = width / 2 + 0.5;

  path_rounded (cr, cell->rect.x - out, cell->rect.y - out, cell->rect.w + 2 * out,
                cell->rect.h + 2 * out, cell->radius + out);
  vmr_paint_source_rgb (cr, vmr_palette_rgb (cells->palette, ink), 1);
  cairo_set_line_width (cr, width);
  if (dashed)
    cairo_set_dash (cr, (double[]) { 2, 2 }, 2, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

/* A block of any order, or a frame, where the buddy of the hovered block lies. */
static gboolean
lies_in (VmrRef ref,
         VmrRef block)
{
  return block.kind == VMR_REF_BLOCK &&
         (ref.kind == VMR_REF_BLOCK || (ref.kind == VMR_REF_FRAME && ref.gen == 0)) &&
         ref.id >= block.id && ref.id - block.id < 1u << block.gen;
}

void
vmr_paint_marks (cairo_t        *cr,
                 const VmrCells *cells,
                 const VmrMarks *marks)
{
  gboolean hover = !vmr_ref_is_none (marks->hovered);
  gboolean select = !vmr_ref_is_none (marks->selected) || !vmr_ref_is_none (marks->second);

  for (guint i = 0; (hover || select) && i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (vmr_ref_is_none (cell->ref) || cell->shape == VMR_SHAPE_BITMAP)
        continue;
      if (hover && vmr_ref_equal (cell->ref, marks->hovered))
        paint_mark (cr, cells, cell, VMR_INK_ACCENT, 1.5, FALSE);
      else if (hover && lies_in (cell->ref, marks->buddy))
        paint_mark (cr, cells, cell, VMR_INK_ACCENT, 1.5, TRUE);
      if (select && (vmr_ref_equal (cell->ref, marks->selected) ||
                     vmr_ref_equal (cell->ref, marks->second)))
        paint_mark (cr, cells, cell, VMR_INK_ACCENT, 2.5, FALSE);
    }
  if (marks->focus >= 0 && marks->focus < (int) vmr_cells_n (cells))
    paint_mark (cr, cells, vmr_cells_get (cells, marks->focus), VMR_INK_TEXT, 2, TRUE);
}

void
vmr_paint_numbers (cairo_t        *cr,
                   const VmrCells *cells)
{
  VmrMotion motion = VMR_MOTION_NONE;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      if (vmr_cells_get (cells, i)->shape != VMR_SHAPE_DOT)
        continue;
      vmr_paint_cell (cr, cells, i, &motion);
      if (i + 1 < vmr_cells_n (cells) && vmr_cells_get (cells, i + 1)->shape == VMR_SHAPE_TEXT)
        vmr_paint_cell (cr, cells, i + 1, &motion);
    }
}

void
vmr_paint (cairo_t        *cr,
           const VmrCells *cells,
           VmrInk          ground)
{
  VmrMotion motion = VMR_MOTION_NONE;

  if (ground != VMR_INK_NONE)
    {
      vmr_paint_source_rgb (cr, vmr_palette_rgb (cells->palette, ground), 1);
      cairo_paint (cr);
    }
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    vmr_paint_cell (cr, cells, i, &motion);
}
