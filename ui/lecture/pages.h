/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/cells.h"

G_BEGIN_DECLS

/* Sheets of paper: each is one drawing of text, in points, with other drawings scaled into it. They
 * are finished when they are made and can be painted in any order, as printing does.
 *
 *   ┌ title ─────────── aside ┐   margin 36 pt around; the body is what is left between
 *   │ body                    │   title and page number
 *   └ Vmarium ──────── 1 of 9 ┘
 */
typedef struct _VmrPages VmrPages;

VmrPages     *vmr_pages_new       (gboolean     landscape,
                                   gboolean     grey);
void          vmr_pages_free      (VmrPages    *self);
/* Room for what is on a page. */
VmrRect       vmr_pages_body      (const VmrPages *self);
const VmrPalette *vmr_pages_palette (const VmrPages *self);
VmrTextCache *vmr_pages_texts     (VmrPages    *self);
/* Begins a page; its cells belong to the pages. */
VmrCells     *vmr_pages_add       (VmrPages    *self);
/* Scales a drawing, which it takes, into where on the last page. */
void          vmr_pages_place     (VmrPages    *self,
                                   VmrCells    *drawing,
                                   VmrRect      where);
/* Titles and page numbers; nothing is added after it. */
void          vmr_pages_finish    (VmrPages    *self,
                                   const char  *title,
                                   const char  *aside);
guint         vmr_pages_n         (const VmrPages *self);
void          vmr_pages_size      (const VmrPages *self,
                                   double      *width,
                                   double      *height);
void          vmr_pages_paint     (const VmrPages *self,
                                   cairo_t     *cr,
                                   guint        page);
gboolean      vmr_pages_write     (VmrPages    *self,
                                   const char  *path,
                                   GError     **error);

/* Text that runs over pages, from the top of a new one. */
double        vmr_pages_flow      (VmrPages    *self,
                                   double       y,
                                   double       indent,
                                   guint        style,
                                   VmrInk       ink,
                                   const char  *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmrPages, vmr_pages_free)

G_END_DECLS
