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

static void
type (VmrSession *session,
      const char *text)
{
  while (vmr_session_type (session, '\b'))
    ;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    vmr_session_type (session, g_utf8_get_char (text));
}

static void
assert_right (VmrSession        *session,
              const VmrQuestion *question,
              const char        *text)
{
  type (session, text);
  g_test_message ("typed %s, the answer is %s", question->typed->str, question->answer);
  g_assert_true (vmr_question_is_right (question));
}

static void
type_right (VmrSession        *session,
            const VmrQuestion *question)
{
  guint64 value;
  g_autofree char *decimal = NULL;
  g_autofree char *hex = NULL;
  g_autofree char *upper = NULL;
  GString *grouped;

  g_assert_true (km_number_parse (question->answer, &value));
  decimal = g_strdup_printf ("%" G_GUINT64_FORMAT, value);
  hex = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", value);
  upper = g_strdup_printf ("0x%08" G_GINT64_MODIFIER "X", value);
  assert_right (session, question, decimal);
  assert_right (session, question, hex);
  assert_right (session, question, upper);
  grouped = g_string_new (decimal);
  for (gssize at = (gssize) strlen (decimal) - 3; at > 0; at -= 3)
    g_string_insert (grouped, at, " ");
  assert_right (session, question, grouped->str);
  g_string_free (grouped, TRUE);
  type (session, "12345678901");
  g_assert_false (vmr_question_is_right (question));
}

static void
options_are_wrong (VmrSession        *session,
                   const VmrQuestion *question)
{
  guint right = 0;

  for (guint i = 0; question->values[i] != NULL; i++)
    {
      const KmOption *option = question->ask->options->pdata[i];

      g_test_message ("option %s", question->values[i]);
      g_assert_null (strchr (question->values[i], '{'));
      g_assert_true (option->reason != NULL || question->ask->kind == KM_ASK_ORDER);
      if (question->ask->kind == KM_ASK_NUMBER)
        {
          type (session, question->values[i]);
          g_assert_cmpint (vmr_question_choice (question), ==, (int) i);
          g_assert_false (vmr_question_is_right (question));
        }
      else if (question->ask->kind == KM_ASK_CHOICE)
        {
          vmr_session_choose (session, (int) i);
          right += vmr_question_is_right (question);
        }
      /* No two of them are the same thing. */
      for (guint k = 0; k < i; k++)
        g_assert_false (km_number_same (question->values[i], question->values[k], 0));
    }
  if (question->ask->kind == KM_ASK_CHOICE)
    g_assert_cmpuint (right, ==, 1);
}

/* Clicks on every frame, block, zone and entry: what is judged right is the answer, and there is such
 * a thing. */
static void
pick_right (VmrSession        *session,
            const VmrQuestion *question)
{
  const KmMachine *machine = vmr_session_machine (session);
  const char *target = question->ask->target;
  guint64 value;
  VmrRef ref = VMR_REF_INIT_NONE;

  if (g_str_equal (target, "zone"))
    {
      KmZoneIndex zone;

      g_assert_true (km_zone_from_name (question->answer, &zone));
      ref = vmr_ref (VMR_REF_ZONE, zone, 0);
    }
  else
    {
      g_assert_true (km_number_parse (question->answer, &value));
      if (g_str_equal (target, "frame") || g_str_equal (target, "block"))
        ref = vmr_ref (VMR_REF_FRAME, (guint32) value, 0);
      else if (g_str_equal (target, "pde") || g_str_equal (target, "pte"))
        ref = vmr_ref (VMR_REF_PTE, (guint32) value * (km_machine_state (machine)->config.pae ? 8 : 4),
                       g_str_equal (target, "pde") ? 2 : 1);
      else
        ref = vmr_ref (VMR_REF_ADDRESS, (guint32) value + 8, 0);
    }
  g_assert_true (vmr_session_point (session, ref));
  g_test_message ("pointed at %s, the answer is %s", question->typed->str, question->answer);
  g_assert_true (vmr_question_is_right (question));
  ref.id += g_str_equal (target, "zone") ? 1 : g_str_equal (target, "region") ? 0x40000000
            : g_str_equal (target, "block") ? 1024 : 4;
  if (vmr_session_point (session, ref))
    g_assert_false (vmr_question_is_right (question));
}

/* No text of the lesson beside an open question holds its answer: there would be a hole in it. */
static void
says_no_answer (VmrSession        *session,
                const VmrQuestion *question)
{
  g_autofree char *say = vmr_session_say (session, FALSE);
  g_autofree char *asked = vmr_session_text (session, question->ask->question, FALSE);
  g_autofree char *both = g_strjoin (" ", say ? say : "", asked, NULL);
  g_autofree char *masked = vmr_session_masked (session, both, TRUE);

  g_test_message ("beside it: %s", both);
  g_assert_null (masked);
  if (g_strcmp0 (question->ask->target, "region") == 0)
    g_assert_null (strstr (both, question->answer));
}

