/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/panels.h"

G_BEGIN_DECLS

/* Height of the button above the circles of the slim bar. */
#define VMR_RAIL_OPENER 38

typedef struct
{
  const VmrSession *session;
  VmrCells *cells;
  VmrRect   r;
  guint     current, n;       /* parts of the lesson */
  double    row;
  gboolean  slim;             /* circles and squares alone */
  gboolean  own;              /* the cursor is at what was run instead of going on in the current part */
} Rail;

void vmr_rail_part_draw (const Rail *rail, guint number, double y);
void vmr_rail_own_draw (const Rail *rail, double y);

G_END_DECLS
