/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ledger, "run until", moments and reloading, without a display. */
#include "tests/ui/support.h"
#include "ui/session/ledger.h"
#include "ui/session/moment.h"
#include "ui/session/run-until.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-record.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

#include <glib/gstdio.h>
#include <string.h>

static VmrSession *
sandbox (void)
{
  static const char *const lines[] = { "exec sh text=64K data=12K bss=16K", "buf = mmap sh 64K rw",
                                       "write sh buf", "block = alloc_pages 3", "munmap sh buf 16K" };
  VmrSession *session = vmr_session_new ();

  g_assert_true (vmr_session_open_machine (session, "ram=64M layout=classic", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      vmr_session_run (session, lines[i], NULL, &error);
      g_assert_no_error (error);
      vmr_session_move (session, VMR_MOVE_LAST);
    }
  return session;
}

/* A row's part of the whole: what the counters say after the step less what they said before. */
static guint
faults_at (VmrSession *session)
{
  return vmr_session_state (session)->event[KM_PGFAULT];
}

static void
test_ledger (void)
{
  g_autoptr (VmrSession) session = sandbox ();
  g_autoptr (GPtrArray) rows = vmr_session_ledger (session);
  guint end = vmr_session_cursor (session), faults = faults_at (session), sum = 0;
  const VmrLedgerRow *row;
  guint64 hash = km_machine_hash (vmr_session_machine (session));

  g_assert_cmpuint (rows->len, >=, 5);
  row = rows->pdata[rows->len - 5];
  g_assert_cmpstr (row->text, ==, "exec sh text=64K data=12K bss=16K");
  row = rows->pdata[rows->len - 4];
  g_assert_nonnull (strstr (row->result, "buf = 0x"));
  row = rows->pdata[rows->len - 3];
  g_assert_cmpstr (row->text, ==, "write sh buf");
  g_assert_cmpuint (row->faults, ==, 1);
  g_assert_cmpuint (row->taken, >=, 1);
  row = rows->pdata[rows->len - 2];
  g_assert_cmpuint (row->taken, ==, 8);
  g_assert_cmpuint (row->faults, ==, 0);
  row = rows->pdata[rows->len - 1];
  g_assert_cmpuint (row->given, ==, 1);
  for (guint i = 0; i < rows->len; i++)
    sum += ((VmrLedgerRow *) rows->pdata[i])->faults;
  g_assert_cmpuint (sum, ==, faults);
  /* Reading has moved nothing. */
  g_assert_cmpuint (vmr_session_cursor (session), ==, end);
  g_assert_cmpuint (km_machine_hash (vmr_session_machine (session)), ==, hash);
}

/* In the middle of a command: what it cost so far, no result; what comes later is not there. */
static void
test_ledger_past (void)
{
  g_autoptr (VmrSession) session = sandbox ();
  g_autoptr (GPtrArray) all = vmr_session_ledger (session);
  const VmrLedgerRow *write = all->pdata[all->len - 3], *row;
  g_autoptr (GPtrArray) rows = NULL;

  vmr_session_jump (session, write->first_step);
  rows = vmr_session_ledger (session);
  g_assert_cmpuint (rows->len, ==, all->len - 2);
  row = rows->pdata[rows->len - 1];
  g_assert_cmpstr (row->text, ==, "write sh buf");
  g_assert_false (row->finished);
  g_assert_null (row->result);
  g_assert_cmpuint (row->steps, ==, 1);
  g_assert_cmpuint (row->faults, ==, 0);
}

static void
take_notice (VmrSession *session,
             const char *text,
             GString    *all)
{
  g_string_append (all, text);
}

static void
test_until (void)
{
  g_autoptr (VmrSession) session = sandbox ();
  GString *said = g_string_new (NULL);
  const KmMachine *machine = vmr_session_machine (session);
  const KmTask *task;
  guint cursor;

  g_signal_connect (session, "notice", G_CALLBACK (take_notice), said);
  vmr_session_move (session, VMR_MOVE_FIRST);
  g_assert_true (vmr_session_run_until (session, VMR_UNTIL_FAULT));
  g_assert_cmpint (km_machine_step_kind (machine, vmr_session_cursor (session)), ==,
                   KM_STEP_PAGE_FAULT);
  cursor = vmr_session_cursor (session);
  g_assert_false (vmr_session_run_until (session, VMR_UNTIL_FAULT));
  g_assert_cmpuint (vmr_session_cursor (session), ==, cursor);
  g_assert_cmpstr (said->str, !=, "");
  g_assert_false (vmr_session_run_until (session, VMR_UNTIL_CHANGE));
  task = vmr_session_task (session);
  vmr_session_select (session, vmr_ref (VMR_REF_TASK, task->id, 0));
  g_assert_true (vmr_session_run_until (session, VMR_UNTIL_CHANGE));
  g_assert_cmpuint (vmr_session_cursor (session), >, cursor);
  g_assert_true (vmr_session_run_until (session, VMR_UNTIL_SPLIT));
  cursor = km_machine_step_kind (machine, vmr_session_cursor (session));
  g_assert_true (cursor == KM_STEP_BLOCK_SPLIT || cursor == KM_STEP_VMA_SPLIT);
  g_string_free (said, TRUE);
}

static gboolean
open_moment (VmrSession  *session,
             const char  *text,
             GError     **error)
{
  return vmr_session_open_moment (session, text, error) &&
         vmr_session_finish_recording (session, error);
}

static void
test_moment (void)
{
  g_autoptr (VmrSession) session = sandbox ();
  g_autoptr (VmrSession) other = vmr_session_new ();
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  guint cursor;

  for (guint i = 0; i < 12; i++)
    vmr_session_move (session, VMR_MOVE_PREVIOUS);
  vmr_session_select (session, vmr_ref (VMR_REF_FRAME, 0x123, 0));
  vmr_session_pin (session, "buddy");
  cursor = vmr_session_cursor (session);
  text = vmr_session_moment (session);
  g_assert_true (vmr_is_moment (text));
  open_moment (other, text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vmr_session_cursor (other), ==, cursor);
  g_assert_cmpuint (vmr_session_first (other), ==, vmr_session_first (session));
  g_assert_cmpuint (km_machine_hash (vmr_session_machine (other)), ==,
                    km_machine_hash (vmr_session_machine (session)));
  g_assert_true (vmr_ref_equal (vmr_session_selection (other), vmr_session_selection (session)));
  g_assert_cmpstr (vmr_session_pinned (other), ==, "buddy");
  again = vmr_session_moment (other);
  g_assert_cmpstr (strstr (text, "machine "), ==, strstr (again, "machine "));
}

/* The lesson's words come along: story and title of the part are those of the moment. */
static void
test_moment_words (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (GError) error = NULL;
  guint said = 0;

  test_open_lesson (session, "06-demand-paging");
  for (guint step = vmr_session_first (session); step <= vmr_session_n_steps (session); step++)
    {
      g_autoptr (VmrSession) other = NULL;
      g_autofree char *text = NULL;
      const VmrPart *part, *pasted;

      vmr_session_jump (session, step);
      part = vmr_session_part (session, vmr_session_current_part (session));
      for (guint zh = 0; zh < 2; zh++)
        {
          g_autofree char *say = vmr_session_say (session, zh);
          g_autofree char *there = NULL;

          if (say == NULL)
            continue;
          if (other == NULL)
            {
              text = vmr_session_moment (session);
              other = vmr_session_new ();
              open_moment (other, text, &error);
              g_assert_no_error (error);
            }
          there = vmr_session_say (other, zh);
          g_assert_cmpstr (there, ==, say);
          pasted = vmr_session_part (other, vmr_session_current_part (other));
          g_assert_cmpstr (pasted->title[zh], ==, part->title[zh]);
          said++;
        }
    }
  g_assert_cmpuint (said, >, 4);
}

/* A moment of every part of every lesson opens at the same computer. */
static void
test_moment_of_lessons (void)
{
  g_auto (GStrv) paths = test_lessons ();

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (VmrSession) session = vmr_session_new ();

      g_assert_true (vmr_session_open_path (session, paths[i], NULL));
      for (guint part = 1; part <= vmr_session_lesson_parts (session); part++)
        {
          g_autoptr (VmrSession) other = vmr_session_new ();
          g_autoptr (GError) error = NULL;
          g_autofree char *text = NULL;

          vmr_session_show_part (session, part);
          text = vmr_session_moment (session);
          open_moment (other, text, &error);
          g_assert_no_error (error);
          g_assert_cmpuint (km_machine_hash (vmr_session_machine (other)), ==,
                            km_machine_hash (vmr_session_machine (session)));
        }
    }
}

