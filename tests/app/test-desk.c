/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The desk's own tools: ledger, moments, reloading, pin, context menus, the size of the machine. */
#include "app/window/window-open.h"
#include "tests/app/support.h"
#include "ui/lecture/shown.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/setup.h"
#include "tests/app/test-desk.h"

#include "app/window/window-console.h"
#include "app/window/window-context.h"
#include "app/window/window-desk.h"
#include "app/window/window-keys.h"
#include "app/window/window-machine.h"
#include "app/window/window-source.h"
#include "ui/panels/source.h"
#include "ui/session/data-dir.h"
#include "ui/session/desk.h"
#include "ui/session/ledger.h"

#include <glib/gstdio.h>
#include <string.h>

VmrWindow *window;

void
act (const char *action,
     GVariant   *target)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, target);
  test_settle ();
}

const char *
notice (void)
{
  return gtk_label_get_text (GTK_LABEL (window->notice_label));
}

void
open_sandbox (void)
{
  static const char *const lines[] = { "exec sh text=64K data=12K bss=16K", "buf = mmap sh 64K rw",
                                       "write sh buf" };

  g_assert_true (vmr_session_open_machine (window->session, "ram=64M layout=classic", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_true (vmr_window_run (window, lines[i]));
  vmr_session_move (window->session, VMR_MOVE_LAST);
  test_settle ();
}

static guint
n_rows (void)
{
  return (guint) gtk_tree_model_iter_n_children (
    gtk_tree_view_get_model (GTK_TREE_VIEW (window->ledger_view)), NULL);
}

static void
test_ledger (void)
{
  g_autoptr (GtkTreePath) first = gtk_tree_path_new_first ();
  g_autoptr (GPtrArray) rows = NULL;

  open_sandbox ();
  act ("ledger", NULL);
  rows = vmr_session_ledger (window->session);
  g_assert_cmpuint (n_rows (), ==, rows->len);
  gtk_tree_view_row_activated (GTK_TREE_VIEW (window->ledger_view), first,
                               gtk_tree_view_get_column (GTK_TREE_VIEW (window->ledger_view), 1));
  g_assert_cmpuint (vmr_session_cursor (window->session), ==,
                    ((VmrLedgerRow *) rows->pdata[0])->first_step);
  g_assert_cmpuint (n_rows (), ==, 1);
  vmr_session_move (window->session, VMR_MOVE_LAST);
  g_assert_cmpuint (n_rows (), ==, rows->len);
  act ("ledger", NULL);
  g_assert_false (gtk_revealer_get_reveal_child (GTK_REVEALER (window->ledger)));
}

static void
test_moment (void)
{
  guint cursor;
  guint64 hash;

  open_sandbox ();
  vmr_session_move (window->session, VMR_MOVE_PREVIOUS);
  cursor = vmr_session_cursor (window->session);
  hash = km_machine_hash (vmr_session_machine (window->session));
  act ("copy-moment", NULL);
  g_assert_true (vmr_session_open_machine (window->session, "ram=128M", NULL));
  act ("paste-moment", NULL);
  g_assert_cmpuint (vmr_session_cursor (window->session), ==, cursor);
  g_assert_cmpuint (km_machine_hash (vmr_session_machine (window->session)), ==, hash);
}

static void
test_bad_paste (void)
{
  guint64 hash;

  open_sandbox ();
  hash = km_machine_hash (vmr_session_machine (window->session));
  gtk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window), GDK_SELECTION_CLIPBOARD),
                          "a shopping list", -1);
  act ("paste-moment", NULL);
  g_assert_nonnull (strstr (notice (), "# Vmarium moment"));
  g_assert_cmpuint (km_machine_hash (vmr_session_machine (window->session)), ==, hash);
}

/* --- the console as a place among others ------------------------------------------------------ */

static void
type_line (const char *text)
{
  gtk_widget_grab_focus (window->console);
  gtk_entry_set_text (GTK_ENTRY (window->console), text);
  gtk_editable_set_position (GTK_EDITABLE (window->console), -1);
  test_settle ();
}

