/* SPDX-License-Identifier: GPL-2.0-or-later */
/* In and out of lecture mode. It keeps the step, the selection and the stage: leaving loses
 * nothing. */
#include "app/window/window-lecture.h"

#include "app/window/window-fields.h"
#include "app/window/window-notice.h"
#include "app/window/window-page.h"
#include "app/window/window-settings.h"
#include "ui/session/session-hold.h"
#include "ui/session/session-view.h"

#define POINTER_MS 2000

static void
pointer_show (VmrWindow *self,
              gboolean   show)
{
  GdkWindow *window = gtk_widget_get_window (GTK_WIDGET (self));
  g_autoptr (GdkCursor) none = window && !show ? gdk_cursor_new_for_display (
                                 gdk_window_get_display (window), GDK_BLANK_CURSOR) : NULL;

  if (window)
    gdk_window_set_cursor (window, none);
}

static gboolean
pointer_rests (gpointer data)
{
  VmrWindow *self = data;

  self->pointer_source = 0;
  pointer_show (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* It has moved, or the lecture has begun or ended. */
static gboolean
pointer_wake (VmrWindow *self)
{
  pointer_show (self, TRUE);
  g_clear_handle_id (&self->pointer_source, g_source_remove);
  if (vmr_env_is_lecture (self->env))
    self->pointer_source = g_timeout_add (POINTER_MS, pointer_rests, self);
  return GDK_EVENT_PROPAGATE;
}

void
vmr_window_watch_pointer (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  g_signal_connect_swapped (self->lecture, "motion-notify-event", G_CALLBACK (pointer_wake), self);
}

void
vmr_window_set_lecture (VmrWindow *self,
                        gboolean   lecture)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  if (lecture == vmr_env_is_lecture (self->env))
    return;
  if (lecture)
    {
      self->desk_zoom = vmr_env_zoom (self->env);
      vmr_window_recall_monitor (self);
    }
  else
    {
      self->lecture_zoom = vmr_env_zoom (self->env);
      vmr_window_remember_monitor (self);
    }
  vmr_session_select (self->session, VMR_REF_INIT_NONE);
  /* What was said in the foot of the one page would cover the other's. */
  vmr_window_drop_notice (self);
  /* A lecture never waits for an answer: the next press shows it. */
  vmr_session_set_holds (self->session, !lecture);
  vmr_env_set_lecture (self->env, lecture
                       ? MAX (gtk_widget_get_allocated_height (GTK_WIDGET (self)), 300) : 0);
  vmr_env_set_zoom (self->env, lecture ? self->lecture_zoom : self->desk_zoom);
  vmr_env_set_theme (self->env, lecture ? self->lecture_theme : self->desk_theme,
                     vmr_env_palette (self->env)->high_contrast);
  gtk_widget_set_visible (self->header, !lecture);
  if (!lecture && vmr_session_captions (self->session) == 0)
    vmr_session_set_captions (self->session, 1);
  vmr_window_show_page (self, lecture ? "lecture" : "desk");
  pointer_wake (self);
  if (lecture)
    gtk_window_fullscreen (GTK_WINDOW (self));
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
}
