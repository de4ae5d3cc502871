/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The start page: Enter works at once, every key leads somewhere, progress comes back, both
 * languages, both arrangements. */
#include "app/start/start-lessons.h"
#include "app/start/start-page.h"
#include "app/window/window-open.h"
#include "app/window/window-where.h"
#include "tests/app/support.h"
#include "ui/session/session-hold.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-view.h"

#include "ui/session/data-dir.h"

#include <glib/gstdio.h>
#include <string.h>

static VmrWindow *window;

static void
go_to_start (void)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), "start-page", NULL);
  gtk_entry_set_text (GTK_ENTRY (window->search), "");
  test_settle ();
}

static VmrStart *
start (void)
{
  return vmr_start_of (window->start);
}

static GtkWidget *
focus (void)
{
  return gtk_window_get_focus (GTK_WINDOW (window));
}

static const char *
focus_name (void)
{
  return atk_object_get_name (gtk_widget_get_accessible (focus ()));
}

static void
test_first (void)
{
  vmr_progress_forget (window->progress);
  go_to_start ();
  g_assert_true (focus () == start ()->primary);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (focus ())), ==, "Start");
  test_press (window, GDK_KEY_Return, 0);
  g_assert_false (vmr_window_on_start (window));
  g_assert_cmpstr (vmr_session_lesson_id (window->session), ==, "why-virtual");
  g_assert_cmpint (vmr_progress_opened (window->progress, "why-virtual"), >, 0);
}

static void
test_continue (void)
{
  g_autofree char *path = vmr_data_path ("lessons/06-demand-paging.lesson");
  guint part;

  vmr_progress_forget (window->progress);
  g_assert_true (vmr_window_open_path (window, path));
  vmr_session_set_holds (window->session, FALSE);
  test_press (window, GDK_KEY_Page_Down, GDK_CONTROL_MASK);
  test_press (window, GDK_KEY_Page_Down, GDK_CONTROL_MASK);
  part = vmr_session_lesson_part (window->session);
  g_assert_cmpuint (part, >, 1);
  go_to_start ();
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (start ()->primary)), ==, "Continue");
  g_assert_true (vmr_session_open_preset (window->session, "classic", NULL));
  go_to_start ();
  test_press (window, GDK_KEY_Return, 0);
  g_assert_cmpstr (vmr_session_lesson_id (window->session), ==, "demand-paging");
  g_assert_cmpuint (vmr_session_lesson_part (window->session), ==, part);
}

static void
test_names (void)
{
  GtkWidget *card = NULL;

  vmr_progress_forget (window->progress);
  vmr_progress_open (window->progress, "demand-paging", 10);
  vmr_progress_note (window->progress, "demand-paging", 3, 7, FALSE);
  go_to_start ();
  for (guint i = 0; i < start ()->cards->len; i++)
    if (g_str_equal (vmr_start_card_lesson (start ()->cards->pdata[i])->id, "demand-paging"))
      card = start ()->cards->pdata[i];
  g_assert_nonnull (card);
  g_assert_cmpstr (atk_object_get_name (gtk_widget_get_accessible (card)), ==,
                   "Lesson 6, Demand paging, 8 minutes, in progress, part 3 of 7");
  g_assert_true (g_str_has_suffix (atk_object_get_name (gtk_widget_get_accessible (
                                     start ()->left->pdata[0])),
                                   "ZONE_DMA 16, ZONE_NORMAL 880, ZONE_HIGHMEM 1 152 MiB"));
}

static void
test_grid_keys (void)
{
  guint n;

  go_to_start ();
  n = start ()->cards->len;
  test_press (window, GDK_KEY_Home, 0);
  g_assert_true (focus () == start ()->cards->pdata[0]);
  test_press (window, GDK_KEY_Right, 0);
  g_assert_true (focus () == start ()->cards->pdata[1]);
  test_press (window, GDK_KEY_Left, 0);
  test_press (window, GDK_KEY_Page_Down, 0);
  g_assert_true (g_str_has_prefix (focus_name (), "Lesson 6,"));
  test_press (window, GDK_KEY_Up, 0);
  g_assert_true (g_str_has_prefix (focus_name (), "Lesson 1,"));
  test_press (window, GDK_KEY_Down, 0);
  g_assert_true (g_str_has_prefix (focus_name (), "Lesson 6,"));
  test_press (window, GDK_KEY_End, 0);
  g_assert_true (focus () == start ()->cards->pdata[n - 1]);
  test_press (window, GDK_KEY_Page_Up, 0);
  g_assert_true (g_str_has_prefix (focus_name (), "Lesson 15,"));
}

