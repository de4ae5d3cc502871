/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lessons 21 to 25: large pages, moving, the end of memory. */
#include "ui/start/thumbnails.h"

void
vmr_thumbnail_huge_pages (const VmrSketch *s)
{
  for (guint row = 0; row < 6; row++)
    vmr_sketch_cells (s, 27, 13 + row * 8.8, 7.6, 8.8, VMR_INK_HUGE, "xxxxxxxx");
  vmr_sketch_arrow (s, 104, 39, 126, 39, VMR_INK_TEXT, 1.8);
  vmr_sketch_box (s, 131, 13, 53, 52, VMR_INK_HUGE, 100);
}

void
vmr_thumbnail_migration (const VmrSketch *s)
{
  vmr_sketch_cells (s, 29, 47, 15.5, 17.3, VMR_INK_ANON, "...... x.");
  vmr_sketch_box (s, 132.8, 47, 15.5, 15.5, VMR_INK_CELL_LINE, 100);
  vmr_sketch_dashed (s, 46.3, 47, 15.5, 15.5, VMR_INK_ANON);
  vmr_sketch_leap (s, 54, 157, 44, 24, VMR_INK_LIGHT, TRUE);
}

/* Two scanners come towards each other. */
void
vmr_thumbnail_compaction (const VmrSketch *s)
{
  vmr_sketch_arrow (s, 25, 20, 72, 20, VMR_INK_LIGHT, 2);
  vmr_sketch_arrow (s, 187, 20, 141, 20, VMR_INK_ANON, 2);
  vmr_sketch_cells (s, 24, 31, 15, 16.4, VMR_INK_ANON, ".xx.x....xx");
  vmr_sketch_leap (s, 97, 152, 50, -14, VMR_INK_TEXT, FALSE);
}

void
vmr_thumbnail_oom (const VmrSketch *s)
{
  static const double heights[] = { 14, 22, 54, 18, 30, 10 };

  for (guint i = 0; i < G_N_ELEMENTS (heights); i++)
    if (i == 2)
      vmr_sketch_plate (s, 38 + i * 23.5, 67 - heights[i], 18, heights[i], VMR_INK_PANEL, 100,
                        VMR_INK_LIGHT, 2);
    else
      vmr_sketch_box (s, 38 + i * 23.5, 67 - heights[i], 18, heights[i], VMR_INK_ANON, 100);
  vmr_sketch_line (s, 89, 32, 99, 48, VMR_INK_LIGHT, 2);
  vmr_sketch_line (s, 99, 32, 89, 48, VMR_INK_LIGHT, 2);
  vmr_sketch_line (s, 30, 68, 182, 68, VMR_INK_TEXT, 1.8);
}

/* The window, small. */
void
vmr_thumbnail_all_together (const VmrSketch *s)
{
  static const VmrInk areas[] = { VMR_INK_KERNEL, VMR_INK_VMALLOC, VMR_INK_ANON, VMR_INK_CELL_LINE,
                                  VMR_INK_FILE, VMR_INK_FILE };
  static const char *const frames[] = { "..x.xx", "x.xx..", ".xx.x.", "xx..xx", ".x.xx.", "x.x..x" };
  static const VmrInk inks[] = { VMR_INK_FILE, VMR_INK_KERNEL, VMR_INK_SLAB, VMR_INK_ANON,
                                 VMR_INK_SWAP, VMR_INK_FILE };

  vmr_sketch_plate (s, 25, 10, 162, 58, VMR_INK_PANEL, 100, VMR_INK_LINE, 1.5);
  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    vmr_sketch_box (s, 31, 15 + i * 8.2, 18, 7, areas[i], 100);
  for (guint row = 0; row < 3; row++)
    for (guint i = 0; i < 2; i++)
      vmr_sketch_box (s, 58 + i * 35, 15 + row * 8.5, 22, 7, VMR_INK_PAGE_TABLE,
                      row == 1 ? 100 : VMR_TINT_STRONG);
  vmr_sketch_arrow (s, 80, 27, 93, 27, VMR_INK_LIGHT, 1.6);
  for (guint i = 0; i < 6; i++)
    vmr_sketch_box (s, 58 + i * 9.6, 62 - 4 - i * 2.3, 8, 4 + i * 2.3, VMR_INK_ANON, 70);
  for (guint row = 0; row < G_N_ELEMENTS (frames); row++)
    vmr_sketch_cells (s, 126, 15 + row * 8.2, 7.4, 9.3, inks[row], frames[row]);
}
