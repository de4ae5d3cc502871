/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

GtkWidget  *vmr_window_make_transport (VmrWindow *self);
void        vmr_window_show_transport (VmrWindow *self);
void        vmr_window_show_branches  (VmrWindow *self);

G_END_DECLS
