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
#include "tests/ui/test-stops.h"

#include <math.h>
#include <string.h>

#define MOST_PRESSES 60u
/* A drawing that shows its subject has at least so many cells. */
#define LEAST_CELLS 14u

VmrTextCache *texts;

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

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, NULL);
  g_test_add_func ("/stops/own-begins", test_own_begins);
  test_lessons_add ("/stops/example/", test_example_shown);
  g_test_add_func ("/stops/own-ticks", test_own_ticks);
  g_test_add_func ("/stops/depths", test_depths);
  test_lessons_add ("/stops/", test_lesson);
  test_lessons_add ("/own-steps/", test_own_steps);
  g_test_add_func ("/stops/answer-room", test_answer_room);
  g_test_add_func ("/myths/begin", test_myths);
  g_test_add_func ("/myths/promise", test_myths_promise);
  g_test_add_func ("/myths/isolation", test_myth_isolation);
  return test_drawing_run (texts, NULL);
}
