/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "tests/ui/test-stops.h"
#include "ui/draw/metrics.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/shown.h"
#include "ui/panels/address.h"
#include "ui/panels/physical.h"
#include "ui/panels/rail.h"
#include "ui/panels/story.h"
#include "ui/panels/timeline.h"
#include "ui/session/desk.h"
#include "ui/session/desk-page.h"
#include "ui/session/refuse.h"
#include "ui/session/data-dir.h"
#include "ui/session/session-aside.h"
#include "ui/session/session-hold.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

#include <math.h>
#include <string.h>

/* What the user runs instead of going on stands outside of the lesson: it has numbers of its own, and neither the
 * outline nor the timeline files it under a part that it does not belong to. */
static void
check_own (VmrSession   *session,
           const VmrSay *try,
           guint         part)
{
  guint n = vmr_session_n_stops (session, KM_DEPTH_STORY), own, seen = 0, last;
  g_autoptr (GPtrArray) tries = NULL;
  g_autoptr (GError) error = NULL;

  vmr_session_run (session, try->command, NULL, &error);
  g_assert_no_error (error);
  own = vmr_session_own_first (session);
  last = vmr_session_n_steps (session);
  g_assert_cmpuint (own, >, try->step);
  for (guint step = own; step <= last; step++)
    {
      const VmrPalette *palette = vmr_palette_get (VMR_THEME_LIGHT, FALSE);
      g_autoptr (VmrCells) rail = vmr_cells_new (palette, texts, vmr_metrics_desk (13.333, 1), 336, 240);
      g_autoptr (VmrCells) timeline = vmr_cells_new (palette, texts, vmr_metrics_desk (13.333, 1), 1000, 90);
      g_autofree char *place = NULL;

      vmr_session_jump (session, step);
      g_assert_cmpuint (vmr_session_current_part (session), ==, part);
      if (!vmr_session_is_stop (session, step))
        continue;
      place = vmr_session_place_text (session, FALSE);
      g_assert_cmpuint (vmr_session_stop_number (session, step), ==, ++seen);
      g_assert_true (g_str_has_prefix (place, "Your own step "));
      vmr_rail_layout (NULL, session, rail);
      g_assert_true (test_says (rail, "your own steps"));
      vmr_timeline_layout (session, timeline, VMR_RECT (0, 0, 1000, 90));
      g_assert_true (test_says (timeline, "your own steps"));
    }
  g_assert_cmpuint (seen, >, 0);
  g_assert_cmpuint (seen, ==, vmr_session_n_stops (session, KM_DEPTH_STORY));
  /* In front of them the lesson is counted as before. */
  vmr_session_jump (session, vmr_session_part (session, part)->stop_step);
  g_assert_cmpuint (vmr_session_n_stops (session, KM_DEPTH_STORY), ==, n);
  /* Where the try was offered it is so again; from the end of it one press more leads there. */
  vmr_session_jump (session, own - 1);
  tries = vmr_session_tries (session);
  g_assert_cmpuint (tries->len, >, 0);
  vmr_session_jump (session, last);
  g_assert_false (vmr_session_move (session, VMR_MOVE_NEXT));
  g_assert_true (vmr_session_is_away (session));
  g_assert_true (vmr_session_move (session, VMR_MOVE_NEXT));
  g_assert_false (vmr_session_is_away (session));
  g_assert_cmpuint (vmr_session_n_stops (session, KM_DEPTH_STORY), ==, n);
}

void
test_own_steps (gconstpointer path)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (GError) error = NULL;

  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  for (guint number = 1; number <= vmr_session_lesson_parts (session); number++)
    for (guint i = 0; i < vmr_session_lesson_part_at (session, number)->tries->len; i++)
      {
        const VmrSay *try;

        vmr_session_show_part (session, number);
        try = vmr_session_lesson_part_at (session, number)->tries->pdata[i];
        vmr_session_jump (session, try->step);
        check_own (session, try, vmr_session_current_part (session));
      }
}

