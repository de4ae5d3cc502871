/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/cells.h"
#include "ui/session/session.h"

G_BEGIN_DECLS

/* Takes the answer of an open question out of all texts, names and tooltips of a drawing so far: see
 * vmr_session_masked (). What may be clicked as the answer keeps its own words, or nobody could choose
 * it. near: the stage and the story, where even small numbers tell. */
void vmr_mask_cells (const VmrSession *session,
                     VmrCells         *cells,
                     gboolean          near);
/* Only those from cell number first on. */
void vmr_mask_cells_from (const VmrSession *session,
                          VmrCells         *cells,
                          guint             first,
                          gboolean          near);

G_END_DECLS
