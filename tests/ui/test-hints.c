/* SPDX-License-Identifier: GPL-2.0-or-later */
/* While a question is open, its answer does not follow from what stands around the hole: every stage and
 * every detail is read, as somebody would who may turn to any of them. */
#include "core/lesson/number.h"
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "ui/draw/metrics.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/shown.h"
#include "ui/panels/mask.h"
#include "ui/panels/rail.h"
#include "ui/session/session-aside.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"

#include <math.h>
#include <string.h>

static VmrTextCache *texts;

typedef void (*Layout) (gpointer data, const VmrSession *session, VmrCells *cells);

/* Where somebody may look; stage NULL: what the lesson shows. */
static const struct
{
  const char *stage;
  VmrDetail   detail;
  double      width, height, lecture;
} places[] = {
  { NULL, VMR_DETAIL_PLAIN, 848, 660, 0 }, { NULL, VMR_DETAIL_LEVELS, 848, 660, 0 },
  { NULL, VMR_DETAIL_FULL, 848, 660, 0 }, { "translate", VMR_DETAIL_PLAIN, 848, 660, 0 },
  { "translate", VMR_DETAIL_LEVELS, 848, 660, 0 }, { "translate", VMR_DETAIL_LEVELS, 1200, 900, 0 },
  { "translate", VMR_DETAIL_FULL, 848, 660, 0 }, { "translate", VMR_DETAIL_FULL, 620, 430, 0 },
  { "vmas", VMR_DETAIL_FULL, 848, 660, 0 }, { "pages", VMR_DETAIL_FULL, 848, 660, 0 },
  { "buddy", VMR_DETAIL_FULL, 848, 660, 0 }, { "proc", VMR_DETAIL_FULL, 848, 660, 0 },
  { NULL, VMR_DETAIL_FULL, 1920, 1080, 1080 }, { "translate", VMR_DETAIL_LEVELS, 1920, 1080, 1080 },
};

static VmrCells *
place_draw (VmrSession *session,
            guint       place)
{
  double lecture = places[place].lecture;
  VmrCells *cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                   lecture > 0 ? vmr_metrics_lecture (lecture, 1)
                                   : vmr_metrics_desk (13.333, 1),
                                   places[place].width, places[place].height);

  vmr_session_pin (session, places[place].stage);
  vmr_session_set_detail (session, places[place].detail);
  (lecture > 0 ? vmr_lecture_layout : vmr_middle_layout) (NULL, session, cells);
  vmr_session_pin (session, NULL);
  return cells;
}

/* --- rows around a hole ------------------------------------------------------------------------- */

/* The label of a row: "89", "33 – 734", either with a hole. */
static gboolean
label_has (const char *text,
           guint64     number)
{
  g_auto (GStrv) ends = g_strsplit (text, " – ", -1);
  guint64 value;

  for (guint i = 0; ends[i] != NULL; i++)
    if (*ends[i] != '\0' && strspn (ends[i], "0123456789") == strlen (ends[i]) &&
        km_number_parse (ends[i], &value) && value == number)
      return TRUE;
  return FALSE;
}

/* A row without a number, in a column where another has the number before, or behind, the answer. */
static gboolean
rows_tell (const VmrCells *cells,
           guint64         answer)
{
  for (guint hole = 0; hole < vmr_cells_n (cells); hole++)
    for (guint i = 0; strcmp (test_text_at (cells, hole), "…") == 0 && i < vmr_cells_n (cells); i++)
      {
        const VmrCell *cell = vmr_cells_get (cells, i), *at = vmr_cells_get (cells, hole);

        if (cell->layout != NULL && fabs (cell->rect.x - at->rect.x) < 1.5 &&
            (label_has (test_text_at (cells, i), answer + 1) || label_has (test_text_at (cells, i), answer - 1)))
          return TRUE;
      }
  return FALSE;
}

/* --- sums --------------------------------------------------------------------------------------- */

