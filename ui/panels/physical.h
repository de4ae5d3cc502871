/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Physical memory: the zones with gauge and map, high addresses at the top, and the legend. The
 * maps live as long as the panel and are updated from the frames a move touched. */

#include "ui/panels/panels.h"

G_BEGIN_DECLS

void vmr_physical_layout (gpointer data, const VmrSession *session, VmrCells *cells);
gpointer vmr_physical_data_new  (void);
void     vmr_physical_data_free (gpointer data);
/* The frame under a point of a zone's map. */
VmrRef   vmr_physical_refine    (gpointer data, const VmrSession *session, const VmrCell *cell,
                                 double x, double y);

G_END_DECLS
