/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/areas.h"
#include "ui/stages/stage.h"

G_BEGIN_DECLS

/* What the two halves of the stage share: see libc.c for the picture. */
typedef struct
{
  const VmrSession *session;
  const KmMachine  *machine;
  VmrCells         *cells;
  guint             cursor;
  const KmTask     *task;
  const KmMm       *mm;
  double            m, small, line;
} VmrLibc;

/* The pages of [start, end) as cells, and below them how many have a frame. */
void vmr_libc_pages (VmrLibc *s,
                     VmrRect  r,
                     KmAddr   start,
                     KmAddr   end);
/* The calls that have not returned, and the pages of the stack, from @y to the foot. */
void vmr_libc_stack (VmrLibc *s,
                     double   y);

G_END_DECLS
