/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/panels.h"

G_BEGIN_DECLS

gboolean vmr_physical_press     (gpointer data, VmrSession *session, const VmrCell *cell);
gboolean vmr_physical_zoom      (gpointer data, const VmrSession *session, const VmrCells *cells,
                                 int direction, double x, double y);

G_END_DECLS
