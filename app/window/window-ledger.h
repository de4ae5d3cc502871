/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

GtkWidget  *vmr_window_make_ledger   (VmrWindow *self);
void        vmr_window_show_ledger   (VmrWindow *self);
void        vmr_window_toggle_ledger (VmrWindow *self);

G_END_DECLS
