/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

gboolean    vmr_window_key           (VmrWindow *self,
                                      GdkEventKey *event);

G_END_DECLS
