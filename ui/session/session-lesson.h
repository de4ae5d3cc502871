/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Experiments: what a student tries leaves the lesson's own line of history. */

#include "ui/session/session.h"

G_BEGIN_DECLS

/* Runs one line at the cursor and goes to its first step. In the past this starts a branch.
 * transcript, to be freed, may be NULL. */
gboolean         vmr_session_run          (VmrSession  *self,
                                           const char  *line,
                                           char       **transcript,
                                           GError     **error);
/* What the lesson proposes to try at the cursor: VmrSay, not owned; free the array. */
GPtrArray       *vmr_session_tries        (const VmrSession *self);
/* Whether the cursor is on a line of history that is not the lesson's or script's own. */
gboolean         vmr_session_is_away      (const VmrSession *self);
/* The first step of what the user has run instead of the rest of the file: it stands outside of its parts, and
 * has numbers of its own. 0: the cursor is on the file's own line. */
guint            vmr_session_own_first    (const VmrSession *self);
/* Whether the step is such a one. */
gboolean         vmr_session_is_own       (const VmrSession *self,
                                           guint             step);
/* Back to the step that was left. */
void             vmr_session_go_home      (VmrSession  *self);
/* Another line of history, by its number in the machine. */
void             vmr_session_switch_branch (VmrSession *self,
                                           guint        branch);

G_END_DECLS
