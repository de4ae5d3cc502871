/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The real window: keys step, lecture mode loses nothing, after a click anywhere Right still
 * steps. */
#include "app/window/window-lecture.h"
#include "app/window/window-notice.h"
#include "app/window/window-open.h"
#include "tests/app/support.h"
#include "ui/session/question.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "tests/app/test-window.h"

#include "app/base/keys.h"
#include "app/base/language.h"
#include "app/window/window-actions.h"
#include "app/window/window-console.h"
#include "app/window/window-keys.h"
#include "app/window/window-theme.h"
#include "ui/panels/view-private.h"
#include "ui/session/data-dir.h"

#include <string.h>

VmrWindow *window;

/* The window's own handler alone: whether it takes the key, whatever has the focus. */
gboolean
press (guint           keyval,
       GdkModifierType state)
{
  GdkEventKey event = { .type = GDK_KEY_PRESS, .keyval = keyval, .state = state };
  gboolean taken = vmr_window_key (window, &event);

  test_settle ();
  return taken;
}

/* It goes by itself, on a slow machine before anybody has looked. */
static gboolean told;

static void
on_notice (GtkRevealer *notice)
{
  told |= gtk_revealer_get_reveal_child (notice);
}

static void
test_step_keys (void)
{
  gulong handler;
  guint first = vmr_session_first (window->session);

  press (GDK_KEY_Home, 0);
  g_assert_cmpuint (vmr_session_cursor (window->session), ==, first);
  g_assert_true (press (GDK_KEY_Right, 0));
  g_assert_true (press (GDK_KEY_Page_Down, 0));
  g_assert_true (press (GDK_KEY_n, 0));
  g_assert_cmpuint (vmr_session_cursor (window->session), ==, first + 3);
  press (GDK_KEY_BackSpace, 0);
  g_assert_cmpuint (vmr_session_cursor (window->session), ==, first + 2);
  press (GDK_KEY_Right, GDK_SHIFT_MASK);
  g_assert_cmpuint (vmr_session_cursor (window->session), >, first + 3);
  press (GDK_KEY_End, 0);
  told = FALSE;
  handler = g_signal_connect (window->notice, "notify::reveal-child", G_CALLBACK (on_notice), NULL);
  g_assert_true (press (GDK_KEY_Right, 0));
  g_assert_true (told);
  g_signal_handler_disconnect (window->notice, handler);
  /* It does not follow into the lecture, whose pages stand elsewhere, nor out of it. */
  for (guint turn = 0; turn < 2; turn++)
    {
      vmr_window_notify (window, "here");
      vmr_window_set_lecture (window, turn == 0);
      g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (window->notice)));
    }
}

static void
test_click_then_step (void)
{
  GtkWidget *views[] = { window->stage };
  guint before;

  press (GDK_KEY_Home, 0);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      test_click (views[i], 40, 40);
      before = vmr_session_cursor (window->session);
      press (GDK_KEY_Right, 0);
      g_assert_cmpuint (vmr_session_cursor (window->session), ==,
                        vmr_session_stop_after (window->session, before));
    }
  for (guint i = 0; i < G_N_ELEMENTS (window->transport); i++)
    g_assert_false (gtk_widget_get_focus_on_click (window->transport[i]));
}

static void
test_blank (void)
{
  guint before = vmr_session_cursor (window->session);

  press (GDK_KEY_b, 0);
  g_assert_true (gtk_widget_get_visible (window->blank));
  press (GDK_KEY_Right, 0);
  g_assert_false (gtk_widget_get_visible (window->blank));
  g_assert_cmpuint (vmr_session_cursor (window->session), ==, before);
}

static void
test_lecture (void)
{
  guint before = vmr_session_cursor (window->session);

  press (GDK_KEY_F5, GDK_SHIFT_MASK);
  g_assert_true (vmr_env_is_lecture (window->env));
  press (GDK_KEY_Page_Down, 0);
  press (GDK_KEY_Page_Up, 0);
  press (GDK_KEY_Escape, 0);
  g_assert_false (vmr_env_is_lecture (window->env));
  g_assert_cmpuint (vmr_session_cursor (window->session), ==, before);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (window->pages)), ==, "desk");
}

