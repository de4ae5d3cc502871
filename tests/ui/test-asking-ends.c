/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/number.h"
#include "tests/ui/support.h"
#include "tests/ui/test-asking.h"
#include "ui/session/areas.h"
#include "ui/session/mask.h"
#include "ui/session/question.h"
#include "ui/session/session-aside.h"
#include "ui/session/session-hold.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-point.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/session.h"
#include "ui/session/words.h"

#include <string.h>

/* On the machine of a retry what never comes is left out: no part begins before the one in front of it. */
void
test_retry_parts (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  const VmrQuestion *question = retry (session, "06-demand-paging", 2);
  guint n = vmr_session_n_parts (session);

  g_assert_cmpuint (vmr_session_current_part (session), ==, question->part);
  g_assert_cmpuint (n, ==, 6);
  for (guint i = 1; i < n; i++)
    g_assert_cmpuint (vmr_session_part (session, i)->first_step, >,
                      vmr_session_part (session, i - 1)->first_step);
  /* Two zones, with the keys 1 and 2. */
  g_assert_cmpuint (vmr_question_n_shown (session, question), ==, 2);
  g_assert_cmpstr (question->values[vmr_question_shown (session, question, 0)], ==, "Normal");
  /* A part with a machine of its own keeps it. */
  retry (session, "04-zones", 1);
  while (vmr_session_move (session, VMR_MOVE_NEXT_PART) || vmr_session_move (session, VMR_MOVE_NEXT_PART))
    ;
  g_assert_cmpuint (vmr_session_state (session)->config.ram, ==, 904u << 20);
}

/* What was clicked as an answer ends with its question, and so does what the pointer lay on; a buddy is no
 * hint. */
void
test_selection_ends (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  VmrRef wrong = vmr_ref (VMR_REF_BLOCK, 0x1020, 5);

  test_open_lesson (session, "15-buddy");
  for (guint skip = 0; skip < 2; skip++)
    {
      vmr_session_ask (session, 0);
      vmr_session_set_hover (session, wrong);
      g_assert_true (vmr_ref_is_none (vmr_session_hover_buddy (session)));
      g_assert_true (vmr_session_can_point (session, wrong));
      vmr_session_select (session, wrong);
      g_assert_true (vmr_session_point (session, wrong));
      if (skip)
        vmr_session_jump (session, vmr_session_question (session)->answer_step + 1);
      else
        vmr_session_reveal (session);
      g_assert_true (vmr_ref_is_none (vmr_session_selection (session)));
      g_assert_true (vmr_ref_is_none (vmr_session_hover (session)));
    }
}

/* An exercise says what it is about, on the stage of its subject, at a stop; what can be clicked is there. */
void
test_exercise (gconstpointer path)
{
  g_autoptr (VmrSession) session = vmr_session_new ();

  vmr_session_open_path (session, path, NULL);
  for (guint i = 0; vmr_session_open_exercise (session, i, NULL); i++)
    {
      const VmrQuestion *question = vmr_session_question (session);
      g_autofree char *headline = vmr_session_words (session, vmr_session_cursor (session),
                                                     VMR_WORDS_HEADLINE, FALSE);
      g_autofree char *task = vmr_session_say (session, FALSE);

      g_assert_nonnull (question);
      g_assert_cmpstr (headline, ==, "Exercise");
      g_assert_nonnull (task);
      g_assert_true (vmr_session_is_stop (session, vmr_session_cursor (session)));
      if (g_strcmp0 (question->ask->target, "block") == 0)
        g_assert_cmpstr (vmr_session_look (session), ==, "buddy");
    }
}

/* What is free in the zones can be read up to the question which of them it is. */
void
test_zones_before (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  const VmrQuestion *question;

  test_open_lesson (session, "06-demand-paging");
  question = vmr_session_question_at (session, 2, NULL);
  g_assert_cmpstr (question->ask->target, ==, "zone");
  for (guint step = vmr_session_first (session); step <= question->step; step++)
    {
      vmr_session_jump (session, step);
      g_assert_cmpint (vmr_session_masks_zones (session), ==, step == question->step);
    }
}