/* What "a + b × c" comes to, the answer put into its hole; FALSE when it is no such sum. */
static gboolean
sum_value (const char *text,
           guint64     answer,
           guint64    *value)
{
  g_auto (GStrv) terms = g_strsplit (text, " + ", -1);

  *value = 0;
  for (guint i = 0; terms[i] != NULL; i++)
    {
      g_auto (GStrv) factors = g_strsplit (terms[i], " × ", -1);
      guint64 product = 1, factor;

      for (guint k = 0; factors[k] != NULL; k++)
        {
          if (strcmp (factors[k], "…") == 0)
            factor = answer;
          else if (!km_number_parse (factors[k], &factor))
            return FALSE;
          product *= factor;
        }
      *value += product;
    }
  return g_strv_length (terms) > 1 && strstr (text, "…") != NULL;
}

static gboolean
stands_there (const VmrCells *cells,
              guint64         number)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      g_auto (GStrv) words = g_strsplit_set (test_text_at (cells, i), " ,.;:()[]=+→\n", -1);
      guint64 value;

      for (guint k = 0; words[k] != NULL; k++)
        if (g_ascii_isdigit (*words[k]) && km_number_parse (words[k], &value) && value == number)
          return TRUE;
    }
  return FALSE;
}

static gboolean
sums_tell (const VmrCells *cells,
           guint64         answer)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      guint64 value;

      if (sum_value (test_text_at (cells, i), answer, &value) && stands_there (cells, value))
        return TRUE;
    }
  return FALSE;
}

/* A size with a hole, "… K": nobody asks for it, so that it can only be the number that is asked for. */
static gboolean
sizes_tell (const VmrCells *cells)
{
  static const char *const units[] = { "… K", "… M", "… G" };

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    for (guint k = 0; k < G_N_ELEMENTS (units); k++)
      if (strstr (test_text_at (cells, i), units[k]))
        return TRUE;
  return FALSE;
}

/* The frame whose address is asked for, as the kernel's structures have it: "01006". */
static gboolean
frame_tells (const VmrCells *cells,
             guint64         answer)
{
  g_autofree char *frame = g_strdup_printf ("%05x", (guint) (answer >> 12));

  for (guint i = 0; answer >= 1u << 24 && answer % 4096 == 0 && i < vmr_cells_n (cells); i++)
    if (strstr (test_text_at (cells, i), frame))
      return TRUE;
  return FALSE;
}

/* --- every question ------------------------------------------------------------------------------ */

/* How many of the places tell the number that is asked for at this step. */
static guint
places_tell (VmrSession *session,
             guint       step)
{
  const VmrQuestion *question = vmr_session_secret (session);
  guint tells = 0;
  guint64 answer;

  if (question == NULL || question->ask->kind != KM_ASK_NUMBER || question->ask->target != NULL ||
      !km_number_parse (question->answer, &answer) || answer < 10)
    return 0;
  for (guint place = 0; place < G_N_ELEMENTS (places); place++)
    {
      g_autoptr (VmrCells) cells = place_draw (session, place);
      const char *what = rows_tell (cells, answer) ? "the rows around it tell"
                         : sums_tell (cells, answer) ? "a sum tells"
                         : sizes_tell (cells) ? "the hole in a size tells"
                         : frame_tells (cells, answer) ? "its frame tells" : NULL;

      if (what == NULL)
        continue;
      g_test_message ("step %u, place %u, answer %" G_GUINT64_FORMAT ": %s", step, place, answer, what);
      tells++;
    }
  return tells;
}

static guint
steps_tell (VmrSession *session)
{
  guint tells = 0;

  for (guint step = vmr_session_first (session); step <= vmr_session_n_steps (session); step++)
    {
      vmr_session_jump (session, step);
      tells += places_tell (session, step);
    }
  return tells;
}

static void
test_lesson (gconstpointer path)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (GError) error = NULL;
  guint tells, exercises;

  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  tells = steps_tell (session);
  exercises = vmr_session_lesson (session)->exercises->len;
  for (guint i = 0; i < exercises; i++)
    for (guint turn = 0; turn < 3; turn++)
      {
        vmr_session_open_exercise (session, i, &error);
        g_assert_no_error (error);
        vmr_session_ask (session, 0);
        tells += places_tell (session, vmr_session_cursor (session));
        vmr_session_go_home (session);
      }
  if (tells > 0)
    g_test_fail ();
}

