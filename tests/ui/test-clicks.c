/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where an answer is clicked, or typed as it is drawn: there is something to click wherever somebody has
 * turned to, or the way back to it, and what is said of the choice is what stands in the drawing. */
#include "core/lesson/number.h"
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "ui/draw/metrics.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/shown.h"
#include "ui/panels/mask-private.h"
#include "ui/session/question.h"
#include "ui/session/session-look.h"
#include "ui/session/session-point.h"
#include "ui/session/session-question.h"

#include <string.h>

static VmrTextCache *texts;

/* --- where to click ------------------------------------------------------------------------------ */

static VmrCells *
shown_draw (VmrSession *session,
            double      lecture)
{
  VmrCells *cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                   lecture > 0 ? vmr_metrics_lecture (lecture, 1)
                                   : vmr_metrics_desk (13.333, 1),
                                   lecture > 0 ? 1920 : 848, lecture > 0 ? 1080 : 660);

  (lecture > 0 ? vmr_lecture_layout : vmr_middle_layout) (NULL, session, cells);
  return cells;
}

/* How many different things can be clicked; right: one of them is the answer. */
static guint
n_choices (VmrSession     *session,
           const VmrCells *cells,
           gboolean       *right)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const VmrQuestion *question = vmr_session_question (session);

  *right = FALSE;
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      if (!vmr_session_point (session, vmr_cells_get (cells, i)->ref))
        continue;
      *right |= vmr_question_is_right (question);
      g_hash_table_add (values, g_strdup (question->typed->str));
    }
  return g_hash_table_size (values);
}

static gboolean
has_action (const VmrCells *cells,
            guint           action)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_ref_equal (vmr_cells_get (cells, i)->ref, vmr_ref (VMR_REF_ACTION, action, 0)))
      return TRUE;
  return FALSE;
}

/* What was clicked is named in its box, however long its name is. */
static void
test_box (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (VmrCells) cells = NULL;

  test_open_lesson (session, "01-why-virtual");
  vmr_session_ask (session, 1);
  vmr_session_point (session, vmr_ref (VMR_REF_AREA, KM_PAGE_OFFSET, 0));
  cells = shown_draw (session, 0);
  g_assert_true (test_says (cells, "direct map, 0xc0000000"));
}

/* Rows of tables, and of these one that leads to the frame, can be read. */
static void
assert_rows_read (const VmrCells *cells,
                  guint64         answer)
{
  guint rows = 0, right = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      guint64 frame;

      if (cell->layout == NULL || strlen (test_text_at (cells, i)) != strlen ("0x00000") ||
          vmr_mask_ground (cells, i, 1u << VMR_REF_PTE) == NULL ||
          !km_number_parse (test_text_at (cells, i), &frame))
        continue;
      rows++;
      right += frame == answer;
    }
  g_assert_cmpuint (right, >, 0);
  g_assert_cmpuint (rows, >, 1);
}

static void
assert_can_click (VmrSession *session)
{
  const VmrQuestion *question = vmr_session_question (session);
  guint64 answer;

  for (guint stage = 0; stage < vmr_stages_n (); stage++)
    for (guint place = 0; place < 6; place++)
      {
        double lecture = place < 3 ? 0 : 1080;
        g_autoptr (VmrCells) turned = NULL;
        g_autoptr (VmrCells) back = NULL;
        gboolean right;

        vmr_session_pin (session, vmr_stages_get (stage)->name);
        vmr_session_set_detail (session, (VmrDetail) (place % 3));
        g_test_message ("%s, place %u", vmr_stages_get (stage)->name, place);
        turned = shown_draw (session, lecture);
        if (!has_action (turned, VMR_ACTION_TURN_BACK))
          {
            g_assert_cmpuint (n_choices (session, turned, &right), >, 1);
            g_assert_true (right);
            if (vmr_session_hides (session, "frame") && km_number_parse (question->answer, &answer))
              assert_rows_read (turned, answer);
          }
        vmr_session_turn_back (session);
        back = shown_draw (session, lecture);
        g_assert_cmpuint (n_choices (session, back, &right), >, 1);
        g_assert_true (right);
        g_assert_false (has_action (back, VMR_ACTION_TURN_BACK));
      }
}

