/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-type.h"

G_BEGIN_DECLS

GtkWidget  *vmr_window_make_notice   (VmrWindow  *self);
void        vmr_window_notify        (VmrWindow  *self,
                                      const char *text);
/* It stays until the next one. */
void        vmr_window_notify_until  (VmrWindow  *self,
                                      const char *text);
/* What was said of another step is over. */
void        vmr_window_end_notice    (VmrWindow  *self);
/* What is said now is over, of whatever step. */
void        vmr_window_drop_notice   (VmrWindow  *self);

G_END_DECLS
