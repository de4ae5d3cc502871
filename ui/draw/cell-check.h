/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/cells.h"

G_BEGIN_DECLS

/* Measures a finished drawing the way a critical reader would. Because labels are cells, nothing
 * has to be looked at: every view is checked at every size, theme and language. */
typedef enum
{
  VMR_FLAW_OVERLAP,       /* text over other text */
  VMR_FLAW_CLIPPED,       /* text leaving its room or the canvas */
  VMR_FLAW_SMALL,         /* text below the floor */
  VMR_FLAW_CONTRAST,      /* below 4.5:1 */
  VMR_FLAW_STRUCK,        /* a line drawn through text */
  VMR_FLAW_NAMELESS,      /* selectable without an accessible name */
  VMR_FLAW_HIDDEN,        /* text behind a box, wholly or in part */
} VmrFlawKind;

typedef struct
{
  VmrFlawKind kind;
  guint       cell;
  guint       other;      /* second cell of an overlap, the line of a struck text */
  char       *message;    /* English, for test output */
} VmrFlaw;

/* Array of VmrFlaw, empty when all is well. Texts with VMR_CELL_FUTURE are excused from
 * contrast. */
GPtrArray *vmr_cells_check (const VmrCells *cells);

G_END_DECLS
