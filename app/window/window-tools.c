/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Actions of the tools beside stepping: ledger, run until, moments, machines, search, progress. */
#include "app/window/window-tools.h"

#include "app/window/window-desk.h"
#include "app/window/window-fields.h"
#include "app/window/window-header.h"
#include "app/window/window-ledger.h"
#include "app/window/window-machine.h"
#include "app/window/window-moment.h"
#include "app/window/window-notice.h"
#include "app/window/window-progress.h"
#include "app/window/window-where.h"
#include "ui/session/desk.h"
#include "ui/session/run-until.h"
#include "ui/session/session-view.h"
#include "ui/session/setup.h"

#include <glib/gi18n.h>

#define ACTION(name)                                                                            \
  static void                                                                                   \
  name (GSimpleAction *action, GVariant *target, gpointer data)

ACTION (on_machine)
{
  VmrWindow *self = data;
  g_autoptr (GError) error = NULL;

  if (!vmr_session_open_sandbox (self->session, g_variant_get_string (target, NULL), &error))
    vmr_window_notify (self, error->message);
}

ACTION (on_verb)
{
  vmr_window_desk_verb (data, (guint) g_variant_get_int32 (target));
}

ACTION (on_search)
{
  VmrWindow *self = data;

  if (!vmr_window_on_start (self))
    g_action_group_activate_action (G_ACTION_GROUP (self), "start-page", NULL);
  vmr_window_show_search (self);
}

static const char *const languages[] = { "en", "zh_CN", "both" };

ACTION (on_language)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i], g_variant_get_string (target, NULL)))
      vmr_session_set_language (VMR_WINDOW (data)->session, i);
}

void
vmr_window_show_language (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  VmrLanguage language = vmr_session_language (self->session);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->language[language]), TRUE);
  gtk_button_set_label (GTK_BUTTON (self->language_menu),
                        gtk_button_get_label (GTK_BUTTON (self->language[language])));
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self),
                                                                          "language")),
                             g_variant_new_string (languages[language]));
}

ACTION (on_forget_progress)
{
  vmr_window_forget_progress (data);
}

ACTION (on_ram_size)
{
  vmr_window_choose_ram (data);
}

ACTION (on_ledger)
{
  vmr_window_toggle_ledger (data);
}

ACTION (on_run_until)
{
  static const char *const names[] = { "fault", "split", "change" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], g_variant_get_string (target, NULL)))
      vmr_session_run_until (VMR_WINDOW (data)->session, i);
}

ACTION (on_copy_moment)
{
  vmr_window_copy_moment (data);
}

ACTION (on_paste_moment)
{
  vmr_window_paste_moment (data);
}

static void
on_pause_state (GSimpleAction *action,
                GVariant      *state,
                gpointer       data)
{
  VmrWindow *self = data;

  g_simple_action_set_state (action, state);
  vmr_player_set_pause_after_part (vmr_env_player (self->env), g_variant_get_boolean (state));
}

ACTION (on_pause)
{
  VmrWindow *self = data;
  g_autoptr (GVariant) state = g_action_get_state (G_ACTION (action));
  gboolean pause = !g_variant_get_boolean (state);

  g_action_change_state (G_ACTION (action), g_variant_new_boolean (pause));
  vmr_window_notify (self, pause ? _("Playing pauses after each part.")
                                 : _("Playing goes on from part to part."));
}

static const GActionEntry entries[] = {
  { .name = "ledger", .activate = on_ledger },
  { .name = "run-until", .activate = on_run_until, .parameter_type = "s" },
  { .name = "copy-moment", .activate = on_copy_moment },
  { .name = "paste-moment", .activate = on_paste_moment },
  { .name = "ram-size", .activate = on_ram_size },
  { .name = "machine", .activate = on_machine, .parameter_type = "s" },
  { .name = "verb", .activate = on_verb, .parameter_type = "i" },
  { .name = "search", .activate = on_search },
  { .name = "language", .activate = on_language, .parameter_type = "s", .state = "'en'" },
  { .name = "forget-progress", .activate = on_forget_progress },
  { .name = "pause-after-part", .activate = on_pause, .state = "false",
    .change_state = on_pause_state },
};

void
vmr_window_add_tools (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  gboolean pause = vmr_player_pause_after_part (vmr_env_player (self->env));

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_group_change_action_state (G_ACTION_GROUP (self), "pause-after-part",
                                      g_variant_new_boolean (pause));
}
