/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/view.h"

G_BEGIN_DECLS

/* The light across the gaps between panels.
 *
 *   address space │    │ stage        │    │ physical memory
 *      [write]────┼──┐ │              │    │
 *                 │  └─┼──► linear    │ ┌──┼──► ▣
 *                 │    │       frame──┼─┘  │
 *            VMR_PORT_ADDRESS      VMR_PORT_FRAME
 *
 * Each drawing says where its light ends (vmr_cells_port ()); the way between two ends that name
 * the same thing is drawn here, over both panels. A view that reached into its neighbour's drawing
 * was the other way; then no stage could be laid out and measured alone.
 */

/* Adds the way from one end to the other; gap is the middle between the panels, where it turns. */
VmrCell *vmr_bridge_light  (VmrCells   *cells,
                            VmrPoint    from,
                            VmrPoint    to,
                            double      gap);

/* The thin line from its end to what is meant, where that is further on. */
void     vmr_bridge_tail   (VmrCells      *cells,
                            const VmrPort *end);

/* Draws over a container the light between its views: left to stage to right. Any of the three may
 * be hidden. */
void     vmr_bridge_attach (GtkWidget  *container,
                            VmrView    *left,
                            VmrView    *stage,
                            VmrView    *right);

G_END_DECLS
