/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

void        vmr_window_add_actions   (VmrWindow *self);
/* TRUE when it was an action of a question or of what there is to try. */
gboolean    vmr_window_act           (VmrWindow *self,
                                      guint      action);

G_END_DECLS
