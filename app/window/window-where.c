/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/window/window-where.h"

#include "app/window/window-fields.h"


gboolean
vmr_window_on_start (VmrWindow *self)
{
  g_return_val_if_fail (VMR_IS_WINDOW (self), FALSE);
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->pages)), "start") == 0;
}