/* Wherever somebody has turned to, what can be clicked is there, or the way to it. */
static void
test_click (gconstpointer path)
{
  static const char *const targets[] = { "frame", "block", "pde", "pte", NULL };
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (GError) error = NULL;

  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  for (guint q = 0; q < vmr_session_n_questions (session); q++)
    {
      const char *target = vmr_session_question_at (session, q, NULL)->ask->target;

      if (target == NULL || !g_strv_contains (targets, target))
        continue;
      vmr_session_ask (session, q);
      assert_can_click (session);
    }
}

/* A row that stands for several entries is named as it is drawn, and is not the answer. */
static void
test_range (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (VmrCells) cells = NULL;
  const VmrQuestion *question;
  guint ranges = 0;

  test_open_lesson (session, "02-four-gigabytes");
  vmr_session_ask (session, 0);
  question = vmr_session_question (session);
  cells = shown_draw (session, 0);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      g_autoptr (VmrCells) said = NULL;
      gboolean there = FALSE;

      if (strstr (test_text_at (cells, i), " – ") == NULL ||
          vmr_mask_ground (cells, i, 1u << VMR_REF_PTE) == NULL ||
          !vmr_session_point (session, vmr_mask_ground (cells, i, 1u << VMR_REF_PTE)->ref))
        continue;
      ranges++;
      g_assert_cmpstr (question->typed->str, ==, test_text_at (cells, i));
      g_assert_false (vmr_question_is_right (question));
      vmr_session_reveal (session);
      said = shown_draw (session, ranges % 2 ? 0 : 1080);
      for (guint k = 0; k < vmr_cells_n (said); k++)
        there |= vmr_mask_ground (said, k, 1u << VMR_REF_PTE) == NULL &&
                 strcmp (test_text_at (said, k), test_text_at (cells, i)) == 0;
      g_assert_true (there);
      vmr_session_ask (session, 0);
    }
  g_assert_cmpuint (ranges, >, 2);
}

static void
type (VmrSession *session,
      const char *text)
{
  while (vmr_session_type (session, '\b'))
    ;
  for (; *text != '\0'; text++)
    g_assert_true (vmr_session_type (session, (guchar) *text));
}

/* What is written on a block, typed as it stands there, is that block and no other. */
static guint
labels_type (VmrSession     *session,
             const VmrCells *cells)
{
  const VmrQuestion *question = vmr_session_question (session);
  guint64 answer;
  guint n = 0;

  g_assert_true (km_number_parse (question->answer, &answer));
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const char *text = test_text_at (cells, i);
      const VmrCell *block = *text ? vmr_mask_ground (cells, i, 1u << VMR_REF_BLOCK | 1u << VMR_REF_FRAME)
                             : NULL;
      gsize length = strlen (text);

      if (block == NULL || length < 3 || (!g_str_has_prefix (text, "0x") &&
                                         strspn (text, "0123456789abcdef") != length))
        continue;
      type (session, text);
      g_test_message ("block 0x%05x, typed %s, the answer is %s", block->ref.id, text, question->answer);
      g_assert_cmpint (vmr_question_is_right (question), ==, block->ref.id == answer);
      n++;
    }
  return n;
}

static void
test_labels (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  guint labels = 0;

  test_open_lesson (session, "15-buddy");
  for (guint q = 0; q < vmr_session_n_questions (session); q++)
    for (guint hall = 0; hall < 2; hall++)
      {
        g_autoptr (VmrCells) cells = NULL;

        vmr_session_ask (session, q);
        cells = shown_draw (session, hall ? 1080 : 0);
        if (g_strcmp0 (vmr_session_question (session)->ask->target, "block") == 0)
          labels += labels_type (session, cells);
      }
  g_assert_cmpuint (labels, >, 4);
}

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, NULL);
  g_test_add_func ("/clicks/range", test_range);
  g_test_add_func ("/clicks/box", test_box);
  g_test_add_func ("/clicks/labels", test_labels);
  test_lessons_add ("/clicks/", test_click);
  return test_drawing_run (texts, NULL);
}
