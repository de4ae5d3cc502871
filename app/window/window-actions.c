/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The window's actions: those of the key table, and those of menus and cards. */
#include "app/window/window-actions.h"

#include "app/base/keys.h"
#include "app/export/export.h"
#include "app/window/window-console.h"
#include "app/window/window-fields.h"
#include "app/window/window-lecture.h"
#include "app/window/window-notice.h"
#include "app/window/window-open.h"
#include "app/window/window-page.h"
#include "app/window/window-progress.h"
#include "app/window/window-theme.h"
#include "app/window/window-tools.h"
#include "ui/lecture/shown.h"
#include "ui/session/desk.h"
#include "ui/session/session-aside.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"
#include "ui/session/setup.h"

#include <glib/gi18n.h>

#define ACTION(name)                                                                            \
  static void                                                                                   \
  name (GSimpleAction *action, GVariant *target, gpointer data)

ACTION (on_move)
{
  static const char *const names[] = { "next", "previous", "next-command", "previous-command",
                                       "next-part", "previous-part", "first", "last", "open",
                                       "close" };
  VmrWindow *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], g_variant_get_string (target, NULL)) &&
        !vmr_window_offer_next (self, i))
      vmr_session_move (self->session, i);
}

ACTION (on_play)
{
  VmrPlayer *player = vmr_env_player (VMR_WINDOW (data)->env);

  vmr_player_set_playing (player, !vmr_player_is_playing (player));
}

ACTION (on_replay)
{
  vmr_player_replay_part (vmr_env_player (VMR_WINDOW (data)->env));
}

ACTION (on_speed)
{
  vmr_player_change_speed (vmr_env_player (VMR_WINDOW (data)->env), g_variant_get_int32 (target));
}

ACTION (on_bookmark)
{
  vmr_session_toggle_bookmark (VMR_WINDOW (data)->session);
}

ACTION (on_zoom)
{
  VmrWindow *self = data;
  int by = g_variant_get_int32 (target);
  double zoom = vmr_env_zoom (self->env);

  vmr_env_set_zoom (self->env, by == 0 ? 1 : by > 0 ? zoom * 1.1 : zoom / 1.1);
}

ACTION (on_theme)
{
  VmrWindow *self = data;

  vmr_window_set_theme (self, (vmr_env_theme (self->env) + 1) % VMR_N_THEMES);
}

/* Its state is the stage that is shown, which the menu marks; see vmr_window_show_stage (). */
ACTION (on_stage)
{
  VmrWindow *self = data;

  vmr_session_pin (self->session, g_variant_get_string (target, NULL));
}

/* The pin: fast at what is shown, or loose again. */
ACTION (on_follow)
{
  VmrWindow *self = data;
  const VmrStage *stage;

  if (vmr_session_pinned (self->session) || vmr_session_state (self->session) == NULL)
    {
      vmr_session_pin (self->session, NULL);
      return;
    }
  stage = vmr_stage_shown (self->session);
  vmr_session_pin (self->session, stage->name);
}

ACTION (on_preset)
{
  VmrWindow *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *machine = g_strdup_printf ("layout=%s", g_variant_get_string (target, NULL));

  if (!vmr_session_open_sandbox (self->session, machine, &error))
    vmr_window_notify (self, error->message);
}

ACTION (on_fullscreen)
{
  GdkWindow *window = gtk_widget_get_window (GTK_WIDGET (data));

  if (window && gdk_window_get_state (window) & GDK_WINDOW_STATE_FULLSCREEN)
    gtk_window_unfullscreen (GTK_WINDOW (data));
  else
    gtk_window_fullscreen (GTK_WINDOW (data));
}

ACTION (on_lecture)
{
  VmrWindow *self = data;

  if (vmr_session_state (self->session) == NULL)
    return;
  /* A clicker's F5 after Escape: the class goes on where it was. */
  if (g_variant_get_boolean (target) && self->lecture_left > 0 &&
      self->lecture_left == vmr_session_cursor (self->session))
    vmr_window_notify (self, _("The lecture goes on here. Home goes to its first step."));
  else if (g_variant_get_boolean (target))
    vmr_session_show_part (self->session, 1);
  self->lecture_left = 0;
  vmr_window_set_lecture (self, TRUE);
}

