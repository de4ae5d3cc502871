/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* A script is recorded beside the window, which goes on drawing and can call it off. */

#include "ui/session/session.h"

G_BEGIN_DECLS

/* The same, but what takes long is recorded in a thread: what was open stays open meanwhile,
 * "recording-changed" tells how far it is, and an error that comes late is a notice. So are the
 * scripts of restart_on, reload and open_moment. TRUE: it is open, or under way. */
gboolean         vmr_session_open_later   (VmrSession  *self,
                                           const char  *path,
                                           GError     **error);
/* Share of the lines that are recorded; negative when nothing is being recorded. */
double           vmr_session_recording    (const VmrSession *self);
void             vmr_session_cancel_recording (VmrSession *self);
/* Waits for its end, for those who have no main loop. FALSE after setting error. */
gboolean         vmr_session_finish_recording (VmrSession  *self,
                                               GError     **error);

G_END_DECLS
