/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Questions: which one is open, what has been put in, whether that is right. */

#include "ui/session/session.h"

G_BEGIN_DECLS

/* The question on the screen: an open one the cursor has come to, or one answered at this step.
 * NULL when there is none. */
const VmrQuestion *vmr_session_question   (const VmrSession *self);
/* The question whose answer must not be told here: the open one, or one that the present command
 * still leads to. NULL when nothing is secret. */
const VmrQuestion *vmr_session_secret     (const VmrSession *self);
/* Whether the answer to be kept is one of the drawn things of this kind ("frame"): then nothing is told
 * of any of them that would single it out. */
gboolean         vmr_session_hides        (const VmrSession *self,
                                           const char       *target);
/* Whether it is this very frame: no line may lead there. */
gboolean         vmr_session_hides_frame  (const VmrSession *self,
                                           KmPfn             pfn);
/* Whether it is a count of the TLB's entries: then none of them is shown, for they can be counted. */
gboolean         vmr_session_hides_tlb    (const VmrSession *self);
/* Whether the screen must not tell how full the zones are. */
gboolean         vmr_session_masks_zones  (const VmrSession *self);
void             vmr_session_choose       (VmrSession  *self,
                                           int          option);
/* All questions of the lesson; here: it belongs to the machine that is shown. */
guint            vmr_session_n_questions  (const VmrSession *self);
const VmrQuestion *vmr_session_question_at (const VmrSession *self,
                                           guint             index,
                                           gboolean         *here);
/* The part of the lesson that it belongs to, from 1. */
guint            vmr_session_question_part (const VmrSession *self,
                                           guint             index);
/* Goes there and asks it as if for the first time. */
void             vmr_session_ask          (VmrSession  *self,
                                           guint        index);
/* Whether a number is asked for: printable keys belong to its field then. */
gboolean         vmr_session_takes_number (const VmrSession *self);
/* A character, or '\b'; FALSE when it is not part of any number, or none is asked for. */
gboolean         vmr_session_type         (VmrSession  *self,
                                           gunichar     key);
/* Shows the answer and goes to the first stop that tells it; it stays on the screen up to the answering
 * step. */
void             vmr_session_reveal       (VmrSession  *self);
/* The option shown at a place: those to be put in order are not shown in it. How many there are: a zone
 * that the machine has not is none. */
guint            vmr_question_shown        (const VmrSession  *self,
                                           const VmrQuestion *question,
                                           guint        place);
guint            vmr_question_n_shown      (const VmrSession  *self,
                                           const VmrQuestion *question);
/* Asks the question of this place, or the last one passed, again. */
gboolean         vmr_session_ask_again    (VmrSession  *self);

G_END_DECLS
