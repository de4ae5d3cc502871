/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/lecture/lecture.h"

G_BEGIN_DECLS

/* Whether the question takes the stage's place: its answer is one of the drawn zones, and nobody has turned to another drawing. */
gboolean        vmr_question_is_stage (const VmrSession  *session);
/* Height the question, or what there is to try, wants at this width; 0 when there is neither. */
double          vmr_question_height   (const VmrSession *session,
                                       VmrCells         *cells,
                                       double            width);
/* stage: the drawing that is shown with it, in which something may have to be clicked. */
void            vmr_question_layout   (const VmrSession *session,
                                       VmrCells         *cells,
                                       VmrRect           room,
                                       const VmrCells   *stage);

G_END_DECLS
