/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/window/window-theme.h"

#include "app/base/theme.h"
#include "app/window/window-fields.h"

void
vmr_window_follow_desktop (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  if (self->theme_chosen)
    return;
  self->desk_theme = vmr_theme_desktop_is_dark () ? VMR_THEME_DARK : VMR_THEME_LIGHT;
  if (!vmr_env_is_lecture (self->env))
    vmr_env_set_theme (self->env, self->desk_theme, vmr_env_palette (self->env)->high_contrast);
}

void
vmr_window_set_theme (VmrWindow *self,
                      VmrTheme   theme)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  if (vmr_env_is_lecture (self->env))
    self->lecture_theme = theme;
  else
    self->desk_theme = theme;
  self->theme_chosen |= !vmr_env_is_lecture (self->env);
  vmr_env_set_theme (self->env, theme, vmr_env_palette (self->env)->high_contrast);
}
