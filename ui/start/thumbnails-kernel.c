/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lessons 11 to 16: the kernel's own memory. */
#include "ui/start/thumbnails.h"

void
vmr_thumbnail_direct_map (const VmrSketch *s)
{
  vmr_sketch_box (s, 66, 25, 80, 45, VMR_INK_KERNEL, VMR_TINT_PALE);
  for (guint i = 0; i < 4; i++)
    vmr_sketch_line (s, 68, 33 + i * 9.5, 144, 33 + i * 9.5, VMR_INK_KERNEL, 1);
  for (guint side = 0; side < 2; side++)
    {
      vmr_sketch_plate (s, 51 + side * 94, 9, 16, 16, VMR_INK_PANEL, 100, VMR_INK_LINE, 1.2);
      vmr_sketch_box (s, 51 + side * 94, 25, 16, 45, VMR_INK_KERNEL, 100);
    }
}

/* In a row here, scattered there; the guard page is dashed. */
void
vmr_thumbnail_vmalloc (const VmrSketch *s)
{
  static const struct { guint column, row; } frames[] = { { 4, 0 }, { 2, 1 }, { 3, 2 }, { 0, 3 } };
  static const guint order[] = { 2, 0, 3, 1 };

  vmr_sketch_dashed (s, 47, 9, 25, 11, VMR_INK_LIGHT);
  for (guint row = 0; row < 4; row++)
    vmr_sketch_cells (s, 124, 16 + row * 13, 10.5, 12, VMR_INK_VMALLOC, ".....");
  for (guint i = 0; i < 4; i++)
    {
      guint frame = order[i];
      double x = 124 + frames[frame].column * 12, y = 16 + frames[frame].row * 13;

      vmr_sketch_box (s, 47, 22 + i * 12, 25, 10.5, VMR_INK_VMALLOC, 100);
      vmr_sketch_curve (s, 72, 27 + i * 12, x, y + 5, FALSE, VMR_INK_VMALLOC, 1.4);
      vmr_sketch_box (s, x, y, 10.5, 10.5, VMR_INK_VMALLOC, 100);
    }
}

void
vmr_thumbnail_kmap (const VmrSketch *s)
{
  for (guint i = 0; i < 10; i++)
    if (i < 3 || i == 5)
      vmr_sketch_box (s, 30 + i * 15.6, 14, 14, 17, VMR_INK_KSM, 100);
    else
      vmr_sketch_plate (s, 30 + i * 15.6, 14, 14, 17, VMR_INK_PANEL, 100, VMR_INK_LINE, 1.2);
  vmr_sketch_cells (s, 32, 51, 16, 17.7, VMR_INK_FILE, "....x....");
  vmr_sketch_curve (s, 115, 31, 111, 51, TRUE, VMR_INK_TEXT, 1.6);
}

void
vmr_thumbnail_fixmap (const VmrSketch *s)
{
  vmr_sketch_dashed (s, 37, 12, 138, 12, VMR_INK_LINE);
  for (guint i = 0; i < 7; i++)
    {
      double x = 37 + i * 19.9;

      if (i == 1 || i == 4)
        vmr_sketch_plate (s, x, 29, 18, 23, VMR_INK_PANEL, 100, VMR_INK_SWAP, 1.2);
      else
        vmr_sketch_box (s, x, 29, 18, 23, VMR_INK_SWAP, 100);
      vmr_sketch_line (s, x + 9, 54, x + 9, 64, VMR_INK_TEXT, 1.2);
    }
  vmr_sketch_line (s, 37, 65, 175, 65, VMR_INK_TEXT, 1.5);
}

/* A block halves until it fits. */
void
vmr_thumbnail_buddy (const VmrSketch *s)
{
  vmr_sketch_box (s, 24, 14, 165, 11.5, VMR_INK_ANON, 70);
  vmr_sketch_box (s, 24, 29.5, 82, 11.5, VMR_INK_ANON, VMR_TINT_STRONG);
  vmr_sketch_box (s, 107.5, 29.5, 81.5, 11.5, VMR_INK_ANON, 70);
  vmr_sketch_box (s, 107.5, 45, 40, 11.5, VMR_INK_ANON, VMR_TINT_STRONG);
  vmr_sketch_box (s, 149, 45, 40, 11.5, VMR_INK_ANON, 70);
  vmr_sketch_plate (s, 149, 60.5, 19, 11, VMR_INK_ANON, 70, VMR_INK_LIGHT, 2);
  vmr_sketch_box (s, 170, 60.5, 19, 11, VMR_INK_ANON, 70);
}

void
vmr_thumbnail_slab (const VmrSketch *s)
{
  static const char *const rows[] = { "..xxxxx", "xxx..xx", ".xxxxx." };

  vmr_sketch_plate (s, 37, 11, 139, 56, VMR_INK_SLAB, VMR_TINT_FAINT, VMR_INK_SLAB, 1.5);
  for (guint row = 0; row < G_N_ELEMENTS (rows); row++)
    for (guint i = 0; i < 7; i++)
      if (rows[row][i] == 'x')
        vmr_sketch_box (s, 43 + i * 18.5, 16 + row * 16, 16.5, 14, VMR_INK_SLAB, 100);
      else
        vmr_sketch_plate (s, 43 + i * 18.5, 16 + row * 16, 16.5, 14, VMR_INK_SLAB, VMR_TINT_PALE,
                          VMR_INK_SLAB, 1);
}
