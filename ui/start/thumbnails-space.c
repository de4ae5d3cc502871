/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lessons 1 to 10: a process and its addresses. */
#include "ui/start/thumbnails.h"

/* Two programs, one memory: their threads cross. */
void
vmr_thumbnail_why_virtual (const VmrSketch *s)
{
  static const struct { double from, to; VmrInk ink; } threads[] = {
    { 46, 71, VMR_INK_ANON }, { 66, 142, VMR_INK_ANON },
    { 152, 99, VMR_INK_FILE }, { 172, 114, VMR_INK_FILE },
  };

  for (guint i = 0; i < 2; i++)
    {
      vmr_sketch_plate (s, 25 + i * 106, 8, 56, 30, VMR_INK_PANEL, 100, VMR_INK_LINE, 1.2);
      for (guint k = 0; k < 2; k++)
        vmr_sketch_box (s, 39 + i * 106 + k * 20, 16, 14, 14, i ? VMR_INK_FILE : VMR_INK_ANON, 100);
    }
  vmr_sketch_cells (s, 51, 57, 12, 14.2, VMR_INK_ANON, "........");
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      double cell = 51 + (int) ((threads[i].to - 51) / 14.2) * 14.2;

      vmr_sketch_curve (s, threads[i].from, 30, cell + 6, 58, TRUE, threads[i].ink, 1.6);
      vmr_sketch_box (s, cell, 57, 12, 12, threads[i].ink, 100);
    }
}

void
vmr_thumbnail_four_gigabytes (const VmrSketch *s)
{
  vmr_sketch_plate (s, 21, 24, 129, 30, VMR_INK_ANON, 24, VMR_INK_ANON, 1.2);
  vmr_sketch_plate (s, 150, 24, 40, 30, VMR_INK_KERNEL, 60, VMR_INK_KERNEL, 1.2);
  vmr_sketch_dashes (s, 150, 15, 150, 63, VMR_INK_LIGHT, 2);
  vmr_sketch_text (s, 85, 39, 13, FALSE, VMR_INK_TEXT, "3 GiB");
  vmr_sketch_text (s, 170, 39, 13, FALSE, VMR_INK_TEXT, "1");
}

