/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* How much the Translate stage shows: the control at its top right, and at the foot three small
 * frames in which the same drawing unfolds. Both are pressed. */

#include "ui/stages/translate-plain-private.h"

G_BEGIN_DECLS

/* The title with the control at its right; returns where the drawing begins. */
double vmr_detail_control (const VmrSession *session, VmrCells *cells, const char *title);
/* The same, with so much room beside the title, and where that is. */
double vmr_detail_title   (const VmrSession *session, VmrCells *cells, const char *title, double beside,
                           VmrRect *room);
/* Height of the strip at the foot, 0 when there is no room for it. */
double vmr_detail_strip_height (const VmrSession *session, VmrCells *cells);
void   vmr_detail_strip (const VmrSession *session, VmrCells *cells, double y);

G_END_DECLS
