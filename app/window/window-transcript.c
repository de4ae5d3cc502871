/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The transcript of the console: all that has run, whether typed or done with the mouse. */
#include "app/window/window-transcript.h"

#include "app/window/window-fields.h"
#include "app/window/window-labels.h"
#include "ui/session/session-move.h"

#include <glib/gi18n.h>
#include <string.h>

/* At the end, or at a mark. */
static void
add_at (VmrWindow   *self,
        GtkTextMark *at,
        const char  *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->transcript_text));
  GtkTextMark *mark = gtk_text_buffer_get_insert (buffer);
  GtkTextIter end;

  if (at != NULL)
    gtk_text_buffer_get_iter_at_mark (buffer, &end, at);
  else
    gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, text, -1);
  if (*text == '\0' || text[strlen (text) - 1] != '\n')
    gtk_text_buffer_insert (buffer, &end, "\n", -1);
  gtk_text_buffer_place_cursor (buffer, &end);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->transcript_text), mark);
}

void
vmr_window_transcript_add (VmrWindow  *self,
                           const char *text)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  add_at (self, NULL, text);
}

const char *
vmr_window_without_place (const char *message,
                          guint      *column)
{
  g_auto (GStrv) parts = g_strsplit (message, ":", 4);
  const char *rest = message;

  *column = g_strv_length (parts) == 4 ? (guint) g_ascii_strtoull (parts[2], NULL, 10) : 0;
  if (*column > 0)
    rest += strlen (message) - strlen (parts[3]);
  return rest + strspn (rest, " ");
}

void
vmr_window_transcript_error (VmrWindow  *self,
                             const char *message)
{
  guint column;
  const char *rest = vmr_window_without_place (message, &column);
  g_autofree char *space = column > 0 ? g_strnfill (column + 1, ' ') : NULL;
  g_autofree char *text = space ? g_strdup_printf ("%s^ %s", space, rest) : g_strdup (message);

  vmr_window_transcript_add (self, text);
}

void
vmr_window_transcribe (VmrWindow  *self,
                       const char *line,
                       const char *result)
{
  g_autofree char *echo = g_strdup_printf ("› %s", line);

  g_return_if_fail (VMR_IS_WINDOW (self));
  vmr_window_transcript_release (self, TRUE);
  vmr_window_transcript_add (self, echo);
  if (result && *result)
    vmr_window_transcript_add (self, result);
}

/* Whether the cursor has come to the end of that command; on another branch of history it has not. */
static gboolean
has_passed (VmrWindow *self,
            guint      serial)
{
  const KmMachine *machine = vmr_session_machine (self->session);

  for (guint i = machine ? km_machine_n_commands (machine) : 0; i-- > 0;)
    if (km_machine_command (machine, i)->serial == serial)
      return vmr_session_cursor (self->session) >= km_machine_command (machine, i)->last_step;
  return FALSE;
}

void
vmr_window_transcript_release (VmrWindow *self,
                               gboolean   all)
{
  g_autofree char *text = NULL;

  g_return_if_fail (VMR_IS_WINDOW (self));
  if (self->held == NULL || !(all || has_passed (self, self->held_serial)))
    return;
  text = g_steal_pointer (&self->held);
  add_at (self, self->held_at, text);
}

void
vmr_window_transcript_hold (VmrWindow  *self,
                            guint       serial,
                            const char *text)
{
  GtkTextBuffer *buffer;
  GtkTextIter end;

  g_return_if_fail (VMR_IS_WINDOW (self));
  vmr_window_transcript_release (self, TRUE);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->transcript_text));
  gtk_text_buffer_get_end_iter (buffer, &end);
  if (self->held_at == NULL)
    self->held_at = gtk_text_buffer_create_mark (buffer, NULL, &end, TRUE);
  else
    gtk_text_buffer_move_mark (buffer, self->held_at, &end);
  self->held = g_strdup (text);
  self->held_serial = serial;
  vmr_window_transcript_release (self, serial == 0);
}

GtkWidget *
vmr_window_make_transcript (VmrWindow *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);

  g_return_val_if_fail (VMR_IS_WINDOW (self), NULL);
  self->transcript = gtk_revealer_new ();
  self->transcript_text = gtk_text_view_new ();
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->transcript_text), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (self->transcript_text), TRUE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->transcript_text), 14);
  gtk_widget_set_can_focus (self->transcript_text, FALSE);
  vmr_window_label (self, self->transcript_text, VMR_LABEL_NAME, N_("Transcript"));
  gtk_style_context_add_class (gtk_widget_get_style_context (self->transcript_text),
                               "vmr-transcript");
  gtk_widget_set_size_request (scrolled, -1, 150);
  gtk_container_add (GTK_CONTAINER (scrolled), self->transcript_text);
  gtk_container_add (GTK_CONTAINER (self->transcript), scrolled);
  return self->transcript;
}