/* From the question on every stop up to the answer is walked, with the answer on the screen; none is passed
 * over. Returns how many stops there were before the answer. */
static guint
walk_to_answer (VmrSession        *session,
                const VmrQuestion *question)
{
  guint cursor = vmr_session_cursor (session), stops = 0;

  g_assert_cmpuint (cursor, <=, question->answer_step);
  g_assert_true (vmr_session_is_stop (session, cursor));
  g_assert_cmpuint (vmr_session_stop_before (session, cursor), <=, question->step);
  for (; cursor < question->answer_step; stops++)
    {
      g_assert_true (vmr_session_question (session) == question);
      g_assert_null (vmr_session_secret (session));
      g_assert_true (vmr_session_move (session, VMR_MOVE_NEXT));
      g_assert_cmpuint (vmr_session_stop_before (session, vmr_session_cursor (session)), ==, cursor);
      cursor = vmr_session_cursor (session);
    }
  g_assert_cmpuint (cursor, ==, question->answer_step);
  g_assert_true (vmr_session_question (session) == question);
  return stops;
}

static void
ask_all (VmrSession *session)
{
  for (guint i = 0; i < vmr_session_n_questions (session); i++)
    {
      const VmrQuestion *question;

      vmr_session_ask (session, i);
      question = vmr_session_question (session);
      g_assert_nonnull (question);
      g_assert_true (question == vmr_session_question_at (session, i, NULL));
      g_test_message ("%s", question->ask->question->text);
      g_assert_false (vmr_question_is_answered (question));
      if (question->ask->kind != KM_ASK_ORDER)
        g_assert_nonnull (question->answer);
      says_no_answer (session, question);
      options_are_wrong (session, question);
      if (question->ask->kind == KM_ASK_NUMBER)
        type_right (session, question);
      if (question->ask->target != NULL)
        pick_right (session, question);
      vmr_session_reveal (session);
      g_assert_true (question->revealed);
      walk_to_answer (session, question);
    }
}

/* A question for a frame, or for an address that follows from one, is asked when there is such a frame to be looked up. */
static void
check_found (VmrSession *session)
{
  for (guint i = 0; i < vmr_session_n_questions (session); i++)
    {
      const VmrQuestion *question = vmr_session_question_at (session, i, NULL);
      const char *answer = question->ask->answer;
      guint64 found = 0, wanted;

      if (!g_str_has_prefix (answer, "kva ") && !g_str_has_prefix (answer, "pfn "))
        continue;
      vmr_session_ask (session, i);
      km_machine_evaluate (vmr_session_machine (session), NULL, answer, &found, NULL);
      g_assert_true (km_number_parse (question->answer, &wanted));
      if (g_strcmp0 (question->ask->target, "region") == 0)
        g_assert_cmphex (found, !=, 0);
      else
        g_assert_cmphex (found, ==, wanted);
    }
}

void
test_lesson (gconstpointer path)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (GError) error = NULL;
  const KmLesson *lesson;

  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vmr_session_n_questions (session), >, 0);
  check_found (session);
  ask_all (session);

  /* An exercise asks one thing, and with other numbers something else. */
  lesson = vmr_session_lesson (session);
  g_assert_cmpuint (lesson->exercises->len, >, 0);
  for (guint i = 0; i < lesson->exercises->len; i++)
    {
      g_autoptr (GHashTable) answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint turn = 0; turn < 6; turn++)
        {
          vmr_session_open_exercise (session, i, &error);
          g_assert_no_error (error);
          g_assert_true (vmr_session_is_away (session));
          g_assert_cmpuint (vmr_session_n_questions (session), ==, 1);
          /* Its title follows the language. */
          g_assert_cmpstr (vmr_session_part (session, 0)->title[0], ==, "Exercise");
          g_assert_cmpstr (vmr_session_part (session, 0)->title[1], ==, "练习");
          check_found (session);
          ask_all (session);
          g_hash_table_add (answers,
                            g_strdup (vmr_session_question_at (session, 0, NULL)->answer));
        }
      g_assert_cmpuint (g_hash_table_size (answers), >, 2);
      vmr_session_go_home (session);
      g_assert_false (vmr_session_is_away (session));
      lesson = vmr_session_lesson (session);
    }
}

