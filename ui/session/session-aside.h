/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Beside the lesson: its question on another machine, an exercise, what a myth really is. The lesson is
 * kept meanwhile, and "Back to the lesson" returns to the step that was left. */

#include "ui/session/session.h"

G_BEGIN_DECLS

/* The same question on a machine on which the answer differs. */
gboolean         vmr_session_retry        (VmrSession  *self,
                                           GError     **error);
/* An exercise of the lesson with other numbers each time, and the lines that show what a myth really
 * is: opened where its last command begins. Both are left as a retry is, by going home. */
gboolean         vmr_session_open_exercise (VmrSession *self,
                                           guint        index,
                                           GError     **error);
gboolean         vmr_session_open_myth    (VmrSession        *self,
                                           const KmTextEntry *entry,
                                           GError           **error);

G_END_DECLS
