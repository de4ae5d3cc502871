/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/panels.h"
#include "ui/panels/ranges.h"

G_BEGIN_DECLS

#define VMR_ADDRESS_ALL 4294967296.0

/* Where a range was drawn, so that a point can be turned into an address. */
typedef struct
{
  double y, h;
  double start, end;
} VmrAddressRow;

/* What the panel keeps: the stretch it shows, and the one it is moving to. */
typedef struct
{
  double  low, high;
  double  to_low, to_high;
  GArray *rows;                 /* VmrAddressRow */
  gboolean beside;              /* the programs side by side */
} VmrAddress;

/* A pill for each program from x, y on; the height taken. */
double vmr_address_tasks (const VmrSession *session,
                          VmrCells         *cells,
                          double            x,
                          double            y,
                          double            w);
void vmr_address_row  (VmrAddress       *space,
                       double            y,
                       const VmrRange   *range);
/* The stretch to scale, page by page when there is room. */
void vmr_address_near (VmrAddress       *space,
                       const VmrSession *session,
                       VmrCells         *cells,
                       GArray           *ranges,
                       VmrRect           room);

/* Rows from the top of memory down share the height. */
void vmr_address_heights (GArray           *ranges,
                          double            room,
                          const VmrMetrics *metrics);
/* The addresses of the lower edges of rows that begin at y, as dense as the text allows. */
void vmr_address_edges   (VmrCells     *cells,
                          const GArray *rows,
                          double        x,
                          double        y);
/* Whether there is more than one program. */
gboolean vmr_address_can_stand_beside (const VmrSession *session);
/* Several programs, a column each; the rows they share, the first of which begins a line below the top of r. */
GArray *vmr_address_beside (const VmrSession *session,
                            VmrCells         *cells,
                            VmrRect           r);

void vmr_address_hole_draw (VmrCells *cells, const VmrRange *range, VmrRect r);
void vmr_address_access_draw (VmrCells *cells, const VmrRange *range, VmrRect r, KmAccess kind);
void vmr_address_region_draw (VmrCells *cells, const VmrRange *range, VmrRect r, gboolean touched);
void vmr_address_direct_map_draw (const KmState *state, VmrCells *cells, VmrRect r);

G_END_DECLS
