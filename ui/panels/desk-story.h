/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/panels.h"

G_BEGIN_DECLS

gboolean vmr_desk_story   (const VmrSession *session, VmrCells *cells, VmrRect r, gboolean wide);
double   vmr_desk_setup   (const VmrSession *session, VmrCells *cells, VmrRect r, gboolean tall);

G_END_DECLS
