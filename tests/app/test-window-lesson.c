/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/base/keys.h"
#include "app/base/language.h"
#include "app/window/window-actions.h"
#include "app/window/window-console.h"
#include "app/window/window-keys.h"
#include "app/window/window-open.h"
#include "app/window/window-theme.h"
#include "tests/app/support.h"
#include "tests/app/test-window.h"
#include "ui/panels/view-private.h"
#include "ui/session/data-dir.h"
#include "ui/session/question.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"

#include <string.h>

void
test_lecture_keys (void)
{
  guint before;

  vmr_session_set_spotlight (window->session, TRUE);
  press (GDK_KEY_Home, 0);
  press (GDK_KEY_F5, GDK_SHIFT_MASK);
  before = vmr_session_cursor (window->session);
  g_assert_cmpint (vmr_env_theme (window->env), ==, VMR_THEME_PROJECTOR);
  for (guint i = 0; i < 3; i++)
    press (GDK_KEY_c, 0);
  g_assert_cmpuint (vmr_session_captions (window->session), ==, 1);
  press (GDK_KEY_l, 0);
  g_assert_true (vmr_session_chinese_first (window->session));
  press (GDK_KEY_l, 0);
  press (GDK_KEY_s, 0);
  g_assert_false (vmr_session_spotlight (window->session));
  press (GDK_KEY_s, 0);
  press (GDK_KEY_period, 0);
  g_assert_true (gtk_widget_get_visible (window->blank));
  press (GDK_KEY_Page_Down, 0);
  g_assert_false (gtk_widget_get_visible (window->blank));
  press (GDK_KEY_comma, 0);
  press (GDK_KEY_Page_Down, 0);
  g_assert_cmpuint (vmr_session_cursor (window->session), ==, before);
  /* Empty ground is "next" as well. */
  test_click (window->lecture, gtk_widget_get_allocated_width (window->lecture) / 2, 2);
  g_assert_cmpuint (vmr_session_cursor (window->session), ==,
                    vmr_session_stop_after (window->session, before));
  press (GDK_KEY_Escape, 0);
  g_assert_cmpuint (vmr_session_cursor (window->session), ==,
                    vmr_session_stop_after (window->session, before));
  g_assert_cmpint (vmr_env_theme (window->env), ==, VMR_THEME_LIGHT);
}

static void
open_lesson (void)
{
  g_autofree char *path = vmr_data_path ("lessons/06-demand-paging.lesson");

  g_assert_nonnull (path);
  g_assert_true (vmr_window_open_path (window, path));
  test_settle ();
}

/* More of the same drawing unfolds from it; a language or a theme is there at once. */
void
test_unfold (void)
{
  VmrView *stage = VMR_VIEW (window->stage);

  open_lesson ();
  test_settle ();
  vmr_env_set_motion (window->env, VMR_MOTION_FULL);
  vmr_session_set_detail (window->session, VMR_DETAIL_LEVELS);
  vmr_view_layout_now (stage);
  g_assert_nonnull (stage->transition);
  vmr_session_set_language (window->session, VMR_LANGUAGE_BOTH);
  vmr_view_layout_now (stage);
  g_assert_null (stage->transition);
  vmr_session_set_language (window->session, VMR_LANGUAGE_EN);
  vmr_session_set_detail (window->session, VMR_DETAIL_FULL);
  vmr_env_set_motion (window->env, VMR_MOTION_FADE);
  test_settle ();
}

static void
find_keys (GtkWidget *widget,
           gpointer   data)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    g_ptr_array_add (data, widget);
  else if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), find_keys, data);
}

/* The list of all keys has room on a small screen too, and names none twice. */
void
test_keys_window (void)
{
  static const int rooms[] = { 1024, 1600 };
  guint n_keys;

  vmr_keys_table (&n_keys);
  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      GtkWidget *keys = vmr_keys_window_new (GTK_WINDOW (window), rooms[i]);
      g_autoptr (GPtrArray) found = g_ptr_array_new ();

      /* Its pages are arranged when it is shown. */
      gtk_widget_show (keys);
      test_settle ();
      g_assert_cmpint (gtk_widget_get_allocated_width (keys), <=, rooms[i]);
      g_assert_cmpint (gtk_widget_get_allocated_height (keys), <=, 768);
      find_keys (keys, found);
      g_assert_cmpuint (found->len, ==, n_keys);
      for (guint k = 0; k < found->len; k++)
        {
          g_autofree char *accels = NULL;

          g_object_get (found->pdata[k], "accelerator", &accels, NULL);
          g_assert_null (strstr (accels, "KP_Add"));
          g_assert_null (strstr (accels, "KP_Subtract"));
        }
      gtk_window_close (GTK_WINDOW (keys));
      test_settle ();
    }
}

