/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/mask.h"

G_BEGIN_DECLS

void vmr_lecture_foot_draw (const VmrSession *session, VmrCells *cells, VmrRect r);

G_END_DECLS
