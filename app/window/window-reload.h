/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

void        vmr_window_watch_file    (VmrWindow *self);
void        vmr_window_unwatch_file  (VmrWindow *self);

G_END_DECLS
