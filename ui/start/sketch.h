/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <cairo.h>

#include "ui/draw/palette.h"

G_BEGIN_DECLS

/* The pen of the thumbnails: few strokes, on the palette of the theme. A thumbnail is decoration:
 * it is not hovered, read aloud or measured, which is why it is not made of cells. */
typedef struct
{
  cairo_t          *cr;
  const VmrPalette *palette;
} VmrSketch;

/* tint in percent over the panel; 100 the full ink */
void vmr_sketch_ink    (const VmrSketch *s, VmrInk ink, guint tint);
void vmr_sketch_box    (const VmrSketch *s, double x, double y, double w, double h, VmrInk ink,
                        guint tint);
void vmr_sketch_frame  (const VmrSketch *s, double x, double y, double w, double h, VmrInk ink,
                        double width);
/* A box with an outline around it. */
void vmr_sketch_plate  (const VmrSketch *s, double x, double y, double w, double h, VmrInk fill,
                        guint tint, VmrInk stroke, double width);
void vmr_sketch_dashed (const VmrSketch *s, double x, double y, double w, double h, VmrInk ink);
void vmr_sketch_dot    (const VmrSketch *s, double x, double y, double r, VmrInk ink);
void vmr_sketch_ring   (const VmrSketch *s, double x, double y, double r, VmrInk ink);
void vmr_sketch_line   (const VmrSketch *s, double x0, double y0, double x1, double y1, VmrInk ink,
                        double width);
/* Short strokes with gaps. */
void vmr_sketch_dashes (const VmrSketch *s, double x0, double y0, double x1, double y1, VmrInk ink,
                        double width);
void vmr_sketch_arrow  (const VmrSketch *s, double x0, double y0, double x1, double y1, VmrInk ink,
                        double width);
/* From one point to the other, leaving and arriving level (or upright). */
void vmr_sketch_curve  (const VmrSketch *s, double x0, double y0, double x1, double y1,
                        gboolean upright, VmrInk ink, double width);
/* An arc over the points (down: under them), with a head at the second. */
void vmr_sketch_leap   (const VmrSketch *s, double x0, double x1, double y, double height,
                        VmrInk ink, gboolean dashes);
/* A row of cells; in pattern 'x' is ink, '.' a free cell, ' ' none. */
void vmr_sketch_cells  (const VmrSketch *s, double x, double y, double size, double pitch,
                        VmrInk ink, const char *pattern);
/* Around a point; bold sans, size px. */
void vmr_sketch_text   (const VmrSketch *s, double x, double y, double size, gboolean mono,
                        VmrInk ink, const char *text);

G_END_DECLS
