/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What can be done to the thing under the pointer, and the rules behind a step. */
#include "app/window-private.h"

#include "core/lesson/texts.h"
#include "ui/session/offers.h"

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

void
vmr_window_show_rules (VmrWindow *self,
                       VmrView   *view)
{
  guint step = vmr_session_cursor (self->session);
  g_autoptr (GPtrArray) rules = vmr_session_rules (self->session, step);
  const char *lang = vmr_session_chinese_first (self->session) ? "zh_CN" : "en";
  GtkWidget *popover = gtk_popover_new (GTK_WIDGET (view));
  GtkWidget *label = gtk_label_new (NULL);
  GString *text = g_string_new (NULL);
  int index = vmr_cells_find (vmr_view_cells (view), vmr_ref (VMR_REF_ACTION, VMR_ACTION_RULES, 0));

  for (guint i = 0; i < rules->len; i++)
    {
      const KmTextEntry *entry = rules->pdata[i];
      g_autofree char *head = g_markup_escape_text (km_text_pick (entry->headline, lang), -1);
      g_autofree char *why = g_markup_escape_text (entry->why ? km_text_pick (entry->why, lang) : "",
                                                   -1);

      g_string_append_printf (text, "%s<b>%s</b>\n%s", i ? "\n\n" : "", head, why);
    }
  gtk_label_set_markup (GTK_LABEL (label), text->str);
  g_string_free (text, TRUE);
  gtk_label_set_line_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  g_object_set (label, "margin", 14, "visible", TRUE, NULL);
  gtk_container_add (GTK_CONTAINER (popover), label);
  vmr_window_drop_when_closed (popover);
  if (index >= 0)
    {
      VmrRect r = vmr_cells_get (vmr_view_cells (view), (guint) index)->rect;

      gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle) { (int) r.x, (int) r.y,
                                                                            (int) r.w, (int) r.h });
    }
  gtk_popover_popup (GTK_POPOVER (popover));
}
