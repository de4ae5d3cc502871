/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

GtkWidget  *vmr_window_make_console    (VmrWindow *self);
/* Runs a line as if it had been typed; FALSE when it was wrong. */
gboolean    vmr_window_run           (VmrWindow  *self,
                                      const char *line);

G_END_DECLS
