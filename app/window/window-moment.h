/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

void        vmr_window_copy_moment   (VmrWindow *self);
void        vmr_window_paste_moment  (VmrWindow *self);
gboolean    vmr_window_open_moment   (VmrWindow  *self,
                                      const char *text);
void        vmr_window_accept_drops  (VmrWindow *self);

G_END_DECLS