/* The view in the frame of a panel or of a bar. */
static VmrView *
view_in (GtkWidget *frame)
{
  g_autoptr (GList) children = gtk_container_get_children (GTK_CONTAINER (frame));

  return VMR_VIEW (children->data);
}

static void
click_opener (GtkWidget *bar)
{
  test_click (GTK_WIDGET (view_in (bar)), 22, 20);
  test_settle ();
}

/* In a narrow window each of the three bars has a button that opens what it stands for, folds it again,
 * and folds the others. */
void
test_folded_panels (void)
{
  int width = gtk_widget_get_allocated_width (GTK_WIDGET (window));
  int height = gtk_widget_get_allocated_height (GTK_WIDGET (window));
  const struct
  {
    GtkWidget *bar, *panel;
  } folds[] = { { window->rail_bar, window->rail_open }, { window->left_bar, window->left },
                { window->right_bar, window->right } };

  open_lesson ();
  test_resize (window, 1024, 768);
  g_assert_false (gtk_widget_get_visible (window->rail));
  for (guint i = 0; i < G_N_ELEMENTS (folds); i++)
    {
      g_assert_false (gtk_widget_get_visible (folds[i].panel));
      click_opener (folds[i].bar);
      for (guint other = 0; other < G_N_ELEMENTS (folds); other++)
        g_assert_cmpint (gtk_widget_get_visible (folds[other].panel), ==, other == i);
    }
  click_opener (window->right_bar);
  g_assert_false (gtk_widget_get_visible (window->right));
  click_opener (window->rail_bar);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (view_in (window->rail_open))));
  test_resize (window, MAX (width, 1600), height);
  g_assert_false (gtk_widget_get_visible (window->rail_open));
  g_assert_true (gtk_widget_get_visible (window->rail));
}

void
test_title (void)
{
  GtkHeaderBar *bar = GTK_HEADER_BAR (window->header);

  open_lesson ();
  g_assert_cmpstr (gtk_header_bar_get_title (bar), ==, "Lesson 6 · Demand paging");
  vmr_session_set_language (window->session, VMR_LANGUAGE_ZH);
  g_assert_cmpstr (gtk_header_bar_get_title (bar), ==, "第 6 课 · 请求调页");
  vmr_session_set_language (window->session, VMR_LANGUAGE_EN);
}

void
test_question (void)
{
  const VmrQuestion *question;
  guint held;

  open_lesson ();
  press (GDK_KEY_End, 0);
  question = vmr_session_question (window->session);
  g_assert_nonnull (question);
  held = vmr_session_cursor (window->session);
  g_assert_cmpuint (held, ==, vmr_session_stop_before (window->session, question->answer_step));
  /* The first press asks what one thinks, the second shows it. */
  press (GDK_KEY_Right, 0);
  g_assert_cmpuint (vmr_session_cursor (window->session), ==, held);
  press (GDK_KEY_9, 0);
  press (GDK_KEY_9, 0);
  press (GDK_KEY_0, 0);
  g_assert_cmpstr (question->typed->str, ==, "990");
  press (GDK_KEY_Return, 0);
  g_assert_true (question->revealed);
  g_assert_true (vmr_question_is_right (question));
  g_assert_cmpuint (vmr_session_cursor (window->session), ==,
                    vmr_session_stop_after (window->session, held));
  press (GDK_KEY_q, 0);
  g_assert_false (question->revealed);
  press (GDK_KEY_Right, 0);
  press (GDK_KEY_Page_Down, 0);
  g_assert_true (question->revealed);
}

/* In a lecture nothing waits: from the first to the last step by the clicker alone. */
void
test_clicker (void)
{
  guint n;

  open_lesson ();
  press (GDK_KEY_F5, 0);
  n = vmr_session_act_stops (window->session);
  for (guint i = 1; i < n; i++)
    press (GDK_KEY_Page_Down, 0);
  g_assert_true (vmr_session_at_end (window->session));
  n = vmr_session_cursor (window->session);
  press (GDK_KEY_Escape, 0);
  g_assert_cmpuint (vmr_session_cursor (window->session), ==, n);
}

