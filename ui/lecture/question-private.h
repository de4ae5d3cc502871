/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/lecture/lecture.h"

G_BEGIN_DECLS

/* What questions of all kinds are drawn with. */
#define TARGET 44.0             /* least height of what can be pressed, px */
#define GAP 10.0

/* Each returns the height it took. */
double vmr_question_title (const VmrSession *session, VmrCells *cells, VmrRect r,
                           const VmrQuestion *question);
double vmr_question_answer_draw (const VmrSession *session, VmrCells *cells, VmrRect r,
                                 const VmrQuestion *question, gboolean side_by_side);
double vmr_question_buttons (const VmrSession *session, VmrCells *cells, VmrRect r,
                             const VmrQuestion *question);
/* Whether the stage shown has nothing to click as the answer, but the lesson's own may have. */
gboolean vmr_question_is_elsewhere (const VmrSession *session, const VmrCells *stage);
/* The look of a plate: chosen is dashed, the truth solid; its number. */
void vmr_question_plate_outline (VmrCell *cell, const VmrQuestion *question, int option,
                                 double line);
void vmr_question_plate_number (VmrCells *cells, VmrRect r, guint number);
/* A question for a zone, in the place of the stage. */
void vmr_question_zones (const VmrSession *session, VmrCells *cells, VmrRect r,
                         const VmrQuestion *question);

G_END_DECLS