/* Tab: Continue, the presets, the file, the grid. */
static void
test_tab (void)
{
  go_to_start ();
  test_press (window, GDK_KEY_Tab, 0);
  g_assert_true (focus () == start ()->left->pdata[0]);
  test_press (window, GDK_KEY_Down, 0);
  g_assert_true (focus () == start ()->left->pdata[1]);
  for (guint i = 1; i < start ()->left->len; i++)
    test_press (window, GDK_KEY_Tab, 0);
  g_assert_true (focus () == start ()->cards->pdata[0]);
  test_press (window, GDK_KEY_Tab, 0);
  g_assert_false (g_ptr_array_find (start ()->cards, focus (), NULL));
}

static void
test_search (void)
{
  g_autofree char *count = NULL;

  go_to_start ();
  test_press (window, GDK_KEY_b, 0);
  test_press (window, GDK_KEY_u, 0);
  test_press (window, GDK_KEY_d, 0);
  g_assert_true (focus () == window->search);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (window->search)), ==, "bud");
  g_assert_cmpuint (start ()->cards->len, >=, 1);
  g_assert_cmpuint (start ()->cards->len, <, window->catalog->lessons->len);
  /* What stands over them counts those that are shown. */
  count = g_strdup_printf ("%u lesson", start ()->cards->len);
  g_assert_true (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (start ()->lessons_count)), count));
  gtk_entry_set_text (GTK_ENTRY (window->search), "no such thing");
  g_assert_cmpuint (start ()->cards->len, ==, 0);
  test_press (window, GDK_KEY_Escape, 0);
  g_assert_cmpuint (start ()->cards->len, ==, window->catalog->lessons->len);
  gtk_entry_set_text (GTK_ENTRY (window->search), "伙伴系统");
  test_press (window, GDK_KEY_f, GDK_CONTROL_MASK);
  test_press (window, GDK_KEY_Return, 0);
  g_assert_false (vmr_window_on_start (window));
  g_assert_cmpstr (vmr_session_lesson_id (window->session), ==, "buddy");
}

static void
test_language (void)
{
  go_to_start ();
  vmr_session_set_language (window->session, VMR_LANGUAGE_ZH);
  test_settle ();
  g_assert_true (focus () == start ()->primary);
  g_assert_nonnull (strstr (atk_object_get_name (gtk_widget_get_accessible (
                              start ()->cards->pdata[0])), "虚拟地址"));
  vmr_session_set_language (window->session, VMR_LANGUAGE_EN);
  test_settle ();
  g_assert_true (g_str_has_prefix (atk_object_get_name (gtk_widget_get_accessible (
                                     start ()->cards->pdata[0])), "Lesson 1, Why"));
}

static void
test_narrow (void)
{
  go_to_start ();
  test_resize (window, 1024, 768);
  g_assert_true (start ()->narrow);
  g_assert_cmpuint (start ()->columns, ==, 4);
  g_assert_false (gtk_widget_get_visible (window->search));
  test_press (window, GDK_KEY_z, 0);
  g_assert_true (gtk_widget_get_visible (window->search));
  gtk_entry_set_text (GTK_ENTRY (window->search), "");
  test_resize (window, 1600, 1000);
  g_assert_cmpuint (start ()->columns, ==, 5);
}

/* At the end of a lesson the next one is a press away. */
static void
test_next_lesson (void)
{
  g_autofree char *path = vmr_data_path ("lessons/04-zones.lesson");

  g_assert_true (vmr_window_open_path (window, path));
  vmr_session_set_holds (window->session, FALSE);
  vmr_session_show_part (window->session, vmr_session_lesson_parts (window->session));
  vmr_session_jump (window->session, vmr_session_n_steps (window->session));
  g_assert_true (vmr_progress_is_done (window->progress, "zones"));
  test_press (window, GDK_KEY_Right, 0);
  g_assert_cmpstr (vmr_session_lesson_id (window->session), ==, "zones");
  test_press (window, GDK_KEY_Right, 0);
  g_assert_cmpstr (vmr_session_lesson_id (window->session), ==, "program");
  vmr_session_set_holds (window->session, TRUE);
}

int
main (int    argc,
      char **argv)
{
  int status;

  window = test_window_new (&argc, &argv, NULL);
  g_test_add_func ("/start/first", test_first);
  g_test_add_func ("/start/continue", test_continue);
  g_test_add_func ("/start/names", test_names);
  g_test_add_func ("/start/grid-keys", test_grid_keys);
  g_test_add_func ("/start/tab", test_tab);
  g_test_add_func ("/start/search", test_search);
  g_test_add_func ("/start/language", test_language);
  g_test_add_func ("/start/narrow", test_narrow);
  g_test_add_func ("/start/next-lesson", test_next_lesson);
  status = g_test_run ();
  gtk_widget_destroy (GTK_WIDGET (window));
  return status;
}
