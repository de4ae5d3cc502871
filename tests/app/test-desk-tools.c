/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/window/window-console.h"
#include "app/window/window-context.h"
#include "app/window/window-desk.h"
#include "app/window/window-keys.h"
#include "app/window/window-machine.h"
#include "app/window/window-open.h"
#include "app/window/window-source.h"
#include "tests/app/support.h"
#include "tests/app/test-desk.h"
#include "ui/lecture/shown.h"
#include "ui/panels/source.h"
#include "ui/session/data-dir.h"
#include "ui/session/desk-page.h"
#include "ui/session/desk.h"
#include "ui/session/ledger.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/setup.h"

#include <glib/gstdio.h>
#include <string.h>

void
test_source (void)
{
  static const char text[] =
    "/* do_thing() is below */\nstatic int do_thing(int a);\n\nint x = do_thing(1);\n"
    "static int do_thing(int a,\n                    int b)\n{\n  return do_thing (a);\n}\n"
    "DEFINE_IDTENTRY(exc_thing)\n{\n}\n";
  g_autofree char *tree = g_dir_make_tmp ("vmarium-tree-XXXXXX", NULL);
  g_autofree char *uri = NULL;
  const KmStepInfo *info;

  g_assert_cmpuint (vmr_source_find (text, "do_thing"), ==, 5);
  g_assert_cmpuint (vmr_source_find (text, "exc_thing"), ==, 10);
  g_assert_cmpuint (vmr_source_find (text, "thing"), ==, 0);
  open_sandbox ();
  for (vmr_session_move (window->session, VMR_MOVE_FIRST);;
       vmr_session_move (window->session, VMR_MOVE_NEXT))
    {
      info = km_machine_step_info (vmr_session_machine (window->session),
                                   vmr_session_cursor (window->session));
      if (info->origin == KM_ORIGIN_KERNEL)
        break;
    }
  uri = vmr_window_source_uri (window);
  g_assert_true (g_str_has_prefix (uri, "https://elixir.bootlin.com/linux/v5.10.223/A/ident/"));
  g_assert_true (g_str_has_suffix (uri, info->function));
  {
    g_autofree char *path = g_build_filename (tree, info->file, NULL);
    g_autofree char *folder = g_path_get_dirname (path);
    g_autofree char *body = g_strdup_printf ("\n\nint %s(void)\n{\n}\n", info->function);
    g_autofree char *line = g_strdup_printf ("%s:3", info->file);
    const VmrCells *cells;
    gboolean found = FALSE;

    g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
    g_assert_true (g_file_set_contents (path, body, -1, NULL));
    g_settings_set_string (window->settings, "kernel-tree", tree);
    test_settle ();
    g_assert_cmpuint (vmr_source_line (info->file, info->function), ==, 3);
    g_clear_pointer (&uri, g_free);
    uri = vmr_window_source_uri (window);
    g_assert_true (g_str_has_prefix (uri, "file:///"));
    cells = vmr_view_cells (VMR_VIEW (window->story));
    for (guint i = 0; i < vmr_cells_n (cells); i++)
      found |= vmr_cells_get (cells, i)->layout &&
               g_str_equal (pango_layout_get_text (vmr_cells_get (cells, i)->layout), line);
    g_assert_true (found);
    g_unlink (path);
  }
  g_settings_reset (window->settings, "kernel-tree");
}

static gboolean
title_has (const char *text)
{
  g_autofree char *title = vmr_session_title (window->session);

  return strstr (title, text) != NULL;
}

static void
wait_for_title (const char *text)
{
  for (guint i = 0; i < 200 && !title_has (text); i++)
    test_settle ();
  g_assert_true (title_has (text));
}

