/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/text.h"
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "tests/ui/test-questions.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/shown.h"
#include "ui/panels/address.h"
#include "ui/panels/inspector.h"
#include "ui/panels/physical.h"
#include "ui/panels/rail.h"
#include "ui/panels/slim.h"
#include "ui/panels/story.h"
#include "ui/panels/totals.h"
#include "ui/session/session-aside.h"
#include "ui/session/session-move.h"
#include "ui/session/session-point.h"
#include "ui/session/session-hold.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/stages/stage.h"

#include <string.h>

/* What is asked about the lists: a block, or an order. */
static gboolean
asks_lists (const VmrQuestion *question)
{
  const char *answer = question->ask->answer;

  return g_strcmp0 (question->ask->target, "block") == 0 ||
         (answer != NULL && g_str_has_suffix (answer, ".order"));
}

static gboolean
has_name (const VmrCells *cells,
          const char     *name)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (g_strcmp0 (vmr_cells_get (cells, i)->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* Every order is a row of the card, none on top of another, and the ruler does not begin at the answer. */
static void
assert_lists (const VmrQuestion *question,
              const VmrCells    *cells)
{
  g_autoptr (GPtrArray) flaws = vmr_cells_check (cells);
  guint64 answer;

  if (flaws->len > 0)
    g_error ("%s", ((VmrFlaw *) flaws->pdata[0])->message);
  for (guint order = 0; order < KM_MAX_ORDER; order++)
    {
      g_autofree char *name = g_strdup_printf ("order %u: show its shelf", order);

      g_assert_true (has_name (cells, name));
    }
  for (guint i = 0; g_strcmp0 (question->ask->target, "block") == 0; i++)
    if (vmr_cells_get (cells, i)->name != NULL &&
        g_str_has_prefix (vmr_cells_get (cells, i)->name, "frame 0x"))
      {
        g_assert_true (word_value (question->answer, &answer));
        g_assert_cmpuint (vmr_cells_get (cells, i)->ref.id, !=, answer);
        break;
      }
}

void
test_lists (gconstpointer path)
{
  static const struct { double width, height, lecture; } rooms[] = {
    { 848, 660, 0 }, { 876, 455, 0 }, { 820, 490, 0 }, { 1920, 1080, 1080 }, { 1024, 768, 768 },
  };
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (GError) error = NULL;

  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  for (guint q = 0; q < vmr_session_n_questions (session); q++)
    for (guint r = 0; asks_lists (vmr_session_question_at (session, q, NULL)) &&
                      r < G_N_ELEMENTS (rooms); r++)
      {
        VmrMetrics metrics = rooms[r].lecture > 0 ? vmr_metrics_lecture (rooms[r].lecture, 1)
                             : vmr_metrics_desk (13.333, 1);
        g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                    metrics, rooms[r].width, rooms[r].height);

        vmr_session_ask (session, q);
        g_test_message ("question %u, %g x %g", q + 1, rooms[r].width, rooms[r].height);
        (rooms[r].lecture > 0 ? vmr_lecture_layout : vmr_middle_layout) (NULL, session, cells);
        assert_lists (vmr_session_question (session), cells);
      }
}

static gboolean
is_marked (const VmrCells *cells,
           VmrInk          ink)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->shape == VMR_SHAPE_BOX && vmr_cells_get (cells, i)->stroke == ink &&
        vmr_cells_get (cells, i)->width >= 3)
      return TRUE;
  return FALSE;
}

/* A mark goes around a number, or a name, and not through it. */
static void
assert_marks_clear (const VmrCells *cells)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    for (guint j = 0; vmr_cells_get (cells, i)->width >= 2 && j < vmr_cells_n (cells); j++)
      {
        const VmrCell *mark = vmr_cells_get (cells, i), *text = vmr_cells_get (cells, j);
        double top, foot, x = text->rect.x + text->rect.w / 2;
        PangoRectangle ink;

        if (mark->shape != VMR_SHAPE_BOX || text->shape != VMR_SHAPE_TEXT || text->style & VMR_UPWARDS ||
            x < mark->rect.x || x > mark->rect.x + mark->rect.w)
          continue;
        pango_layout_get_extents (text->layout, &ink, NULL);
        top = text->rect.y + ink.y / (double) PANGO_SCALE;
        foot = top + ink.height / (double) PANGO_SCALE;
        if (foot <= mark->rect.y || top >= mark->rect.y + mark->rect.h ||
            (top >= mark->rect.y + mark->width && foot <= mark->rect.y + mark->rect.h - mark->width))
          continue;
        g_error ("a mark %.1f px high at %.1f runs through \"%s\" from %.1f to %.1f", mark->rect.h, mark->rect.y,
                 pango_layout_get_text (text->layout), top, foot);
      }
}

