/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state/machine-private.h"
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "tests/ui/test-views.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/draw/roles.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/shown.h"
#include "ui/panels/address-zoom.h"
#include "ui/panels/address.h"
#include "ui/panels/inspector.h"
#include "ui/panels/physical.h"
#include "ui/panels/ranges.h"
#include "ui/panels/slim.h"
#include "ui/panels/story.h"
#include "ui/panels/totals.h"
#include "ui/session/session-hold.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"

#include <math.h>
#include <string.h>

static void
layout_measure (void      (*layout) (gpointer, const VmrSession *, VmrCells *),
                const char *name,
                VmrMetrics  metrics,
                double      width,
                double      height,
                guint       theme)
{
  g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (theme, FALSE), texts, metrics, width,
                                              height);

  layout (NULL, session, cells);
  n_flaws += test_measure (session, cells, name, theme);
}

static void
open_lesson (void)
{

  test_open_lesson (session, "06-demand-paging");
}

/* The page a lecture shows is drawn and measured at every step, with every number of captions. */
void
test_lecture (void)
{
  static const struct { double width, height; } screens[] = {
    { 1920, 1080 }, { 1024, 768 }, { 1280, 720 }, { 1600, 1000 },
  };
  guint first, n;

  open_lesson ();
  first = vmr_session_first (session);
  n = vmr_session_n_steps (session);
  n_flaws = 0;
  for (guint step = first; step <= n; step++)
    {
      test_speak (session, step % 2 ? VMR_LANGUAGE_EN : VMR_LANGUAGE_ZH);
      vmr_session_jump (session, step);
      vmr_session_set_captions (session, step % 3);
      /* The stages are measured by themselves; here what stands around them. */
      for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
        layout_measure (vmr_lecture_layout, "lecture", vmr_metrics_lecture (screens[i].height, 1),
                        screens[i].width, screens[i].height,
                        step % 2 ? VMR_THEME_PROJECTOR : VMR_THEME_DARK);
    }
  vmr_session_pin (session, NULL);
  vmr_session_set_captions (session, 1);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* What stands below the drawing leaves room for where the access goes, once a step has told it. */
static void
measure_walk (const VmrCells *cells)
{
  KmStepKind kind = km_machine_step_kind (vmr_session_machine (session),
                                          MAX (vmr_session_cursor (session), 1));
  guint n = 0;

  if (vmr_stage_shown (session) != &vmr_stage_translate ||
      vmr_session_detail (session) != VMR_DETAIL_FULL || kind == KM_STEP_ACCESS ||
      kind == KM_STEP_SEGMENT || kind == KM_STEP_TLB_MISS)
    return;
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      VmrRefKind ref = vmr_cells_get (cells, i)->ref.kind;

      n += ref == VMR_REF_PTE || ref == VMR_REF_FRAME;
    }
  if (n > 0)
    return;
  g_test_message ("middle %.0f×%.0f step %u: no table and no frame", cells->width, cells->height,
                  vmr_session_cursor (session));
  n_flaws++;
}

static gboolean
has_words (const VmrCells *cells,
           const VmrRect  *r)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->layout && strlen (pango_layout_get_text (cell->layout)) > 1 && cell->rect.x >= r->x &&
          cell->rect.x < r->x + r->w && cell->rect.y >= r->y - 1 && cell->rect.y < r->y + r->h)
        return TRUE;
    }
  return FALSE;
}

/* Every option that can be pressed says what it is. */
static void
measure_plates (const VmrCells *cells)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->ref.kind != VMR_REF_ACTION || cell->ref.id < VMR_ACTION_OPTION ||
          cell->ref.id >= VMR_ACTION_OPTION + 20 || has_words (cells, &cell->rect))
        continue;
      g_test_message ("middle %.0f×%.0f step %u: an option without words: %s", cells->width, cells->height,
                      vmr_session_cursor (session), cell->name);
      n_flaws++;
    }
}