/* Answers that no "…" hides: an order, a zone, which of some sentences. */
static gboolean
is_plain_to_see (const VmrQuestion *question)
{
  guint64 value;

  return question->answer != NULL && (!km_number_parse (question->answer, &value) || value < 10);
}

/* Pressing on, in any depth, comes to no step that tells of what is asked for. */
void
test_walk (gconstpointer path)
{
  static const VmrMove moves[] = { VMR_MOVE_NEXT, VMR_MOVE_OPEN };
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (GError) error = NULL;

  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < vmr_session_n_questions (session) * G_N_ELEMENTS (moves); i++)
    {
      const VmrQuestion *question;
      const char *arg;

      vmr_session_ask (session, i / G_N_ELEMENTS (moves));
      question = vmr_session_question (session);
      arg = question->ask->answer ? strchr (question->ask->answer, '.') : NULL;
      if (arg == NULL || !is_plain_to_see (question))
        continue;
      while (vmr_session_move (session, moves[i % G_N_ELEMENTS (moves)]))
        {
          const KmMachine *machine = vmr_session_machine (session);
          guint cursor = vmr_session_cursor (session);
          guint64 value;

          g_assert_cmpuint (cursor, <, question->answer_step);
          g_assert_false (km_step_info (km_machine_step_kind (machine, cursor))->depth ==
                          KM_DEPTH_STORY &&
                          km_machine_step_arg (machine, cursor, km_arg_name_from_text (arg + 1), &value, NULL));
        }
      g_assert_true (question->offered);
      vmr_session_move (session, VMR_MOVE_NEXT);
      g_assert_true (question->revealed);
    }
}

/* A question is no dead end for those who go on by parts. */
void
test_skip (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  guint part;

  test_open_lesson (session, "06-demand-paging");
  for (guint i = 0; vmr_session_question (session) == NULL && i < 60; i++)
    vmr_session_move (session, VMR_MOVE_NEXT);
  part = vmr_session_lesson_part (session);
  g_assert_false (vmr_session_move (session, VMR_MOVE_NEXT_PART));
  g_assert_true (vmr_session_move (session, VMR_MOVE_NEXT_PART));
  g_assert_cmpuint (vmr_session_lesson_part (session), ==, part + 1);
}

/* In a lecture the press that goes past a question shows its answer, whichever key it is. */
void
test_lecture_keys (void)
{
  static const VmrMove moves[] = { VMR_MOVE_NEXT, VMR_MOVE_OPEN };

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autoptr (VmrSession) session = vmr_session_new ();

      test_open_lesson (session, "06-demand-paging");
      vmr_session_set_holds (session, FALSE);
      vmr_session_ask (session, 0);
      for (guint k = 0; k < 10 && !vmr_session_question_at (session, 0, NULL)->revealed; k++)
        vmr_session_move (session, moves[i]);
      g_assert_true (vmr_session_question_at (session, 0, NULL)->revealed);
      g_assert_nonnull (vmr_session_question (session));
    }
}

/* A lecture plays the steps that tell the answer: none of them has the question still open. */
void
test_lecture_tells (gconstpointer path)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (GError) error = NULL;

  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  vmr_session_set_holds (session, FALSE);
  for (guint i = 0; i < vmr_session_n_questions (session); i++)
    {
      const VmrQuestion *question = vmr_session_question_at (session, i, NULL);

      vmr_session_ask (session, i);
      g_assert_false (question->revealed);
      while (vmr_session_cursor (session) < question->answer_step)
        {
          g_assert_true (vmr_session_question (session) == question);
          g_assert_cmpint (question->revealed, ==,
                           vmr_session_cursor (session) >= question->telling_step);
          vmr_session_move (session, VMR_MOVE_NEXT);
        }
      g_assert_true (question->revealed);
      g_assert_true (vmr_session_question (session) == question);
    }
}
