/* SPDX-License-Identifier: GPL-2.0-or-later */
/* While a question is open, its answer stands nowhere: every label of every panel is read, in every
 * lesson, in both languages, at the desk and in lecture mode. */
#include "core/lesson/text.h"
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
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
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"
#include "tests/ui/test-questions.h"

#include <string.h>

/* Smaller numbers stand everywhere ("3 GiB", "step 32") and say nothing: on the stage, where the
 * answer would be drawn, and in the panels around it. */
#define LEAST_TELLING 10
#define LEAST_AROUND 1000

VmrTextCache *texts;

typedef void (*Layout) (gpointer data, const VmrSession *session, VmrCells *cells);

static const struct
{
  const char *name;
  Layout      layout;
  double      width, height, lecture;
} views[] = {
  { "address", vmr_address_layout, 336, 660, 0 }, { "stage", vmr_middle_layout, 848, 660, 0 },
  { "physical", vmr_physical_layout, 368, 660, 0 }, { "story", vmr_story_layout, 1576, 205, 0 },
  { "story", vmr_story_layout, 1000, 130, 0 }, { "totals", vmr_totals_layout, 600, 36, 0 },
  { "folded", vmr_slim_physical_layout, 44, 500, 0 },
  { "folded", vmr_slim_address_layout, 44, 500, 0 }, { "parts", vmr_rail_layout, 336, 280, 0 },
  { "inspector", vmr_inspector_layout, 250, 600, 0 },
  { "lecture", vmr_lecture_layout, 1920, 1080, 1080 },
};

/* The number that a word is: decimal with narrow spaces, or 0x…. */
gboolean
word_value (const char *word,
            guint64    *value)
{
  gboolean hex = g_str_has_prefix (word, "0x");
  const char *digits = hex ? word + 2 : word;

  return g_ascii_string_to_unsigned (digits, hex ? 16 : 10, 0, G_MAXUINT64, value, NULL);
}

gboolean
text_tells (const char *text,
            guint64     answer)
{
  g_auto (GStrv) pieces = g_strsplit (text, "\u2009", -1);
  g_autofree char *thin = g_strjoinv ("", pieces);
  g_auto (GStrv) parts = g_strsplit (thin, "\u202f", -1);
  g_autofree char *joined = g_strjoinv ("", parts);
  g_auto (GStrv) words = g_strsplit_set (joined, " ,.;:()[]=+→–·/×\n", -1);
  guint64 value;

  for (guint i = 0; words[i] != NULL; i++)
    if (word_value (words[i], &value) && value == answer)
      return TRUE;
  return FALSE;
}

/* The question's own words and those of its options may hold any number. */
static gboolean
is_own_word (const VmrQuestion *question,
             const char        *text)
{
  const KmAsk *ask = question->ask;
  const char *const langs[] = { "en", "zh_CN" };

  for (guint i = 0; i < G_N_ELEMENTS (langs); i++)
    if (strstr (km_text_pick (ask->question, langs[i]), text))
      return TRUE;
  return question->values && g_strv_contains ((const char *const *) question->values, text);
}

static guint
count_tells (const VmrSession *session,
             const VmrQuestion *question,
             guint64           answer)
{
  guint tells = 0;

  for (guint v = 0; v < G_N_ELEMENTS (views); v++)
    {
      gboolean around = views[v].layout != vmr_middle_layout && views[v].lecture == 0 &&
                        views[v].layout != vmr_story_layout;
      VmrMetrics metrics = views[v].lecture > 0 ? vmr_metrics_lecture (views[v].lecture, 1)
                           : vmr_metrics_desk (13.333, 1);
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  metrics, views[v].width, views[v].height);
      gpointer data = views[v].layout == vmr_physical_layout ? vmr_physical_data_new () : NULL;

      if (!around || answer >= LEAST_AROUND)
        views[v].layout (data, session, cells);
      for (guint i = 0; i < vmr_cells_n (cells); i++)
        {
          const VmrCell *cell = vmr_cells_get (cells, i);
          const char *said[] = { cell->layout ? pango_layout_get_text (cell->layout) : NULL,
                                 cell->name, cell->tooltip };

          for (guint k = 0; k < G_N_ELEMENTS (said); k++)
            if (said[k] && text_tells (said[k], answer) && !is_own_word (question, said[k]))
              {
                g_test_message ("%s, step %u: answer %" G_GUINT64_FORMAT ", %s says “%s”",
                                vmr_session_path (session),
                                vmr_stage_number (session, vmr_session_cursor (session)), answer,
                                views[v].name, said[k]);
                tells++;
              }
        }
      if (data)
        vmr_physical_data_free (data);
    }
  return tells;
}

/* Of the frames that may be clicked, whether the answer alone stands in no other label. */
static gboolean
answer_is_silent (const VmrCells *cells,
                  const char     *answer)
{
  guint silent = 0;
  guint64 pfn = 0, last = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      VmrRef ref = vmr_cells_get (cells, i)->ref;
      guint said = 0;

      if (ref.kind != VMR_REF_FRAME)
        continue;
      for (guint k = 0; k < vmr_cells_n (cells); k++)
        {
          const VmrCell *cell = vmr_cells_get (cells, k);

          said += cell->layout && text_tells (pango_layout_get_text (cell->layout), ref.id);
        }
      if (said < 2)
        last = ref.id, silent++;
    }
  return silent == 1 && word_value (answer, &pfn) && pfn == last;
}

