/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/mask.h"

G_BEGIN_DECLS

void vmr_lecture_foot_draw (const VmrSession *session, VmrCells *cells, VmrRect r);
/* The frame that the stage names, and the cell that does; -1: none. */
gboolean vmr_lecture_named_frame (const VmrSession *session, const VmrCells *stage, KmPfn *pfn, int *cell_index);
/* Whether a line may lead from that cell to the edge of the stage. */
gboolean vmr_lecture_way_is_free (const VmrCells *stage, int from);

G_END_DECLS
