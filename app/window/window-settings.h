/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

/* Lecture mode's theme and scale on the monitor that the window is on. */
void        vmr_window_recall_monitor (VmrWindow *self);
void        vmr_window_remember_monitor (VmrWindow *self);
void        vmr_window_load_settings (VmrWindow *self);
void        vmr_window_save_settings (VmrWindow *self);
void        vmr_window_saved_size    (VmrWindow *self,
                                      int       *width,
                                      int       *height);
gboolean    vmr_window_has_setting   (VmrWindow  *self,
                                      const char *key);

G_END_DECLS
