/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* How much a press stops at: three depths beside the timeline, or in a narrow window one button that
 * goes round. */

#include "ui/panels/panels.h"

G_BEGIN_DECLS

/* The switch of how much a press stops at, for the right end of the timeline; returns its width. */
double vmr_depth_width   (const VmrSession *session, VmrCells *cells, gboolean wide);
void vmr_depth_layout    (const VmrSession *session, VmrCells *cells, VmrRect room, gboolean wide);

G_END_DECLS
