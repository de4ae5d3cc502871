/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Popovers with text, and what is behind a step: its rules, all that is said, the recorded line of a
 * real kernel. */
#include "app/window/window-popover.h"

#include "app/window/window-fields.h"
#include "core/lesson/text.h"
#include "core/lesson/texts.h"
#include "ui/panels/story.h"
#include "ui/session/mask.h"
#include "ui/session/session-view.h"
#include "ui/session/texts-shared.h"
#include "ui/session/words.h"

#include <glib/gi18n.h>

#define TEXT_CHARS 64
#define LEAST_HEIGHT 460        /* px it may have in any window */
#define SHARE 0.72              /* of a high one's height */

/* Not at once: the chosen item is still being activated. */
static gboolean
popover_destroy (gpointer popover)
{
  gtk_widget_destroy (popover);
  return G_SOURCE_REMOVE;
}

static void
popover_closed (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, popover_destroy, g_object_ref (popover),
                   g_object_unref);
}

void
vmr_window_drop_when_closed (GtkWidget *popover)
{
  g_signal_connect (popover, "closed", G_CALLBACK (popover_closed), NULL);
}

const char *
vmr_window_language_code (VmrWindow *self)
{
  g_return_val_if_fail (VMR_IS_WINDOW (self), NULL);
  return vmr_session_chinese_first (self->session) ? "zh_CN" : "en";
}

GtkWidget *
vmr_window_text_new (const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), TEXT_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  return label;
}

/* Whatever step it is about. */
static int
action_cell (GtkWidget *view,
             guint      action)
{
  const VmrCells *cells = VMR_IS_VIEW (view) ? vmr_view_cells (VMR_VIEW (view)) : NULL;

  for (guint i = 0; cells && i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->ref.kind == VMR_REF_ACTION &&
        vmr_cells_get (cells, i)->ref.id == action)
      return (int) i;
  return -1;
}

static int
most_height (GtkWidget *view)
{
  int height = gtk_widget_get_allocated_height (gtk_widget_get_toplevel (view));

  return MAX (LEAST_HEIGHT, (int) (height * SHARE));
}

void
vmr_window_popup_at (GtkWidget *view,
                     guint      action,
                     GtkWidget *content)
{
  GtkWidget *popover = gtk_popover_new (view);
  GtkWidget *scrolled = gtk_scrolled_window_new (NULL, NULL);
  int index = action_cell (view, action);

  g_object_set (content, "margin", 14, NULL);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  /* A bar that shows itself only to whoever scrolls does not say that there is more. */
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scrolled), FALSE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), most_height (view));
  gtk_container_add (GTK_CONTAINER (scrolled), content);
  gtk_container_add (GTK_CONTAINER (popover), scrolled);
  if (index >= 0)
    {
      VmrRect r = vmr_cells_get (vmr_view_cells (VMR_VIEW (view)), (guint) index)->rect;

      gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) r.x, (int) r.y,
                                                                            (int) r.w, (int) r.h });
    }
  gtk_widget_show_all (scrolled);
  vmr_window_drop_when_closed (popover);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
vmr_window_show_rules (VmrWindow *self,
                       VmrView   *view)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  g_autoptr (GPtrArray) rules = vmr_session_rules (self->session,
                                                   vmr_session_cursor (self->session));
  const char *lang = vmr_window_language_code (self);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rules->len; i++)
    {
      const KmTextEntry *entry = rules->pdata[i];
      g_autofree char *head = g_markup_escape_text (km_text_pick (entry->headline, lang), -1);
      g_autofree char *why = g_markup_escape_text (entry->why ? km_text_pick (entry->why, lang) : "",
                                                   -1);

      g_string_append_printf (text, "%s<b>%s</b>\n%s", i ? "\n\n" : "", head, why);
    }
  vmr_window_popup_at (GTK_WIDGET (view), VMR_ACTION_RULES, vmr_window_text_new (text->str));
}

void
vmr_window_show_more (VmrWindow *self,
                      VmrView   *view)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  g_autofree char *text = vmr_story_why (self->session,
                                         vmr_session_chinese_first (self->session));
  g_autofree char *masked = vmr_session_masked (self->session, text, TRUE);
  g_autofree char *markup = g_markup_escape_text (masked ? masked : text, -1);

  vmr_window_popup_at (GTK_WIDGET (view), VMR_ACTION_TEXT, vmr_window_text_new (markup));
}

void
vmr_window_show_recording (VmrWindow *self,
                           VmrView   *view)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  guint cursor = vmr_session_cursor (self->session);
  const KmTextEntry *entry;
  g_autofree char *markup = NULL;

  if (cursor == 0)
    return;
  entry = vmr_texts_recorded (
      km_machine_step_info (vmr_session_machine (self->session), cursor)->name);
  if (entry == NULL)
    return;
  markup = g_markup_printf_escaped ("<b>%s</b>\n%s\n\n<tt>%s</tt>", entry->headline->text,
                                    _("Recorded on Linux 5.10.223, 32-bit, with 64 MiB, where a step "
                                      "of this kind happened. Addresses, times and counts are of "
                                      "that machine."), entry->detail->text);
  vmr_window_popup_at (GTK_WIDGET (view), VMR_ACTION_RECORDING, vmr_window_text_new (markup));
}
