/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What the side panels fold to in a narrow window: the address space to scale, and each zone's use.
 * The whole bar is one button that opens the panel. */

#include "ui/panels/panels.h"

G_BEGIN_DECLS

void vmr_slim_address_layout (gpointer data, const VmrSession *session, VmrCells *cells);
void vmr_slim_physical_layout (gpointer data, const VmrSession *session, VmrCells *cells);

G_END_DECLS
