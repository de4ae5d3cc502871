/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/frame-map.h"
#include "ui/panels/panels.h"

G_BEGIN_DECLS

/* What the panel of physical memory keeps: pixels, and how near it looks. */
typedef struct
{
  VmrFrameMap      *maps[KM_N_ZONES];
  const KmMachine  *machine;
  const VmrPalette *palette;
  guint             n_steps;        /* of the history the maps were made for */
  guint             cursor;
  GArray           *touched;        /* guint32 */
  guint             level;          /* 0: the whole machine; 3: single frames */
  KmPfn             center;
  VmrFrameMap      *near;           /* the map of levels 1 and 2 */
} VmrPhysical;

#define VMR_PHYSICAL_LEVELS 3

/* Frames a cell. */
guint  vmr_physical_group (guint             level);
VmrInk vmr_physical_role  (guint32           pfn,
                           guint32          *run,
                           gpointer          data);
/* The stretch around data->center, below a strip of the whole machine. */
void   vmr_physical_near  (VmrPhysical      *data,
                           const VmrSession *session,
                           VmrCells         *cells,
                           VmrRect           room);

void vmr_physical_rings_draw (const VmrSession *session, VmrFrameMap *map, VmrCells *cells, double x, double y);

G_END_DECLS
