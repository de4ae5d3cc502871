/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <cairo.h>

#include "core/machine/layout.h"
#include "ui/draw/palette.h"

G_BEGIN_DECLS

/* The zones of a machine that need not exist, as the engine would lay them out. */
typedef struct
{
  guint64  size[KM_ZONE_HIGHMEM + 1];   /* bytes of RAM in DMA, NORMAL, HIGHMEM */
  guint64  total;
  KmLayout layout;
} VmrZoneSizes;

gboolean vmr_zone_sizes (KmLayoutKind     kind,
                         guint64          ram,
                         VmrZoneSizes    *sizes,
                         GError         **error);
/* "DMA 16, NORMAL 880, HIGHMEM 1152 MiB", for screen readers; free it. */
char    *vmr_zone_words (const VmrZoneSizes *sizes);
/* To scale, over w × h; whole is what the full width stands for, 0: the machine itself. */
void     vmr_zone_bar_draw (const VmrZoneSizes *sizes,
                            guint64             whole,
                            cairo_t            *cr,
                            const VmrPalette   *palette,
                            double              w,
                            double              h);
/* One zone's look alone, for a legend. */
void     vmr_zone_swatch_draw (guint             zone,
                               cairo_t          *cr,
                               const VmrPalette *palette,
                               double            w,
                               double            h);

G_END_DECLS
