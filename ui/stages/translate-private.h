/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/walk.h"
#include "ui/stages/stage.h"

G_BEGIN_DECLS

/* What the rows of the Translate stage share: see translate.c for the picture. */
typedef struct
{
  const VmrSession *session;
  const KmMachine  *machine;
  VmrCells         *cells;
  const KmMm       *mm;
  KmAddr            addr;
  guint             access, segment, hit, miss, fault, fill, memory;   /* steps, 0 not reached */
  guint             walk[VMR_WALK_MAX];
  VmrWalkLevel      levels[VMR_WALK_MAX];
  guint             n_levels;
  double            m, w, small, row;
  double            line;                     /* height of a table's entry */
  double            linear_x, linear_y;       /* foot of the linear address */
  double            group_x[4], group_w[4];   /* of the bits of each level, and the offset */
  double            bits_y;
} VmrTranslate;

/* Tables, entries and where the walk ends; returns its lower edge. */
double vmr_translate_tables (VmrTranslate *s,
                             double        y,
                             double        bottom);
/* The border to the kernel at y, and below it what the kernel does. */
void   vmr_translate_kernel (VmrTranslate *s,
                             double        y);

/* The whole stage for lecture mode. */
void   vmr_translate_lecture (VmrTranslate *s);

G_END_DECLS
