/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/panels.h"
#include "ui/stages/stage.h"

G_BEGIN_DECLS

/* Actions of questions and of what a lesson proposes to try. */
typedef enum
{
  VMR_ACTION_OPTION = 1200,     /* + number of the option */
  VMR_ACTION_CHECK = 1300,      /* shows the answer, chosen or not */
  VMR_ACTION_GO_ON,
  VMR_ACTION_RETRY,
  VMR_ACTION_TURN_BACK,         /* to the drawing in which the answer can be clicked */
  VMR_ACTION_TRY = 1400,        /* + number among vmr_session_tries () */
} VmrLectureAction;

/* The whole screen of lecture mode. */
void            vmr_lecture_layout    (gpointer          data,
                                       const VmrSession *session,
                                       VmrCells         *cells);

/* Its foot, with function and colours; a message may stand over it for a while. */
VmrRect         vmr_lecture_foot      (VmrMetrics        metrics,
                                       double            width,
                                       double            height);

/* --- parts of these ------------------------------------------------------------------------- */

/* The simplified address space; returns where the light leaves it, x < 0 for nowhere. */
VmrPoint        vmr_lecture_space     (const VmrSession *session,
                                       VmrCells         *cells,
                                       VmrRect           room,
                                       gboolean          brief);
/* The zones as plates; entries are the cells of the stage, in which a frame may be named. */
void            vmr_lecture_zones     (const VmrSession *session,
                                       VmrCells         *cells,
                                       VmrRect           room,
                                       const VmrCells   *stage,
                                       double            stage_x,
                                       double            stage_y);
/* A title in the first language with the second behind it, as captions allow; returns where it ends. */
double          vmr_lecture_title     (const VmrSession *session,
                                       VmrCells         *cells,
                                       VmrRect           room,
                                       const char       *english,
                                       const char       *chinese);

G_END_DECLS
