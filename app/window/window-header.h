/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

void        vmr_window_make_header   (VmrWindow *self);
void        vmr_window_show_title    (VmrWindow *self);
void        vmr_window_show_menus    (VmrWindow *self);
void        vmr_window_arrange_header (VmrWindow *self,
                                       int        width);
/* What belongs to the page that is shown. */
void        vmr_window_show_header   (VmrWindow *self);
void        vmr_window_show_search   (VmrWindow *self);

G_END_DECLS