/* As an editor saves: the old lesson stays while the file is wrong. */
void
test_reload (void)
{
  g_autofree char *dir = g_dir_make_tmp ("vmarium-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "03-test.lesson", NULL);
  g_autofree char *one = g_strdup_printf (lesson, "Before", "</lesson>");
  g_autofree char *two = g_strdup_printf (lesson, "After", "</lesson>");
  g_autofree char *bad = g_strdup_printf (lesson, "Broken", "<part></lesson>");

  g_assert_true (g_file_set_contents (path, one, -1, NULL));
  g_assert_true (vmr_window_open_path (window, path));
  vmr_session_show_part (window->session, 2);
  test_settle ();
  g_assert_true (g_file_set_contents (path, bad, -1, NULL));
  for (guint i = 0; i < 200 && !strstr (notice (), "03-test.lesson:1:"); i++)
    test_settle ();
  g_assert_nonnull (strstr (notice (), "03-test.lesson:1:"));
  g_assert_true (title_has ("Before"));
  g_assert_true (g_file_set_contents (path, two, -1, NULL));
  wait_for_title ("After");
  g_assert_cmpuint (vmr_session_lesson_part (window->session), ==, 2);
  g_unlink (path);
  g_rmdir (dir);
}

void
test_pin (void)
{
  g_autoptr (GVariant) state = NULL;

  open_sandbox ();
  g_assert_null (vmr_session_pinned (window->session));
  act ("follow", NULL);
  g_assert_nonnull (vmr_session_pinned (window->session));
  act ("follow", NULL);
  g_assert_null (vmr_session_pinned (window->session));
  act ("stage", g_variant_new_string ("buddy"));
  g_assert_cmpstr (vmr_session_pinned (window->session), ==, "buddy");
  state = g_action_group_get_action_state (G_ACTION_GROUP (window), "stage");
  g_assert_cmpstr (g_variant_get_string (state, NULL), ==, "buddy");
  act ("follow", NULL);
}

void
test_pause (void)
{
  VmrPlayer *player = vmr_env_player (window->env);

  g_assert_false (vmr_player_pause_after_part (player));
  act ("pause-after-part", NULL);
  g_assert_true (vmr_player_pause_after_part (player));
  act ("pause-after-part", NULL);
  g_assert_false (vmr_player_pause_after_part (player));
}

/* What the mouse does is in the console, and in its history. */
void
test_mouse_writes (void)
{
  open_sandbox ();
  act ("run", g_variant_new_string ("print maps sh"));
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (window->console)), ==, "print maps sh");
  g_assert_cmpstr (window->history->pdata[window->history->len - 1], ==, "print maps sh");
  for (guint kind = 0; kind < VMR_N_REFS; kind++)
    {
      vmr_session_select (window->session, vmr_ref (kind, kind == VMR_REF_VMA ? 3 : 1, 0));
      vmr_window_context (window, VMR_VIEW (window->stage), 20, 20);
      test_settle ();
    }
  vmr_session_select (window->session, VMR_REF_INIT_NONE);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  GtkWidget *found = NULL;
  g_autoptr (GList) children = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  if (!GTK_IS_CONTAINER (widget))
    return NULL;
  children = gtk_container_get_children (GTK_CONTAINER (widget));
  for (GList *child = children; child && !found; child = child->next)
    found = find (child->data, type);
  return found;
}

/* Dragging changes nothing; the button does. */
void
test_ram_size (void)
{
  GtkWidget *popover, *scale, *button;
  guint64 hash;

  open_sandbox ();
  hash = km_machine_hash (vmr_session_machine (window->session));
  popover = vmr_window_choose_ram (window);
  test_settle ();
  scale = find (popover, GTK_TYPE_SCALE);
  button = find (popover, GTK_TYPE_BUTTON);
  g_assert_false (gtk_widget_get_sensitive (button));
  for (guint i = 0; i < 10; i++)
    gtk_range_set_value (GTK_RANGE (scale), i);
  g_assert_true (gtk_widget_get_sensitive (button));
  gtk_popover_popdown (GTK_POPOVER (popover));
  test_settle ();
  g_assert_cmpuint (km_machine_hash (vmr_session_machine (window->session)), ==, hash);
  popover = vmr_window_choose_ram (window);
  gtk_range_set_value (GTK_RANGE (find (popover, GTK_TYPE_SCALE)), 12);
  gtk_button_clicked (GTK_BUTTON (find (popover, GTK_TYPE_BUTTON)));
  test_settle ();
  g_assert_cmpuint (vmr_session_state (window->session)->config.ram >> 20, ==, 128);
  vmr_session_move (window->session, VMR_MOVE_LAST);
  g_assert_nonnull (km_task_from_name (vmr_session_machine (window->session), "sh"));
}

/* What a popover holds has the keys: they do not step behind it. */
void
test_popover_keys (void)
{
  GtkWidget *popover;
  GdkEventKey event = { .type = GDK_KEY_PRESS, .keyval = GDK_KEY_Left };

  open_sandbox ();
  popover = vmr_window_choose_ram (window);
  test_settle ();
  g_assert_false (vmr_window_key (window, &event));
  gtk_popover_popdown (GTK_POPOVER (popover));
  test_settle ();
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  g_assert_true (vmr_window_key (window, &event));
}

/* A lesson is not dragged. */
void
test_ram_of_lesson (void)
{
  g_autofree char *path = vmr_data_path ("lessons/04-zones.lesson");

  g_assert_true (vmr_window_open_path (window, path));
  g_assert_null (vmr_window_choose_ram (window));
  g_assert_cmpstr (notice (), !=, "");
}

