/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/window/window-header.h"

#include "app/base/recent.h"
#include "app/export/export.h"
#include "app/start/start-page.h"
#include "app/window/window-fields.h"
#include "app/window/window-labels.h"
#include "app/window/window-where.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-view.h"

#include <glib/gi18n.h>

static GtkWidget *
action_button (VmrWindow  *self,
               const char *label,
               const char *action,
               const char *tooltip)
{
  GtkWidget *button = gtk_button_new ();

  if (*label != '\0')    /* "" is translated with the catalogue's header */
    vmr_window_label (self, button, VMR_LABEL_TEXT, label);
  vmr_window_label (self, button, VMR_LABEL_TOOLTIP, tooltip);
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  /* A click must not take the step keys away. */
  gtk_widget_set_focus_on_click (button, FALSE);
  return button;
}

static GtkWidget *
menu_button (VmrWindow  *self,
             const char *label,
             const char *icon,
             const char *name)
{
  GtkWidget *button = gtk_menu_button_new ();

  if (label)
    vmr_window_label (self, button, VMR_LABEL_TEXT, label);
  if (icon)
    gtk_button_set_image (GTK_BUTTON (button),
                          gtk_image_new_from_icon_name (icon, GTK_ICON_SIZE_BUTTON));
  gtk_widget_set_focus_on_click (button, FALSE);
  vmr_window_label (self, button, VMR_LABEL_TOOLTIP, name);
  return button;
}

static GMenuModel *
sandbox_menu (void)
{
  static const struct { const char *label, *preset; } items[] = {
    { N_("Textbook layout, 2 GiB"), "classic" }, { N_("Small machine"), "mini" },
    { "Debian 5.10", "debian-5.10" }, { "Debian 5.10 PAE", "debian-5.10-pae" },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autofree char *action = g_strdup_printf ("win.preset('%s')", items[i].preset);

      g_menu_append (menu, _(items[i].label), action);
    }
  g_menu_append (menu, _("RAM size…"), "win.ram-size");
  return G_MENU_MODEL (menu);
}

/* Files opened before, newest first. */
static GMenuModel *
recent_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GPtrArray) files = vmr_recent_files ();

  for (guint i = 0; i < files->len && i < 8; i++)
    {
      g_autofree char *path = gtk_recent_info_get_uri_display (files->pdata[i]);
      g_autoptr (GMenuItem) entry = g_menu_item_new (
        gtk_recent_info_get_display_name (files->pdata[i]), NULL);

      g_menu_item_set_action_and_target (entry, "win.open-path", "s", path);
      g_menu_append_item (menu, entry);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
until_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("A fault"), "win.run-until('fault')");
  g_menu_append (menu, _("A split"), "win.run-until('split')");
  g_menu_append (menu, _("The selected thing changes"), "win.run-until('change')");
  return G_MENU_MODEL (menu);
}

static void
append_step_items (GMenu *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenuModel) until = until_menu ();

  g_menu_append_submenu (section, _("Run until"), until);
  g_menu_append (section, _("Replay this part"), "win.replay");
  g_menu_append (section, _("Pause after each part"), "win.pause-after-part");
  g_menu_append (section, _("Copy this moment"), "win.copy-moment");
  g_menu_append (section, _("Paste a moment"), "win.paste-moment");
  g_menu_append (section, _("Ledger"), "win.ledger");
  g_menu_append (section, _("Console"), "win.transcript");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenuModel *
languages_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, "English", "win.language('en')");
  g_menu_append (menu, "中文", "win.language('zh_CN')");
  g_menu_append (menu, _("English and Chinese together"), "win.language('both')");
  return G_MENU_MODEL (menu);
}

static GMenuModel *
primary_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) recent = recent_menu ();
  g_autoptr (GMenuModel) out = vmr_export_menu ();

  g_menu_append (menu, _("Open…"), "win.open");
  if (g_menu_model_get_n_items (recent) > 0)
    g_menu_append_submenu (menu, _("Opened before"), recent);
  g_menu_append_submenu (menu, _("Save and print"), out);
  append_step_items (menu);
  g_menu_append (menu, _("Keys"), "win.legend");
  g_menu_append (menu, _("Forget progress…"), "win.forget-progress");
  g_menu_append (menu, _("Full screen"), "win.fullscreen");
  g_menu_append (menu, _("About Vmarium"), "app.about");
  g_menu_append (menu, _("Quit"), "app.quit");
  return G_MENU_MODEL (menu);
}

