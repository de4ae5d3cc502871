/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Answers given by pointing: what a thing on a drawing means as one. */

#include "ui/session/session.h"

G_BEGIN_DECLS

/* What people call the area that an address, given as text, lies in, and where it begins. */
char            *vmr_session_region_words (const VmrSession *self,
                                           const char       *text);
/* Whether a click on it would answer the open question. */
gboolean         vmr_session_can_point    (const VmrSession *self,
                                           VmrRef            ref);
/* A drawn thing was clicked: it answers a question for such a one. */
gboolean         vmr_session_point        (VmrSession  *self,
                                           VmrRef       ref);
/* Whether the answer to the open question is this thing. */
gboolean         vmr_session_answered_with (const VmrSession *self,
                                           VmrRef            ref);
/* How a thing stands to a question that has been answered. */
typedef enum
{
  VMR_JUDGED_NOT,
  VMR_JUDGED_ANSWER,            /* only before its own step, which shows what happens to it */
  VMR_JUDGED_CHOICE,            /* what has been chosen, and is wrong; at that step, too */
} VmrJudged;

/* The question that has been answered while its own step is still to come, or NULL. */
const VmrQuestion *vmr_session_judged     (const VmrSession *self);
VmrJudged        vmr_session_judge_value  (const VmrSession *self,
                                           const char       *value);
VmrJudged        vmr_session_judges       (const VmrSession *self,
                                           VmrRef            ref);
/* A click on nothing: the selection goes, unless it is the answer that has been given and still stands in its box. */
void             vmr_session_deselect     (VmrSession       *self);

G_END_DECLS
