/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/lecture/lecture.h"

G_BEGIN_DECLS

/* The stage to be shown: the pinned one, else the lesson's, else the step's. */
const VmrStage *vmr_stage_shown       (const VmrSession *session);
/* The same without the pin. */
const VmrStage *vmr_stage_own         (const VmrSession *session);
/* The middle of the desk: the stage, with a question or what to try below it. */
void            vmr_middle_layout     (gpointer          data,
                                       const VmrSession *session,
                                       VmrCells         *cells);
/* The colours of frames in a row, for windows that fold physical memory; those of blocks with Buddy. */
void            vmr_legend_row_layout (gpointer          data,
                                       const VmrSession *session,
                                       VmrCells         *cells);

G_END_DECLS
