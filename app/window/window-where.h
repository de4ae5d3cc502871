/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-type.h"

G_BEGIN_DECLS

/* The start page is shown. */
gboolean vmr_window_on_start (VmrWindow *self);

G_END_DECLS
