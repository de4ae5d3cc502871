/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

GtkWidget  *vmr_window_make_desk     (VmrWindow *self);
GtkWidget  *vmr_window_make_lecture  (VmrWindow *self);
void        vmr_window_show_stage    (VmrWindow *self);
void        vmr_window_show_tab_menu (VmrWindow *self);
/* A button that takes no focus when clicked. */
GtkWidget  *vmr_window_button        (VmrWindow  *self,
                                      const char *label,
                                      const char *action);

G_END_DECLS
