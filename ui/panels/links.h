/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/cells.h"
#include "ui/session/session.h"

G_BEGIN_DECLS

/* What the step at the cursor rests on, in one row within R: its rules at the left; at the right the
 * source of its function and the line a real kernel recorded. Nothing before the first step. */
void vmr_links_draw (const VmrSession *session,
                     VmrCells         *cells,
                     VmrRect           r);

G_END_DECLS
