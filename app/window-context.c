/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What can be done to the thing under the pointer, and what is behind a step: its
 * rules, the recorded line of a real kernel. */
#include "app/window-private.h"

#include "core/lesson/texts.h"
#include "ui/session/offers.h"
#include "ui/session/texts-shared.h"

#include <glib/gi18n.h>

/* Groups of offers as sections; "write here:  write sh 0x…" shows what will be typed. */
static GMenu *
context_menu (const VmrSession *session,
              VmrRef            ref)
{
  g_autoptr (GPtrArray) offers = vmr_session_offers (session, ref);
  GMenu *menu = g_menu_new (), *section = NULL;

  for (guint i = 0; i < offers->len; i++)
    {
      const VmrOffer *offer = offers->pdata[i];
      /* Menus take one underscore for a mnemonic. */
      g_auto (GStrv) words = g_strsplit (offer->line, "_", -1);
      g_autofree char *line = g_strjoinv ("__", words);
      g_autofree char *text = g_strdup_printf ("%s:  %s", _(offer->label), line);
      g_autoptr (GMenuItem) item = g_menu_item_new (text, NULL);

      if (section == NULL || ((VmrOffer *) offers->pdata[i - 1])->group != offer->group)
        {
          section = g_menu_new ();
          g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
          g_object_unref (section);     /* the menu has it */
        }
      g_menu_item_set_action_and_target (item, offer->compose ? "win.compose" : "win.run", "s",
                                         offer->line);
      g_menu_append_item (section, item);
    }
  return menu;
}

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

void
vmr_window_context (VmrWindow *self,
                    VmrView   *view,
                    double     x,
                    double     y)
{
  g_autoptr (GMenu) menu = context_menu (self->session, vmr_session_selection (self->session));
  GtkWidget *popover;

  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    return;
  popover = gtk_popover_new_from_model (GTK_WIDGET (view), G_MENU_MODEL (menu));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  vmr_window_drop_when_closed (popover);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* MARKUP in a popover at the cell that stands for ACTION. */
static void
show_at_action (VmrView    *view,
                guint       action,
                const char *markup)
{
  GtkWidget *popover = gtk_popover_new (GTK_WIDGET (view));
  GtkWidget *label = gtk_label_new (NULL);
  const VmrCells *cells = vmr_view_cells (view);
  int index = -1;

  for (guint i = 0; i < vmr_cells_n (cells) && index < 0; i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->ref.kind == VMR_REF_ACTION && cell->ref.id == action)
        index = (int) i;
    }
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  g_object_set (label, "margin", 14, "visible", TRUE, NULL);
  gtk_container_add (GTK_CONTAINER (popover), label);
  vmr_window_drop_when_closed (popover);
  if (index >= 0)
    {
      VmrRect r = vmr_cells_get (cells, (guint) index)->rect;

      gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) r.x, (int) r.y,
                                                                            (int) r.w, (int) r.h });
    }
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
vmr_window_show_rules (VmrWindow *self,
                       VmrView   *view)
{
  g_autoptr (GPtrArray) rules = vmr_session_rules (self->session,
                                                   vmr_session_cursor (self->session));
  const char *lang = vmr_session_chinese_first (self->session) ? "zh_CN" : "en";
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rules->len; i++)
    {
      const KmTextEntry *entry = rules->pdata[i];
      g_autofree char *head = g_markup_escape_text (km_text_pick (entry->headline, lang), -1);
      g_autofree char *why = g_markup_escape_text (entry->why ? km_text_pick (entry->why, lang) : "",
                                                   -1);

      g_string_append_printf (text, "%s<b>%s</b>\n%s", i ? "\n\n" : "", head, why);
    }
  show_at_action (view, VMR_ACTION_RULES, text->str);
}

void
vmr_window_show_more (VmrWindow *self,
                      VmrView   *view)
{
  g_autofree char *text = vmr_story_why (self->session,
                                         vmr_session_chinese_first (self->session));
  g_autofree char *masked = vmr_session_masked (self->session, text, TRUE);
  g_autofree char *markup = g_markup_escape_text (masked ? masked : text, -1);

  show_at_action (view, VMR_ACTION_TEXT, markup);
}

void
vmr_window_show_recording (VmrWindow *self,
                           VmrView   *view)
{
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
  show_at_action (view, VMR_ACTION_RECORDING, markup);
}