/* Rows of their own beside the asked one go with it, up to a run, of which the near end goes too. */
static void
test_rows (void)
{
  static const char *const drawn[] = { "992 – 1023", "991", "990", "989", "900 – 988", "899" };
  static const char *const left[] = { "… – 1023", "…", "…", "…", "900 – …", "899" };
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                              vmr_metrics_desk (13.333, 1), 400, 400);

  test_open_lesson (session, "06-demand-paging");
  vmr_session_ask (session, 0);
  g_assert_cmpstr (vmr_session_question (session)->answer, ==, "990");
  for (guint i = 0; i < G_N_ELEMENTS (drawn); i++)
    {
      VmrRect r = VMR_RECT (10, 10 + i * 30, 200, 24);
      VmrCell *cell = vmr_cells_box (cells, r, VMR_INK_PAGE_TABLE, VMR_TINT_PALE, 4);
      g_autofree char *name = g_strdup_printf ("entry %s", drawn[i]);

      vmr_cells_subject (cells, cell, vmr_ref_entries (0x1000000 + i * 4, 1, 0), name, "pte_t at 0x…");
      vmr_cells_text (cells, r, VMR_SMALL, VMR_INK_TEXT, drawn[i], NULL);
    }
  vmr_mask_cells (session, cells, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (drawn); i++)
    {
      g_autofree char *name = g_strdup_printf ("entry %s", left[i]);

      g_assert_cmpstr (test_text_at (cells, 2 * i + 1), ==, left[i]);
      g_assert_cmpstr (vmr_cells_get (cells, 2 * i)->name, ==, name);
      if (strcmp (left[i], "…") == 0)
        g_assert_cmpstr (vmr_cells_get (cells, 2 * i)->tooltip, ==, name);
    }
}

/* --- titles to come ------------------------------------------------------------------------------ */

/* Whether the list of parts says this. */
static gboolean
rail_says (const VmrSession *session,
           Layout            layout,
           double            width,
           const char       *title)
{
  g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                              vmr_metrics_desk (13.333, 1), width, 500);
  gboolean says = FALSE;

  layout (NULL, session, cells);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      says |= strcmp (test_text_at (cells, i), title) == 0 || (cell->name && strstr (cell->name, title)) ||
              (cell->tooltip && strstr (cell->tooltip, title));
    }
  return says;
}

static void
assert_titles (VmrSession *session,
               gboolean    open)
{
  gboolean zh = vmr_session_chinese_first (session);

  for (guint number = 1; number <= vmr_session_lesson_parts (session); number++)
    {
      const char *title = vmr_session_lesson_part_at (session, number)->title[zh];
      gboolean hidden = open && number > vmr_session_lesson_part (session);

      g_test_message ("part %u, %s", number, title);
      g_assert_cmpint (rail_says (session, vmr_rail_layout, 336, title), ==, !hidden);
      g_assert_cmpint (rail_says (session, vmr_slim_rail_layout, 44, title), ==, !hidden);
    }
}

static void
test_titles (gconstpointer path)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (GError) error = NULL;

  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  for (guint q = 0; q < vmr_session_n_questions (session) * 2; q++)
    {
      vmr_session_set_language (session, q % 2 ? VMR_LANGUAGE_ZH : VMR_LANGUAGE_EN);
      vmr_session_ask (session, q / 2);
      assert_titles (session, TRUE);
      vmr_session_reveal (session);
      assert_titles (session, vmr_session_secret (session) != NULL);
    }
}

/* The reading must find what a person finds. */
static void
test_reading (void)
{
  guint64 value;

  g_assert_true (label_has ("33 – 734", 33));
  g_assert_true (label_has ("… – 734", 734));
  g_assert_true (label_has ("89", 89));
  g_assert_false (label_has ("0x08089", 89));
  g_assert_true (sum_value ("… + 767 × 4", 0x01006000, &value));
  g_assert_cmpuint (value, ==, 0x01006bfc);
  g_assert_true (sum_value ("0x01006000 + … × 4", 767, &value));
  g_assert_cmpuint (value, ==, 0x01006bfc);
  g_assert_false (sum_value ("0x01006000 + 767 × 4", 767, &value));
  g_assert_false (sum_value ("…", 767, &value));
}

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, NULL);
  g_test_add_func ("/hints/reading", test_reading);
  g_test_add_func ("/hints/rows", test_rows);
  test_lessons_add ("/hints/titles/", test_titles);
  test_lessons_add ("/hints/", test_lesson);
  return test_drawing_run (texts, NULL);
}
