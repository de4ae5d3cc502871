/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

/* In a lecture the pointer is shown while it moves. */
void        vmr_window_watch_pointer (VmrWindow *self);
void        vmr_window_set_lecture   (VmrWindow *self,
                                      gboolean   lecture);

G_END_DECLS
