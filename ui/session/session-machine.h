/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The same commands on another machine. */

#include "ui/session/session.h"

G_BEGIN_DECLS

/* The same commands on a machine with as much RAM, from the start; what is shown is a sandbox then.
 * A lesson chooses its machines itself and is refused. On failure nothing changes. */
gboolean         vmr_session_restart_on   (VmrSession  *self,
                                           guint64      ram,
                                           GError     **error);

G_END_DECLS
