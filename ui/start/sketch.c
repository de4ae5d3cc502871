/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/start/sketch.h"

#include "ui/draw/family.h"

#include <math.h>
#include <pango/pangocairo.h>

#define RADIUS 2.0

void
vmr_sketch_ink (const VmrSketch *s,
                VmrInk           ink,
                guint            tint)
{
  VmrRgb rgb = tint >= 100 ? vmr_palette_rgb (s->palette, ink)
                           : vmr_palette_tint (s->palette, ink, tint);

  cairo_set_source_rgb (s->cr, rgb.r, rgb.g, rgb.b);
}

static void
outline (const VmrSketch *s,
         double x, double y, double w, double h)
{
  double r = MIN (RADIUS, MIN (w, h) / 2);

  cairo_new_sub_path (s->cr);
  cairo_arc (s->cr, x + w - r, y + r, r, -G_PI / 2, 0);
  cairo_arc (s->cr, x + w - r, y + h - r, r, 0, G_PI / 2);
  cairo_arc (s->cr, x + r, y + h - r, r, G_PI / 2, G_PI);
  cairo_arc (s->cr, x + r, y + r, r, G_PI, 3 * G_PI / 2);
  cairo_close_path (s->cr);
}

void
vmr_sketch_box (const VmrSketch *s,
                double x, double y, double w, double h, VmrInk ink, guint tint)
{
  outline (s, x, y, w, h);
  vmr_sketch_ink (s, ink, tint);
  cairo_fill (s->cr);
}

void
vmr_sketch_frame (const VmrSketch *s,
                  double x, double y, double w, double h, VmrInk ink, double width)
{
  outline (s, x + width / 2, y + width / 2, w - width, h - width);
  vmr_sketch_ink (s, ink, 100);
  cairo_set_line_width (s->cr, width);
  cairo_stroke (s->cr);
}

void
vmr_sketch_plate (const VmrSketch *s,
                  double x, double y, double w, double h, VmrInk fill, guint tint, VmrInk stroke,
                  double width)
{
  vmr_sketch_box (s, x, y, w, h, fill, tint);
  vmr_sketch_frame (s, x, y, w, h, stroke, width);
}

void
vmr_sketch_dashed (const VmrSketch *s,
                   double x, double y, double w, double h, VmrInk ink)
{
  const double dashes[] = { 3, 2.5 };

  vmr_sketch_box (s, x, y, w, h, VMR_INK_PANEL, 100);
  cairo_set_dash (s->cr, dashes, 2, 0);
  vmr_sketch_frame (s, x, y, w, h, ink, 1.2);
  cairo_set_dash (s->cr, NULL, 0, 0);
}

void
vmr_sketch_dot (const VmrSketch *s,
                double x, double y, double r, VmrInk ink)
{
  cairo_arc (s->cr, x, y, r, 0, 2 * G_PI);
  vmr_sketch_ink (s, ink, 100);
  cairo_fill (s->cr);
}

void
vmr_sketch_ring (const VmrSketch *s,
                 double x, double y, double r, VmrInk ink)
{
  vmr_sketch_dot (s, x, y, r, VMR_INK_PANEL);
  cairo_arc (s->cr, x, y, r - 1, 0, 2 * G_PI);
  vmr_sketch_ink (s, ink, 100);
  cairo_set_line_width (s->cr, 2);
  cairo_stroke (s->cr);
}

void
vmr_sketch_line (const VmrSketch *s,
                 double x0, double y0, double x1, double y1, VmrInk ink, double width)
{
  cairo_move_to (s->cr, x0, y0);
  cairo_line_to (s->cr, x1, y1);
  vmr_sketch_ink (s, ink, 100);
  cairo_set_line_width (s->cr, width);
  cairo_stroke (s->cr);
}

void
vmr_sketch_dashes (const VmrSketch *s,
                   double x0, double y0, double x1, double y1, VmrInk ink, double width)
{
  const double dashes[] = { 4, 3 };

  cairo_set_dash (s->cr, dashes, 2, 0);
  vmr_sketch_line (s, x0, y0, x1, y1, ink, width);
  cairo_set_dash (s->cr, NULL, 0, 0);
}

static void
head (const VmrSketch *s,
      double x, double y, double angle, VmrInk ink)
{
  const double length = 6, spread = 0.5;

  cairo_move_to (s->cr, x, y);
  cairo_line_to (s->cr, x - length * cos (angle - spread), y - length * sin (angle - spread));
  cairo_line_to (s->cr, x - length * cos (angle + spread), y - length * sin (angle + spread));
  cairo_close_path (s->cr);
  vmr_sketch_ink (s, ink, 100);
  cairo_fill (s->cr);
}

void
vmr_sketch_arrow (const VmrSketch *s,
                  double x0, double y0, double x1, double y1, VmrInk ink, double width)
{
  double angle = atan2 (y1 - y0, x1 - x0);

  vmr_sketch_line (s, x0, y0, x1 - 4 * cos (angle), y1 - 4 * sin (angle), ink, width);
  head (s, x1, y1, angle, ink);
}

void
vmr_sketch_curve (const VmrSketch *s,
                  double x0, double y0, double x1, double y1, gboolean upright, VmrInk ink,
                  double width)
{
  double dx = upright ? 0 : (x1 - x0) / 2, dy = upright ? (y1 - y0) / 2 : 0;

  cairo_move_to (s->cr, x0, y0);
  cairo_curve_to (s->cr, x0 + dx, y0 + dy, x1 - dx, y1 - dy, x1, y1);
  vmr_sketch_ink (s, ink, 100);
  cairo_set_line_width (s->cr, width);
  cairo_stroke (s->cr);
}

void
vmr_sketch_leap (const VmrSketch *s,
                 double x0, double x1, double y, double height, VmrInk ink, gboolean dashes)
{
  const double pattern[] = { 4, 2.5 };
  double peak = y - height * 4 / 3;

  if (dashes)
    cairo_set_dash (s->cr, pattern, 2, 0);
  cairo_move_to (s->cr, x0, y);
  cairo_curve_to (s->cr, x0 + (x1 - x0) * 0.1, peak, x1 - (x1 - x0) * 0.1, peak, x1,
                  y - (height > 0 ? 3 : -3));
  vmr_sketch_ink (s, ink, 100);
  cairo_set_line_width (s->cr, 1.8);
  cairo_stroke (s->cr);
  cairo_set_dash (s->cr, NULL, 0, 0);
  head (s, x1, y, height > 0 ? G_PI / 2 - 0.25 : -G_PI / 2 + 0.25, ink);
}

void
vmr_sketch_cells (const VmrSketch *s,
                  double x, double y, double size, double pitch, VmrInk ink, const char *pattern)
{
  for (guint i = 0; pattern[i] != '\0'; i++)
    if (pattern[i] != ' ')
      vmr_sketch_box (s, x + i * pitch, y, size, size,
                      pattern[i] == 'x' ? ink : VMR_INK_CELL_LINE, 100);
}

void
vmr_sketch_text (const VmrSketch *s,
                 double x, double y, double size, gboolean mono, VmrInk ink, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (s->cr);
  g_autofree char *family = vmr_family_latin_first (pango_layout_get_context (layout),
                                                    mono ? "Monospace" : "Sans");
  PangoFontDescription *font = pango_font_description_new ();
  int w, h;

  pango_font_description_set_family (font, family);
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, &w, &h);
  cairo_move_to (s->cr, x - w / 2.0, y - h / 2.0);
  vmr_sketch_ink (s, ink, 100);
  pango_cairo_show_layout (s->cr, layout);
  pango_font_description_free (font);
  g_object_unref (layout);
}
