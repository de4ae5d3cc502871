/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-type.h"

G_BEGIN_DECLS

/* Opens a lesson or script; a failure is shown in the window. */
gboolean   vmr_window_open_path (VmrWindow      *self,
                                 const char     *path);

G_END_DECLS
