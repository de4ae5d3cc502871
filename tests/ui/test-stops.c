/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every lesson, pressed through as a student does, at the desk and in a lecture: each press changes
 * something that is drawn beside the words, no stage is empty, and there are not too many of them. */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "ui/draw/metrics.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/shown.h"
#include "ui/panels/address.h"
#include "ui/panels/physical.h"
#include "ui/panels/rail.h"
#include "ui/panels/story.h"
#include "ui/panels/timeline.h"
#include "ui/session/data-dir.h"
#include "ui/session/session-aside.h"
#include "ui/session/session-hold.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

#include <math.h>
#include <string.h>

#define MOST_PRESSES 60u
/* A drawing that shows its subject has at least so many cells. */
#define LEAST_CELLS 14u

static VmrTextCache *texts;

typedef void (*Layout) (gpointer data, const VmrSession *session, VmrCells *cells);

/* Where words stand: they change with every step and prove nothing. */
typedef struct
{
  const char *name;
  Layout      layout;
  double      width, height, lecture;
  double      top, foot;        /* captions of a lecture, share of the height */
  gboolean    map;
} View;

static const View desk[] = {
  { "address", vmr_address_layout, 336, 660, 0, 0, 1, FALSE },
  { "stage", vmr_middle_layout, 848, 660, 0, 0, 1, FALSE },
  { "physical", vmr_physical_layout, 368, 660, 0, 0, 1, TRUE },
};
static const View lecture[] = {
  { "lecture", vmr_lecture_layout, 1920, 1080, 1080, 0.2, 0.92, FALSE },
};

static void
add_bytes (GChecksum  *sum,
           const void *data,
           gsize       length)
{
  g_checksum_update (sum, data, (gssize) length);
}

static void
add_surface (GChecksum       *sum,
             cairo_surface_t *surface)
{
  cairo_surface_flush (surface);
  add_bytes (sum, cairo_image_surface_get_data (surface),
             (gsize) cairo_image_surface_get_stride (surface) *
             (gsize) cairo_image_surface_get_height (surface));
}

static void
add_cell (GChecksum      *sum,
          const VmrCells *cells,
          const VmrCell  *cell)
{
  int where[4] = { (int) lround (cell->rect.x), (int) lround (cell->rect.y),
                   (int) lround (cell->rect.w), (int) lround (cell->rect.h) };
  guint look[6] = { cell->shape, cell->fill, cell->tint, cell->stroke, cell->flags,
                    (guint) lround (cell->width * 4) };

  add_bytes (sum, where, sizeof where);
  add_bytes (sum, look, sizeof look);
  if (cell->layout)
    add_bytes (sum, pango_layout_get_text (cell->layout),
               strlen (pango_layout_get_text (cell->layout)));
  if (cell->n_points > 0)
    add_bytes (sum, &g_array_index (cells->points, VmrPoint, cell->first_point),
               cell->n_points * sizeof (VmrPoint));
  if (cell->surface)
    add_surface (sum, cell->surface);
}

typedef struct
{
  char *sum;
  guint cells, lit;
} Picture;

static Picture
take (const VmrSession *session,
      const View       *view,
      gpointer          data)
{
  VmrMetrics metrics = view->lecture > 0 ? vmr_metrics_lecture (view->lecture, 1)
                       : vmr_metrics_desk (13.333, 1);
  g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                              metrics, view->width, view->height);
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  Picture picture = { NULL, 0, 0 };

  view->layout (data, session, cells);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      double middle = cell->rect.y + cell->rect.h / 2;

      if (middle < view->top * view->height || middle > view->foot * view->height)
        continue;
      /* The number of a step on a dot says nothing by itself, its place does. */
      add_cell (sum, cells, cell);
      picture.cells++;
      picture.lit += cell->flags & (VMR_CELL_CHANGED | VMR_CELL_CAUSE | VMR_CELL_LIGHT) ||
                     cell->stroke == VMR_INK_LIGHT || cell->fill == VMR_INK_LIGHT;
    }
  picture.sum = g_strdup (g_checksum_get_string (sum));
  return picture;
}

typedef struct
{
  VmrSession *session;
  const View *views;
  guint       n_views;
  gpointer    data[3];
  char       *before[3];
  guint       presses, dead, empty;
} Walk;

