/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What the colours mean: under the map of physical memory, or as a row where that is folded. */

#include "ui/panels/panels.h"

G_BEGIN_DECLS

/* Behind the first n_uses of them stand the marks of the Buddy stage, when blocks are what it is about. */
void vmr_legend_row_draw (VmrCells *cells, const guint *uses, guint n, gboolean blocks, guint n_uses);

/* legend.c: what the colours mean, and how many slots of swap there are. */
double vmr_legend_height (VmrCells *cells);
void   vmr_legend_draw   (VmrCells *cells,
                          VmrRect   r,
                          guint     swap);

G_END_DECLS
