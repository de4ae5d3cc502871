/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A lesson as the session tells it, without a display: parts with machines of their own, what is
 * said where, questions of each kind, experiments. */
#include "core/lesson/lived.h"
#include "tests/ui/support.h"
#include "ui/session/question.h"
#include "ui/session/session-hold.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-machine.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-point.h"
#include "ui/session/session-question.h"
#include "ui/session/session-record.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"
#include "tests/ui/test-session.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static const char lesson[] =
  "<lesson id='test' chapter='mmu'>"
  "<title>Test</title>"
  "<machine>ram=64M layout=classic</machine>"
  "<part><title>One</title>"
  "<say>First.</say>"
  "<do>exec sh text=64K data=12K bss=16K</do>"
  "<do stop='access'>write sh heap_not</do>"
  "</part></lesson>";

static const char two_machines[] =
  "<lesson id='test' chapter='mmu'>"
  "<title>Test</title>"
  "<machine>ram=64M layout=classic</machine>"
  "<part><title>One</title>"
  "<say>First.</say>"
  "<do>exec sh text=64K data=12K bss=16K</do>"
  "<do stop='access'>write sh bss</do>"
  "<ask kind='order'><question>In which order?</question>"
  "<option value='a'><label>alpha</label></option><option value='b'><label>beta</label></option>"
  "<option value='c'><label>gamma</label></option></ask>"
  "<say>Second.</say>"
  "<go to='fault-enter'/>"
  "</part>"
  "<part><title>Two</title>"
  "<machine>ram=512M layout=classic</machine>"
  "<say>Third, {free DMA} free.</say>"
  "<do stop='exec-mm'>exec logd text=64K data=12K bss=16K</do>"
  "</part></lesson>";

static const char lived[] =
  "<lesson id='test' chapter='mmu'>"
  "<title>Test</title>"
  "<machine lived='yes'>ram=%s layout=classic</machine>"
  "<part><title>One</title>"
  "<do stop='access'>write editor heap</do>"
  "</part>"
  "<part><title>Two</title>"
  "<machine>ram=64M layout=classic</machine>"
  "<do stop='alloc-pages'>a = alloc_pages 0</do>"
  "</part></lesson>";

static VmrSession *
open_text (const char *text,
           GError    **error)
{
  VmrSession *session = vmr_session_new ();
  g_autofree char *dir = g_dir_make_tmp ("vmarium-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "03-test.lesson", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  vmr_session_open_path (session, path, error);
  g_unlink (path);
  g_rmdir (dir);
  return session;
}

static void
assert_says (const VmrSession *session,
             const char       *wanted)
{
  g_autofree char *say = vmr_session_say (session, FALSE);

  if (wanted == NULL)
    g_assert_null (say);
  else
    g_assert_true (say && g_str_has_prefix (say, wanted));
}

static void
test_error (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VmrSession) session = open_text (lesson, &error);

  g_assert_nonnull (error);
  g_assert_null (vmr_session_state (session));
}

static void
test_machines (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VmrSession) session = open_text (two_machines, &error);
  g_autofree char *title = vmr_session_title (session);

  g_assert_no_error (error);
  g_assert_cmpstr (title, ==, "Lesson 3 · Test");
  g_assert_cmpuint (vmr_session_n_parts (session), ==, 1);
  assert_says (session, "First.");
  g_assert_cmpuint (vmr_session_state (session)->config.ram, ==, 64 << 20);
  vmr_session_set_holds (session, FALSE);
  vmr_session_move (session, VMR_MOVE_LAST);
  assert_says (session, NULL);
  g_assert_cmpuint (vmr_session_state (session)->config.ram, ==, 64 << 20);
  /* One step past the first machine's last lies the second machine's first. */
  g_assert_true (vmr_session_move (session, VMR_MOVE_NEXT));
  g_assert_cmpuint (vmr_session_state (session)->config.ram, ==, 512 << 20);
  g_assert_cmpuint (vmr_session_part_number (session, 0), ==, 2);
  assert_says (session, "Third, ");
  while (vmr_session_state (session)->config.ram == 512 << 20)
    g_assert_true (vmr_session_move (session, VMR_MOVE_PREVIOUS));
  g_assert_cmpuint (vmr_session_state (session)->config.ram, ==, 64 << 20);
  g_assert_true (vmr_session_move (session, VMR_MOVE_NEXT_PART));
  g_assert_cmpuint (vmr_session_state (session)->config.ram, ==, 512 << 20);
  g_assert_true (vmr_session_move (session, VMR_MOVE_PREVIOUS_PART));
  assert_says (session, "First.");
}

