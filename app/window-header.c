/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/window-private.h"

#include <glib/gi18n.h>

static GtkWidget *
action_button (const char *label,
               const char *action,
               const char *tooltip)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, tooltip);
  /* A click must not take the step keys away. */
  gtk_widget_set_focus_on_click (button, FALSE);
  return button;
}

static GtkWidget *
menu_button (const char *label,
             const char *icon,
             GMenuModel *model,
             const char *name)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_button_set_label (GTK_BUTTON (button), label);
  if (icon)
    gtk_button_set_image (GTK_BUTTON (button),
                          gtk_image_new_from_icon_name (icon, GTK_ICON_SIZE_BUTTON));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), model);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, name);
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
  return G_MENU_MODEL (menu);
}

static GMenuModel *
primary_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _("Open…"), "win.open");
  g_menu_append (menu, _("Keys"), "win.legend");
  g_menu_append (menu, _("Full screen"), "win.fullscreen");
  g_menu_append (menu, _("About Vmarium"), "app.about");
  g_menu_append (menu, _("Quit"), "app.quit");
  return G_MENU_MODEL (menu);
}

/* gettext looks at LANGUAGE again when this counter moves. */
extern int _nl_msg_cat_cntr;

static void
on_language (GtkToggleButton *button,
             VmrWindow       *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < 3; i++)
    if (self->language[i] == GTK_WIDGET (button) && vmr_session_language (self->session) != i)
      {
        g_setenv ("LANGUAGE", i == VMR_LANGUAGE_ZH ? "zh_CN" : "en", TRUE);
        _nl_msg_cat_cntr++;
        vmr_session_set_language (self->session, i);
      }
  if (vmr_session_state (self->session) == NULL)
    return;
  vmr_window_show_title (self);
  vmr_window_show_transport (self);
  vmr_window_show_stage (self);
}

static GtkWidget *
language_switch (VmrWindow *self)
{
  static const char *const names[] = { "EN", "中", N_("both") };
  static const char *const tooltips[] = { "English", "中文", N_("English and Chinese together") };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *group = NULL;

  gtk_style_context_add_class (gtk_widget_get_style_context (box), "linked");
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *button = gtk_radio_button_new_with_label_from_widget (
        group ? GTK_RADIO_BUTTON (group) : NULL, i == 2 ? _(names[i]) : names[i]);

      gtk_toggle_button_set_mode (GTK_TOGGLE_BUTTON (button), FALSE);
      gtk_widget_set_focus_on_click (button, FALSE);
      gtk_widget_set_tooltip_text (button, i == 2 ? _(tooltips[i]) : tooltips[i]);
      gtk_box_pack_start (GTK_BOX (box), button, FALSE, FALSE, 0);
      g_signal_connect (button, "toggled", G_CALLBACK (on_language), self);
      self->language[i] = group = button;
    }
  return box;
}

void
vmr_window_make_header (VmrWindow *self)
{
  GtkHeaderBar *bar;
  GtkWidget *theme;

  self->header = gtk_header_bar_new ();
  bar = GTK_HEADER_BAR (self->header);
  gtk_header_bar_set_show_close_button (bar, TRUE);
  gtk_header_bar_set_title (bar, "Vmarium");
  gtk_header_bar_pack_start (bar, action_button (_("‹ Lessons"), "win.start-page",
                                                 _("All lessons")));
  gtk_header_bar_pack_start (bar, menu_button (_("Sandbox ▾"), NULL, sandbox_menu (),
                                               _("A machine to play with")));
  gtk_header_bar_pack_end (bar, menu_button (NULL, "open-menu-symbolic", primary_menu (),
                                             _("Menu")));
  theme = action_button ("◐", "win.theme", _("Light, dark or projector"));
  atk_object_set_name (gtk_widget_get_accessible (theme), _("Theme"));
  gtk_header_bar_pack_end (bar, theme);
  gtk_header_bar_pack_end (bar, action_button (_("Lecture F5"), "win.lecture(true)",
                                               _("Lecture mode from step 1")));
  gtk_header_bar_pack_end (bar, language_switch (self));
  gtk_widget_show_all (self->header);
  gtk_window_set_titlebar (GTK_WINDOW (self), self->header);
}

void
vmr_window_show_title (VmrWindow *self)
{
  g_autofree char *subtitle = vmr_session_subtitle (self->session);

  gtk_header_bar_set_title (GTK_HEADER_BAR (self->header), vmr_session_title (self->session));
  gtk_header_bar_set_subtitle (GTK_HEADER_BAR (self->header), subtitle);
}
