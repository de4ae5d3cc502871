/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

/* The popover; NULL, after telling why, when there is nothing to choose. */
GtkWidget  *vmr_window_choose_ram    (VmrWindow *self);

G_END_DECLS
