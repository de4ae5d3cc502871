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
typedef struct _VmrPaper VmrPaper;

VmrPaper     *vmr_paper_new       (gboolean     landscape,
                                   gboolean     grey);
void          vmr_paper_free      (VmrPaper    *self);
/* Room for what is on a page. */
VmrRect       vmr_paper_body      (const VmrPaper *self);
const VmrPalette *vmr_paper_palette (const VmrPaper *self);
VmrTextCache *vmr_paper_texts     (VmrPaper    *self);
/* Begins a page; its cells belong to the pages. */
VmrCells     *vmr_paper_add       (VmrPaper    *self);
/* Scales a drawing, which it takes, into where on the last page. */
void          vmr_paper_place     (VmrPaper    *self,
                                   VmrCells    *drawing,
                                   VmrRect      where);
/* Titles and page numbers; nothing is added after it. */
void          vmr_paper_finish    (VmrPaper    *self,
                                   const char  *title,
                                   const char  *aside);
guint         vmr_paper_n         (const VmrPaper *self);
void          vmr_paper_size      (const VmrPaper *self,
                                   double      *width,
                                   double      *height);
void          vmr_paper_paint     (const VmrPaper *self,
                                   cairo_t     *cr,
                                   guint        page);
gboolean      vmr_paper_write     (VmrPaper    *self,
                                   const char  *path,
                                   GError     **error);

/* Text that runs over pages, from the top of a new one. */
double        vmr_paper_flow      (VmrPaper    *self,
                                   double       y,
                                   double       indent,
                                   guint        style,
                                   VmrInk       ink,
                                   const char  *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VmrPaper, vmr_paper_free)

G_END_DECLS
