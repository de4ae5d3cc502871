/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

/* Of the function of this step; NULL when it has none. Free it. */
char       *vmr_window_source_uri    (VmrWindow *self);
void        vmr_window_open_source   (VmrWindow *self);
void        vmr_window_watch_tree    (VmrWindow *self);

G_END_DECLS
