/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Moments on the clipboard and by drag and drop. */
#include "app/window/window-moment.h"

#include "app/window/window-fields.h"
#include "app/window/window-notice.h"
#include "app/window/window-open.h"
#include "app/window/window-where.h"
#include "ui/session/moment.h"

#include <glib/gi18n.h>

void
vmr_window_copy_moment (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  g_autofree char *text = vmr_session_moment (self->session);

  if (text == NULL || vmr_window_on_start (self))
    {
      vmr_window_notify (self, _("There is no moment to copy: open a lesson or a machine first."));
      return;
    }
  gtk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self), GDK_SELECTION_CLIPBOARD),
                          text, -1);
  vmr_window_notify (self, _("This moment is on the clipboard. "
                             "Paste it here or anywhere to come back."));
}

gboolean
vmr_window_open_moment (VmrWindow  *self,
                        const char *text)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (VMR_IS_WINDOW (self), FALSE);
  if (vmr_session_open_moment (self->session, text, &error))
    return TRUE;
  vmr_window_notify (self, error->message);
  return FALSE;
}

static void
on_text (GtkClipboard *clipboard,
         const char   *text,
         gpointer      data)
{
  g_autoptr (VmrWindow) self = data;

  /* The window may have been closed meanwhile. */
  if (self->session == NULL)
    return;
  if (text == NULL)
    vmr_window_notify (self, _("There is no text on the clipboard."));
  else
    vmr_window_open_moment (self, text);
}

void
vmr_window_paste_moment (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  gtk_clipboard_request_text (gtk_widget_get_clipboard (GTK_WIDGET (self),
                                                        GDK_SELECTION_CLIPBOARD),
                              on_text, g_object_ref (self));
}

/* --- drag and drop ---------------------------------------------------------------------------- */

static void
on_drop (GtkWidget        *widget,
         GdkDragContext   *context,
         int               x,
         int               y,
         GtkSelectionData *data,
         guint             info,
         guint             time)
{
  VmrWindow *self = VMR_WINDOW (widget);
  g_auto (GStrv) uris = gtk_selection_data_get_uris (data);
  g_autofree guchar *text = uris ? NULL : gtk_selection_data_get_text (data);
  g_autofree char *path = uris && uris[0] ? g_filename_from_uri (uris[0], NULL, NULL) : NULL;
  gboolean ok = FALSE;

  if (path)
    ok = vmr_window_open_path (self, path);
  else if (text)
    ok = vmr_window_open_moment (self, (const char *) text);
  gtk_drag_finish (context, ok, FALSE, time);
}

void
vmr_window_accept_drops (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  gtk_drag_dest_set (GTK_WIDGET (self), GTK_DEST_DEFAULT_ALL, NULL, 0, GDK_ACTION_COPY);
  gtk_drag_dest_add_uri_targets (GTK_WIDGET (self));
  gtk_drag_dest_add_text_targets (GTK_WIDGET (self));
  g_signal_connect (self, "drag-data-received", G_CALLBACK (on_drop), NULL);
}
