/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/areas.h"
#include "ui/session/desk.h"
#include "ui/stages/stage.h"

G_BEGIN_DECLS

/* An area as it is drawn: its pages in rows, of which those without interest may be left out.
 *
 *   ▌heap            ▢▢▢▢▢▢▢▢▢         row 1: high addresses on top
 *   ▌21 of 33 pages  ▣▣▣▣▣▣▢▢▢▢▢▢▢▢    row 0, from the area's first page on
 *                    … 12 000 more
 */
typedef struct
{
  const KmVma *vma;
  char         name[64];
  VmrInk       ink;
  KmAddr       start;
  guint        pages, full;     /* full: with a frame */
  guint8      *kinds;           /* VmrPageKind of each */
  guint64      gap;             /* bytes unmapped above it */
  guint        n_rows;          /* of this many columns */
  GArray      *rows;            /* guint: those shown, from the top */
  gboolean     shown;
  double       y, h;
} VmrStrip;

typedef struct
{
  const VmrSession *session;
  const KmMachine  *machine;
  const KmTask     *task;
  const KmMm       *mm;
  VmrCells         *cells;
  GArray           *strips;     /* VmrStrip, high addresses first */
  GHashTable       *changed;    /* addresses of pages that this command gave a frame */
  VmrRect           r;          /* for the strips */
  double            label;      /* width of the names */
  double            pitch;      /* of the cells */
  double            line;       /* height of a line of small text */
  guint             columns;
  guint             limit;      /* rows of an area */
  gboolean          gaps;       /* whether the holes have lines */
  gboolean          zeroes;     /* one of the pages is mapped to the zero page */
  gboolean          has_page;
  KmAddr            page;       /* the selected one, or the suggestion */
  VmrRect           at;         /* its cell */
  VmrRect           card;       /* what is said of it; empty when that stands in the heading */
} VmrPages;

/* pages.c: whether there are verbs here. */
gboolean vmr_pages_acts (const VmrSession *session);
/* pages-strips.c: reads the areas and makes them fit; how many were left out. */
void  vmr_pages_collect (VmrPages *p);
guint vmr_pages_fit     (VmrPages *p);
void  vmr_pages_clear   (VmrPages *p);
/* pages-card.c: what is known of the selected page; TRUE: it had to take the room of the heading. Its
 * outline, and the number of the guide above or below it. */
gboolean vmr_pages_card (VmrPages *p,
                         VmrRect   heading);
void     vmr_pages_mark (VmrPages *p);
/* pages-verbs.c: the verbs; returns the height taken. */
double vmr_pages_verbs  (VmrPages *p,
                         VmrRect   r);
/* A guide's number around a point; FALSE: it would cover words there, or is not wanted. */
gboolean vmr_pages_guide (VmrPages   *p,
                          guint       guide,
                          const char *number,
                          double      x,
                          double      y);

G_END_DECLS
