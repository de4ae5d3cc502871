/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-type.h"

G_BEGIN_DECLS

/* "start", "desk" or "lecture". */
void        vmr_window_show_page     (VmrWindow  *self,
                                      const char *page);

G_END_DECLS
