/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/paint.h"

G_BEGIN_DECLS

/* Finished drawings as files: PNG, SVG or PDF, by the file's ending. Everything is made in memory
 * and written as one piece, so that a full disk never leaves half a picture under a good name. */

/* scale: pixels a logical one becomes, for PNG. Cells are px, 96 to the inch. */
gboolean vmr_picture_write       (const VmrCells *cells,
                                  VmrInk          ground,
                                  int             scale,
                                  const char     *path,
                                  GError        **error);

typedef void (*VmrPageFunc)      (cairo_t        *cr,
                                  guint           page,
                                  gpointer        data);
/* A PDF file of n pages, each width × height points. */
gboolean vmr_picture_write_pages (const char     *path,
                                  const char     *title,
                                  double          width,
                                  double          height,
                                  guint           n_pages,
                                  VmrPageFunc     draw,
                                  gpointer        data,
                                  GError        **error);

G_END_DECLS
