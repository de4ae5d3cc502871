/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-type.h"
#include "ui/panels/env.h"

G_BEGIN_DECLS

GtkWidget *vmr_window_new       (GtkApplication *application);
VmrEnv    *vmr_window_env       (VmrWindow      *self);
void       vmr_window_set_desk_theme (VmrWindow *self,
                                 VmrTheme        theme);
/* Never larger than the screen. */
void       vmr_window_set_size   (VmrWindow     *self,
                                  int            width,
                                  int            height);

G_END_DECLS
