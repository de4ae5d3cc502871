/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How far a long script is, and a way to call it off. Opening goes on behind it. */
#include "app/window/window-record.h"

#include "app/window/window-fields.h"
#include "app/window/window-labels.h"
#include "app/window/window-notice.h"
#include "ui/session/session-record.h"

#include <glib/gi18n.h>

static void
on_cancel (VmrWindow *self)
{
  vmr_session_cancel_recording (self->session);
  vmr_window_notify (self, _("Cancelled. What was open before is still open."));
}

static void
on_recording (VmrWindow *self)
{
  double share = vmr_session_recording (self->session);

  gtk_widget_set_visible (self->record, share >= 0);
  if (share >= 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->record_bar), share);
}

GtkWidget *
vmr_window_make_record (VmrWindow *self)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *cancel = gtk_button_new_with_label ("");

  g_return_val_if_fail (VMR_IS_WINDOW (self), NULL);
  self->record = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->record_bar = gtk_progress_bar_new ();
  gtk_style_context_add_class (gtk_widget_get_style_context (self->record), "vmr-record");
  vmr_window_label (self, label, VMR_LABEL_TEXT, N_("Recording the script"));
  vmr_window_label (self, cancel, VMR_LABEL_TEXT, N_("Cancel"));
  vmr_window_label (self, self->record_bar, VMR_LABEL_NAME, N_("Recording the script"));
  gtk_widget_set_size_request (self->record_bar, 260, -1);
  gtk_widget_set_valign (self->record_bar, GTK_ALIGN_CENTER);
  gtk_widget_set_focus_on_click (cancel, FALSE);
  gtk_box_pack_start (GTK_BOX (self->record), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (self->record), self->record_bar, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (self->record), cancel, FALSE, FALSE, 0);
  gtk_widget_set_halign (self->record, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->record, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->record, 12);
  gtk_widget_show_all (self->record);
  gtk_widget_hide (self->record);
  gtk_widget_set_no_show_all (self->record, TRUE);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (on_cancel), self);
  g_signal_connect_object (self->session, "recording-changed", G_CALLBACK (on_recording), self,
                           G_CONNECT_SWAPPED);
  return self->record;
}
