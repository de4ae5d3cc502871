/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/panels.h"

G_BEGIN_DECLS

void vmr_address_layout  (gpointer data, const VmrSession *session, VmrCells *cells);

G_END_DECLS