/* At each stop of the lesson: the example of the command line is about the program that is shown, as long as it is alive
 * there, also when the command goes on to end it. */
void
test_example_shown (gconstpointer path)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (GError) error = NULL;

  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  for (guint part = 1; part <= vmr_session_lesson_parts (session); part++)
    {
      vmr_session_show_part (session, part);
      for (guint i = 0; i < vmr_session_act_stops (session); i++)
        {
          g_autofree char *example = NULL;
          g_auto (GStrv) words = NULL;
          const KmTask *task;

          vmr_session_jump (session, vmr_session_stop_at (session, i));
          task = vmr_session_task (session);
          if (task == NULL || vmr_task_is_dead (task) || km_mm (vmr_session_machine (session), task->mm) == NULL)
            continue;
          example = vmr_desk_example (session);
          words = g_strsplit (example, " ", -1);
          g_test_message ("stop %u: %s", i + 1, example);
          g_assert_true (g_strv_contains ((const char *const *) words,
                                          km_task_name (vmr_session_machine (session), task)));
        }
    }
}

/* Wherever in a lesson a command is typed: it begins with its own step 1, and goes on from there, though the
 * lesson has other commands and stops under the same numbers. */
void
test_own_begins (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  guint n;

  test_open_lesson (session, "02-four-gigabytes");
  n = vmr_session_act_stops (session);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *example = NULL;
      g_autofree char *refusal = NULL;
      g_autofree char *place = NULL;
      g_autoptr (GError) error = NULL;

      vmr_session_jump (session, vmr_session_stop_at (session, i));
      example = vmr_desk_example (session);
      g_test_message ("stop %u: %s", i + 1, example);
      refusal = vmr_session_refusal_behind (session, example, NULL);
      if (refusal != NULL)
        continue;
      vmr_session_run (session, example, NULL, &error);
      g_assert_no_error (error);
      place = vmr_session_place_text (session, FALSE);
      g_assert_true (g_str_has_prefix (place, "Your own step 1 of "));
      g_assert_cmpuint (vmr_session_stop_after (session, vmr_session_cursor (session)), >, 0);
      vmr_session_go_home (session);
      g_assert_cmpuint (vmr_session_act_stops (session), ==, n);
    }
}

/* How many parts the outline shows as done. */
static guint
count_ticks (VmrSession *session)
{
  const VmrPalette *palette = vmr_palette_get (VMR_THEME_LIGHT, FALSE);
  g_autoptr (VmrCells) rail = vmr_cells_new (palette, texts, vmr_metrics_desk (13.333, 1), 336, 600);
  guint n = 0;

  vmr_rail_layout (NULL, session, rail);
  for (guint i = 0; i < vmr_cells_n (rail); i++)
    n += strcmp (test_text_at (rail, i), "✔") == 0;
  return n;
}

/* A lesson that was read to its last stop has no open part while something is tried there; one that was left before its
 * end has. */
void
test_own_ticks (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autofree char *example = NULL;
  g_autoptr (GError) error = NULL;
  guint parts;

  test_open_lesson (session, "04-zones");
  parts = vmr_session_lesson_parts (session);
  vmr_session_show_part (session, parts);
  example = vmr_desk_example (session);
  vmr_session_run (session, example, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_ticks (session), ==, parts - 1);
  vmr_session_go_home (session);
  while (!vmr_session_at_end (session))
    vmr_session_jump (session, vmr_session_stop_after (session, vmr_session_cursor (session)));
  vmr_session_run (session, example, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_ticks (session), ==, parts);
}