/* Programs ran before the first step where the file says so, and only there. */
static void
test_lived (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *large = g_strdup_printf (lived, "64M");
  g_autofree char *small = g_strdup_printf (lived, "16M managed=DMA:600/700");
  g_autoptr (VmrSession) session = open_text (large, &error);
  g_autoptr (VmrSession) other = NULL;

  g_assert_no_error (error);
  vmr_session_set_holds (session, FALSE);
  while (vmr_session_move (session, VMR_MOVE_PREVIOUS))
    ;
  g_assert_cmpuint (km_machine_step_command (vmr_session_machine (session),
                                             vmr_session_cursor (session)), ==,
                    km_lived_n_commands () + 1);
  while (vmr_session_part_number (session, 0) == 1)
    g_assert_true (vmr_session_move (session, VMR_MOVE_NEXT_PART));
  g_assert_cmpuint (km_machine_n_commands (vmr_session_machine (session)), ==, 2);
  other = open_text (small, &error);
  g_assert_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_LIMIT);
  g_assert_nonnull (strstr (error->message, "03-test.lesson: no memory for"));
}

static void
test_order (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VmrSession) session = open_text (two_machines, &error);
  const VmrQuestion *question = vmr_session_question (session);
  guint seen = 0;

  g_assert_no_error (error);
  g_assert_nonnull (question);
  for (guint place = 0; place < 3; place++)
    {
      g_assert_cmpuint (vmr_question_shown (session, question, place), !=, place);
      seen |= 1u << vmr_question_shown (session, question, place);
    }
  g_assert_cmpuint (seen, ==, 7);
  vmr_session_choose (session, 0);
  vmr_session_choose (session, 2);
  g_assert_cmpuint (vmr_question_place (question, 2), ==, 2);
  vmr_session_choose (session, 2);
  g_assert_cmpuint (vmr_question_place (question, 2), ==, 0);
  vmr_session_choose (session, 1);
  vmr_session_choose (session, 2);
  g_assert_true (vmr_question_is_right (question));
  vmr_session_reveal (session);
  /* No step on the way is passed over. */
  while (vmr_session_cursor (session) < question->answer_step)
    g_assert_true (vmr_session_move (session, VMR_MOVE_NEXT));
  g_assert_cmpuint (vmr_session_cursor (session), ==, question->answer_step);
  assert_says (session, "Second.");
}

/* Nothing but an answer, or a second press, gets past a question: not play, End or scrubbing. */
static void
test_hold (void)
{
  g_autoptr (VmrSession) session = open_text (two_machines, NULL);
  const VmrQuestion *question = vmr_session_question (session);
  guint held = question->answer_step - 1;

  vmr_session_goto (session, vmr_session_n_steps (session));
  g_assert_cmpuint (vmr_session_cursor (session), ==, held);
  g_assert_false (vmr_session_move (session, VMR_MOVE_LAST));
  g_assert_cmpuint (vmr_session_cursor (session), ==, held);
  g_assert_true (question->offered);
  g_assert_true (vmr_session_move (session, VMR_MOVE_NEXT));
  g_assert_true (question->revealed);
  g_assert_true (vmr_session_move (session, VMR_MOVE_LAST));
  g_assert_true (vmr_session_ask_again (session));
  g_assert_false (question->revealed);
  g_assert_true (vmr_session_question (session) == question);
}

/* An experiment within the lesson, one within the experiment, and home: the same state as
 * before. */
