/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-transport.h"

G_BEGIN_DECLS

#define WIDE 1400
#define GAP 12

void        vmr_window_arrange       (VmrWindow *self);

G_END_DECLS
