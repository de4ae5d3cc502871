/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The desk without a window: the same panels at the same places, as one drawing. */

#include "ui/lecture/sheet.h"

G_BEGIN_DECLS

/* Panels and stage as the desk arranges them, on a ground of VMR_INK_WINDOW; data is not used. */
void      vmr_desk_layout     (gpointer          data,
                               const VmrSession *session,
                               VmrCells         *cells);

G_END_DECLS
