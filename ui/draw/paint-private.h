/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/paint.h"

G_BEGIN_DECLS

void vmr_paint_source_rgb (cairo_t *cr, VmrRgb rgb, double alpha);
double vmr_paint_cell_stroke (const VmrCells *cells, const VmrCell *cell);
void vmr_paint_paint_line (cairo_t *cr, const VmrCells *cells, const VmrCell *cell, const VmrMotion *motion);

G_END_DECLS