/* A look that only one of them has tells as well. */
static gboolean
frames_look_alike (const VmrCells *cells)
{
  guint tint = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->ref.kind != VMR_REF_FRAME || cell->fill != VMR_INK_ANON)
        continue;
      if (tint != 0 && cell->tint != tint)
        return FALSE;
      tint = cell->tint;
    }
  return TRUE;
}

static guint
n_tlb_entries (const VmrCells *cells)
{
  guint n = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    n += vmr_cells_get (cells, i)->ref.kind == VMR_REF_TLB && vmr_cells_get (cells, i)->ref.gen == 0;
  return n;
}

/* What no label says may still be told: by what all the others but one have, or by counting. */
static guint
hints_on_stage (const VmrSession  *session,
                const VmrQuestion *question,
                gboolean           lecture)
{
  VmrMetrics metrics = lecture ? vmr_metrics_lecture (1080, 1) : vmr_metrics_desk (13.333, 1);
  g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                              metrics, lecture ? 1920 : 848, lecture ? 1080 : 660);

  (lecture ? vmr_lecture_layout : vmr_middle_layout) (NULL, session, cells);
  if (g_strcmp0 (question->ask->target, "frame") == 0)
    return answer_is_silent (cells, question->answer) || !frames_look_alike (cells);
  return vmr_session_hides_tlb (session) && n_tlb_entries (cells) > 0;
}

static void
test_lesson (gconstpointer path)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (GError) error = NULL;
  guint questions = 0, numbers = 0, tells = 0;

  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  for (guint step = vmr_session_first (session); step <= vmr_session_n_steps (session); step++)
    {
      const VmrQuestion *question;
      guint64 answer;

      vmr_session_jump (session, step);
      /* Also where it is not open yet, but its command has begun: one might go back and look. */
      question = vmr_session_secret (session);
      if (question == NULL)
        continue;
      questions++;
      if (hints_on_stage (session, question, FALSE) + hints_on_stage (session, question, TRUE) > 0)
        {
          g_test_message ("%s, step %u: the stage tells", vmr_session_path (session), step);
          tells++;
        }
      /* What can be clicked is one of many that are drawn. */
      if (question->ask->kind != KM_ASK_NUMBER || question->ask->target != NULL ||
          !word_value (question->answer, &answer) || answer < LEAST_TELLING)
        continue;
      numbers++;
      for (guint language = 0; language < 2; language++)
        {
          vmr_session_set_language (session, language ? VMR_LANGUAGE_ZH : VMR_LANGUAGE_EN);
          tells += count_tells (session, question, answer);
        }
    }
  g_test_message ("%u steps with a question open, %u of them for a number", questions, numbers);
  if (tells > 0)
    g_test_fail ();
}

static void
assert_no_holes (const VmrSession *session)
{
  static const double widths[] = { 700, 848, 900, 1100 };

  for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), widths[w], 660);

      vmr_middle_layout (NULL, session, cells);
      for (guint i = 0; i < vmr_cells_n (cells); i++)
        if (vmr_cells_get (cells, i)->layout)
          g_assert_cmpstr (pango_layout_get_text (vmr_cells_get (cells, i)->layout), !=, "…");
    }
}

/* A hole in a row of addresses is the answer: none is where the blocks lie, however wide the stage is. */
static void
test_holes (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();

  test_open_lesson (session, "15-buddy");
  for (guint q = 0; q < vmr_session_n_questions (session); q++)
    {
      vmr_session_ask (session, q);
      assert_no_holes (session);
    }
  for (guint turn = 0; turn < 6; turn++)
    {
      g_assert_true (vmr_session_open_exercise (session, 0, NULL));
      assert_no_holes (session);
    }
}

/* The zone that was chosen says why it was enough, and has the number of the step that chose it. */
static void
test_enough (void)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                              vmr_metrics_desk (13.333, 1), 848, 660);
  gboolean dot = FALSE, words = FALSE;

  test_open_lesson (session, "04-zones");
  vmr_session_ask (session, 2);
  vmr_session_jump (session, vmr_session_question (session)->answer_step - 1);
  vmr_session_reveal (session);
  g_assert_nonnull (vmr_session_question (session));
  vmr_middle_layout (NULL, session, cells);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      dot |= cell->ref.kind == VMR_REF_STEP && cell->ref.id == vmr_session_cursor (session);
      words |= cell->layout && strstr (pango_layout_get_text (cell->layout), "+ reserve") != NULL;
    }
  g_assert_true (dot);
  g_assert_true (words);
}

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, NULL);
  g_test_add_func ("/questions/reading", test_reading);
  g_test_add_func ("/questions/holes", test_holes);
  g_test_add_func ("/questions/enough", test_enough);
  test_lessons_add ("/questions/", test_lesson);
  test_lessons_add ("/questions/lists/", test_lists);
  test_lessons_add ("/questions/judged/", test_judged);
  test_lessons_add ("/questions/tried/", test_tried);
  return test_drawing_run (texts, NULL);
}