static GtkWidget *
focus (void)
{
  return gtk_window_get_focus (GTK_WINDOW (window));
}

/* Tab completes while there is something to complete; it never stays for ever. */
static void
test_console_tab (void)
{
  static const char *const lines[] = { "", "wri", "write ", "write sh", "nonsense", "print ", "w",
                                       "write sh buf " };

  open_sandbox ();
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      guint presses = 0;

      type_line (lines[i]);
      while (focus () == window->console && presses++ < 8)
        test_press (window, GDK_KEY_Tab, 0);
      g_test_message ("\"%s\"", lines[i]);
      g_assert_true (focus () != window->console);
      type_line (lines[i]);
      test_press (window, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK);
      g_assert_true (focus () != window->console);
    }
  type_line ("wri");
  test_press (window, GDK_KEY_Tab, 0);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (window->console)), ==, "write ");
  type_line ("");
}

static void
test_console_leave (void)
{
  guint before;

  open_sandbox ();
  type_line ("read sh buf");
  test_press (window, GDK_KEY_Return, 0);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (window->console)), ==, "");
  vmr_session_move (window->session, VMR_MOVE_FIRST);
  before = vmr_session_cursor (window->session);
  test_press (window, GDK_KEY_Right, 0);
  g_assert_cmpuint (vmr_session_cursor (window->session), >, before);
  test_press (window, GDK_KEY_Left, 0);
  g_assert_cmpuint (vmr_session_cursor (window->session), ==, before);
  /* What is being written keeps its arrows. */
  type_line ("read");
  test_press (window, GDK_KEY_Right, 0);
  g_assert_cmpuint (vmr_session_cursor (window->session), ==, before);
  test_press (window, GDK_KEY_Escape, 0);
  g_assert_null (focus ());
  test_press (window, GDK_KEY_Right, 0);
  g_assert_cmpuint (vmr_session_cursor (window->session), >, before);
  gtk_entry_set_text (GTK_ENTRY (window->console), "");
}

/* --- whose address space ------------------------------------------------------------------------ */

static int
pill_of (const char *comm)
{
  const VmrCells *cells = vmr_view_cells (VMR_VIEW (window->address));
  g_autofree char *start = g_strdup_printf ("%s, pid ", comm);

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->ref.kind == VMR_REF_TASK &&
        g_str_has_prefix (vmr_cells_get (cells, i)->name, start))
      return (int) i;
  return -1;
}

static const char *
shown (void)
{
  return vmr_session_task (window->session)->comm;
}

static void
test_choose_task (void)
{
  g_autofree char *path = vmr_data_path ("lessons/06-demand-paging.lesson");
  guint first;

  g_assert_true (vmr_window_open_path (window, path));
  test_settle ();
  vmr_session_set_depth (window->session, KM_DEPTH_ALL);
  vmr_session_move (window->session, VMR_MOVE_NEXT);
  test_settle ();
  g_assert_cmpstr (shown (), ==, "sh");
  g_assert_cmpint (pill_of ("sh"), >=, 0);
  g_assert_cmpint (pill_of ("logd"), >=, 0);
  vmr_view_activate (VMR_VIEW (window->address), pill_of ("logd"));
  test_settle ();
  g_assert_cmpstr (shown (), ==, "logd");
  g_assert_cmpint (vmr_session_selection (window->session).kind, ==, VMR_REF_NONE);
  /* It stays while the same one runs. */
  vmr_session_move (window->session, VMR_MOVE_PREVIOUS);
  g_assert_cmpstr (shown (), ==, "logd");
  vmr_view_activate (VMR_VIEW (window->address), pill_of ("sh"));
  test_settle ();
  g_assert_cmpstr (shown (), ==, "sh");
  /* And is dropped when another one does. */
  open_sandbox ();
  g_assert_true (vmr_window_run (window, "exec ed text=64K data=12K bss=16K"));
  g_assert_true (vmr_window_run (window, "write sh bss"));
  vmr_session_move (window->session, VMR_MOVE_LAST);
  first = vmr_session_task (window->session)->id;
  g_assert_true (vmr_window_run (window, "write ed bss"));
  vmr_session_move (window->session, VMR_MOVE_LAST);
  g_assert_cmpstr (shown (), ==, "ed");
  vmr_session_choose_task (window->session, (KmTaskId) { first });
  g_assert_cmpstr (shown (), ==, "sh");
  g_assert_true (vmr_window_run (window, "write sh bss+4K"));
  vmr_session_move (window->session, VMR_MOVE_LAST);
  g_assert_true (vmr_window_run (window, "write ed bss+4K"));
  vmr_session_move (window->session, VMR_MOVE_LAST);
  g_assert_cmpuint (vmr_session_task (window->session)->pid, >, 0);
}

