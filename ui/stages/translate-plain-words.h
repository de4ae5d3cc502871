/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/stages/translate-plain-private.h"

G_BEGIN_DECLS

/* What a row of a program's table is at the cursor. */
typedef struct
{
  gboolean focus, lit, ahead;   /* ahead: the light has not come so far */
  guint64  entry;
  KmPhys   at;
  guint    present;             /* frames of a folded row */
  gboolean large;               /* the entry is the directory's, of a large page */
} VmrRowState;

gboolean    vmr_row_is_single (const VmrRow *row);
VmrRowState vmr_row_state (const VmrPlain *p,
                           const VmrSide  *side,
                           const VmrRow   *row);
/* Its pages, or by_index its entries: of several tables only how many these are, "" none. Brief: where that does
 * not fit, the first. */
char       *vmr_row_range (const VmrPlain *p,
                           const VmrSide  *side,
                           const VmrRow   *row,
                           gboolean        by_index);
char       *vmr_row_brief (const VmrPlain *p,
                           const VmrSide  *side,
                           const VmrRow   *row);
/* Where it leads. */
char       *vmr_row_value (const VmrPlain    *p,
                           const VmrSide     *side,
                           const VmrRow      *row,
                           const VmrRowState *s);
/* What is true of all its entries, NULL nothing. */
char       *vmr_row_tip (const VmrPlain    *p,
                         const VmrRow      *row,
                         const VmrRowState *s);
/* For the screen reader. */
char       *vmr_row_name (const VmrPlain    *p,
                          const VmrSide     *side,
                          const VmrRow      *row,
                          const VmrRowState *s,
                          const char        *pages,
                          const char        *value);

G_END_DECLS
