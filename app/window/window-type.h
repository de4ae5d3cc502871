/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The window: header bar, start page, the desk with its panels, lecture mode. Its actions
 * ("win.move", "win.lecture" …) are those of the key table; see app/base/keys.h. */
#define VMR_TYPE_WINDOW (vmr_window_get_type ())
G_DECLARE_FINAL_TYPE (VmrWindow, vmr_window, VMR, WINDOW, GtkApplicationWindow)

G_END_DECLS
