/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lessons 17 to 20: caches, reclaim, sharing. */
#include "ui/start/thumbnails.h"

void
vmr_thumbnail_page_cache (const VmrSketch *s)
{
  vmr_sketch_plate (s, 34, 12, 36, 54, VMR_INK_PANEL, 100, VMR_INK_FILE, 1.8);
  for (guint i = 0; i < 4; i++)
    vmr_sketch_line (s, 40, 29 + i * 8.5, i == 3 ? 54 : 63, 29 + i * 8.5, VMR_INK_FILE, 1.8);
  for (guint row = 0; row < 2; row++)
    for (guint i = 0; i < 3; i++)
      if (row == 0 || i == 1)
        vmr_sketch_box (s, 91 + i * 31, 17 + row * 25, 28, 20, VMR_INK_FILE, 100);
      else
        vmr_sketch_dashed (s, 91 + i * 31, 17 + row * 25, 28, 20, VMR_INK_LINE);
  /* Dirty is hatched. */
  for (guint i = 0; i < 4; i++)
    vmr_sketch_line (s, 124 + i * 6, 36, 130 + i * 6, 18, VMR_INK_PANEL, 1.8);
}

/* Two lists, active above; the lamp is the referenced bit. */
void
vmr_thumbnail_reclaim (const VmrSketch *s)
{
  static const char *const lists[] = { ".o.o*", ".o.o." };

  for (guint row = 0; row < 2; row++)
    {
      vmr_sketch_plate (s, 29, 12 + row * 30, 154, 20, VMR_INK_PANEL, 100, VMR_INK_LINE, 1.2);
      for (guint i = 0; i < 5; i++)
        {
          double x = 39 + i * 22;
          gboolean file = i == 2 || (row == 0 && i == 4);

          vmr_sketch_box (s, x, 16 + row * 30, 15, 12, file ? VMR_INK_FILE : VMR_INK_ANON, 100);
          if (lists[row][i] != '.')
            vmr_sketch_dot (s, x + 7.5, 22 + row * 30, 3, VMR_INK_HUGE);
        }
    }
  vmr_sketch_arrow (s, 172, 31, 172, 43, VMR_INK_TEXT, 1.6);
  vmr_sketch_arrow (s, 154, 52, 190, 52, VMR_INK_LIGHT, 2);
}

void
vmr_thumbnail_rmap (const VmrSketch *s)
{
  static const char *const rows[] = { ".x..", "...x", "x..." };

  vmr_sketch_plate (s, 27, 29, 20, 20, VMR_INK_ANON, 100, VMR_INK_TEXT, 1.6);
  vmr_sketch_line (s, 47, 39, 74, 39, VMR_INK_TEXT, 1.5);
  for (guint row = 0; row < 3; row++)
    {
      vmr_sketch_curve (s, 98, 39, 137, 18 + row * 21, FALSE, VMR_INK_TEXT, 1.5);
      for (guint i = 0; i < 4; i++)
        vmr_sketch_box (s, 138 + i * 12, 12 + row * 21, 10.5, 13,
                        rows[row][i] == 'x' ? VMR_INK_ANON : VMR_INK_PAGE_TABLE,
                        rows[row][i] == 'x' ? 100 : 34);
    }
  vmr_sketch_plate (s, 74, 31, 24, 16, VMR_INK_PANEL, 100, VMR_INK_TEXT, 1.5);
}

static void
bar_code (const VmrSketch *s,
          double x, double y, double h, VmrInk ink)
{
  static const struct { double at, w; } bars[] = { { 0, 4 }, { 6, 6 }, { 20, 2 }, { 26, 3 },
                                                   { 31, 8 } };

  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      vmr_sketch_ink (s, ink, 100);
      cairo_rectangle (s->cr, x + bars[i].at, y, bars[i].w, h);
      cairo_fill (s->cr);
    }
}

void
vmr_thumbnail_ksm (const VmrSketch *s)
{
  bar_code (s, 27, 11, 25, VMR_INK_TEXT);
  bar_code (s, 27, 43, 25, VMR_INK_TEXT);
  vmr_sketch_curve (s, 76, 23, 130, 40, FALSE, VMR_INK_KSM, 1.8);
  vmr_sketch_curve (s, 76, 57, 130, 40, FALSE, VMR_INK_KSM, 1.8);
  vmr_sketch_arrow (s, 128, 40, 137, 40, VMR_INK_KSM, 1.8);
  bar_code (s, 142, 27, 26, VMR_INK_KSM);
}
