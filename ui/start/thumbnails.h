/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/start/sketch.h"

G_BEGIN_DECLS

/* Each lesson's thumbnail is a function that draws into 212 × 78; it is scaled into the room it
 * gets. */
#define VMR_THUMBNAIL_WIDTH  212.0
#define VMR_THUMBNAIL_HEIGHT 78.0

typedef void (*VmrThumbnail) (const VmrSketch *s);

/* The thumbnail of a lesson, in the middle of w × h; one of plain cells when it has none of its
 * own. */
void vmr_thumbnail_draw (const char       *lesson,
                         cairo_t          *cr,
                         const VmrPalette *palette,
                         double            w,
                         double            h);

/* thumbnails-space.c */
void vmr_thumbnail_why_virtual    (const VmrSketch *s);
void vmr_thumbnail_four_gigabytes (const VmrSketch *s);
void vmr_thumbnail_translation    (const VmrSketch *s);
void vmr_thumbnail_zones          (const VmrSketch *s);
void vmr_thumbnail_program        (const VmrSketch *s);
void vmr_thumbnail_demand_paging  (const VmrSketch *s);
void vmr_thumbnail_heap           (const VmrSketch *s);
void vmr_thumbnail_stack          (const VmrSketch *s);
void vmr_thumbnail_vma            (const VmrSketch *s);
void vmr_thumbnail_fork_cow       (const VmrSketch *s);
/* thumbnails-kernel.c */
void vmr_thumbnail_direct_map     (const VmrSketch *s);
void vmr_thumbnail_vmalloc        (const VmrSketch *s);
void vmr_thumbnail_kmap           (const VmrSketch *s);
void vmr_thumbnail_fixmap         (const VmrSketch *s);
void vmr_thumbnail_buddy          (const VmrSketch *s);
void vmr_thumbnail_slab           (const VmrSketch *s);
/* thumbnails-reclaim.c */
void vmr_thumbnail_page_cache     (const VmrSketch *s);
void vmr_thumbnail_reclaim        (const VmrSketch *s);
void vmr_thumbnail_rmap           (const VmrSketch *s);
void vmr_thumbnail_ksm            (const VmrSketch *s);
/* thumbnails-large.c */
void vmr_thumbnail_huge_pages     (const VmrSketch *s);
void vmr_thumbnail_migration      (const VmrSketch *s);
void vmr_thumbnail_compaction     (const VmrSketch *s);
void vmr_thumbnail_oom            (const VmrSketch *s);
void vmr_thumbnail_all_together   (const VmrSketch *s);

G_END_DECLS
