/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A finger that sweeps over the drawing turns the page: to the left the next step, to the right the
 * one before. Zooming with two fingers is the views' own. */
#include "app/window/window-touch.h"

#include "app/window/window-fields.h"
#include "ui/session/session-move.h"


#include <math.h>

/* px a second; and how much flatter than steep it must be */
#define FAST 300
#define FLAT 2

static void
on_swipe (GtkGestureSwipe *gesture,
          double           vx,
          double           vy,
          VmrWindow       *self)
{
  if (fabs (vx) > FAST && fabs (vx) > FLAT * fabs (vy))
    vmr_session_move (self->session, vx < 0 ? VMR_MOVE_NEXT : VMR_MOVE_PREVIOUS);
}

void
vmr_window_add_swipe (VmrWindow *self,
                      GtkWidget *view)
{
  GtkGesture *gesture = gtk_gesture_swipe_new (view);

  g_return_if_fail (VMR_IS_WINDOW (self));
  /* A mouse that is dragged scrubs or selects. */
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (gesture), TRUE);
  g_signal_connect (gesture, "swipe", G_CALLBACK (on_swipe), self);
  g_object_set_data_full (G_OBJECT (view), "vmr-swipe", gesture, g_object_unref);
}
