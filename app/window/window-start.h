/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

gboolean    vmr_window_start_key     (VmrWindow         *self,
                                      const GdkEventKey *event);
GtkWidget  *vmr_window_make_start    (VmrWindow *self);
void        vmr_window_arrange_start (VmrWindow *self,
                                      int        width);

G_END_DECLS
