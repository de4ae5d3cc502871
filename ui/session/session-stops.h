/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/session.h"

G_BEGIN_DECLS

/* A press goes to the next stop; the steps between are folded into it. How many stops there are is
 * the depth: see core/lesson/stops.h. Changing it leaves the cursor where it is. */
KmDepth          vmr_session_depth        (const VmrSession *self);
void             vmr_session_set_depth    (VmrSession  *self,
                                           KmDepth      depth);
/* Of the whole lesson, whatever machines it has; at a step of the user's own, of those. */
guint            vmr_session_n_stops      (const VmrSession *self,
                                           KmDepth           depth);
/* Number, on the screen, of the stop that a step is or is folded into; over the whole lesson, from
 * 1. The user's own steps are counted on their own. */
guint            vmr_session_stop_number  (const VmrSession *self,
                                           guint             step);
gboolean         vmr_session_is_stop      (const VmrSession *self,
                                           guint             step);
/* How many steps are folded into this stop. */
guint            vmr_session_folded       (const VmrSession *self,
                                           guint             stop);
/* The first stop behind a step, the last one before it; 0: none on this machine. */
guint            vmr_session_stop_after   (const VmrSession *self,
                                           guint             step);
guint            vmr_session_stop_before  (const VmrSession *self,
                                           guint             step);
/* The stops of the machine that is shown, from 0 on: how many, the step of one, and the index of the
 * first that is not before a step. */
guint            vmr_session_act_stops    (const VmrSession *self);
guint            vmr_session_stop_at      (const VmrSession *self,
                                           guint             index);
guint            vmr_session_stop_index   (const VmrSession *self,
                                           guint             step);
/* "Stop 12 of 18", "Your own step 2 of 5", brief "12 / 18"; free it. */
char            *vmr_session_place_text   (const VmrSession *self,
                                           gboolean          brief);

G_END_DECLS