/* At the end of a lesson before a class: as many presses as the message says, whatever was pressed before. */
void
test_lecture_end (void)
{
  GtkLabel *notice = GTK_LABEL (window->notice_label);
  guint n;

  open_lesson ();
  press (GDK_KEY_F5, 0);
  n = vmr_session_n_steps (window->session);
  vmr_session_jump (window->session, n);
  for (guint i = 0; i < 2; i++)
    {
      press (GDK_KEY_Page_Down, 0);
      g_assert_nonnull (strstr (gtk_label_get_text (notice), "twice"));
    }
  press (GDK_KEY_Page_Down, GDK_CONTROL_MASK);
  g_assert_nonnull (strstr (gtk_label_get_text (notice), "Once more"));
  g_assert_cmpuint (vmr_session_cursor (window->session), ==, n);
  press (GDK_KEY_Page_Down, GDK_CONTROL_MASK);
  g_assert_cmpstr (vmr_session_lesson_id (window->session), ==, "heap");
  press (GDK_KEY_Escape, 0);
}

void
test_zone_question (void)
{
  const VmrQuestion *question = NULL;
  g_autofree char *answer = NULL;
  guint first, step;

  open_lesson ();
  first = vmr_session_first (window->session);
  /* It is a secret from the command's first step on, and asked later. */
  for (step = first; !vmr_session_masks_zones (window->session) ||
                     vmr_session_question (window->session) == NULL; step++)
    vmr_session_jump (window->session, step);
  question = vmr_session_question (window->session);
  vmr_session_select (window->session, vmr_ref (VMR_REF_ZONE, KM_ZONE_NORMAL, 0));
  g_assert_cmpint (vmr_question_choice (question), ==, 1);
  press (GDK_KEY_Return, 0);
  g_assert_true (question->revealed);
  g_assert_false (vmr_question_is_right (question));
  answer = g_strdup (question->answer);
  /* On the machine of the retry the answer differs. */
  vmr_window_act (window, VMR_ACTION_RETRY);
  g_assert_true (vmr_session_is_away (window->session));
  question = vmr_session_question (window->session);
  g_assert_nonnull (question);
  g_assert_cmpstr (question->answer, !=, answer);
  step = vmr_session_cursor (window->session);
  g_action_group_activate_action (G_ACTION_GROUP (window), "go-home", NULL);
  g_assert_false (vmr_session_is_away (window->session));
}

void
test_try (void)
{
  guint n, home;
  g_autoptr (GPtrArray) tries = NULL;

  open_lesson ();
  n = vmr_session_n_steps (window->session);
  vmr_session_jump (window->session, n);
  home = vmr_session_cursor (window->session);
  tries = vmr_session_tries (window->session);
  g_assert_cmpuint (tries->len, ==, 3);
  for (guint i = 0; i < tries->len; i++)
    {
      vmr_window_act (window, VMR_ACTION_TRY + i);
      test_settle ();
      g_assert_true (vmr_session_is_away (window->session));
      g_assert_true (gtk_widget_get_visible (window->home_button));
      g_assert_cmpuint (vmr_session_n_steps (window->session), >, n);
      g_action_group_activate_action (G_ACTION_GROUP (window), "go-home", NULL);
      g_assert_cmpuint (vmr_session_cursor (window->session), ==, home);
      g_assert_cmpuint (vmr_session_n_steps (window->session), ==, n);
      g_assert_false (gtk_widget_get_visible (window->home_button));
    }
}

/* An experiment in the middle: the lesson's future comes back, and the experiment can be chosen. */
void
test_branch (void)
{
  VmrSession *session = window->session;
  guint n, home, first;
  guint64 hash;

  open_lesson ();
  n = vmr_session_n_steps (session);
  first = vmr_session_first (session);
  vmr_session_jump (session, first + 10);
  home = vmr_session_cursor (session);
  hash = km_machine_hash (vmr_session_machine (session));
  g_assert_true (vmr_window_run (window, "write sh heap"));
  g_assert_true (vmr_session_is_away (session));
  vmr_session_go_home (session);
  g_assert_cmpuint (vmr_session_cursor (session), ==, home);
  g_assert_cmpuint (km_machine_hash (vmr_session_machine (session)), ==, hash);
  g_assert_cmpuint (vmr_session_n_steps (session), ==, n);
  test_settle ();
  if (km_machine_n_branches (vmr_session_machine (session)) > 0)
    {
      vmr_session_switch_branch (session, 0);
      g_assert_true (vmr_session_is_away (session));
      vmr_session_go_home (session);
      g_assert_cmpuint (vmr_session_n_steps (session), ==, n);
    }
}

void
test_console (void)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (window->transcript_text));
  g_autofree char *text = NULL;
  GtkTextIter start, end;

  press (GDK_KEY_grave, GDK_CONTROL_MASK);
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (window->transcript)));
  g_assert_false (vmr_window_run (window, "write nobody heap"));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_nonnull (strstr (text, "› write nobody heap\n        ^ "));
  press (GDK_KEY_grave, GDK_CONTROL_MASK);
}