/* The counts of the three depths, and moves between stops. */
void
test_depths (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  guint story, subject, all, cursor;

  test_open_lesson (session, "06-demand-paging");
  story = vmr_session_n_stops (session, KM_DEPTH_STORY);
  subject = vmr_session_n_stops (session, KM_DEPTH_SUBJECT);
  all = vmr_session_n_stops (session, KM_DEPTH_ALL);
  g_assert_cmpuint (story, <, subject);
  g_assert_cmpuint (subject, <, all);
  g_assert_cmpuint (all, ==, vmr_session_n_steps (session) - vmr_session_first (session) + 1);

  /* Whatever is folded, all of it is there: between any two stops the steps add up. */
  for (guint depth = KM_DEPTH_STORY; depth <= KM_DEPTH_ALL; depth++)
    {
      guint seen = 0;

      vmr_session_set_depth (session, depth);
      for (guint i = 0; i < vmr_session_act_stops (session); i++)
        seen += vmr_session_folded (session, vmr_session_stop_at (session, i)) + 1;
      g_assert_cmpuint (seen, <=, all);
    }

  /* Down goes into what is folded, step by step; Up comes out again where it went in. */
  vmr_session_set_depth (session, KM_DEPTH_STORY);
  vmr_session_set_holds (session, FALSE);
  do
    {
      cursor = vmr_session_cursor (session);
      g_assert_true (vmr_session_move (session, VMR_MOVE_NEXT));
    }
  while (vmr_session_folded (session, vmr_session_stop_after (session, vmr_session_cursor (session))) < 3);
  cursor = vmr_session_cursor (session);
  vmr_session_move (session, VMR_MOVE_OPEN);
  vmr_session_move (session, VMR_MOVE_OPEN);
  g_assert_cmpuint (vmr_session_cursor (session), ==, cursor + 2);
  g_assert_false (vmr_session_is_stop (session, cursor + 2));
  vmr_session_move (session, VMR_MOVE_CLOSE);
  g_assert_cmpuint (vmr_session_cursor (session), ==, cursor);
  /* The depth may change anywhere: the state stays. */
  vmr_session_move (session, VMR_MOVE_OPEN);
  vmr_session_set_depth (session, KM_DEPTH_ALL);
  g_assert_cmpuint (vmr_session_cursor (session), ==, cursor + 1);
}

/* The command with which a myth is shown: the one behind the bar, or the last. */
static guint
first_shown (const KmMachine *machine,
             const char      *see)
{
  guint index = km_machine_n_commands (machine) - 1;

  for (const char *at = strchr (see, '|'); at != NULL; at = strchr (at + 1, ';'))
    index -= strchr (at + 1, ';') != NULL;
  return index;
}

/* The line above "Show it" says what is to be seen: there is such a step from where it opens. */
void
test_myths_promise (void)
{
  static const char *const promised[][2] = {
    { "malloc-takes-frames", "gap-found" }, { "malloc-takes-frames", "pte-set" },
    { "freed-goes-to-buddy", "pcp-put" }, { "freed-goes-to-buddy", "pcp-take" },
    { "exec-loads", "exec-start" }, { "rss-is-the-cost", "file-read" },
    { "neighbours-merge", "block-free" }, { "segments-protect", "page-fault" },
  };
  g_autofree char *path = vmr_data_path ("texts/myths.xml");
  g_autoptr (KmTexts) myths = km_texts_load (path, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (promised); i++)
    {
      g_autoptr (VmrSession) session = vmr_session_new ();
      const KmMachine *machine;
      guint step;

      g_test_message ("%s: %s", promised[i][0], promised[i][1]);
      test_open_lesson (session, "05-program");
      g_assert_true (vmr_session_open_myth (session, km_texts_find (myths, promised[i][0]), NULL));
      machine = vmr_session_machine (session);
      for (step = vmr_session_cursor (session); step <= km_machine_n_steps (machine); step++)
        if (g_str_equal (km_step_info (km_machine_step_kind (machine, step))->name, promised[i][1]))
          break;
      g_assert_cmpuint (step, <=, km_machine_n_steps (machine));
    }
}