static const char *
kind_here (const VmrSession *session)
{
  guint cursor = vmr_session_cursor (session);

  return cursor ? km_machine_step_info (vmr_session_machine (session), cursor)->name : "";
}

/* Every placeholder has its value at the moment at which it is read. */
static void
words_are_whole (VmrSession *session)
{
  for (guint zh = 0; zh < 2; zh++)
    {
      guint cursor = vmr_session_cursor (session);
      const VmrQuestion *question = vmr_session_question (session);
      g_autofree char *say = vmr_session_say (session, zh);
      g_autofree char *headline = vmr_session_words (session, cursor, VMR_WORDS_HEADLINE, zh);
      g_autofree char *why = vmr_session_words (session, cursor, VMR_WORDS_WHY, zh);
      g_autofree char *detail = vmr_session_words (session, cursor, VMR_WORDS_DETAIL, zh);
      g_autofree char *asked = vmr_session_text (session, question ? question->ask->question : NULL,
                                                 zh);
      g_autofree char *truth = vmr_session_text (session, question && question->revealed
                                                          ? question->ask->truth : NULL, zh);
      g_autofree char *all = g_strjoin ("|", say ? say : "", headline, why, detail, asked, truth,
                                        NULL);

      if (strpbrk (all, "{}") != NULL)
        g_error ("%s: %s", vmr_session_lesson_id (session), all);
    }
}

/* All that is said here is drawn, or there is a link to it. */
static void
words_are_drawn (VmrSession *session)
{
  static const double sizes[][2] = { { 1576, 205 }, { 1000, 130 } };
  g_autofree char *why = vmr_story_why (session, vmr_session_chinese_first (session));

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), sizes[s][0],
                                                  sizes[s][1]);
      gboolean found = FALSE;

      vmr_story_layout (NULL, session, cells);
      for (guint i = 0; i < vmr_cells_n (cells); i++)
        {
          const VmrCell *cell = vmr_cells_get (cells, i);

          found |= cell->ref.kind == VMR_REF_ACTION && cell->ref.id == VMR_ACTION_TEXT;
          found |= cell->layout && g_str_equal (pango_layout_get_text (cell->layout), why);
        }
      if (!found && vmr_session_secret (session) == NULL)
        g_error ("%s, %gx%g: “%s” is cut", vmr_session_lesson_id (session), sizes[s][0], sizes[s][1],
                 why);
    }
}

/* What a target asks for, and the things drawn that say it. */
static gboolean
shows_target (const VmrCells *cells,
              const char     *target)
{
  static const struct { const char *target; guint kinds; } table[] = {
    { "zone", 1u << VMR_REF_ZONE | 1u << VMR_REF_ACTION },
    { "frame", 1u << VMR_REF_FRAME | 1u << VMR_REF_BLOCK },
    { "block", 1u << VMR_REF_FRAME | 1u << VMR_REF_BLOCK },
    { "region", 1u << VMR_REF_VMA | 1u << VMR_REF_ADDRESS | 1u << VMR_REF_AREA },
    { "page", 1u << VMR_REF_PTE | 1u << VMR_REF_ADDRESS },
    { "pde", 1u << VMR_REF_PTE }, { "pte", 1u << VMR_REF_PTE },
  };

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    for (guint k = 0; k < G_N_ELEMENTS (table); k++)
      if (g_str_equal (table[k].target, target) &&
          table[k].kinds >> vmr_cells_get (cells, i)->ref.kind & 1)
        return TRUE;
  return FALSE;
}

/* While something is to be clicked the stage shows such things. */
static void
target_is_shown (const VmrSession *session,
                 const View       *stage)
{
  const VmrQuestion *question = vmr_session_question (session);
  g_autoptr (VmrCells) cells = NULL;

  if (question == NULL || question->revealed || question->ask->target == NULL)
    return;
  cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                         vmr_metrics_desk (13.333, 1), stage->width, stage->height);
  stage->layout (NULL, session, cells);
  if (!shows_target (cells, question->ask->target))
    g_error ("%s, %s: no %s to be clicked", vmr_session_lesson_id (session), kind_here (session),
             question->ask->target);
}

