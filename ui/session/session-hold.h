/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/session.h"

G_BEGIN_DECLS

/* FALSE in a lecture: forward moves then reveal instead of stopping. */
void             vmr_session_set_holds    (VmrSession  *self,
                                           gboolean     holds);

G_END_DECLS
