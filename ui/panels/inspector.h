/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Every field of the selected thing by its kernel name. */

#include "ui/panels/panels.h"

G_BEGIN_DECLS

void vmr_inspector_layout (gpointer data, const VmrSession *session, VmrCells *cells);

G_END_DECLS
