/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/panels.h"

G_BEGIN_DECLS

/* Lanes and timeline are parts of the story with files of their own. */
void vmr_lanes_layout    (const VmrSession *session, VmrCells *cells, VmrRect room);

G_END_DECLS
