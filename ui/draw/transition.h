/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/paint.h"

G_BEGIN_DECLS

/* Motion between two finished drawings. The model knows nothing of it: the machine is already at
 * the new step, and only the picture catches up.
 *
 *   0 ms        200 ms                         700 ms         900 ms
 *   │ cause lights │ light runs along the path    │ effect settles │ still
 *
 * Cells are matched by what they stand for (reference and part): a matched cell moves from its old
 * rectangle, as one body with the text in it, a new one fades in, a lost one fades out. Backwards
 * the same runs in reverse and twice as fast. Stepping during motion drops the transition, which is
 * the same as jumping to its end.
 */
typedef struct _VmrTransition VmrTransition;

typedef enum
{
  VMR_MOTION_FULL,
  VMR_MOTION_FADE,        /* reduced motion: a short cross-fade */
  VMR_MOTION_OFF,
} VmrMotionLevel;

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
/* Where cell `index` of the new drawing is at `ms`. */
VmrMotion      vmr_transition_motion   (const VmrTransition *transition,
                                        guint                index,
                                        double               ms);
void           vmr_transition_paint    (cairo_t             *cr,
                                        const VmrTransition *transition,
                                        VmrInk               ground,
                                        double               ms);

G_END_DECLS