void
vmr_window_show_menus (VmrWindow *self)
{
  g_autoptr (GMenuModel) sandbox = sandbox_menu ();
  g_autoptr (GMenuModel) primary = primary_menu ();
  g_autoptr (GMenuModel) languages = languages_menu ();

  g_return_if_fail (VMR_IS_WINDOW (self));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->language_menu), languages);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->sandbox_button), sandbox);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), primary);
}

static void
on_language (GtkToggleButton *button,
             VmrWindow       *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < 3; i++)
    if (self->language[i] == GTK_WIDGET (button) && vmr_session_language (self->session) != i)
      vmr_session_set_language (self->session, i);
}

static GtkWidget *
language_menu (VmrWindow *self)
{
  self->language_menu = menu_button (self, NULL, NULL, N_("Language"));
  gtk_widget_set_no_show_all (self->language_menu, TRUE);
  return self->language_menu;
}

static GtkWidget *
language_switch (VmrWindow *self)
{
  /* A language's own name is the same in every language. */
  static const char *const names[] = { "EN", "中", N_("both") };
  static const char *const tooltips[] = { "English", "中文", N_("English and Chinese together") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *group = NULL;

  gtk_style_context_add_class (gtk_widget_get_style_context (box), "linked");
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *button = gtk_radio_button_new_with_label_from_widget (
        group ? GTK_RADIO_BUTTON (group) : NULL, names[i]);

      gtk_toggle_button_set_mode (GTK_TOGGLE_BUTTON (button), FALSE);
      gtk_widget_set_focus_on_click (button, FALSE);
      gtk_widget_set_tooltip_text (button, tooltips[i]);
      if (i == 2)
        {
          vmr_window_label (self, button, VMR_LABEL_TEXT, names[i]);
          vmr_window_label (self, button, VMR_LABEL_TOOLTIP, tooltips[i]);
        }
      gtk_box_pack_start (GTK_BOX (box), button, FALSE, FALSE, 0);
      g_signal_connect (button, "toggled", G_CALLBACK (on_language), self);
      self->language[i] = group = button;
    }
  return self->language_box = box;
}

/* --- the search of the start page ------------------------------------------------------------- */

static void
on_search (VmrWindow *self)
{
  vmr_start_page_search (self->start);
}

static void
make_search (VmrWindow    *self,
             GtkHeaderBar *bar)
{
  self->search = gtk_search_entry_new ();
  gtk_entry_set_width_chars (GTK_ENTRY (self->search), 18);
  vmr_window_label (self, self->search, VMR_LABEL_HINT, N_("Search lessons"));
  vmr_window_label (self, self->search, VMR_LABEL_NAME, N_("Search lessons"));
  g_signal_connect_object (self->search, "changed", G_CALLBACK (on_search), self,
                           G_CONNECT_SWAPPED);
  gtk_header_bar_pack_end (bar, self->search);
  self->start_only[1] = self->search;
  self->start_only[2] = action_button (self, "", "win.search", N_("Search lessons"));
  gtk_button_set_image (GTK_BUTTON (self->start_only[2]),
                        gtk_image_new_from_icon_name ("edit-find-symbolic", GTK_ICON_SIZE_BUTTON));
  gtk_header_bar_pack_end (bar, self->start_only[2]);
}

void
vmr_window_show_header (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  gboolean start = vmr_window_on_start (self);
  gboolean narrow = vmr_start_page_is_narrow (self->start);

  /* Whoever comes back wants to see all lessons. */
  if (!start)
    gtk_entry_set_text (GTK_ENTRY (self->search), "");
  if (!start)
    self->search_shown = FALSE;
  gtk_widget_set_visible (self->start_only[0], start);
  gtk_widget_set_visible (self->start_only[1], start && (!narrow || self->search_shown));
  gtk_widget_set_visible (self->start_only[2], start && narrow && !self->search_shown);
  for (guint i = 0; i < G_N_ELEMENTS (self->desk_only); i++)
    gtk_widget_set_visible (self->desk_only[i], !start);
  vmr_window_show_title (self);
}

