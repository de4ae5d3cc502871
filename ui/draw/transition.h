/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/paint.h"

G_BEGIN_DECLS

/* Motion between two finished drawings. The model knows nothing of it: the machine is already at
 * the new step, and only the picture catches up.
 *
 *   0 ms                  200 ms                         700 ms           900 ms
 *   │ what stands elsewhere │ light runs along the path,   │ effect settles │ still
 *   │ moves; cause lights   │ in the order it was drawn in │                │
 *
 * A frame is one finished picture seen through a mask over the other. So what both drawings have
 * cannot fade: blending a colour with itself gives that colour. Fading each cell by itself was the
 * other way; then every cell that could not be matched faded out and in again over the ground.
 *
 *   before ─┐
 *   bare   ─┼─ mask (phase) ─► frame, and on top at most four bodies that move
 *   after  ─┘
 *
 * "bare" is the new drawing without its new light, so that the light runs between things that are
 * there. Backwards the same is played from its end, twice as fast. Stepping during motion drops the
 * transition, which is the same as jumping to its end.
 */
typedef struct _VmrTransition VmrTransition;

typedef enum
{
  VMR_MOTION_FULL,
  VMR_MOTION_SLIDE,       /* more or less of the same moment: things change places, no light runs */
  VMR_MOTION_FADE,        /* reduced motion: a short cross-fade */
  VMR_MOTION_OFF,
} VmrMotionLevel;

#define VMR_MOST_BODIES 4

/* Both drawings are borrowed and must outlive the transition. speed 1 is normal. NULL when there is
 * nothing to show (level off, or nothing differs). */
VmrTransition *vmr_transition_new      (const VmrCells      *from,
                                        const VmrCells      *to,
                                        gboolean             backwards,
                                        VmrMotionLevel       level,
                                        double               speed);
void           vmr_transition_free     (VmrTransition       *transition);
/* ms until everything is still */
double         vmr_transition_duration (const VmrTransition *transition);
/* How many bodies move by themselves. */
guint          vmr_transition_bodies   (const VmrTransition *transition);
/* Px of the new light that are lit at `ms`, and of all of it. */
double         vmr_transition_lit      (const VmrTransition *transition,
                                        double               ms,
                                        double              *whole);
/* Where cell `index` is at `ms`: of the new drawing, going backwards of the old one. */
VmrMotion      vmr_transition_motion   (const VmrTransition *transition,
                                        guint                index,
                                        double               ms);
void           vmr_transition_paint    (cairo_t             *cr,
                                        VmrTransition       *transition,
                                        VmrInk               ground,
                                        double               ms);

G_END_DECLS
