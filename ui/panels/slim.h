/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What the side panels fold to in a narrow window: the address space to scale, and each zone's use.
 * The whole bar is one button that opens the panel; for what the lesson folds to, see rail.h. */

#include "ui/panels/panels.h"

G_BEGIN_DECLS

/* The button that opens what a bar stands for: its place is r, its sign at the top of that. */
void vmr_slim_opener (VmrCells *cells, VmrRect r, const char *sign, const char *name);
void vmr_slim_address_layout (gpointer data, const VmrSession *session, VmrCells *cells);
void vmr_slim_physical_layout (gpointer data, const VmrSession *session, VmrCells *cells);

G_END_DECLS