static void
test_bad_moment (void)
{
  static const char *const texts[] = {
    "", "hello", "# Vmarium moment", "# Vmarium moment\nmachine\n",
    "# Vmarium moment\n# step 99999\nmachine ram=64M\n", "# Vmarium moment\n# step x\n",
    "# Vmarium moment\n# step 1\n# select teapot 1 2\nmachine ram=64M\n",
    "# Vmarium moment\n# step 1\nmachine ram=64M\nfly away\n", "# Vmarium moment\n# step 0\nmachine\n",
  };
  g_autoptr (VmrSession) session = sandbox ();
  guint cursor = vmr_session_cursor (session);
  const KmMachine *machine = vmr_session_machine (session);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (open_moment (session, texts[i], &error));
      g_assert_nonnull (error);
      g_assert_true (vmr_session_machine (session) == machine);
      g_assert_cmpuint (vmr_session_cursor (session), ==, cursor);
    }
}

static const char lesson[] =
  "<lesson id='test' chapter='mmu'><title>%s</title><machine>ram=64M layout=classic</machine>"
  "<part><title>One</title><do>exec sh text=64K data=12K bss=16K</do></part>"
  "<part><title>Two</title><do stop='access'>write sh bss</do></part>%s";

static void
test_reload (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp ("vmarium-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "03-test.lesson", NULL);
  g_autofree char *good = g_strdup_printf (lesson, "Before", "</lesson>");
  g_autofree char *better = g_strdup_printf (lesson, "After", "</lesson>");
  g_autofree char *bad = g_strdup_printf (lesson, "Broken", "<part></lesson>");
  g_autofree char *title = NULL;
  guint cursor;

  g_assert_true (g_file_set_contents (path, good, -1, NULL));
  g_assert_true (vmr_session_open_path (session, path, NULL));
  vmr_session_show_part (session, 2);
  vmr_session_move (session, VMR_MOVE_NEXT);
  vmr_session_move (session, VMR_MOVE_NEXT);
  cursor = vmr_session_cursor (session);
  g_assert_true (g_file_set_contents (path, bad, -1, NULL));
  g_assert_false (vmr_session_reload (session, &error));
  g_assert_nonnull (strstr (error->message, "03-test.lesson:1:"));
  g_assert_cmpuint (vmr_session_cursor (session), ==, cursor);
  g_assert_true (g_file_set_contents (path, better, -1, NULL));
  g_assert_true (vmr_session_reload (session, NULL));
  g_assert_cmpuint (vmr_session_cursor (session), ==, cursor);
  g_assert_cmpuint (vmr_session_lesson_part (session), ==, 2);
  title = vmr_session_title (session);
  g_assert_nonnull (strstr (title, "After"));
  g_unlink (path);
  g_rmdir (dir);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/moments/words", test_moment_words);
  g_test_add_func ("/ledger/costs", test_ledger);
  g_test_add_func ("/ledger/past", test_ledger_past);
  g_test_add_func ("/until", test_until);
  g_test_add_func ("/moment/round-trip", test_moment);
  g_test_add_func ("/moment/lessons", test_moment_of_lessons);
  g_test_add_func ("/moment/bad", test_bad_moment);
  g_test_add_func ("/reload", test_reload);
  return g_test_run ();
}
