/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-transport.h"

G_BEGIN_DECLS

#define WIDE 1400
#define GAP 12

void        vmr_window_arrange       (VmrWindow *self);
/* In a narrow window: opens a folded panel, or folds it again, and folds the others. */
void        vmr_window_unfold        (VmrWindow *self,
                                      GtkWidget *panel);

G_END_DECLS
