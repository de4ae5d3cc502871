/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/transition.h"

G_BEGIN_DECLS

/* What becomes of one cell of the later drawing. */
typedef struct
{
  int      body;            /* it moves with this body, -1 none */
  gboolean light;           /* a new stretch of the light */
  gboolean held;            /* its place is in both, and it changes last */
  double   start, length;   /* light: px before it, and of it */
} VmrFate;

/* A body: everything that moves by the same vector. */
typedef struct
{
  double dx, dy, dw, dh;    /* from where it ends to where it starts */
  double weight;            /* which four move when there are more */
  gboolean moves;
} VmrBody;

struct _VmrTransition
{
  /* Earlier and later in the run of the lesson: going backwards the later one is left. */
  const VmrCells *early;
  const VmrCells *late;
  VmrFate        *fates;    /* of late's cells */
  gboolean       *gone;     /* of early's cells: a body has it */
  GArray         *bodies;   /* VmrBody */
  double          whole;    /* px of new light */
  gboolean        backwards;
  VmrMotionLevel  level;
  double          speed;
  /* Finished pictures, made for the first frame: before, bare, after. */
  cairo_surface_t *pictures[3];
};

/* The phases at a time, each 0 … 1. */
typedef struct
{
  double arrive, run, settle;
} VmrPhases;

VmrPhases vmr_transition_phases (const VmrTransition *self,
                                 double               ms);
gboolean  vmr_cells_look_same   (const VmrCells      *a,
                                 guint                i,
                                 const VmrCells      *b,
                                 guint                k);

gboolean vmr_transition_rects_same (VmrRect a, VmrRect b);
gboolean vmr_transition_all_same (const VmrCells *a, const VmrCells *b);
gboolean vmr_transition_lies_in_box (const VmrCell *cell, const VmrCell *box);
void vmr_transition_take_out (VmrTransition *self, const int *partner);
int *vmr_transition_match (const VmrTransition *self);

G_END_DECLS