ACTION (on_leave)
{
  VmrWindow *self = data;

  if (vmr_env_is_lecture (self->env))
    {
      self->lecture_left = vmr_session_cursor (self->session);
      vmr_window_set_lecture (self, FALSE);
    }
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
}

ACTION (on_blank)
{
  VmrWindow *self = data;

  self->blank_white = !g_variant_get_boolean (target);
  gtk_widget_show (self->blank);
  gtk_widget_queue_draw (self->blank);
}

ACTION (on_language_swap)
{
  vmr_session_swap_languages (VMR_WINDOW (data)->session);
}

/* In a lecture off, one, two languages; at the desk there is always one. */
ACTION (on_captions)
{
  VmrWindow *self = data;
  guint captions = (vmr_session_captions (self->session) + 1) % 3;

  if (captions == 0 && !vmr_env_is_lecture (self->env))
    captions = 1;
  vmr_session_set_captions (self->session, captions);
}

ACTION (on_spotlight)
{
  VmrWindow *self = data;

  vmr_session_set_spotlight (self->session, !vmr_session_spotlight (self->session));
}

ACTION (on_console)
{
  VmrWindow *self = data;

  if (!vmr_env_is_lecture (self->env))
    gtk_widget_grab_focus (self->console);
}

ACTION (on_transcript)
{
  VmrWindow *self = data;
  gboolean shown = gtk_revealer_get_reveal_child (GTK_REVEALER (self->transcript));

  if (vmr_env_is_lecture (self->env))
    return;
  if (!shown && self->narrow)
    gtk_revealer_set_reveal_child (GTK_REVEALER (self->ledger), FALSE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->transcript), !shown);
  if (!shown)
    gtk_widget_grab_focus (self->console);
  else
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

ACTION (on_run)
{
  VmrWindow *self = data;
  const char *line = g_variant_get_string (target, NULL);

  /* Left there to be seen. */
  gtk_entry_set_text (GTK_ENTRY (self->console), line);
  vmr_window_run (self, line);
}

ACTION (on_compose)
{
  VmrWindow *self = data;

  gtk_widget_grab_focus (self->console);
  gtk_entry_set_text (GTK_ENTRY (self->console), g_variant_get_string (target, NULL));
  gtk_editable_set_position (GTK_EDITABLE (self->console), -1);
}

ACTION (on_go_home)
{
  vmr_session_go_home (VMR_WINDOW (data)->session);
}

ACTION (on_branch)
{
  vmr_session_switch_branch (VMR_WINDOW (data)->session, g_variant_get_uint32 (target));
}

ACTION (on_open_path)
{
  vmr_window_open_path (data, g_variant_get_string (target, NULL));
}

ACTION (on_goto)
{
  VmrWindow *self = data;

  gtk_widget_grab_focus (self->console);
  vmr_window_notify (self, _("Type the number of a step and press Enter."));
}

ACTION (on_question)
{
  VmrWindow *self = data;

  if (!vmr_session_ask_again (self->session))
    vmr_window_notify (self, _("There is no question here."));
}

ACTION (on_legend)
{
  GdkRectangle area;

  gdk_monitor_get_workarea (gdk_display_get_monitor_at_window (gtk_widget_get_display (data),
                                                               gtk_widget_get_window (data)), &area);
  gtk_window_present (GTK_WINDOW (vmr_keys_window_new (GTK_WINDOW (data), area.width)));
}

ACTION (on_start_page)
{
  VmrWindow *self = data;

  vmr_window_set_lecture (self, FALSE);
  vmr_window_show_page (self, "start");
}

ACTION (on_close)
{
  gtk_window_close (GTK_WINDOW (data));
}

static void
open_response (GtkNativeDialog *dialog,
               int              response,
               VmrWindow       *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autofree char *path = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (dialog));

      if (path)
        vmr_window_open_path (self, path);
    }
  g_object_unref (dialog);
}

