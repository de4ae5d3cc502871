/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/draw/cell-check.h"

#include <math.h>

/* Ascent and descent of a line reserve more than glyphs take; two lines may share this much. */
#define LINE_AIR 0.17

static void
flaw_free (gpointer data)
{
  VmrFlaw *flaw = data;

  g_free (flaw->message);
  g_free (flaw);
}

static VmrRect
text_ink (const VmrCell *cell)
{
  VmrRect r = cell->rect;
  double air = cell->px * LINE_AIR;

  if (cell->style & VMR_UPWARDS)
    return VMR_RECT (r.x + air, r.y, r.w - 2 * air, r.h);
  return VMR_RECT (r.x, r.y + air, r.w, r.h - 2 * air);
}

static gboolean
rects_meet (VmrRect a,
            VmrRect b)
{
  return a.x + 0.5 < b.x + b.w && b.x + 0.5 < a.x + a.w && a.y + 0.5 < b.y + b.h &&
         b.y + 0.5 < a.y + a.h;
}

static gboolean
rect_within (VmrRect inner,
             VmrRect outer,
             double  slack)
{
  return inner.x >= outer.x - slack && inner.y >= outer.y - slack &&
         inner.x + inner.w <= outer.x + outer.w + slack &&
         inner.y + inner.h <= outer.y + outer.h + slack;
}

/* Whether a filled box painted after `after` and before `before` hides the rectangle. */
static gboolean
is_covered (const VmrCells *cells,
            VmrRect         rect,
            guint           after,
            guint           before)
{
  for (guint i = after + 1; i < before; i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if ((cell->shape == VMR_SHAPE_BOX || cell->shape == VMR_SHAPE_DOT) &&
          cell->fill != VMR_INK_NONE && rect_within (rect, cell->rect, 0.5))
        return TRUE;
    }
  return FALSE;
}

static gboolean
segment_meets (VmrPoint a,
               VmrPoint b,
               VmrRect  r)
{
  double t0 = 0, t1 = 1;
  double d[2] = { b.x - a.x, b.y - a.y };
  double low[2] = { r.x - a.x, r.y - a.y };
  double high[2] = { r.x + r.w - a.x, r.y + r.h - a.y };

  for (int i = 0; i < 2; i++)
    {
      double near, far;

      if (fabs (d[i]) < 1e-9)
        {
          if (low[i] > 0 || high[i] < 0)
            return FALSE;
          continue;
        }
      near = MIN (low[i] / d[i], high[i] / d[i]);
      far = MAX (low[i] / d[i], high[i] / d[i]);
      t0 = MAX (t0, near);
      t1 = MIN (t1, far);
    }
  return t0 < t1;
}

static gboolean
line_meets (const VmrCells *cells,
            const VmrCell  *line,
            VmrRect         rect)
{
  const VmrPoint *points = &g_array_index (cells->points, VmrPoint, line->first_point);

  rect = VMR_RECT (rect.x + 1, rect.y + 1, MAX (rect.w - 2, 0), MAX (rect.h - 2, 0));
  for (guint i = 1; i < line->n_points; i++)
    if (segment_meets (points[i - 1], points[i], rect))
      return TRUE;
  return FALSE;
}

static void G_GNUC_PRINTF (5, 6)
report (GPtrArray  *flaws,
        VmrFlawKind kind,
        guint       cell,
        guint       other,
        const char *format,
        ...)
{
  VmrFlaw *flaw = g_new0 (VmrFlaw, 1);
  va_list args;

  flaw->kind = kind;
  flaw->cell = cell;
  flaw->other = other;
  va_start (args, format);
  flaw->message = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (flaws, flaw);
}

static void
check_place (const VmrCells *cells,
             guint           index,
             const char     *text,
             GPtrArray      *flaws)
{
  const VmrCell *cell = vmr_cells_get (cells, index);
  VmrRgb ground = vmr_cells_ground (cells, cell->rect.x + cell->rect.w / 2,
                                    cell->rect.y + cell->rect.h / 2, index);
  double contrast = vmr_rgb_contrast (vmr_palette_rgb (cells->palette, cell->fill), ground);
  VmrRect ink = text_ink (cell);

  if (!rect_within (ink, VMR_RECT (0, 0, cells->width, cells->height), 0.5))
    report (flaws, VMR_FLAW_CLIPPED, index, 0, "\"%s\" leaves the canvas", text);
  else if (!rect_within (ink, cell->room, 1.0))
    report (flaws, VMR_FLAW_CLIPPED, index, 0, "\"%s\" leaves its room", text);
  if (cell->px < cells->metrics.floor - 0.01)
    report (flaws, VMR_FLAW_SMALL, index, 0, "\"%s\" is %.1f px, floor %.1f", text, cell->px,
            cells->metrics.floor);
  if (contrast < 4.5 && !(cell->flags & VMR_CELL_FUTURE))
    report (flaws, VMR_FLAW_CONTRAST, index, 0, "\"%s\" has contrast %.2f", text, contrast);
}

static void
check_neighbours (const VmrCells *cells,
                  guint           index,
                  const char     *text,
                  GPtrArray      *flaws)
{
  VmrRect ink = text_ink (vmr_cells_get (cells, index));

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *other = vmr_cells_get (cells, i);

      if (other->shape == VMR_SHAPE_TEXT && i > index && rects_meet (ink, text_ink (other)) &&
          !is_covered (cells, ink, index, i))
        report (flaws, VMR_FLAW_OVERLAP, index, i, "\"%s\" overlaps \"%s\"", text,
                pango_layout_get_text (other->layout));
      if (other->shape == VMR_SHAPE_LINE && line_meets (cells, other, ink) &&
          !(i < index && is_covered (cells, ink, i, index)))
        report (flaws, VMR_FLAW_STRUCK, index, i, "a line runs through \"%s\"", text);
    }
}

static void
check_hidden (const VmrCells *cells,
              guint           index,
              const char     *text,
              GPtrArray      *flaws)
{
  VmrRect ink = text_ink (vmr_cells_get (cells, index));

  for (guint i = index + 1; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *box = vmr_cells_get (cells, i);

      if ((box->shape == VMR_SHAPE_BOX || box->shape == VMR_SHAPE_DOT) &&
          box->fill != VMR_INK_NONE && rects_meet (ink, box->rect))
        {
          report (flaws, VMR_FLAW_HIDDEN, index, i, "\"%s\" is hidden by a box at %.0f, %.0f", text,
                  box->rect.x, box->rect.y);
          return;
        }
    }
}

GPtrArray *
vmr_cells_check (const VmrCells *cells)
{
  GPtrArray *flaws = g_ptr_array_new_with_free_func (flaw_free);

  g_return_val_if_fail (cells != NULL, NULL);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->shape == VMR_SHAPE_TEXT)
        {
          const char *text = pango_layout_get_text (cell->layout);

          check_hidden (cells, i, text, flaws);
          check_place (cells, i, text, flaws);
          check_neighbours (cells, i, text, flaws);
        }
      else if (!vmr_ref_is_none (cell->ref) && cell->name == NULL)
        {
          report (flaws, VMR_FLAW_NAMELESS, i, 0, "cell %u (kind %u) has no name", i,
                  cell->ref.kind);
        }
    }
  return flaws;
}
