/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/lecture/lecture.h"

G_BEGIN_DECLS

/* What questions of all kinds are drawn with. */
#define TARGET 44.0             /* least height of what can be pressed, px */
#define GAP 10.0

/* A button that ends at RIGHT; returns where the next one ends. */
double vmr_question_button (VmrCells *cells, double right, double y, guint action,
                            const char *label, gboolean strong);
/* A value as a sentence says it, an option, and what has been typed or clicked. */
char *vmr_question_value (const VmrSession *session, const VmrQuestion *question, const char *value);
char *vmr_question_option (const VmrSession *session, const VmrQuestion *question, guint i);
char *vmr_question_typed (const VmrSession *session, const VmrQuestion *question);
/* Options that are plates to press; all of them side by side, returning the height. */
guint vmr_question_n_plates (const VmrQuestion *question);
double vmr_question_options (const VmrSession *session, VmrCells *cells, VmrRect r,
                             const VmrQuestion *question);
/* Where a number is typed, or a click arrives. */
void vmr_question_number (const VmrSession *session, VmrCells *cells, VmrRect r,
                          const VmrQuestion *question, gboolean elsewhere);
/* "Retry with 512 MiB RAM" of the arguments of a machine. */
char *vmr_question_retry_label (const char *machine);
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
