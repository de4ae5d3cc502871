/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/env.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The window: header bar, start page, the desk with its panels, lecture mode. Its actions
 * ("win.move", "win.lecture" …) are those of the key table; see keys.h. */
#define VMR_TYPE_WINDOW (vmr_window_get_type ())
G_DECLARE_FINAL_TYPE (VmrWindow, vmr_window, VMR, WINDOW, GtkApplicationWindow)

GtkWidget *vmr_window_new       (GtkApplication *application);
VmrEnv    *vmr_window_env       (VmrWindow      *self);
void       vmr_window_set_desk_theme (VmrWindow *self,
                                 VmrTheme        theme);
/* Never larger than the screen. */
void       vmr_window_set_size   (VmrWindow     *self,
                                  int            width,
                                  int            height);
/* Opens a lesson or script; a failure is shown in the window. */
gboolean   vmr_window_open_path (VmrWindow      *self,
                                 const char     *path);

G_END_DECLS