/* A clicker sends F5 and Escape in turn: the second F5 goes on. After another step it is a start. */
static void
test_lecture_goes_on (void)
{
  guint before;

  press (GDK_KEY_F5, 0);
  press (GDK_KEY_Page_Down, 0);
  before = vmr_session_cursor (window->session);
  press (GDK_KEY_Escape, 0);
  press (GDK_KEY_F5, 0);
  g_assert_true (vmr_env_is_lecture (window->env));
  g_assert_cmpuint (vmr_session_cursor (window->session), ==, before);
  press (GDK_KEY_Escape, 0);
  press (GDK_KEY_Page_Down, 0);
  press (GDK_KEY_F5, 0);
  g_assert_cmpuint (vmr_session_cursor (window->session), <=, before);
  press (GDK_KEY_Escape, 0);
}

/* What an entry has the focus for is the entry's; a clicker's keys are not. */
static void
test_entry_owns (void)
{
  guint n;
  const VmrKey *keys = vmr_keys_table (&n);

  gtk_widget_grab_focus (window->console);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) accels = g_strsplit (keys[i].accels, " ", -1);

      for (guint a = 0; accels[a] != NULL; a++)
        {
          GdkModifierType mods;
          guint key;

          gtk_accelerator_parse (accels[a], &key, &mods);
          if (mods != 0 || gdk_keyval_to_unicode (key) <= ' ')
            continue;
          g_test_message ("%s", accels[a]);
          g_assert_false (press (key, 0));
        }
    }
  g_assert_true (gtk_widget_is_focus (window->console));
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
}

/* Theme and scale of a lecture belong to the monitor it was held on. */
static void
test_monitor (void)
{
  g_autoptr (GVariant) all = NULL;

  g_assert_nonnull (window->settings);
  press (GDK_KEY_F5, GDK_SHIFT_MASK);
  vmr_window_set_theme (window, VMR_THEME_DARK);
  vmr_env_set_zoom (window->env, 1.25);
  press (GDK_KEY_Escape, 0);
  all = g_settings_get_value (window->settings, "monitors");
  g_assert_cmpuint (g_variant_n_children (all), ==, 1);
  /* What another monitor had in between does not count here. */
  window->lecture_theme = VMR_THEME_LIGHT;
  window->lecture_zoom = 1;
  press (GDK_KEY_F5, GDK_SHIFT_MASK);
  g_assert_cmpint (vmr_env_theme (window->env), ==, VMR_THEME_DARK);
  g_assert_cmpfloat (vmr_env_zoom (window->env), ==, 1.25);
  vmr_window_set_theme (window, VMR_THEME_PROJECTOR);
  vmr_env_set_zoom (window->env, 1);
  press (GDK_KEY_Escape, 0);
}

static void
test_accessible (void)
{
  AtkObject *stage = gtk_widget_get_accessible (window->stage);
  g_autoptr (AtkObject) child = NULL;

  press (GDK_KEY_End, 0);
  g_assert_cmpint (atk_object_get_role (stage), ==, ATK_ROLE_PANEL);
  g_assert_cmpint (atk_object_get_n_accessible_children (stage), >, 0);
  child = atk_object_ref_accessible_child (stage, 0);
  g_assert_nonnull (atk_object_get_name (child));
  g_assert_true (ATK_IS_COMPONENT (child));
  g_assert_true (ATK_IS_ACTION (child));
}

/* Each key of the table does something: a signal, another page, another state; none is dead. */
static void
test_every_key (void)
{
  guint n;
  const VmrKey *keys = vmr_keys_table (&n);

  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) accels = g_strsplit (keys[i].accels, " ", -1);

      g_assert_true (g_action_group_has_action (G_ACTION_GROUP (window), keys[i].action));
      if (g_str_equal (keys[i].action, "close") || g_str_equal (keys[i].action, "open") ||
          g_str_equal (keys[i].action, "legend") || g_str_equal (keys[i].action, "start-page") ||
          g_str_equal (keys[i].action, "search") || g_str_equal (keys[i].action, "paste-moment"))
        continue;
      for (guint a = 0; accels[a] != NULL; a++)
        {
          GdkModifierType mods;
          guint key;

          gtk_accelerator_parse (accels[a], &key, &mods);
          gtk_window_set_focus (GTK_WINDOW (window), NULL);
          g_test_message ("%s", accels[a]);
          g_assert_true (press (key, mods));
          if (gtk_widget_get_visible (window->blank))
            press (GDK_KEY_Right, 0);
          if (vmr_env_is_lecture (window->env))
            press (GDK_KEY_Escape, 0);
          vmr_player_set_playing (vmr_env_player (window->env), FALSE);
        }
    }
  gtk_revealer_set_reveal_child (GTK_REVEALER (window->transcript), FALSE);
  vmr_session_set_language (window->session, VMR_LANGUAGE_EN);
  vmr_player_set_speed (vmr_env_player (window->env), 1);
  g_action_group_activate_action (G_ACTION_GROUP (window), "zoom", g_variant_new_int32 (0));
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  test_settle ();
}

