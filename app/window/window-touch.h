/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

/* A sweep of a finger over the view steps. */
void        vmr_window_add_swipe (VmrWindow *self,
                                  GtkWidget *view);

G_END_DECLS
