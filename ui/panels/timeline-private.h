/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/panels.h"

G_BEGIN_DECLS

typedef struct
{
  const VmrSession *session;
  VmrCells *cells;
  double x, w, y, h;        /* of the axis, and of the ticks above it */
  guint  n;                 /* ticks */
} Axis;

double vmr_timeline_tick_x (const Axis *axis, double tick);
double vmr_timeline_axis_pitch (const Axis *axis);
double vmr_timeline_step_tick (const Axis *axis, guint step);
VmrRect vmr_timeline_here_rect (const Axis *axis, const char *number, double bottom);
char *vmr_timeline_here_text (const Axis *axis);
void vmr_timeline_parts_draw (const Axis *axis, double top);
void vmr_timeline_names_draw (const Axis *axis, double bottom);

G_END_DECLS