static void
collect_buttons (GtkWidget *widget,
                 gpointer   data)
{
  if (GTK_IS_BUTTON (widget))
    g_ptr_array_add (data, widget);
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_foreach (GTK_CONTAINER (widget), collect_buttons, data);
}

/* After a click on any button the step keys still step. */
static void
test_every_button (void)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  collect_buttons (window->tabs, buttons);
  collect_buttons (window->below, buttons);
  for (guint i = 0; i < G_N_ELEMENTS (window->language); i++)
    g_ptr_array_add (buttons, window->language[i]);
  for (guint i = 0; i < buttons->len; i++)
    {
      GtkWidget *button = buttons->pdata[i];
      guint before;

      if (!gtk_widget_get_mapped (button) || GTK_IS_MENU_BUTTON (button))
        continue;
      g_assert_false (gtk_widget_get_focus_on_click (button));
      gtk_button_clicked (GTK_BUTTON (button));
      vmr_player_set_playing (vmr_env_player (window->env), FALSE);
      press (GDK_KEY_Home, 0);
      before = vmr_session_cursor (window->session);
      press (GDK_KEY_Right, 0);
      g_assert_cmpuint (vmr_session_cursor (window->session), ==,
                        vmr_session_stop_after (window->session, before));
    }
  vmr_session_set_language (window->session, VMR_LANGUAGE_EN);
  vmr_player_set_speed (vmr_env_player (window->env), 1);
}

static gboolean
header_says (const char *word)
{
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  collect_buttons (window->header, buttons);
  for (guint i = 0; i < buttons->len; i++)
    {
      const char *label = gtk_button_get_label (buttons->pdata[i]);

      if (label && strstr (label, word))
        return TRUE;
    }
  return FALSE;
}

static void
test_language (void)
{
  g_assert_true (header_says ("Lecture"));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (window->language[1]), TRUE);
  test_settle ();
  g_assert_cmpint (vmr_session_language (window->session), ==, VMR_LANGUAGE_ZH);
  g_assert_true (header_says ("讲课"));
  g_assert_false (header_says ("Lecture"));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (window->transport[2])), ==, "前进 ▶");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (window->language[0]), TRUE);
  test_settle ();
  g_assert_true (header_says ("Lecture"));
}

/* --- a lesson --------------------------------------------------------------------------------- */

int
main (int    argc,
      char **argv)
{
  static const char *const lines[] = { "exec sh text=64K data=12K bss=16K",
                                       "write sh stack_start-16", "write sh bss" };
  int status;

  window = test_window_new (&argc, &argv, NULL);
  g_assert_true (vmr_session_open_preset (window->session, "classic", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      vmr_session_run (window->session, lines[i], NULL, &error);
      g_assert_no_error (error);
      vmr_session_move (window->session, VMR_MOVE_LAST);
    }
  test_settle ();
  g_test_add_func ("/window/step-keys", test_step_keys);
  g_test_add_func ("/window/click-then-step", test_click_then_step);
  g_test_add_func ("/window/blank", test_blank);
  g_test_add_func ("/window/lecture", test_lecture);
  g_test_add_func ("/window/lecture-goes-on", test_lecture_goes_on);
  g_test_add_func ("/window/entry-owns", test_entry_owns);
  g_test_add_func ("/window/monitor", test_monitor);
  g_test_add_func ("/window/accessible", test_accessible);
  g_test_add_func ("/window/every-key", test_every_key);
  g_test_add_func ("/window/every-button", test_every_button);
  g_test_add_func ("/window/language", test_language);
  g_test_add_func ("/window/lecture-keys", test_lecture_keys);
  g_test_add_func ("/lesson/title", test_title);
  g_test_add_func ("/lesson/unfold", test_unfold);
  g_test_add_func ("/lesson/folded-panels", test_folded_panels);
  g_test_add_func ("/lesson/question", test_question);
  g_test_add_func ("/lesson/clicker", test_clicker);
  g_test_add_func ("/window/lecture-end", test_lecture_end);
  g_test_add_func ("/lesson/zone-question", test_zone_question);
  g_test_add_func ("/lesson/try", test_try);
  g_test_add_func ("/lesson/branch", test_branch);
  g_test_add_func ("/window/console", test_console);
  /* Last: once GTK has had a window of shortcuts it complains when a theme is loaded. */
  g_test_add_func ("/shortcuts/window", test_keys_window);
  status = g_test_run ();
  gtk_widget_destroy (GTK_WIDGET (window));
  return status;
}