/* The merges that lead to an order, and the zones that are tried, come after the answer has been shown. */
void
test_stops_that_tell (void)
{
  static const struct { const char *lesson; guint question, stops; } cases[] = {
    { "15-buddy", 1, 3 }, { "04-zones", 2, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VmrSession) session = vmr_session_new ();
      const VmrQuestion *question;
      guint stops;

      test_open_lesson (session, cases[i].lesson);
      vmr_session_ask (session, cases[i].question);
      question = vmr_session_question (session);
      vmr_session_reveal (session);
      stops = walk_to_answer (session, question);
      g_test_message ("%s: %u stops before the answer", cases[i].lesson, stops);
      g_assert_cmpuint (stops, >=, cases[i].stops);
      while (vmr_session_cursor (session) > question->step)
        g_assert_true (vmr_session_move (session, VMR_MOVE_PREVIOUS));
      g_assert_true (vmr_session_question (session) != question);
      g_assert_true (vmr_session_move (session, VMR_MOVE_NEXT));
      g_assert_true (vmr_session_question (session) == question);
    }
}

/* A text about the answer waits for it, and its numbers are those of the command that it is about. */
void
test_said_at_answer (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint i = 0;

  test_open_lesson (session, "01-why-virtual");
  while (g_strcmp0 (vmr_session_question_at (session, i, NULL)->ask->target, "region") != 0)
    i++;
  vmr_session_ask (session, i);
  before = vmr_session_say (session, FALSE);
  g_assert_nonnull (before);
  g_assert_null (strstr (before, "shell reads at"));
  vmr_session_reveal (session);
  after = vmr_session_say (session, FALSE);
  g_assert_nonnull (after);
  g_assert_nonnull (strstr (after, "shell reads at 0xc3c75000"));
}

/* Where an answer is an area it is called by its name. */
void
test_region_words (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autofree char *words = NULL;
  g_autofree char *kernel = NULL;

  test_open_lesson (session, "05-program");
  vmr_session_ask (session, 0);
  vmr_session_reveal (session);
  words = vmr_session_region_words (session, vmr_session_question (session)->answer);
  g_assert_true (g_str_has_prefix (words, "data, 0x"));
  kernel = vmr_session_region_words (session, "0xc3f49000");
  g_assert_nonnull (strstr (kernel, "0xc0000000"));
  g_assert_null (vmr_session_region_words (session, "none"));
}

/* The kernel's part has regions: of them the direct map alone leads to every frame. */
void
test_kernel_regions (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  VmrKernelRegion regions[VMR_N_KERNEL_REGIONS];
  guint n;

  test_open_lesson (session, "01-why-virtual");
  n = vmr_kernel_regions (vmr_session_state (session), regions);
  g_assert_cmpuint (n, >, 3);
  for (guint i = 0; i < n; i++)
    {
      const VmrQuestion *question;
      VmrRef ref = vmr_ref (VMR_REF_AREA, (guint32) regions[i].start, 0);

      vmr_session_ask (session, 1);
      question = vmr_session_question (session);

      vmr_session_select (session, ref);
      g_assert_true (vmr_session_point (session, ref));
      /* A click beside it takes neither the answer nor its mark away. */
      g_assert_true (vmr_session_answered_with (session, ref));
      vmr_session_deselect (session);
      g_assert_true (vmr_ref_equal (vmr_session_selection (session), ref));
      g_assert_cmpint (vmr_question_is_right (question), ==, regions[i].start == KM_PAGE_OFFSET);
    }
}

/* It is asked about one program: that is the one whose addresses are shown to be clicked. */
void
test_asked_program (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();

  test_open_lesson (session, "01-why-virtual");
  vmr_session_ask (session, 1);
  g_assert_nonnull (strstr (vmr_session_question (session)->ask->question->text, "tables of *shell*"));
  g_assert_cmpstr (vmr_session_task (session)->comm, ==, "shell");
  vmr_session_select (session, vmr_ref (VMR_REF_ZONE, 0, 0));
  vmr_session_deselect (session);
  g_assert_true (vmr_ref_is_none (vmr_session_selection (session)));
}

/* The highest zone is asked for by the key 1. */
void
test_zone_places (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  const VmrQuestion *question;
  g_autofree char *detail = NULL;

  test_open_lesson (session, "04-zones");
  vmr_session_ask (session, 0);
  question = vmr_session_question (session);
  g_assert_cmpstr (question->values[vmr_question_shown (session, question, 0)], ==, "HighMem");
  g_assert_cmpstr (question->values[vmr_question_shown (session, question, 2)], ==, "DMA");
  /* What the step says of the zone would be the answer. */
  detail = vmr_session_words (session, vmr_session_cursor (session), VMR_WORDS_DETAIL, FALSE);
  g_assert_null (strstr (detail, "ZONE_"));
}
