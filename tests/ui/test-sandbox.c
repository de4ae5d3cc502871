/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A sandbox as it opens: its set-up on every machine, its verbs, its runs to try first, and the drawing
 * of a program's pages at every size. */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "ui/session/desk-start.h"
#include "ui/session/refuse.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/shown.h"
#include "ui/panels/address.h"
#include "ui/session/areas.h"
#include "ui/session/desk-page.h"
#include "ui/session/desk.h"
#include "ui/session/offers.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-machine.h"
#include "ui/session/session-move.h"
#include "ui/session/session-record.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/setup.h"
#include "ui/session/walk.h"
#include "ui/session/words.h"
#include "tests/ui/test-sandbox.h"

#include <string.h>

VmrTextCache *texts;
char *last_notice;

static void
on_notice (VmrSession *session,
           const char *text,
           gpointer    data)
{
  g_free (last_notice);
  last_notice = g_strdup (text);
}

VmrSession *
sandbox (const char *machine)
{
  VmrSession *session = vmr_session_new ();
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&last_notice, g_free);
  g_signal_connect (session, "notice", G_CALLBACK (on_notice), NULL);
  vmr_session_open_sandbox (session, machine, &error);
  g_assert_no_error (error);
  return session;
}

void
run (VmrSession *session,
     const char *line)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", line);
  vmr_session_run (session, line, NULL, &error);
  g_assert_no_error (error);
  vmr_session_jump (session, vmr_session_n_steps (session));
}

guint64
value (VmrSession *session,
       const char *expression)
{
  guint64 result = 0;
  g_autoptr (GError) error = NULL;

  km_machine_evaluate (vmr_session_machine (session), "editor", expression, &result, &error);
  g_assert_no_error (error);
  return result;
}

/* --- the set-up ------------------------------------------------------------------------------------ */

static void
test_setup (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (machines); i++)
    {
      g_autoptr (VmrSession) session = sandbox (machines[i]);
      const KmMachine *machine = vmr_session_machine (session);
      g_autoptr (GError) error = NULL;
      KmAddr addr = 0;

      g_test_message ("%s", machines[i]);
      g_assert_null (last_notice);
      g_assert_cmpuint (vmr_session_n_setup (session), ==, km_machine_n_commands (machine) - 1);
      g_assert_cmpuint (vmr_session_cursor (session), ==, vmr_session_n_steps (session));
      g_assert_cmpuint (vmr_session_cursor (session), ==, vmr_session_first (session));
      g_assert_true (vmr_session_is_fresh (session) && vmr_session_at_rest (session));
      g_assert_cmpuint (vmr_session_depth (session), ==, KM_DEPTH_STORY);
      g_assert_cmpuint (vmr_session_n_stops (session, KM_DEPTH_ALL), ==, 1);
      g_assert_cmpstr (vmr_session_task (session)->comm, ==, "editor");
      g_assert_cmpstr (vmr_stage_shown (session)->name, ==, "pages");
      g_assert_true (vmr_desk_page (session, &addr));
      g_assert_cmphex (addr, ==, 0x081c7000);
      km_machine_check (machine, &error);
      g_assert_no_error (error);
      /* Nothing lies before or behind. */
      g_assert_false (vmr_session_move (session, VMR_MOVE_FIRST));
      g_assert_false (vmr_session_move (session, VMR_MOVE_LAST));
    }
}

/* Its words say so, and everything else works. */
static void
test_too_small (void)
{
  g_autoptr (VmrSession) session = sandbox ("ram=16M layout=classic managed=DMA:600/700");
  g_autofree char *line = vmr_desk_start_line (session);

  g_assert_nonnull (last_notice);
  g_assert_cmpuint (vmr_session_n_setup (session), ==, 0);
  g_assert_true (vmr_session_is_fresh (session));
  g_assert_cmpstr (line, ==, "exec editor text=64K data=8K bss=16K");
  for (guint i = 0; i < VMR_N_VERBS; i++)
    {
      g_auto (VmrVerb) verb = { 0 };

      vmr_desk_verb (session, i, &verb);
      g_assert_null (verb.line);
      g_assert_nonnull (verb.reason);
    }
}

static void
test_open_setup (void)
{
  g_autoptr (VmrSession) session = sandbox ("layout=mini");
  guint first = vmr_session_first (session);

  vmr_session_open_setup (session, TRUE);
  g_assert_true (vmr_session_setup_is_open (session));
  g_assert_cmpuint (vmr_session_cursor (session), <, first);
  g_assert_cmpuint (vmr_session_n_stops (session, KM_DEPTH_STORY), >, 100);
  vmr_session_open_setup (session, FALSE);
  g_assert_cmpuint (vmr_session_cursor (session), ==, first);
  g_assert_cmpuint (vmr_session_n_stops (session, KM_DEPTH_STORY), ==, 1);
  g_assert_true (vmr_session_is_fresh (session));
}

