/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From one drawing to the next. */
#include "ui/panels/view-private.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-point.h"
#include "ui/session/session-view.h"

#include <glib/gi18n-lib.h>

void
vmr_view_stop_motion (VmrView *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_pointer (&self->transition, vmr_transition_free);
  g_clear_pointer (&self->before, vmr_cells_free);
}

static gboolean
view_tick (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       data)
{
  VmrView *self = VMR_VIEW (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (self->started == 0)
    self->started = now;
  gtk_widget_queue_draw (widget);
  if ((now - self->started) / 1000.0 < vmr_transition_duration (self->transition))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  vmr_view_stop_motion (self);
  return G_SOURCE_REMOVE;
}

void
vmr_view_start_motion (VmrView  *self,
                   VmrCells *before)
{
  VmrSession *session = vmr_env_session (self->env);
  VmrMotionLevel level = vmr_env_motion (self->env);
  gboolean backwards = vmr_session_backwards (session);

  if (!self->moved)
    {
      /* Unfolded at the same moment; folding is unfolding from its end. */
      level = level == VMR_MOTION_FULL ? VMR_MOTION_SLIDE : level;
      backwards = self->detail < self->detail_before;
    }
  self->transition = vmr_transition_new (before, self->cells, backwards, level,
                                         vmr_player_speed (vmr_env_player (self->env)));
  if (self->transition == NULL)
    {
      vmr_cells_free (before);
      return;
    }
  self->before = before;
  self->started = 0;
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), view_tick, NULL, NULL);
}
