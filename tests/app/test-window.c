/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The real window: keys step, lecture mode loses nothing, after a click anywhere Right still steps. */
#include "app/window-private.h"
#include "app/keys.h"

static VmrWindow *window;

static void
settle (void)
{
  for (guint i = 0; i < 60; i++)
    {
      while (gtk_events_pending ())
        gtk_main_iteration ();
      g_usleep (2000);
    }
}

static gboolean
press (guint           keyval,
       GdkModifierType state)
{
  GdkEventKey event = { .type = GDK_KEY_PRESS, .keyval = keyval, .state = state };
  gboolean taken = vmr_window_key (window, &event);

  settle ();
  return taken;
}

static void
click (GtkWidget *widget,
       double     x,
       double     y)
{
  GdkEvent *event = gdk_event_new (GDK_BUTTON_PRESS);

  event->button.window = g_object_ref (gtk_widget_get_window (widget));
  event->button.x = x;
  event->button.y = y;
  event->button.button = GDK_BUTTON_PRIMARY;
  gdk_event_set_device (event, gdk_seat_get_pointer (gdk_display_get_default_seat (
                          gdk_display_get_default ())));
  gtk_widget_event (widget, event);
  gdk_event_free (event);
  settle ();
}

static void
test_step_keys (void)
{
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
  g_assert_true (press (GDK_KEY_Right, 0));
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (window->notice)));
}

static void
test_click_then_step (void)
{
  GtkWidget *views[] = { window->stage };
  guint before;

  press (GDK_KEY_Home, 0);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      click (views[i], 40, 40);
      before = vmr_session_cursor (window->session);
      press (GDK_KEY_Right, 0);
      g_assert_cmpuint (vmr_session_cursor (window->session), ==, before + 1);
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

/* Every row of the table has an action behind it. */
static void
test_key_table (void)
{
  guint n;
  const VmrKey *keys = vmr_keys_table (&n);

  for (guint i = 0; i < n; i++)
    g_assert_true (g_action_group_has_action (G_ACTION_GROUP (window), keys[i].action));
}

int
main (int    argc,
      char **argv)
{
  static const char *const lines[] = { "exec sh text=64K data=12K bss=16K",
                                       "write sh stack_start-16", "write sh bss" };
  g_autoptr (GtkApplication) application = NULL;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  application = gtk_application_new ("org.vmarium.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  window = VMR_WINDOW (vmr_window_new (application));
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (vmr_session_open_preset (window->session, "classic", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      vmr_session_run (window->session, lines[i], NULL, &error);
      g_assert_no_error (error);
      vmr_session_move (window->session, VMR_MOVE_LAST);
    }
  settle ();
  g_test_add_func ("/window/step-keys", test_step_keys);
  g_test_add_func ("/window/click-then-step", test_click_then_step);
  g_test_add_func ("/window/blank", test_blank);
  g_test_add_func ("/window/lecture", test_lecture);
  g_test_add_func ("/window/accessible", test_accessible);
  g_test_add_func ("/window/key-table", test_key_table);
  status = g_test_run ();
  gtk_widget_destroy (GTK_WIDGET (window));
  return status;
}
