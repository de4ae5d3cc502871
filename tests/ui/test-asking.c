/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every question of every lesson, answered in all the ways a student may: right answers are right in any
 * base and grouping, wrong ones are wrong and get a reason of their own, exercises differ. */
#include "core/lesson/number.h"
#include "tests/ui/support.h"
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

/* --- numbers as people write them --------------------------------------------------------------- */

static void
test_numbers (void)
{
  static const struct { const char *text; guint64 value; } good[] = {
    { "990", 990 }, { " 990 ", 990 }, { "0x3de", 990 }, { "0X3DE", 990 }, { "3de", 990 },
    { "1 024", 1024 }, { "294,408", 294408 }, { "294\u202f408", 294408 }, { "294'408", 294408 },
    { "0x0804_8000", 0x08048000 }, { "0b101", 5 }, { "0o17", 15 }, { "4K", 4096 },
    { "4 KiB", 4096 }, { "3 GiB", 3ull << 30 }, { "bffde", 0xbffde },
  };
  static const char *const bad[] = { "", " ", "x", "0x", "12z", "-1", "1.5", "ten",
                                     "99999999999999999999", "18446744073709551615K" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      guint64 value;

      g_test_message ("%s", good[i].text);
      g_assert_true (km_number_parse (good[i].text, &value));
      g_assert_cmpuint (value, ==, good[i].value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      guint64 value;

      g_test_message ("%s", bad[i]);
      g_assert_false (km_number_parse (bad[i], &value));
    }
  /* What is shown in hexadecimal may be typed as it is shown, without the 0x. */
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    for (gsize length = 0; length <= strlen (good[i].text); length++)
      {
        g_autofree char *begin = g_strndup (good[i].text, length);

        g_assert_true (!g_utf8_validate (begin, -1, NULL) || km_number_begins (begin));
      }
  g_assert_true (km_number_begins ("no"));
  g_assert_true (km_number_same ("0", "None", 0));
  g_assert_false (km_number_same ("1", "zero", 0));
  g_assert_false (km_number_begins ("oe"));
  g_assert_false (km_number_begins ("t"));
  g_assert_false (km_number_begins ("12z"));
  g_assert_true (km_number_same ("0x01010", "1010", 0));
  g_assert_true (km_number_same ("0x01010", "4112", 0));
  g_assert_false (km_number_same ("1010", "0x1010", 0));
  g_assert_true (km_number_same ("100", "103", 3));
  g_assert_true (km_number_ends ("0x01010", "010"));
  g_assert_true (km_number_ends ("0x010a8", "0A8"));
  g_assert_true (km_number_ends ("0x01010", "01010"));
  g_assert_false (km_number_ends ("0x01010", "10"));
  g_assert_false (km_number_ends ("0x01010", "040"));
  g_assert_false (km_number_ends ("0x01010", "0x010"));
  g_assert_false (km_number_ends ("0x01010", "001010"));
  g_assert_cmpint (km_number_miss ("0x01002000", "0x01002"), ==, KM_NUMBER_FRAME);
  g_assert_cmpint (km_number_miss ("0x3f05", "0x03f05ff0"), ==, KM_NUMBER_ADDRESS);
  g_assert_cmpint (km_number_miss ("0x3f05", "7"), ==, KM_NUMBER_SMALL);
  g_assert_cmpint (km_number_miss ("0", "4096"), ==, KM_NUMBER_LARGE);
  g_assert_cmpint (km_number_miss ("3", "3"), ==, KM_NUMBER_OTHER);
  g_assert_cmpint (km_number_miss ("none", "7"), ==, KM_NUMBER_OTHER);
  g_assert_false (km_number_same ("100", "104", 3));
}

/* --- every question ----------------------------------------------------------------------------- */

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

/* From what tells on every stop up to the answer is walked, with the answer on the screen; none is passed
 * over. Returns how many stops there were before the answer. */
static guint
walk_to_answer (VmrSession        *session,
                const VmrQuestion *question)
{
  guint cursor = vmr_session_cursor (session), stops = 0;

  g_assert_cmpuint (cursor, <=, question->answer_step);
  g_assert_true (cursor >= question->telling_step);
  g_assert_true (vmr_session_is_stop (session, cursor));
  g_assert_cmpuint (vmr_session_stop_before (session, cursor), <, question->telling_step);
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

static void
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
static void
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
      while (vmr_session_cursor (session) >= question->telling_step)
        g_assert_true (vmr_session_move (session, VMR_MOVE_PREVIOUS));
      g_assert_true (vmr_session_question (session) != question);
      g_assert_true (vmr_session_move (session, VMR_MOVE_NEXT));
      g_assert_true (vmr_session_question (session) == question);
    }
}

/* --- what is said beside one -------------------------------------------------------------------- */

/* A text about the answer waits for it, and its numbers are those of the command that it is about. */
static void
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
static void
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
static void
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
static void
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
static void
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

/* The answer to the question of this index on the machine of its retry. */
static const VmrQuestion *
retry (VmrSession *session,
       const char *lesson,
       guint       index)
{
  g_autoptr (GError) error = NULL;

  test_open_lesson (session, lesson);
  vmr_session_ask (session, index);
  vmr_session_reveal (session);
  g_assert_true (vmr_session_retry (session, &error));
  g_assert_no_error (error);
  return vmr_session_question (session);
}

/* On the machine of a retry what never comes is left out: no part begins before the one in front of it. */
static void
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
static void
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
static void
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
static void
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

/* --- walking up to one -------------------------------------------------------------------------- */

/* Answers that no "…" hides: an order, a zone, which of some sentences. */
static gboolean
is_plain_to_see (const VmrQuestion *question)
{
  guint64 value;

  return question->answer != NULL && (!km_number_parse (question->answer, &value) || value < 10);
}

/* Pressing on, in any depth, comes to no step that tells of what is asked for. */
static void
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

/* --- going past one ----------------------------------------------------------------------------- */

/* A question is no dead end for those who go on by parts. */
static void
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
static void
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
static void
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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/asking/numbers", test_numbers);
  test_lessons_add ("/asking/exercise/", test_exercise);
  test_lessons_add ("/asking/walk/", test_walk);
  g_test_add_func ("/asking/skip", test_skip);
  g_test_add_func ("/asking/lecture-keys", test_lecture_keys);
  test_lessons_add ("/asking/lecture-tells/", test_lecture_tells);
  g_test_add_func ("/asking/stops-that-tell", test_stops_that_tell);
  g_test_add_func ("/asking/said-at-answer", test_said_at_answer);
  g_test_add_func ("/asking/region-words", test_region_words);
  g_test_add_func ("/asking/kernel-regions", test_kernel_regions);
  g_test_add_func ("/asking/retry-parts", test_retry_parts);
  g_test_add_func ("/asking/selection-ends", test_selection_ends);
  g_test_add_func ("/asking/zones-before", test_zones_before);
  g_test_add_func ("/asking/program", test_asked_program);
  g_test_add_func ("/asking/zone-places", test_zone_places);
  test_lessons_add ("/asking/", test_lesson);
  return g_test_run ();
}