/* Who does something else within the set-up has left it: no line of his is taken for one of it. */
static void
test_leave_setup (void)
{
  g_autoptr (VmrSession) session = sandbox ("layout=mini");
  const KmMachine *machine = vmr_session_machine (session);
  g_autoptr (GError) error = NULL;

  vmr_session_open_setup (session, TRUE);
  vmr_session_move (session, VMR_MOVE_NEXT_COMMAND);
  vmr_session_move (session, VMR_MOVE_NEXT_COMMAND);
  run (session, "exec own text=64K data=8K bss=16K");
  for (guint i = 0; i < 30; i++)
    run (session, "write own bss");
  g_assert_cmpuint (vmr_session_n_setup (session), ==, 0);
  g_assert_false (vmr_session_setup_is_open (session));
  vmr_session_restart_on (session, (guint64) 2 << 30, &error);
  g_assert_no_error (error);
  vmr_session_finish_recording (session, &error);
  g_assert_no_error (error);
  machine = vmr_session_machine (session);
  g_assert_cmpstr (km_machine_command (machine, km_machine_n_commands (machine) - 1)->text, ==,
                   "write own bss");
  g_assert_cmpuint (vmr_session_n_setup (session), ==, 0);
}

/* The set-up runs again, then what the user did. */
static void
test_restart (void)
{
  g_autoptr (VmrSession) session = sandbox ("ram=64M layout=classic");
  guint n_setup = vmr_session_n_setup (session);
  g_autoptr (GError) error = NULL;

  run (session, "write editor 0x081c7000");
  vmr_session_restart_on (session, (guint64) 2 << 30, &error);
  g_assert_no_error (error);
  vmr_session_finish_recording (session, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vmr_session_n_setup (session), ==, n_setup);
  g_assert_cmpuint (km_machine_n_commands (vmr_session_machine (session)), ==, n_setup + 2);
  g_assert_true (vmr_session_is_fresh (session));
  g_assert_true (vmr_desk_try_is_done (session, 0));
  vmr_session_jump (session, vmr_session_n_steps (session));
  g_assert_cmpuint (value (session, "present editor 0x081c7000"), ==, 1);
}

/* --- verbs ------------------------------------------------------------------------------------------ */

static void
test_verbs (void)
{
  for (guint i = 0; i < VMR_N_VERBS; i++)
    {
      g_autoptr (VmrSession) session = sandbox ("layout=mini");
      g_auto (VmrVerb) verb = { 0 };

      vmr_desk_verb (session, i, &verb);
      g_assert_null (verb.reason);
      run (session, verb.line);
      g_assert_cmpuint (value (session, "signal editor"), ==, 0);
      g_assert_true (vmr_session_at_rest (session));
    }
}

static void
test_reasons (void)
{
  g_autoptr (VmrSession) session = sandbox ("layout=classic");
  guint task = vmr_session_task (session)->id;
  const struct { KmAddr addr; VmrVerbKind kind; const char *reason; } cases[] = {
    { 0xb7e20000, VMR_VERB_WRITE, "libc.so.6 may not be written" },
    { 0xb7e20000, VMR_VERB_READ, NULL }, { 0x08048000, VMR_VERB_WRITE, "text may not be written" },
    { 0x20000000, VMR_VERB_READ, "there is no area here" }, { 0x20000000, VMR_VERB_MAP, NULL },
    { 0xc0100000, VMR_VERB_READ, "only the kernel may" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (VmrVerb) verb = { 0 };

      vmr_session_select (session, vmr_ref (VMR_REF_ADDRESS, cases[i].addr, task));
      vmr_desk_verb (session, cases[i].kind, &verb);
      g_assert_cmpstr (verb.reason, ==, cases[i].reason);
    }
}

static gboolean
run_start_line (const char *line,
                gpointer    session)
{
  run (session, line);
  return TRUE;
}

/* A signal ends the program; it is started again under its name, with the areas it had, and can do all it could. */
static void
test_death (void)
{
  g_autoptr (VmrSession) session = sandbox ("layout=mini");
  g_auto (VmrVerb) verb = { 0 };
  g_autofree char *line = NULL;
  guint64 vmas = value (session, "vmas editor");

  for (guint life = 0; life < 2; life++)
    {
      run (session, "write editor 0x20000000");
      g_assert_true (vmr_task_is_dead (vmr_session_task (session)));
      g_assert_true (vmr_desk_start (session, run_start_line, session));
      g_assert_cmpstr (vmr_session_task (session)->comm, ==, "editor");
      g_assert_false (vmr_task_is_dead (vmr_session_task (session)));
      g_assert_cmpuint (value (session, "vmas editor"), ==, vmas);
    }
  for (guint i = 0; i < VMR_N_TRIES; i++)
    {
      g_autofree char *try = vmr_desk_try_line (session, i);

      g_assert_true (!vmr_desk_try_is_done (session, i) == (i < VMR_N_TRIES - 1));
      run (session, try);
      g_assert_true (vmr_desk_try_is_done (session, i));
    }
  g_assert_true (vmr_task_is_dead (vmr_session_task (session)));
  vmr_desk_verb (session, VMR_VERB_READ, &verb);
  g_assert_cmpstr (verb.reason, ==, "editor was ended by SIGSEGV");
  line = vmr_desk_start_line (session);
  g_assert_true (g_str_has_prefix (line, "exec editor text="));
}

/* Whoever asks, and wherever in the command that has killed it: a dead program does nothing more, and only what
 * looks at it or cleans up behind it is offered. */
static void
test_stays_dead (void)
{
  static const char *const refused[] = { "read editor heap", "write editor 0x20000000", "brk editor +4K",
                                         "switch editor", "x = mmap editor 4K rw", "syscall editor getpid" };
  g_autoptr (VmrSession) session = sandbox ("layout=classic");
  g_autoptr (GPtrArray) offers = NULL;
  g_autofree char *line = NULL;
  guint last;

  run (session, "write editor 0x20000000");
  last = vmr_session_n_steps (session);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      vmr_session_jump (session, i % 2 ? last : last - 2);
      g_assert_false (vmr_session_run (session, refused[i], NULL, &error));
      g_assert_nonnull (strstr (error->message, "editor was ended by SIGSEGV"));
      g_assert_cmpuint (vmr_session_n_steps (session), ==, last);
      g_assert_cmpuint (vmr_session_cursor (session), ==, i % 2 ? last : last - 2);
    }
  vmr_session_jump (session, last);
  offers = vmr_session_offers (session, vmr_ref (VMR_REF_ADDRESS, 0x081c7000, 0));
  for (guint i = 0; i < offers->len; i++)
    g_assert_true (g_str_has_prefix (((VmrOffer *) offers->pdata[i])->line, "print "));
  g_assert_cmpuint (offers->len, >, 0);
  /* Nor does the drawing of who acts return to it. */
  g_assert_cmpint (km_machine_step_kind (vmr_session_machine (session), vmr_session_doing (session)), ==,
                   KM_STEP_FAULT_SIGNAL);
  line = vmr_desk_start_line (session);
  g_assert_cmpstr (line, ==, "exec editor text=1020K data=12K bss=416K");
  run (session, "print maps editor");
  run (session, "read shell heap");
  run (session, "exit editor");
}

