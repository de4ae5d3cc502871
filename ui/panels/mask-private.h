/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/mask.h"

G_BEGIN_DECLS

/* What the text cell number index is written on, of the kinds whose bits are set; NULL when on none. */
VmrCell *vmr_mask_ground (const VmrCells *cells,
                          guint           index,
                          guint           kinds);
/* The text cell number index is the label of a row whose index is asked for: hides as much of the rows
 * above and below it as would tell. Only cells from number first on. */
void     vmr_mask_row    (const VmrSession *session,
                          VmrCells         *cells,
                          guint             first,
                          guint             index);

G_END_DECLS
