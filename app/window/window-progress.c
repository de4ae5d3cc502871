/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How far the user has read: noted while stepping, offered on the start page, forgotten on demand;
 * and the next lesson at the end of one. */
#include "app/window/window-progress.h"

#include "app/start/start-page.h"
#include "app/window/window-fields.h"
#include "app/window/window-notice.h"
#include "app/window/window-open.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-place.h"
#include "ui/session/session-view.h"

#include <glib/gi18n.h>

#define SAVE_SECONDS 2

static gboolean
save_later (gpointer data)
{
  VmrWindow *self = data;
  g_autoptr (GError) error = NULL;

  self->progress_source = 0;
  if (!vmr_progress_save (self->progress, &error))
    g_message ("%s", error->message);
  return G_SOURCE_REMOVE;
}

void
vmr_window_note_progress (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  const char *lesson = vmr_session_lesson_id (self->session);

  self->next_offered = FALSE;
  if (lesson == NULL || vmr_session_is_away (self->session))
    return;
  if (vmr_progress_note (self->progress, lesson, vmr_session_lesson_part (self->session),
                         vmr_session_lesson_parts (self->session),
                         vmr_session_at_end (self->session)) &&
      self->progress_source == 0)
    self->progress_source = g_timeout_add_seconds (SAVE_SECONDS, save_later, self);
}

void
vmr_window_note_opened (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  const char *lesson = vmr_session_lesson_id (self->session);

  if (lesson)
    vmr_progress_open (self->progress, lesson, g_get_real_time () / G_USEC_PER_SEC);
}

void
vmr_window_continue (VmrWindow              *self,
                     const VmrCatalogLesson *lesson)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  guint part = vmr_progress_part (self->progress, lesson->id);
  gboolean done = vmr_progress_is_done (self->progress, lesson->id);

  /* Read to its end, it begins again. */
  if (vmr_window_open_path (self, lesson->path) && part > 1 && !done)
    vmr_session_show_part (self->session, part);
}

/* --- the next lesson -------------------------------------------------------------------------- */

gboolean
vmr_window_offer_next (VmrWindow *self,
                       VmrMove    move)
{
  g_return_val_if_fail (VMR_IS_WINDOW (self), FALSE);

  const VmrCatalogLesson *next = vmr_catalog_next (self->catalog,
                                                   vmr_session_path (self->session));
  g_autofree char *text = NULL;
  gboolean counts;

  if (!vmr_move_is_forward (move) || !vmr_session_at_end (self->session) ||
      !vmr_catalog_has (self->catalog, vmr_session_path (self->session)))
    return FALSE;
  if (next == NULL)
    {
      vmr_window_notify (self, _("The lesson ends here. It is the last one."));
      return TRUE;
    }
  /* Before a class a clicker pressed once too often must not leave the lesson: only the key that opens
   * the next one counts. */
  counts = !vmr_env_is_lecture (self->env) || move == VMR_MOVE_NEXT_PART;
  if (self->next_offered && counts)
    {
      self->next_offered = FALSE;
      vmr_window_open_path (self, next->path);
      return TRUE;
    }
  text = g_strdup_printf (counts ? _("The lesson ends here. Once more opens lesson %u · %s.")
                          : _("The lesson ends here. Ctrl+PageDown twice opens lesson %u · %s."),
                          next->number,
                          next->title[vmr_session_chinese_first (self->session) ? 1 : 0]);
  vmr_window_notify (self, text);
  self->next_offered = counts;
  return TRUE;
}

/* --- forgetting ------------------------------------------------------------------------------- */

static void
forget_response (GtkWidget *dialog,
                 int        response,
                 VmrWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      vmr_progress_forget (self->progress);
      vmr_progress_save (self->progress, NULL);
      vmr_start_page_refresh (self->start);
      vmr_window_notify (self, _("All progress is forgotten."));
    }
  gtk_widget_destroy (dialog);
}

void
vmr_window_forget_progress (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  GtkWidget *dialog = gtk_message_dialog_new (GTK_WINDOW (self), GTK_DIALOG_MODAL |
                                              GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_QUESTION,
                                              GTK_BUTTONS_NONE, "%s",
                                              _("Forget how far you have read?"));

  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s",
    _("Every lesson will look unread. This cannot be undone."));
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Cancel"), GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Forget"), GTK_RESPONSE_ACCEPT);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  g_signal_connect (dialog, "response", G_CALLBACK (forget_response), self);
  gtk_window_present (GTK_WINDOW (dialog));
}
