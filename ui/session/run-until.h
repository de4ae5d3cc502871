/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Forward to the first step that does something: "run until". */

#include "ui/session/session.h"

G_BEGIN_DECLS

/* Forward to the first such step of the present machine. FALSE when there is none; a notice says
 * so. A question that is still open is not run past. */
gboolean         vmr_session_run_until    (VmrSession  *self,
                                           VmrUntil     until);
/* Whether something is selected that can be watched. */
gboolean         vmr_session_can_watch    (const VmrSession *self);

G_END_DECLS
