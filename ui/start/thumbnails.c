/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/start/thumbnails.h"

static const struct
{
  const char  *lesson;
  VmrThumbnail draw;
} thumbnails[] = {
  { "why-virtual", vmr_thumbnail_why_virtual },
  { "four-gigabytes", vmr_thumbnail_four_gigabytes },
  { "translation", vmr_thumbnail_translation },
  { "zones", vmr_thumbnail_zones },
  { "program", vmr_thumbnail_program },
  { "demand-paging", vmr_thumbnail_demand_paging },
  { "heap", vmr_thumbnail_heap },
  { "stack", vmr_thumbnail_stack },
  { "vma", vmr_thumbnail_vma },
  { "fork-cow", vmr_thumbnail_fork_cow },
  { "direct-map", vmr_thumbnail_direct_map },
  { "vmalloc", vmr_thumbnail_vmalloc },
  { "kmap", vmr_thumbnail_kmap },
  { "fixmap", vmr_thumbnail_fixmap },
  { "buddy", vmr_thumbnail_buddy },
  { "slab", vmr_thumbnail_slab },
  { "page-cache", vmr_thumbnail_page_cache },
  { "reclaim", vmr_thumbnail_reclaim },
  { "rmap", vmr_thumbnail_rmap },
  { "ksm", vmr_thumbnail_ksm },
  { "huge-pages", vmr_thumbnail_huge_pages },
  { "migration", vmr_thumbnail_migration },
  { "compaction", vmr_thumbnail_compaction },
  { "oom", vmr_thumbnail_oom },
  { "all-together", vmr_thumbnail_all_together },
};

/* A lesson of somebody's own. */
static void
draw_plain (const VmrSketch *s)
{
  for (guint row = 0; row < 3; row++)
    vmr_sketch_cells (s, 55, 16 + row * 17, 14, 17, VMR_INK_ANON,
                      row == 1 ? "..xx.." : "......");
}

void
vmr_thumbnail_draw (const char       *lesson,
                    cairo_t          *cr,
                    const VmrPalette *palette,
                    double            w,
                    double            h)
{
  const VmrSketch sketch = { cr, palette };
  double scale = MIN (w / VMR_THUMBNAIL_WIDTH, h / VMR_THUMBNAIL_HEIGHT);
  VmrThumbnail draw = draw_plain;

  for (guint i = 0; i < G_N_ELEMENTS (thumbnails); i++)
    if (g_str_equal (thumbnails[i].lesson, lesson))
      draw = thumbnails[i].draw;
  cairo_save (cr);
  cairo_translate (cr, (w - VMR_THUMBNAIL_WIDTH * scale) / 2,
                   (h - VMR_THUMBNAIL_HEIGHT * scale) / 2);
  cairo_scale (cr, scale, scale);
  draw (&sketch);
  cairo_restore (cr);
}
