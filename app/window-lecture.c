/* SPDX-License-Identifier: GPL-2.0-or-later */
/* In and out of lecture mode. It keeps the step, the selection and the stage: leaving loses
 * nothing. */
#include "app/window-private.h"

void
vmr_window_set_theme (VmrWindow *self,
                      VmrTheme   theme)
{
  if (vmr_env_is_lecture (self->env))
    self->lecture_theme = theme;
  else
    self->desk_theme = theme;
  vmr_env_set_theme (self->env, theme, vmr_env_palette (self->env)->high_contrast);
}

void
vmr_window_set_lecture (VmrWindow *self,
                        gboolean   lecture)
{
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
  if (lecture)
    gtk_window_fullscreen (GTK_WINDOW (self));
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
}
