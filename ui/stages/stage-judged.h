/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/session-point.h"
#include "ui/stages/stage.h"

G_BEGIN_DECLS

/* Draws a stage, and marks on it what is the answer to a question that has been answered, and what has been
 * chosen instead. */
void vmr_stage_layout     (const VmrStage   *stage,
                           const VmrSession *session,
                           VmrCells         *cells);
/* A line around the answer, a dashed one around a wrong choice: as their pills are in the card. */
void vmr_stage_mark       (VmrCell          *cell,
                           VmrJudged         judged);

G_END_DECLS
