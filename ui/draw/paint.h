/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/cells.h"

G_BEGIN_DECLS

/* Cells → cairo. Painting does no model work and lays out nothing. */

/* How a cell differs from its finished place while a transition runs. */
typedef struct
{
  double alpha;           /* 0 … 1 */
  double dx, dy, dw, dh;  /* added to the rectangle, px */
  double reveal;          /* share of a path that is drawn, from its first point */
} VmrMotion;

#define VMR_MOTION_NONE ((VmrMotion) { 1, 0, 0, 0, 0, 1 })

/* What is marked on top: the shared selection, the hover and the keyboard's focus. */
typedef struct
{
  VmrRef selected;
  VmrRef second;          /* what is compared with it */
  VmrRef hovered;
  VmrRef buddy;           /* of the hovered block: whatever lies there */
  int    focus;           /* index of a cell, -1 none */
} VmrMarks;

/* How far the line through a text that is struck goes beyond it on either side, px. */
#define VMR_STRIKE_OUT 3.0

/* The ground (ink; VMR_INK_NONE leaves it) and all cells. */
void vmr_paint       (cairo_t         *cr,
                      const VmrCells  *cells,
                      VmrInk           ground);
void vmr_paint_cell  (cairo_t         *cr,
                      const VmrCells  *cells,
                      guint            index,
                      const VmrMotion *motion);
/* The first `reveal` of a line as the current path; end is where it has come to. */
void vmr_paint_path  (cairo_t         *cr,
                      const VmrCells  *cells,
                      const VmrCell   *cell,
                      double           reveal,
                      VmrPoint        *end);
void vmr_paint_marks (cairo_t         *cr,
                      const VmrCells  *cells,
                      const VmrMarks  *marks);
/* The numbers of the steps once more, over the marks. */
void vmr_paint_numbers (cairo_t         *cr,
                        const VmrCells  *cells);

G_END_DECLS