/* What a myth really is begins with what it is about: its last command or its last few, on its own stage. */
void
test_myths (void)
{
  g_autofree char *path = vmr_data_path ("texts/myths.xml");
  g_autoptr (KmTexts) myths = km_texts_load (path, NULL);
  guint n = 0;

  for (guint i = 0; i < myths->entries->len; i++)
    {
      const KmTextEntry *entry = myths->entries->pdata[i];
      g_autoptr (VmrSession) session = vmr_session_new ();
      g_autoptr (GError) error = NULL;
      const KmMachine *machine;
      guint first;

      if (entry->see == NULL)
        continue;
      n++;
      g_test_message ("%s", entry->id);
      test_open_lesson (session, "06-demand-paging");
      g_assert_true (vmr_session_open_myth (session, entry, &error));
      machine = vmr_session_machine (session);
      first = vmr_session_cursor (session);
      g_assert_cmpuint (vmr_session_stop_index (session, first), ==, 0);
      g_assert_cmpuint (km_machine_step_command (machine, first), ==, first_shown (machine, entry->see));
      /* CR3 and the TLB are in the full picture only. */
      if (g_str_equal (entry->id, "syscall-switches") || g_str_equal (entry->id, "switch-flushes-all"))
        g_assert_cmpint (vmr_session_detail (session), ==, VMR_DETAIL_FULL);
      /* Within its stops the stage of the myth has something to say. */
      for (gboolean found = FALSE; !found;)
        {
          found = g_strcmp0 (entry->stage, vmr_stage_shown (session)->name) == 0;
          if (!found && !vmr_session_move (session, VMR_MOVE_NEXT))
            g_error ("%s never shows its stage, %s", entry->id, entry->stage);
        }
    }
  g_assert_cmpuint (n, >, 6);
}

/* The table of the running program has to be there to be looked at. */
void
test_myth_isolation (void)
{
  g_autofree char *path = vmr_data_path ("texts/myths.xml");
  g_autoptr (KmTexts) myths = km_texts_load (path, NULL);
  g_autoptr (VmrSession) session = vmr_session_new ();
  guint64 owner, read;

  test_open_lesson (session, "01-why-virtual");
  g_assert_true (vmr_session_open_myth (session, km_texts_find (myths, "no-entry"), NULL));
  g_assert_true (km_machine_evaluate (vmr_session_machine (session), "a", "kva a data", &owner, NULL));
  read = vmr_stage_arg (session, vmr_session_cursor (session), addr);
  g_assert_cmphex (owner, ==, read);
}

/* A wrong answer takes more room than a right one. What the kernel has done is drawn beside it all the same, and a
 * low card says which bits are set. */
void
test_answer_room (void)
{
  const VmrPalette *palette = vmr_palette_get (VMR_THEME_LIGHT, FALSE);
  g_autoptr (VmrSession) session = vmr_session_new ();

  test_open_lesson (session, "03-translation");
  vmr_session_ask (session, vmr_session_n_questions (session) - 1);
  for (guint answered = 0; answered < 2; answered++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (palette, texts, vmr_metrics_desk (13.333, 1), 836, 656);

      vmr_middle_layout (NULL, session, cells);
      g_assert_true (test_says (cells, "exc_page_fault"));
      g_assert_true (test_says (cells, "I instruction fetch"));
      for (guint height = 280; height < 500; height += 10)
        {
          g_autoptr (VmrCells) low = vmr_cells_new (palette, texts, vmr_metrics_desk (13.333, 1), 820, height);
          gboolean bits = FALSE;

          vmr_stage_translate.layout (session, low);
          for (guint i = 0; i < vmr_cells_n (low); i++)
            bits |= g_str_equal (test_text_at (low, i), "I");
          g_assert_true (!test_says (low, "error code") || test_says (low, "7 U W P") || bits);
        }
      vmr_session_choose (session, 1);
      vmr_session_reveal (session);
    }
}
