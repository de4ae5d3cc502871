/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Wheel, pinch, keys and double click: nearer, farther, back; and the motion between. */
#include "ui/panels/view-private.h"

static gboolean
view_advance (GtkWidget     *widget,
              GdkFrameClock *clock,
              gpointer       data)
{
  VmrView *self = VMR_VIEW (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double ms = self->advanced ? (now - self->advanced) / 1000.0 : 16;
  gboolean more = self->def->advance (self->data, ms);

  self->advanced = now;
  vmr_view_layout_now (self);
  gtk_widget_queue_draw (widget);
  if (!more)
    self->advance = 0;
  return more ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

gboolean
vmr_view_zoom_at (VmrView *self,
                  int      direction,
                  double   x,
                  double   y)
{
  VmrSession *session = vmr_env_session (self->env);

  if (self->def->zoom == NULL ||
      !self->def->zoom (self->data, session, vmr_view_cells (self), direction, x, y))
    return FALSE;
  if (self->def->advance && vmr_env_motion (self->env) != VMR_MOTION_FULL)
    self->def->advance (self->data, 1e9);
  else if (self->def->advance && self->advance == 0)
    {
      self->advanced = 0;
      self->advance = gtk_widget_add_tick_callback (GTK_WIDGET (self), view_advance, NULL, NULL);
    }
  vmr_view_queue (self);
  return TRUE;
}

gboolean
vmr_view_zoom (VmrView *self,
               int      direction)
{
  g_return_val_if_fail (VMR_IS_VIEW (self), FALSE);
  return vmr_view_zoom_at (self, direction,
                           self->hovered ? self->x : vmr_view_cells (self)->width / 2,
                           self->hovered ? self->y : vmr_view_cells (self)->height / 2);
}

gboolean
vmr_view_is_hovered (VmrView *self)
{
  g_return_val_if_fail (VMR_IS_VIEW (self), FALSE);
  return self->hovered;
}

gboolean
vmr_view_scroll (GtkWidget      *widget,
                 GdkEventScroll *event)
{
  VmrView *self = VMR_VIEW (widget);
  int direction = event->direction == GDK_SCROLL_UP     ? 1
                  : event->direction == GDK_SCROLL_DOWN ? -1 : 0;

  if (event->direction == GDK_SCROLL_SMOOTH && event->delta_y != 0)
    direction = event->delta_y < 0 ? 1 : -1;
  if (direction == 0 || self->def->zoom == NULL)
    return GDK_EVENT_PROPAGATE;
  vmr_view_zoom_at (self, direction, event->x, event->y);
  return GDK_EVENT_STOP;
}

static void
view_pinch (GtkGestureZoom *gesture,
            double          scale,
            VmrView        *self)
{
  double x, y;

  if (scale > self->pinched * 0.7 && scale < self->pinched * 1.4)
    return;
  gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y);
  vmr_view_zoom_at (self, scale > self->pinched ? 1 : -1, x, y);
  self->pinched = scale;
}

static void
view_pinch_begin (VmrView *self)
{
  self->pinched = 1;
}

void
vmr_view_add_pinch (VmrView *self)
{
  self->pinch = gtk_gesture_zoom_new (GTK_WIDGET (self));
  g_signal_connect (self->pinch, "scale-changed", G_CALLBACK (view_pinch), self);
  g_signal_connect_swapped (self->pinch, "begin", G_CALLBACK (view_pinch_begin), self);
}
