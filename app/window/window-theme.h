/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-type.h"
#include "ui/draw/palette.h"

G_BEGIN_DECLS

/* The desk is dark when the desktop is, as long as nobody has chosen. */
void vmr_window_follow_desktop (VmrWindow *self);
/* Of the desk, or of the lecture while there is one. */
void vmr_window_set_theme      (VmrWindow *self,
                                VmrTheme   theme);

G_END_DECLS