void
vmr_thumbnail_translation (const VmrSketch *s)
{
  static const struct { double x, w; const char *bits; VmrInk ink; } fields[] = {
    { 22, 50, "10", VMR_INK_PAGE_TABLE }, { 75, 50, "10", VMR_INK_PAGE_TABLE },
    { 128, 62, "12", VMR_INK_FILE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      vmr_sketch_box (s, fields[i].x, 8, fields[i].w, 18, fields[i].ink, VMR_TINT_STRONG);
      vmr_sketch_text (s, fields[i].x + fields[i].w / 2, 17, 12, FALSE, VMR_INK_TEXT,
                       fields[i].bits);
    }
  for (guint i = 0; i < 2; i++)
    for (guint row = 0; row < 4; row++)
      vmr_sketch_box (s, 38 + i * 62, 37 + row * 9, 33, 7,
                      row == 2 ? VMR_INK_PAGE_TABLE : VMR_INK_CELL_LINE, 100);
  vmr_sketch_arrow (s, 71, 58.5, 99, 58.5, VMR_INK_LIGHT, 1.8);
  vmr_sketch_arrow (s, 133, 58.5, 160, 58.5, VMR_INK_LIGHT, 1.8);
  vmr_sketch_box (s, 162, 50, 17, 17, VMR_INK_ANON, 100);
}

void
vmr_thumbnail_zones (const VmrSketch *s)
{
  vmr_sketch_box (s, 22, 24, 5, 30, VMR_INK_TEXT, 80);
  vmr_sketch_plate (s, 30, 24, 69, 30, VMR_INK_KERNEL, 60, VMR_INK_KERNEL, 1.2);
  vmr_sketch_plate (s, 102, 24, 90, 30, VMR_INK_KERNEL, 18, VMR_INK_KERNEL, 1.2);
  vmr_sketch_text (s, 64.5, 39, 11, FALSE, VMR_INK_TEXT, "NORMAL");
  vmr_sketch_text (s, 147, 39, 11, FALSE, VMR_INK_TEXT, "HIGHMEM");
  vmr_sketch_text (s, 36, 64, 11, FALSE, VMR_INK_SECONDARY, "DMA");
}

void
vmr_thumbnail_program (const VmrSketch *s)
{
  static const struct { double x, w; VmrInk ink; guint tint; } parts[] = {
    { 22, 33, VMR_INK_FILE, 100 }, { 56, 14, VMR_INK_FILE, 60 }, { 71, 14, VMR_INK_FILE, 34 },
    { 86, 24, VMR_INK_ANON, 70 }, { 134, 25, VMR_INK_FILE, 100 }, { 169, 22, VMR_INK_ANON, 100 },
  };

  vmr_sketch_dashed (s, 108, 25, 62, 28, VMR_INK_LINE);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    vmr_sketch_box (s, parts[i].x, 25, parts[i].w, 28, parts[i].ink, parts[i].tint);
  vmr_sketch_arrow (s, 112, 39, 130, 39, VMR_INK_TEXT, 1.8);
  vmr_sketch_text (s, 26, 63, 11, FALSE, VMR_INK_SECONDARY, "0");
  vmr_sketch_text (s, 174, 63, 11, FALSE, VMR_INK_SECONDARY, "3 GiB");
}

void
vmr_thumbnail_demand_paging (const VmrSketch *s)
{
  vmr_sketch_box (s, 43, 12, 53, 12, VMR_INK_PAGE_TABLE, VMR_TINT_STRONG);
  vmr_sketch_plate (s, 43, 26, 53, 12, VMR_INK_PANEL, 100, VMR_INK_LIGHT, 2);
  vmr_sketch_box (s, 43, 40.5, 53, 12, VMR_INK_PAGE_TABLE, 100);
  vmr_sketch_box (s, 43, 55, 53, 12, VMR_INK_PAGE_TABLE, VMR_TINT_STRONG);
  vmr_sketch_dashes (s, 98, 32, 124, 32, VMR_INK_LIGHT, 1.8);
  vmr_sketch_box (s, 127, 21, 40, 23, VMR_INK_LIGHT, 100);
  vmr_sketch_text (s, 147, 32.5, 13, FALSE,
                   vmr_palette_text_on (s->palette, vmr_palette_rgb (s->palette, VMR_INK_LIGHT)),
                   "#PF");
  vmr_sketch_curve (s, 96, 46, 147, 60, FALSE, VMR_INK_ANON, 1.6);
  vmr_sketch_box (s, 147, 53, 14, 14, VMR_INK_ANON, 100);
}

void
vmr_thumbnail_heap (const VmrSketch *s)
{
  vmr_sketch_box (s, 77, 27, 58, 15, VMR_INK_ANON, VMR_TINT_STRONG);
  vmr_sketch_box (s, 77, 43, 58, 26, VMR_INK_ANON, 70);
  vmr_sketch_dashes (s, 65, 26, 148, 26, VMR_INK_LIGHT, 2);
  vmr_sketch_arrow (s, 106, 39, 106, 11, VMR_INK_TEXT, 1.8);
  vmr_sketch_text (s, 164, 26, 11, TRUE, VMR_INK_TEXT, "brk");
}

void
vmr_thumbnail_stack (const VmrSketch *s)
{
  for (guint i = 0; i < 4; i++)
    vmr_sketch_box (s, 79, 10 + i * 11, 55, 9.5, VMR_INK_ANON, 100 - i * 16);
  vmr_sketch_dashes (s, 72, 53, 138, 53, VMR_INK_LIGHT, 2);
  vmr_sketch_arrow (s, 106, 54, 106, 69, VMR_INK_TEXT, 1.8);
  vmr_sketch_text (s, 153, 54, 11, TRUE, VMR_INK_TEXT, "esp");
}

/* The tree above the areas it orders. */
void
vmr_thumbnail_vma (const VmrSketch *s)
{
  static const struct { double x, y; int parent; gboolean red; VmrInk ink; } nodes[] = {
    { 106, 14, -1, FALSE, VMR_INK_ANON }, { 71, 30, 0, FALSE, VMR_INK_FILE },
    { 176, 30, 0, FALSE, VMR_INK_ANON }, { 36, 44, 1, TRUE, VMR_INK_FILE },
    { 141, 44, 2, TRUE, VMR_INK_FILE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      vmr_sketch_dashes (s, nodes[i].x, nodes[i].y, nodes[i].x, 60, VMR_INK_LINE, 1);
      if (nodes[i].parent >= 0)
        vmr_sketch_line (s, nodes[nodes[i].parent].x, nodes[nodes[i].parent].y, nodes[i].x,
                         nodes[i].y, VMR_INK_TEXT, 1.5);
      vmr_sketch_box (s, nodes[i].x - 13, 60, 27, 9, nodes[i].ink, i == 1 ? 60 : 100);
    }
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    if (nodes[i].red)
      vmr_sketch_ring (s, nodes[i].x, nodes[i].y, 5.5, VMR_INK_LIGHT);
    else
      vmr_sketch_dot (s, nodes[i].x, nodes[i].y, 5.5, VMR_INK_TEXT);
}

void
vmr_thumbnail_fork_cow (const VmrSketch *s)
{
  for (guint side = 0; side < 2; side++)
    for (guint row = 0; row < 3; row++)
      vmr_sketch_box (s, 37 + side * 110, 15 + row * 17, 27, 13.5, VMR_INK_PAGE_TABLE,
                      VMR_TINT_STRONG);
  vmr_sketch_line (s, 64, 25, 97, 25, VMR_INK_TEXT, 1.5);
  vmr_sketch_dashes (s, 114, 25, 147, 25, VMR_INK_LINE, 1.2);
  vmr_sketch_dashes (s, 105.5, 33, 105.5, 48, VMR_INK_KSM, 1.2);
  vmr_sketch_box (s, 98, 17, 15, 15, VMR_INK_ANON, 100);
  vmr_sketch_plate (s, 98, 48, 15, 15, VMR_INK_ANON, 100, VMR_INK_LIGHT, 2);
  vmr_sketch_curve (s, 114, 56, 147, 40, FALSE, VMR_INK_LIGHT, 1.8);
}
