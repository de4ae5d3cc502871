/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/panels.h"

G_BEGIN_DECLS

void vmr_timeline_layout (const VmrSession *session, VmrCells *cells, VmrRect room);

G_END_DECLS
