/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The row at the foot of the desk: console line, transport, branches, totals. */
#include "app/window/window-transport.h"

#include "app/window/window-console.h"
#include "app/window/window-fields.h"
#include "app/window/window-labels.h"
#include "ui/panels/totals.h"
#include "ui/session/desk.h"

#include <glib/gi18n.h>

/* "write editor 0x081c7000": what a verb has run can be read whole. */
#define ACCESS_CHARS 23

static const VmrViewDef totals_def = { .name = N_("Totals"), .layout = vmr_totals_layout };

/* In a narrow window signs alone; the tooltips keep the words. */
void
vmr_window_show_transport (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  VmrPlayer *player = vmr_env_player (self->env);
  gboolean small = self->width < 1000 * vmr_env_scale (self->env);
  gboolean playing = vmr_player_is_playing (player);
  g_autofree char *brief = g_strdup_printf ("%g×", vmr_player_speed (player));
  g_autofree char *speed = g_strdup_printf (_("speed %s"), brief);
  /* The third guide of a sandbox: pick a page, press a verb, step. */
  gboolean guide = vmr_desk_guides (self->session) & VMR_GUIDE_STEP;
  g_autofree char *next = g_strconcat (guide ? "③ " : "", self->narrow ? "▶" : _("Next ▶"), NULL);

  gtk_button_set_label (GTK_BUTTON (self->transport[1]), self->narrow ? "◀" : _("◀ Back"));
  gtk_button_set_label (GTK_BUTTON (self->transport[2]), next);
  gtk_button_set_label (GTK_BUTTON (self->transport[4]), small ? (playing ? "❚❚" : "▷")
                        : playing ? _("❚❚ Pause") : _("▷ Play"));
  gtk_button_set_label (GTK_BUTTON (self->transport[5]), self->narrow ? "↻" : _("↻ Part"));
  gtk_button_set_label (GTK_BUTTON (self->transport[6]), self->narrow ? brief : speed);
  gtk_entry_set_width_chars (GTK_ENTRY (self->console), small ? 8 : self->narrow ? ACCESS_CHARS
                             : vmr_session_is_sandbox (self->session) ? 30 : 24);
}

/* One entry for each line of history that is not the present one. */
void
vmr_window_show_branches (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  const KmMachine *machine = vmr_session_machine (self->session);
  guint n = km_machine_n_branches (machine);
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < n; i++)
    {
      const KmBranch *branch = km_machine_branch (machine, i);
      const KmCommandRecord *first = branch->commands->len ? branch->commands->pdata[0] : NULL;
      g_autofree char *action = g_strdup_printf ("win.branch(uint32 %u)", i);
      g_autofree char *label = NULL;

      if (branch->fork < vmr_session_first (self->session))
        label = g_strdup_printf ("⎇ %s", first ? first->text : branch->name);
      else
        label = g_strdup_printf (_("⎇ from step %u: %s"),
                                 branch->fork - vmr_session_first (self->session) + 1,
                                 first ? first->text : branch->name);
      g_menu_append (menu, label, action);
    }
  gtk_widget_set_visible (self->branches, n > 0);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->branches), n ? G_MENU_MODEL (menu) : NULL);
}

GtkWidget *
vmr_window_make_transport (VmrWindow *self)
{
  static const struct { const char *label, *action, *name; } buttons[] = {
    { "❙◀", "win.move('first')", N_("First step") },
    { "◀", "win.move('previous')", N_("Previous step") },
    { "▶", "win.move('next')", N_("Next step") },
    { "▶❙", "win.move('last')", N_("Last step") },
    { "▶", "win.play", N_("Play or pause") },
    { "↻", "win.replay", N_("Replay this part") },
    { "1×", "win.speed(1)", N_("Faster; [ and ] change it") },
  };
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  g_return_val_if_fail (VMR_IS_WINDOW (self), NULL);
  gtk_box_pack_start (GTK_BOX (row), vmr_window_make_console (self), FALSE, FALSE, 0);
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (buttons[i].label);

      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), buttons[i].action);
      gtk_widget_set_focus_on_click (button, FALSE);
      vmr_window_label (self, button, VMR_LABEL_TOOLTIP, buttons[i].name);
      gtk_box_pack_start (GTK_BOX (row), button, FALSE, FALSE, 0);
      self->transport[i] = button;
    }
  gtk_style_context_add_class (gtk_widget_get_style_context (self->transport[2]),
                               "suggested-action");
  self->branches = gtk_menu_button_new ();
  gtk_button_set_label (GTK_BUTTON (self->branches), "⎇");
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->branches), GTK_ARROW_UP);
  gtk_widget_set_focus_on_click (self->branches, FALSE);
  gtk_widget_set_no_show_all (self->branches, TRUE);
  vmr_window_label (self, self->branches, VMR_LABEL_TOOLTIP, N_("Other branches"));
  gtk_box_pack_start (GTK_BOX (row), self->branches, FALSE, FALSE, 0);
  self->totals = vmr_view_new (self->env, &totals_def);
  gtk_box_pack_start (GTK_BOX (row), self->totals, TRUE, TRUE, 0);
  gtk_widget_set_margin_start (row, 14);
  gtk_widget_set_margin_end (row, 8);
  gtk_widget_set_margin_bottom (row, 10);
  gtk_widget_set_margin_top (row, 4);
  vmr_window_show_transport (self);
  return row;
}
