/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/window/window-open.h"

#include "app/window/window-fields.h"
#include "app/window/window-notice.h"
#include "ui/session/session-record.h"

gboolean
vmr_window_open_path (VmrWindow  *self,
                      const char *path)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (VMR_IS_WINDOW (self), FALSE);
  if (vmr_session_open_later (self->session, path, &error))
    return TRUE;
  vmr_window_notify (self, error->message);
  return FALSE;
}