/* What a press shows: the middle of the window and the page of a lecture, with the panels beside. */
static void
measure_stop (guint turn)
{
  static const struct { double width, height; } rooms[] = {
    { 848, 660 }, { 890, 560 }, { 876, 455 }, { 820, 442 }, { 836, 610 },
  };
  guint theme = turn % 2 ? VMR_THEME_DARK : VMR_THEME_LIGHT;

  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (theme, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), rooms[i].width,
                                                  rooms[i].height);

      vmr_middle_layout (NULL, session, cells);
      n_flaws += test_measure (session, cells, "middle", theme);
      measure_walk (cells);
      measure_plates (cells);
    }
  layout_measure (vmr_story_layout, "story", vmr_metrics_desk (13.333, 1), 1224, 205, theme);
  layout_measure (vmr_story_layout, "story", vmr_metrics_desk (13.333, 1), 1000, 130, theme);
  layout_measure (vmr_lecture_layout, "lecture", vmr_metrics_lecture (1080, 1), 1920, 1080,
                  VMR_THEME_PROJECTOR);
  layout_measure (vmr_lecture_layout, "lecture", vmr_metrics_lecture (768, 1), 1024, 768, theme);
}

/* Each stop of each lesson in both languages, its questions open and answered. */
void
test_stops (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  guint turn = 0;

  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  vmr_session_set_holds (session, FALSE);
  n_flaws = 0;
  do
    {
      test_speak (session, turn % 2 ? VMR_LANGUAGE_ZH : VMR_LANGUAGE_EN);
      measure_stop (turn);
      test_speak (session, turn % 2 ? VMR_LANGUAGE_BOTH : VMR_LANGUAGE_ZH);
      measure_stop (turn++);
    }
  while (vmr_session_move (session, VMR_MOVE_NEXT));
  vmr_session_set_holds (session, TRUE);
  test_speak (session, VMR_LANGUAGE_EN);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* Every question, open, answered wrongly, revealed; in both languages and two themes. */
void
test_questions (void)
{
  guint n_questions = 0;

  open_lesson ();
  n_flaws = 0;
  for (guint turn = 0; turn < 4; turn++)
    {
      test_speak (session, turn % 2 ? VMR_LANGUAGE_ZH : turn ? VMR_LANGUAGE_BOTH : VMR_LANGUAGE_EN);
      for (guint step = vmr_session_first (session); step < vmr_session_n_steps (session); step++)
        {
          const VmrQuestion *question;
          guint theme = turn < 2 ? VMR_THEME_LIGHT : VMR_THEME_DARK;

          vmr_session_jump (session, step);
          question = vmr_session_question (session);
          if (question == NULL || question->revealed)
            continue;
          n_questions++;
          vmr_session_choose (session, 1);
          vmr_session_type (session, '7');
          layout_measure (vmr_middle_layout, "question", vmr_metrics_desk (13.333, 1), 848, 660,
                          theme);
          layout_measure (vmr_middle_layout, "question", vmr_metrics_desk (13.333, 1), 890, 560,
                          theme);
          layout_measure (vmr_middle_layout, "question", vmr_metrics_desk (13.333, 1), 876, 455,
                          theme);
          layout_measure (vmr_lecture_layout, "question", vmr_metrics_lecture (1080, 1), 1920, 1080,
                          VMR_THEME_PROJECTOR);
          vmr_session_reveal (session);
          layout_measure (vmr_middle_layout, "answer", vmr_metrics_desk (13.333, 1), 848, 660,
                          theme);
          layout_measure (vmr_lecture_layout, "answer", vmr_metrics_lecture (1080, 1), 1920, 1080,
                          VMR_THEME_PROJECTOR);
          vmr_session_ask_again (session);
        }
    }
  vmr_session_pin (session, NULL);
  test_speak (session, VMR_LANGUAGE_EN);
  g_assert_cmpuint (n_questions, >=, 3 * 4);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* While a number is asked for, no text of the drawing is that number. */
void
test_nothing_given_away (void)
{
  const VmrQuestion *question = NULL;
  g_autoptr (VmrCells) cells = NULL;

  open_lesson ();
  for (guint step = vmr_session_first (session); question == NULL; step++)
    {
      vmr_session_jump (session, step);
      question = vmr_session_question (session);
    }
  g_assert_cmpint (question->ask->kind, ==, KM_ASK_NUMBER);
  cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                         vmr_metrics_desk (13.333, 1), 848, 660);
  vmr_middle_layout (NULL, session, cells);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->shape == VMR_SHAPE_TEXT)
      g_assert_null (strstr (pango_layout_get_text (vmr_cells_get (cells, i)->layout),
                             question->answer));
}
