/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The open lesson or script is read again when its file changes: its author sees at once what was
 * written, at the part that is open. A wrong file leaves the old lesson on the screen, and the
 * mistake with its line and column above it until it is mended. */
#include "app/window/window-reload.h"

#include "app/window/window-fields.h"
#include "app/window/window-notice.h"
#include "app/window/window-where.h"
#include "ui/session/session-place.h"
#include "ui/session/session-record.h"

#include <glib/gi18n.h>

/* An editor writes in several moves; one look after the last of them is enough. */
#define SETTLE_MS 300

static gboolean
reload (gpointer data)
{
  VmrWindow *self = data;
  g_autoptr (GError) error = NULL;

  self->reload_source = 0;
  if (vmr_session_reload (self->session, &error))
    {
      /* One that takes long shows its own progress. */
      if (vmr_session_recording (self->session) < 0)
        vmr_window_notify (self, _("The file has changed and was read again."));
    }
  else if (error)
    vmr_window_notify_until (self, error->message);
  return G_SOURCE_REMOVE;
}

static void
on_changed (GFileMonitor     *monitor,
            GFile            *file,
            GFile            *other,
            GFileMonitorEvent event,
            VmrWindow        *self)
{
  if (event == G_FILE_MONITOR_EVENT_DELETED || event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED ||
      vmr_window_on_start (self))
    return;
  g_clear_handle_id (&self->reload_source, g_source_remove);
  self->reload_source = g_timeout_add (SETTLE_MS, reload, self);
}

void
vmr_window_watch_file (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  const char *path = vmr_session_path (self->session);
  g_autoptr (GFile) file = path ? g_file_new_for_path (path) : NULL;

  if (g_strcmp0 (path, self->watched) == 0)
    return;
  vmr_window_unwatch_file (self);
  if (file == NULL)
    return;
  self->watched = g_strdup (path);
  /* Renaming over it is how most editors save. */
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor)
    g_signal_connect (self->monitor, "changed", G_CALLBACK (on_changed), self);
}

void
vmr_window_unwatch_file (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  g_clear_handle_id (&self->reload_source, g_source_remove);
  if (self->monitor)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->watched, g_free);
}
