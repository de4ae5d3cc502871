/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The sums at the window's foot. */

#include "ui/panels/panels.h"

G_BEGIN_DECLS

void vmr_totals_layout   (gpointer data, const VmrSession *session, VmrCells *cells);

G_END_DECLS