ACTION (on_open)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Open a lesson or script"),
                                                              GTK_WINDOW (data),
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, NULL,
                                                              NULL);

  g_signal_connect (dialog, "response", G_CALLBACK (open_response), data);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static const GActionEntry entries[] = {
  { .name = "move", .activate = on_move, .parameter_type = "s" },
  { .name = "goto", .activate = on_goto },
  { .name = "bookmark", .activate = on_bookmark },
  { .name = "play", .activate = on_play },
  { .name = "replay", .activate = on_replay },
  { .name = "speed", .activate = on_speed, .parameter_type = "i" },
  { .name = "question", .activate = on_question },
  { .name = "lecture", .activate = on_lecture, .parameter_type = "b" },
  { .name = "fullscreen", .activate = on_fullscreen },
  { .name = "leave", .activate = on_leave },
  { .name = "blank", .activate = on_blank, .parameter_type = "b" },
  { .name = "spotlight", .activate = on_spotlight },
  { .name = "zoom", .activate = on_zoom, .parameter_type = "i" },
  { .name = "captions", .activate = on_captions },
  { .name = "language-swap", .activate = on_language_swap },
  { .name = "console", .activate = on_console },
  { .name = "transcript", .activate = on_transcript },
  { .name = "run", .activate = on_run, .parameter_type = "s" },
  { .name = "compose", .activate = on_compose, .parameter_type = "s" },
  { .name = "go-home", .activate = on_go_home },
  { .name = "branch", .activate = on_branch, .parameter_type = "u" },
  { .name = "open-path", .activate = on_open_path, .parameter_type = "s" },
  { .name = "legend", .activate = on_legend },
  { .name = "open", .activate = on_open },
  { .name = "start-page", .activate = on_start_page },
  { .name = "close", .activate = on_close },
  { .name = "theme", .activate = on_theme },
  { .name = "stage", .activate = on_stage, .parameter_type = "s", .state = "''" },
  { .name = "follow", .activate = on_follow },
  { .name = "preset", .activate = on_preset, .parameter_type = "s" },
};

static void
tell (GtkWindow  *window,
      const char *text)
{
  vmr_window_notify (VMR_WINDOW (window), text);
}

void
vmr_window_add_actions (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

  const VmrExport from = { .window = GTK_WINDOW (self), .session = self->session, .env = self->env,
                           .stage = self->stage, .lecture = self->lecture, .whole = self->pages, .tell = tell };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  vmr_window_add_tools (self);
  vmr_export_add_actions (&from);
}

gboolean
vmr_window_act (VmrWindow *self,
                guint      action)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (VMR_IS_WINDOW (self), FALSE);
  if (action >= VMR_ACTION_OPTION && action < VMR_ACTION_OPTION + KM_LESSON_MAX_OPTIONS)
    vmr_session_choose (self->session, (int) (action - VMR_ACTION_OPTION));
  else if (action >= VMR_ACTION_DETAIL && action <= VMR_ACTION_DETAIL + VMR_DETAIL_FULL)
    vmr_session_set_detail (self->session, (VmrDetail) (action - VMR_ACTION_DETAIL));
  else if (action == VMR_ACTION_CHECK)
    vmr_session_reveal (self->session);
  else if (action == VMR_ACTION_GO_ON)
    vmr_session_move (self->session, VMR_MOVE_NEXT);
  else if (action == VMR_ACTION_TURN_BACK)
    vmr_session_turn_back (self->session);
  else if (action == VMR_ACTION_RETRY)
    {
      if (!vmr_session_retry (self->session, &error) && error)
        vmr_window_notify (self, error->message);
    }
  else if (action >= VMR_ACTION_TRY)
    {
      g_autoptr (GPtrArray) tries = vmr_session_tries (self->session);

      if (action - VMR_ACTION_TRY < tries->len)
        vmr_window_run (self, ((const VmrSay *) tries->pdata[action - VMR_ACTION_TRY])->command);
    }
  else
    {
      return FALSE;
    }
  return TRUE;
}