/* With more programs than there is room for, the one that is shown has its pill. */
static void
test_pills (void)
{
  g_autoptr (VmrSession) session = sandbox ("layout=classic");

  run (session, "write editor 0x20000000");
  for (guint i = 0; i < 14; i++)
    {
      g_autofree char *line = g_strdup_printf ("exec program%u text=64K data=8K bss=16K", i);

      run (session, line);
    }
  for (const KmTask *task = km_task (vmr_session_machine (session),
                                     vmr_session_state (session)->first_task);
       task != NULL; task = km_task (vmr_session_machine (session), task->next))
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), 336, 660);
      guint n = 0;

      vmr_session_choose_task (session, (KmTaskId) { task->id });
      vmr_address_layout (NULL, session, cells);
      for (guint i = 0; i < vmr_cells_n (cells); i++)
        n += vmr_cells_get (cells, i)->ref.kind == VMR_REF_TASK;
      g_assert_cmpuint (n, >, 3);
      g_assert_cmpuint (n, <, 17);
      g_assert_cmpint (vmr_cells_find (cells, vmr_ref (VMR_REF_TASK, task->id, 0)), >=, 0);
    }
}

/* --- the drawing --------------------------------------------------------------------------------------- */

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, NULL);
  g_test_add_func ("/sandbox/set-up", test_setup);
  g_test_add_func ("/sandbox/too-small", test_too_small);
  g_test_add_func ("/sandbox/open-set-up", test_open_setup);
  g_test_add_func ("/sandbox/leave-set-up", test_leave_setup);
  g_test_add_func ("/sandbox/restart", test_restart);
  g_test_add_func ("/sandbox/verbs", test_verbs);
  g_test_add_func ("/sandbox/reasons", test_reasons);
  g_test_add_func ("/sandbox/death", test_death);
  g_test_add_func ("/sandbox/numbers", test_numbers);
  g_test_add_func ("/sandbox/example", test_example);
  g_test_add_func ("/sandbox/stays-dead", test_stays_dead);
  g_test_add_func ("/sandbox/pills", test_pills);
  g_test_add_func ("/sandbox/tries", test_tries);
  g_test_add_func ("/sandbox/all-tries", test_all_tries);
  g_test_add_func ("/sandbox/tries-not-done", test_tries_not_done);
  g_test_add_func ("/sandbox/untouched", test_untouched);
  g_test_add_func ("/sandbox/arrow", test_arrow);
  g_test_add_func ("/sandbox/guides", test_guides);
  g_test_add_func ("/sandbox/guide-place", test_guide_place);
  g_test_add_func ("/sandbox/card-place", test_card_place);
  g_test_add_data_func ("/sandbox/drawing/two-levels", "layout=classic", test_drawing);
  g_test_add_data_func ("/sandbox/drawing/three-levels", "layout=debian-5.10-pae", test_drawing);
  g_test_add_func ("/sandbox/drawing/no-program", test_no_program);
  return test_drawing_run (texts, NULL);
}
