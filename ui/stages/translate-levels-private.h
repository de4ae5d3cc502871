/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/stages/translate-plain-private.h"

G_BEGIN_DECLS

#define VMR_LEVELS_BITS (VMR_SMALL | VMR_MONO | VMR_BOLD)

typedef struct
{
  VmrPlain  p;
  double    dir_x, dir_w;
  double    pointer_x, pointer_w;       /* with PAE */
  guint     asked;              /* the step that went for it, 0 not reached: the TLB did not know */
  guint     directory;          /* the step that read it */
  gboolean  hit;                /* nobody had to: the TLB knew */
} VmrLevels;

/* The parts of the drawing. */
void     vmr_levels_bits     (VmrLevels *l, double y, double bottom);
void     vmr_levels_sum      (VmrLevels *l);
/* Whether two directories are to be compared at this step, and that. */
gboolean vmr_levels_compares (const VmrPlain *p);
void     vmr_levels_two      (VmrPlain *p, double top, double bottom);

/* Entries of a directory that make one row: those of the first page of [first, last], counted over
 * all directories of the address space (with PAE there are four). */
typedef struct
{
  guint    first, last;
  gboolean kernel;
  double   y, h;
} VmrDirRow;

G_END_DECLS
