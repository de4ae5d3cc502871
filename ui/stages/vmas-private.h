/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/stages/stage.h"

G_BEGIN_DECLS

/* The strip of merge cases at the foot of the VMAs stage: the height it takes, 0 where there is no
 * room for it, and its drawing between the margins @m. */
double vmr_vmas_cases_height (const VmrCells   *cells);
void   vmr_vmas_cases        (const VmrSession *session,
                              VmrCells         *cells,
                              double            m);

G_END_DECLS