/* --- where a function stands -------------------------------------------------------------------- */

/* --- what a command came to ------------------------------------------------------------------- */

static char *
told (void)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (window->transcript_text));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* The console ends with that, blanks at its end aside. */
static gboolean
told_last (const char *text)
{
  g_autofree char *all = told ();

  return g_str_has_suffix (g_strchomp (all), text);
}

/* What a command comes to is not told before its steps are walked; with none, at once. */
static void
test_console_result (void)
{
  VmrSession *session = window->session;
  g_autofree char *all = NULL;
  guint first, steps = 0;

  act ("preset", g_variant_new_string ("classic"));
  g_assert_true (vmr_window_run (window, "read editor 0x0"));
  first = vmr_session_cursor (session);
  while (vmr_session_cursor (session) < vmr_session_n_steps (session))
    {
      g_assert_true (told_last ("› read editor 0x0"));
      g_assert_true (vmr_session_move (session, VMR_MOVE_NEXT));
      steps++;
    }
  g_assert_cmpuint (steps, >, 1);
  g_assert_false (told_last ("› read editor 0x0"));
  /* Back at its start it still stands there, once. */
  vmr_session_jump (session, first);
  g_assert_false (told_last ("› read editor 0x0"));
  vmr_session_move (session, VMR_MOVE_LAST);
  /* What has no steps waits for nothing, and what was held back stands before the next line. */
  g_assert_true (vmr_window_run (window, "print buddyinfo"));
  g_assert_false (told_last ("› print buddyinfo"));
  g_assert_true (vmr_window_run (window, "read logd 0x0"));
  g_assert_true (told_last ("› read logd 0x0"));
  g_assert_true (vmr_window_run (window, "print buddyinfo"));
  all = told ();
  g_assert_nonnull (strstr (all, "› read logd 0x0\nlogd: signal 11"));
}

int
main (int    argc,
      char **argv)
{
  int status;

  window = test_window_new (&argc, &argv, NULL);
  /* First: the guides of a sandbox do not come back. */
  g_test_add_func ("/desk/sandbox-verbs", test_sandbox_verbs);
  g_test_add_func ("/desk/console-tab", test_console_tab);
  g_test_add_func ("/desk/source", test_source);
  g_test_add_func ("/desk/choose-task", test_choose_task);
  g_test_add_func ("/desk/console-leave", test_console_leave);
  g_test_add_func ("/desk/console-result", test_console_result);
  g_test_add_func ("/desk/ledger", test_ledger);
  g_test_add_func ("/desk/moment", test_moment);
  g_test_add_func ("/desk/bad-paste", test_bad_paste);
  g_test_add_func ("/desk/reload", test_reload);
  g_test_add_func ("/desk/pin", test_pin);
  g_test_add_func ("/desk/pause", test_pause);
  g_test_add_func ("/desk/mouse-writes", test_mouse_writes);
  g_test_add_func ("/desk/ram-size", test_ram_size);
  g_test_add_func ("/desk/popover-keys", test_popover_keys);
  g_test_add_func ("/desk/ram-of-lesson", test_ram_of_lesson);
  g_test_add_func ("/desk/forget", test_forget);
  g_test_add_func ("/desk/sandbox-tries", test_sandbox_tries);
  status = g_test_run ();
  gtk_widget_destroy (GTK_WIDGET (window));
  return status;
}