void
vmr_window_show_search (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  self->search_shown = TRUE;
  vmr_window_show_header (self);
  /* Not what was typed: the next letter would replace it. */
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->search));
}

void
vmr_window_make_header (VmrWindow *self)
{
  GtkHeaderBar *bar;
  GtkWidget *theme;

  g_return_if_fail (VMR_IS_WINDOW (self));
  self->header = gtk_header_bar_new ();
  bar = GTK_HEADER_BAR (self->header);
  gtk_header_bar_set_show_close_button (bar, TRUE);
  gtk_header_bar_set_title (bar, "Vmarium");
  self->start_only[0] = action_button (self, N_("Open…"), "win.open",
                                       N_("Open a lesson or script"));
  gtk_header_bar_pack_start (bar, self->start_only[0]);
  self->desk_only[0] = action_button (self, N_("‹ Lessons"), "win.start-page", N_("All lessons"));
  gtk_header_bar_pack_start (bar, self->desk_only[0]);
  self->sandbox_button = menu_button (self, N_("Sandbox ▾"), NULL, N_("A machine to play with"));
  gtk_header_bar_pack_start (bar, self->sandbox_button);
  self->home_button = action_button (self, N_("↩ Back to the lesson"), "win.go-home",
                                     N_("Back to the step that was left"));
  gtk_style_context_add_class (gtk_widget_get_style_context (self->home_button),
                               "suggested-action");
  gtk_header_bar_pack_start (bar, self->home_button);
  self->menu_button = menu_button (self, NULL, "open-menu-symbolic", N_("Menu"));
  gtk_header_bar_pack_end (bar, self->menu_button);
  theme = action_button (self, "◐", "win.theme", N_("Light, dark or projector"));
  gtk_header_bar_pack_end (bar, theme);
  self->lecture_button = action_button (self, N_("Lecture F5"), "win.lecture(true)",
                                        N_("Lecture mode from step 1"));
  self->desk_only[1] = self->lecture_button;
  gtk_header_bar_pack_end (bar, self->lecture_button);
  gtk_header_bar_pack_end (bar, language_switch (self));
  gtk_header_bar_pack_end (bar, language_menu (self));
  make_search (self, bar);
  self->desk_only[2] = self->sandbox_button;
  vmr_window_show_menus (self);
  gtk_widget_show_all (self->header);
  gtk_widget_set_no_show_all (self->home_button, TRUE);
  gtk_widget_hide (self->home_button);
  gtk_window_set_titlebar (GTK_WINDOW (self), self->header);
}

void
vmr_window_show_title (VmrWindow *self)
{
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  g_return_if_fail (VMR_IS_WINDOW (self));
  gboolean start = vmr_window_on_start (self);

  gtk_widget_set_visible (self->home_button, !start && vmr_session_is_away (self->session));
  if (start)
    {
      gtk_header_bar_set_title (GTK_HEADER_BAR (self->header), "Vmarium");
      gtk_header_bar_set_subtitle (GTK_HEADER_BAR (self->header), NULL);
    }
  if (start || vmr_session_state (self->session) == NULL)
    return;
  title = vmr_session_title (self->session);
  subtitle = vmr_session_subtitle (self->session);
  gtk_header_bar_set_title (GTK_HEADER_BAR (self->header), title);
  gtk_header_bar_set_subtitle (GTK_HEADER_BAR (self->header), subtitle);
}

/* In a narrow window signs stand for words; their tooltips and accessible names keep them. */
void
vmr_window_arrange_header (VmrWindow *self,
                           int        width)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  double scale = vmr_env_scale (self->env);
  gboolean away = gtk_widget_get_visible (self->home_button), compact;

  compact = width < (away ? 1280 : 1100) * scale;
  gtk_button_set_label (GTK_BUTTON (self->desk_only[0]), compact ? "‹" : _("‹ Lessons"));
  gtk_button_set_label (GTK_BUTTON (self->home_button),
                        compact ? "↩" : _("↩ Back to the lesson"));
  gtk_button_set_label (GTK_BUTTON (self->lecture_button), compact ? "F5" : _("Lecture F5"));
  gtk_widget_set_visible (self->language_box, !compact);
  gtk_widget_set_visible (self->language_menu, compact);
}