void
test_forget (void)
{
  GtkWidget *dialog = NULL;
  g_autoptr (GList) windows = NULL;

  vmr_progress_note (window->progress, "zones", 3, 5, FALSE);
  act ("forget-progress", NULL);
  windows = gtk_window_list_toplevels ();
  for (GList *item = windows; item; item = item->next)
    if (GTK_IS_MESSAGE_DIALOG (item->data))
      dialog = item->data;
  g_assert_nonnull (dialog);
  g_assert_cmpuint (vmr_progress_part (window->progress, "zones"), ==, 3);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  test_settle ();
  g_assert_cmpuint (vmr_progress_part (window->progress, "zones"), ==, 0);
}

static guint
n_commands (void)
{
  return km_machine_n_commands (vmr_session_machine (window->session));
}

static void
press_cell (GtkWidget *view,
            VmrRef     ref)
{
  int index = vmr_cells_find (vmr_view_cells (VMR_VIEW (view)), ref);

  g_assert_cmpint (index, >=, 0);
  vmr_view_activate (VMR_VIEW (view), index);
  test_settle ();
}

static gboolean
shows_pages (void)
{
  return vmr_stage_shown (window->session) == &vmr_stage_pages;
}

/* One press makes a page fault; what the mouse, the keys and the console do is the same. */
void
test_sandbox_verbs (void)
{
  guint n;

  act ("preset", g_variant_new_string ("classic"));
  n = n_commands ();
  g_assert_cmpuint (vmr_session_n_setup (window->session), ==, n - 1);
  g_assert_true (shows_pages ());
  g_assert_nonnull (strstr (gtk_entry_get_placeholder_text (GTK_ENTRY (window->console)),
                            "write editor 0x081c7000"));
  g_assert_nonnull (strstr (gtk_button_get_label (GTK_BUTTON (window->transport[2])), "③"));
  g_assert_true (test_press (window, GDK_KEY_Return, 0));
  g_assert_cmpuint (n_commands (), ==, n + 1);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (window->console)), ==, "write editor 0x081c7000");
  g_assert_false (shows_pages ());
  test_press (window, GDK_KEY_Page_Down, 0);
  g_assert_null (strstr (gtk_button_get_label (GTK_BUTTON (window->transport[2])), "③"));
  test_press (window, GDK_KEY_End, 0);
  g_assert_true (shows_pages ());
  press_cell (window->stage, vmr_ref (VMR_REF_ADDRESS, 0x081c9000,
                                      vmr_session_task (window->session)->id));
  press_cell (window->stage, vmr_ref (VMR_REF_ACTION, VMR_ACTION_VERB + VMR_VERB_READ, 0));
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (window->console)), ==, "read editor 0x081c9000");
  test_press (window, GDK_KEY_End, 0);
  /* What cannot act says why, and does nothing. */
  press_cell (window->stage, vmr_ref (VMR_REF_ADDRESS, 0x08048000,
                                      vmr_session_task (window->session)->id));
  n = n_commands ();
  test_press (window, GDK_KEY_2, 0);
  g_assert_cmpuint (n_commands (), ==, n);
  g_assert_nonnull (strstr (notice (), "text may not be written"));
}

void
test_sandbox_tries (void)
{
  guint n;

  act ("preset", g_variant_new_string ("mini"));
  n = n_commands ();
  g_assert_true (vmr_window_desk_act (window, VMR_ACTION_TRY_FILL + 4));
  g_assert_cmpuint (n_commands (), ==, n);
  g_assert_nonnull (strstr (gtk_entry_get_text (GTK_ENTRY (window->console)), "write editor 0x2"));
  g_assert_true (vmr_window_desk_act (window, VMR_ACTION_TRY_RUN + 4));
  g_assert_cmpuint (n_commands (), ==, n + 1);
  vmr_session_move (window->session, VMR_MOVE_LAST);
  test_settle ();
  /* It died; the same press starts it again. */
  press_cell (window->stage, vmr_ref (VMR_REF_ACTION, VMR_ACTION_START, 0));
  vmr_session_move (window->session, VMR_MOVE_LAST);
  g_assert_cmpstr (vmr_session_task (window->session)->comm, ==, "editor");
  g_assert_false (vmr_task_is_dead (vmr_session_task (window->session)));
  test_settle ();
  /* Another program is looked at, and the set-up gone into and out of. */
  press_cell (window->address, vmr_ref (VMR_REF_TASK, vmr_desk_other_task (window->session, 0)->id,
                                        0));
  g_assert_cmpstr (vmr_session_task (window->session)->comm, ==, "logd");
  press_cell (window->story, vmr_ref (VMR_REF_ACTION, VMR_ACTION_SETUP, 0));
  g_assert_true (vmr_session_setup_is_open (window->session));
  press_cell (window->story, vmr_ref (VMR_REF_ACTION, VMR_ACTION_SETUP, 0));
  g_assert_false (vmr_session_setup_is_open (window->session));
}