/* A question for one drawn thing, or an order, that has been answered wrongly. Until its own step the stage
 * shows the answer and the choice, as drawn as when it was asked. */
static void
judge (VmrSession *session,
       guint       q)
{
  const VmrQuestion *question = vmr_session_question_at (session, q, NULL);
  g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                              vmr_metrics_desk (13.333, 1), 848, 660);
  g_autoptr (VmrCells) slide = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                              vmr_metrics_lecture (1080, 1), 1920, 1080);
  g_autoptr (VmrCells) low = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                            vmr_metrics_desk (13.333, 1), 820, 490);
  const char *wrong = question->values[0];

  for (guint i = 0; wrong != NULL && vmr_question_same_answer (question, wrong); i++)
    wrong = question->values[i + 1];
  vmr_session_ask (session, q);
  for (const char *c = wrong; c != NULL && *c != '\0'; c++)
    g_assert_true (vmr_session_type (session, (gunichar) *c));
  vmr_session_reveal (session);
  if (vmr_session_judged (session) == NULL)
    return;
  vmr_middle_layout (NULL, session, cells);
  vmr_lecture_layout (NULL, session, slide);
  g_test_message ("question %u: %s", q + 1, question->answer);
  g_assert_true (is_marked (cells, VMR_INK_ACCENT));
  g_assert_true (is_marked (slide, VMR_INK_ACCENT));
  g_assert_true (wrong == NULL || is_marked (cells, VMR_INK_TEXT));
  assert_marks_clear (cells);
  assert_marks_clear (slide);
  vmr_middle_layout (NULL, session, low);
  assert_marks_clear (low);
  assert_lists (question, cells);
  vmr_session_jump (session, question->answer_step);
  {
    g_autoptr (VmrCells) last = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                               vmr_metrics_desk (13.333, 1), 848, 660);

    vmr_middle_layout (NULL, session, last);
    g_assert_true (wrong == NULL || is_marked (last, VMR_INK_TEXT));
    g_assert_false (is_marked (last, VMR_INK_ACCENT));
  }
}

void
test_judged (gconstpointer path)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (GError) error = NULL;

  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  for (guint q = 0; q < vmr_session_n_questions (session); q++)
    if (vmr_session_question_at (session, q, NULL)->ask->kind == KM_ASK_NUMBER &&
        asks_lists (vmr_session_question_at (session, q, NULL)))
      judge (session, q);
}

/* Where a block is taken on a slide, the empty lists that were tried before it have their rows. */
void
test_tried (gconstpointer path)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (GError) error = NULL;
  const KmMachine *machine;

  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  machine = vmr_session_machine (session);
  vmr_session_set_holds (session, FALSE);
  for (guint i = 0; i < vmr_session_act_stops (session); i++)
    {
      guint step = vmr_session_stop_at (session, i);
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_lecture (1080, 1), 1920, 1080);

      if (km_machine_step_kind (machine, step) != KM_STEP_BLOCK_TAKE)
        continue;
      vmr_session_jump (session, step);
      vmr_lecture_layout (NULL, session, cells);
      for (guint order = (guint) vmr_stage_arg (session, vmr_stage_reached (session, KM_STEP_ALLOC_PAGES), order);
           order <= (guint) vmr_stage_arg (session, step, order); order++)
        {
          g_autofree char *name = g_strdup_printf ("order %u: show its shelf", order);

          g_assert_true (has_name (cells, name));
        }
    }
}

/* The reading must find a number in the forms that labels give it. */
void
test_reading (void)
{
  g_assert_true (text_tells ("= 0x000002fe, P", 766));
  g_assert_true (text_tells ("279\u202f555 / 294\u202f912", 279555));
  g_assert_true (text_tells ("entry 766, empty", 766));
  g_assert_false (text_tells ("7660", 766));
  g_assert_false (text_tells ("0x766", 766));
}