static void
test_experiment (void)
{
  g_autoptr (VmrSession) session = open_text (two_machines, NULL);
  guint n = vmr_session_n_steps (session), home = vmr_session_cursor (session);
  guint64 hash = km_machine_hash (vmr_session_machine (session));

  for (guint turn = 0; turn < 3; turn++)
    {
      g_assert_true (vmr_session_run (session, "brk sh +64K", NULL, NULL));
      g_assert_true (vmr_session_is_away (session));
      g_assert_null (vmr_session_question (session));
      g_assert_true (vmr_session_run (session, "write sh heap", NULL, NULL));
      vmr_session_go_home (session);
      g_assert_cmpuint (vmr_session_cursor (session), ==, home);
      g_assert_cmpuint (vmr_session_n_steps (session), ==, n);
      g_assert_true (km_machine_hash (vmr_session_machine (session)) == hash);
      g_assert_nonnull (vmr_session_question (session));
    }
}

/* Values that are words are said in the language of the sentence, whatever the locale. */
static void
test_words (void)
{
  g_autoptr (VmrSession) session = open_text (two_machines, NULL);
  guint step = vmr_session_cursor (session);

  while (!g_str_equal (km_machine_step_info (vmr_session_machine (session), step)->name, "access"))
    step--;
  for (guint chinese = 0; chinese < 2; chinese++)
    {
      g_autofree char *words = vmr_session_words (session, step, VMR_WORDS_HEADLINE, chinese);

      g_test_message ("%s", words);
      g_assert_nonnull (strstr (words, chinese ? "写入一个字，地址 0x" : "stores a word at 0x"));
    }
}

/* Where the number of a block is asked for, a click on any of its frames types it. */
static void
test_point (void)
{
  static const char text[] =
    "<lesson id='test' chapter='mmu'><title>Test</title>"
    "<machine>ram=64M layout=classic</machine>"
    "<part><title>One</title>"
    "<do>z = alloc_pages 4</do>"
    "<do stop='alloc-pages'>a = alloc_pages 1</do>"
    "<ask kind='number' target='block' answer='block-take.pfn'>"
    "<question>Which?</question><truth>That.</truth></ask>"
    "</part></lesson>";
  g_autoptr (GError) error = NULL;
  g_autoptr (VmrSession) session = open_text (text, &error);
  const VmrQuestion *question;
  guint64 answer;

  g_assert_no_error (error);
  question = vmr_session_question (session);
  g_assert_nonnull (question);
  g_assert_true (g_ascii_string_to_unsigned (question->answer + 2, 16, 0, G_MAXUINT, &answer, NULL));
  g_assert_false (vmr_session_point (session, vmr_ref (VMR_REF_ZONE, 0, 0)));
  g_assert_true (vmr_session_point (session, vmr_ref (VMR_REF_FRAME, (guint32) answer + 3, 0)));
  g_assert_cmpstr (question->typed->str, ==, question->answer);
  vmr_session_reveal (session);
  g_assert_false (vmr_session_point (session, vmr_ref (VMR_REF_FRAME, (guint32) answer, 0)));
}

/* --- long scripts ----------------------------------------------------------------------------- */

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/error", test_error);
  g_test_add_func ("/session/machines", test_machines);
  g_test_add_func ("/session/lived", test_lived);
  g_test_add_func ("/session/order", test_order);
  g_test_add_func ("/session/hold", test_hold);
  g_test_add_func ("/session/experiment", test_experiment);
  g_test_add_func ("/session/words", test_words);
  g_test_add_func ("/session/end", test_end);
  g_test_add_func ("/session/subject", test_subject);
  g_test_add_func ("/session/ending", test_ending);
  g_test_add_func ("/session/being-made", test_being_made);
  g_test_add_func ("/session/point", test_point);
  g_test_add_func ("/session/record", test_record);
  g_test_add_func ("/session/record-again", test_record_again);
  g_test_add_func ("/session/record-error", test_record_error);
  return g_test_run ();
}