/* The pictures of this stop, held against those of the one before. */
static void
look (Walk *walk)
{
  gboolean changed = walk->before[0] == NULL;

  words_are_whole (walk->session);
  words_are_drawn (walk->session);
  if (walk->views == desk)
    target_is_shown (walk->session, &desk[1]);

  for (guint i = 0; i < walk->n_views; i++)
    {
      Picture picture = take (walk->session, &walk->views[i], walk->data[i]);

      changed |= g_strcmp0 (picture.sum, walk->before[i]) != 0;
      if (i == walk->n_views / 2 && picture.cells < LEAST_CELLS)
        {
          g_test_message ("%s, %s: %s, only %u cells", walk->views[i].name,
                          vmr_session_lesson_id (walk->session), kind_here (walk->session),
                          picture.cells);
          walk->empty++;
        }
      g_free (walk->before[i]);
      walk->before[i] = picture.sum;
    }
  if (!changed)
    {
      g_autofree char *place = vmr_session_place_text (walk->session, FALSE);

      g_test_message ("%s: press %u, %s, %s: nothing drawn has changed",
                      vmr_session_lesson_id (walk->session), walk->presses, place,
                      kind_here (walk->session));
      walk->dead++;
    }
}

static void
press_through (VmrSession *session,
               const View *views,
               guint       n_views,
               guint      *presses)
{
  Walk walk = { .session = session, .views = views, .n_views = n_views };

  for (guint i = 0; i < n_views; i++)
    walk.data[i] = views[i].map ? vmr_physical_data_new () : NULL;
  vmr_session_show_part (session, 1);
  look (&walk);
  while (!vmr_session_at_end (session))
    {
      gboolean moved = vmr_session_move (session, VMR_MOVE_NEXT);

      walk.presses++;
      g_assert_cmpuint (walk.presses, <, 400);
      /* Held at a question: the dock says what to do, and the next press goes on. */
      if (moved)
        look (&walk);
    }
  for (guint i = 0; i < n_views; i++)
    {
      if (walk.data[i])
        vmr_physical_data_free (walk.data[i]);
      g_free (walk.before[i]);
    }
  g_test_message ("%s, %s: %u presses, %u dead, %u empty", vmr_session_lesson_id (session),
                  views[0].name, walk.presses, walk.dead, walk.empty);
  if (walk.dead + walk.empty > 0)
    g_test_fail ();
  if (presses)
    *presses = walk.presses;
}

static void
test_lesson (gconstpointer path)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (GError) error = NULL;
  guint presses;

  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (vmr_session_stop_number (session, vmr_session_cursor (session)), ==, 1);
  press_through (session, desk, G_N_ELEMENTS (desk), &presses);
  g_assert_cmpuint (presses, <=, MOST_PRESSES);
  if (strstr (path, "02-"))
    g_assert_cmpuint (presses, <=, 30);
  if (strstr (path, "05-"))
    g_assert_cmpuint (presses, <=, 45);
  vmr_session_open_path (session, path, &error);
  vmr_session_set_holds (session, FALSE);
  press_through (session, lecture, G_N_ELEMENTS (lecture), NULL);
}

/* What the user runs instead of going on stands outside of the lesson: it has numbers of its own, and neither the
 * outline nor the timeline files it under a part that it does not belong to. */
static void
check_own (VmrSession   *session,
           const VmrSay *try,
           guint         part)
{
  guint n = vmr_session_n_stops (session, KM_DEPTH_STORY), own, seen = 0, last;
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
  vmr_session_go_home (session);
  g_assert_cmpuint (vmr_session_n_stops (session, KM_DEPTH_STORY), ==, n);
}

static void
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

/* The counts of the three depths, and moves between stops. */
static void
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

/* What a myth really is begins with what it is about: its last command, on its own stage. */
static void
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
      g_assert_cmpuint (km_machine_step_command (machine, first), ==, km_machine_n_commands (machine) - 1);
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
static void
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
static void
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

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, NULL);
  g_test_add_func ("/stops/depths", test_depths);
  test_lessons_add ("/stops/", test_lesson);
  test_lessons_add ("/own-steps/", test_own_steps);
  g_test_add_func ("/stops/answer-room", test_answer_room);
  g_test_add_func ("/myths/begin", test_myths);
  g_test_add_func ("/myths/isolation", test_myth_isolation);
  return test_drawing_run (texts, NULL);
}
