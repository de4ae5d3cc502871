/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The window's actions, and who gets a key. */
#include "app/window-private.h"

#include "app/keys.h"
#include "ui/panels/view.h"

#include <glib/gi18n.h>

#define ACTION(name)                                                                            \
  static void                                                                                   \
  name (GSimpleAction *action, GVariant *target, gpointer data)

ACTION (on_move)
{
  static const char *const names[] = { "next", "previous", "next-command", "previous-command",
                                       "next-part", "previous-part", "first", "last" };
  VmrWindow *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], g_variant_get_string (target, NULL)))
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

  vmr_env_set_theme (self->env, (vmr_env_theme (self->env) + 1) % VMR_N_THEMES,
                     vmr_env_palette (self->env)->high_contrast);
}

ACTION (on_stage)
{
  VmrWindow *self = data;

  self->pinned = vmr_stages_find (g_variant_get_string (target, NULL));
  vmr_window_show_stage (self);
}

ACTION (on_follow)
{
  VmrWindow *self = data;

  self->pinned = NULL;
  vmr_window_show_stage (self);
}

ACTION (on_preset)
{
  VmrWindow *self = data;
  g_autoptr (GError) error = NULL;

  if (!vmr_session_open_preset (self->session, g_variant_get_string (target, NULL), &error))
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
  if (g_variant_get_boolean (target))
    vmr_session_move (self->session, VMR_MOVE_FIRST);
  vmr_window_set_lecture (self, TRUE);
}

ACTION (on_leave)
{
  VmrWindow *self = data;

  if (vmr_env_is_lecture (self->env))
    vmr_window_set_lecture (self, FALSE);
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
  VmrWindow *self = data;
  VmrLanguage language = vmr_session_language (self->session);

  gtk_toggle_button_set_active (
    GTK_TOGGLE_BUTTON (self->language[language == VMR_LANGUAGE_ZH ? 0 : 1]), TRUE);
}

ACTION (on_captions)
{
  VmrWindow *self = data;
  gboolean both = vmr_session_language (self->session) == VMR_LANGUAGE_BOTH;

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->language[both ? 0 : 2]), TRUE);
}

ACTION (on_console)
{
  gtk_widget_grab_focus (VMR_WINDOW (data)->console);
}

ACTION (on_goto)
{
  VmrWindow *self = data;

  gtk_widget_grab_focus (self->console);
  vmr_window_notify (self, _("Type the number of a step and press Enter."));
}

ACTION (on_quiet)
{
  vmr_window_notify (VMR_WINDOW (data), _("There is nothing of this kind here."));
}

ACTION (on_legend)
{
  gtk_window_present (GTK_WINDOW (vmr_keys_window_new (GTK_WINDOW (data))));
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
  { .name = "question", .activate = on_quiet },
  { .name = "lecture", .activate = on_lecture, .parameter_type = "b" },
  { .name = "fullscreen", .activate = on_fullscreen },
  { .name = "leave", .activate = on_leave },
  { .name = "blank", .activate = on_blank, .parameter_type = "b" },
  { .name = "spotlight", .activate = on_quiet },
  { .name = "zoom", .activate = on_zoom, .parameter_type = "i" },
  { .name = "captions", .activate = on_captions },
  { .name = "language-swap", .activate = on_language_swap },
  { .name = "console", .activate = on_console },
  { .name = "legend", .activate = on_legend },
  { .name = "open", .activate = on_open },
  { .name = "start-page", .activate = on_start_page },
  { .name = "close", .activate = on_close },
  { .name = "theme", .activate = on_theme },
  { .name = "stage", .activate = on_stage, .parameter_type = "s" },
  { .name = "follow", .activate = on_follow },
  { .name = "preset", .activate = on_preset, .parameter_type = "s" },
};

void
vmr_window_add_actions (VmrWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

/* Lecture mode keeps the step, the selection and the stage: leaving it loses nothing. */
void
vmr_window_set_lecture (VmrWindow *self,
                        gboolean   lecture)
{
  if (lecture == vmr_env_is_lecture (self->env))
    return;
  vmr_env_set_lecture (self->env, lecture
                       ? MAX (gtk_widget_get_allocated_height (self->pages), 300) : 0);
  gtk_widget_set_visible (self->header, !lecture);
  vmr_window_show_page (self, lecture ? "lecture" : "desk");
  if (lecture)
    gtk_window_fullscreen (GTK_WINDOW (self));
  else
    gtk_window_unfullscreen (GTK_WINDOW (self));
}

static void
key_activate (VmrWindow    *self,
              const VmrKey *key)
{
  GVariant *target = key->target ? g_variant_parse (NULL, key->target, NULL, NULL, NULL) : NULL;

  g_action_group_activate_action (G_ACTION_GROUP (self), key->action, target);
}

/* Whether the focused widget keeps this key for itself. */
static gboolean
focus_owns (VmrWindow         *self,
            const GdkEventKey *event)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean plain = !(event->state & (GDK_CONTROL_MASK | GDK_MOD1_MASK));
  gboolean press = event->keyval == GDK_KEY_Return || event->keyval == GDK_KEY_space;
  gboolean arrow = event->keyval >= GDK_KEY_Left && event->keyval <= GDK_KEY_Down;

  if (focus == NULL)
    return FALSE;
  if (GTK_IS_EDITABLE (focus))
    return plain && event->keyval != GDK_KEY_Page_Down && event->keyval != GDK_KEY_Page_Up &&
           !(event->keyval >= GDK_KEY_F1 && event->keyval <= GDK_KEY_F12);
  if (VMR_IS_VIEW (focus))
    return vmr_view_focus (VMR_VIEW (focus)) >= 0 && (press || (arrow && plain));
  /* A button reached by Tab; a clicked one never has the focus. */
  return press || (arrow && gtk_stack_get_visible_child_name (GTK_STACK (self->pages)) &&
                   g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (self->pages)),
                                "start"));
}

gboolean
vmr_window_key (VmrWindow   *self,
                GdkEventKey *event)
{
  const VmrKey *key;
  gboolean lecture = vmr_env_is_lecture (self->env);

  if (event->is_modifier)
    return FALSE;
  if (gtk_widget_get_visible (self->blank))
    {
      /* The first key only brings the picture back. */
      gtk_widget_hide (self->blank);
      return TRUE;
    }
  if (event->keyval == GDK_KEY_Escape && !lecture && gtk_window_get_focus (GTK_WINDOW (self)))
    {
      gtk_window_set_focus (GTK_WINDOW (self), NULL);
      return TRUE;
    }
  if (!lecture && focus_owns (self, event))
    return FALSE;
  key = vmr_keys_find (event->keyval, event->state);
  if (key == NULL)
    return FALSE;
  key_activate (self, key);
  return TRUE;
}
