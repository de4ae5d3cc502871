/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Frames of the Translate stage, one every 40 ms: what both drawings have stays as it is, the light
 * grows along its way, and the last frame is the finished drawing. VMARIUM_KEEP_PICTURES names a
 * folder that the frames are written to. */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "ui/draw/metrics.h"
#include "ui/draw/transition-private.h"
#include "ui/panels/panels.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-stops.h"
#include "ui/stages/stage.h"

#include <string.h>

#define WIDTH 848
#define HEIGHT 600
#define FRAME_MS 40

static const char *const kinds[] = { "walk-directory", "walk-table", "page-fault", "pte-set" };

static VmrSession *session;
static VmrTextCache *texts;

static VmrCells *
draw_step (guint step)
{
  VmrCells *cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                   vmr_metrics_desk (13.333, 1), WIDTH, HEIGHT);

  vmr_session_jump (session, step);
  vmr_stages_find ("translate")->layout (session, cells);
  return cells;
}

static guint
step_of (const char *kind,
         guint       after)
{
  const KmMachine *machine = vmr_session_machine (session);

  for (guint step = after + 1; step <= vmr_session_n_steps (session); step++)
    if (g_str_equal (km_machine_step_info (machine, step)->name, kind))
      return step;
  g_assert_not_reached ();
}

static cairo_surface_t *
surface_new (cairo_t **cr)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);

  *cr = cairo_create (surface);
  return surface;
}

static cairo_surface_t *
finished (const VmrCells *cells)
{
  cairo_t *cr;
  cairo_surface_t *surface = surface_new (&cr);

  vmr_paint (cr, cells, VMR_INK_PANEL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static cairo_surface_t *
frame_at (VmrTransition *transition,
          double         ms)
{
  cairo_t *cr;
  cairo_surface_t *surface = surface_new (&cr);

  vmr_transition_paint (cr, transition, VMR_INK_PANEL, ms);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel (cairo_surface_t *surface,
       int              x,
       int              y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) +
                      y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) (gconstpointer) row)[x] & 0xffffff;
}

static guint
n_different (cairo_surface_t *a,
             cairo_surface_t *b)
{
  guint n = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      n += pixel (a, x, y) != pixel (b, x, y);
  return n;
}

/* Black where a light of one drawing is not in the other: an arrow that turns round is drawn anew
 * over the same pixels. */
static cairo_surface_t *
lights_apart (const VmrCells *a,
              const VmrCells *b)
{
  const VmrCells *both[] = { a, b };
  cairo_t *cr;
  cairo_surface_t *surface = surface_new (&cr);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, 24);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_SQUARE);
  for (guint i = 0; i < 2 * MAX (vmr_cells_n (a), vmr_cells_n (b)); i++)
    {
      const VmrCells *own = both[i % 2], *other = both[1 - i % 2];
      gboolean known = i / 2 >= vmr_cells_n (own) ||
                       !(vmr_cells_get (own, i / 2)->flags & VMR_CELL_LIGHT);
      VmrPoint end;

      for (guint k = 0; k < vmr_cells_n (other) && !known; k++)
        known = vmr_cells_look_same (own, i / 2, other, k);
      if (known)
        continue;
      vmr_paint_path (cr, own, vmr_cells_get (own, i / 2), 1, &end);
      cairo_stroke (cr);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Pixels that are the same before and after, and another colour in between. A body that moves may
 * pass over them. */
static guint
n_disturbed (cairo_surface_t *before,
             cairo_surface_t *after,
             cairo_surface_t *apart,
             cairo_surface_t *frame)
{
  guint n = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      n += pixel (before, x, y) == pixel (after, x, y) && pixel (apart, x, y) != 0 &&
           pixel (frame, x, y) != pixel (before, x, y);
  return n;
}

static void
keep (cairo_surface_t *frame,
      const char      *name,
      guint            ms)
{
  const char *folder = g_getenv ("VMARIUM_KEEP_PICTURES");
  g_autofree char *path = g_strdup_printf ("%s/%s-%03u.png", folder ? folder : "", name, ms);

  if (folder)
    cairo_surface_write_to_png (frame, path);
}

/* Points of the new light that are lit as in the finished drawing, among those that change. */
static guint
n_lit (const VmrCells  *cells,
       VmrTransition   *transition,
       cairo_surface_t *dark,
       cairo_surface_t *full,
       cairo_surface_t *frame)
{
  guint n = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      const VmrPoint *p = &g_array_index (cells->points, VmrPoint, cell->first_point);

      if (!(cell->flags & VMR_CELL_LIGHT) || vmr_transition_motion (transition, i, -1).reveal > 0)
        continue;
      for (guint k = 1; k < cell->n_points; k++)
        for (double at = 0; at <= 1; at += 0.02)
          {
            int x = (int) (p[k - 1].x + (p[k].x - p[k - 1].x) * at);
            int y = (int) (p[k - 1].y + (p[k].y - p[k - 1].y) * at);

            if (x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT)
              n += pixel (dark, x, y) != pixel (full, x, y) &&
                   pixel (frame, x, y) == pixel (full, x, y);
          }
    }
  return n;
}

static void
check_way (guint       from_step,
           guint       to_step,
           const char *name)
{
  gboolean backwards = to_step < from_step;
  g_autoptr (VmrCells) from = draw_step (from_step);
  g_autoptr (VmrCells) to = draw_step (to_step);
  VmrTransition *transition = vmr_transition_new (from, to, backwards, VMR_MOTION_FULL, 1);
  cairo_surface_t *before = finished (from), *after = finished (to);
  cairo_surface_t *apart = lights_apart (from, to);
  double end, lit = backwards ? G_MAXDOUBLE : 0;
  guint pixels_lit = backwards ? G_MAXUINT : 0;

  g_assert_nonnull (transition);
  g_assert_cmpuint (vmr_transition_bodies (transition), <=, VMR_MOST_BODIES);
  end = vmr_transition_duration (transition);
  for (double ms = 0; ms < end + FRAME_MS; ms += FRAME_MS)
    {
      cairo_surface_t *frame = frame_at (transition, ms);
      double now = vmr_transition_lit (transition, ms, NULL);
      guint on = n_lit (backwards ? from : to, transition, backwards ? after : before,
                        backwards ? before : after, frame);
      guint disturbed = n_disturbed (before, after, apart, frame);

      keep (frame, name, (guint) ms);
      g_test_message ("%s at %.0f ms: %.0f px lit, %u points, %u disturbed", name, ms, now, on,
                      disturbed);
      if (vmr_transition_bodies (transition) == 0)
        g_assert_cmpuint (disturbed, ==, 0);
      g_assert_true (backwards ? now <= lit : now >= lit);
      g_assert_true (backwards ? on <= pixels_lit : on >= pixels_lit);
      lit = now;
      pixels_lit = on;
      if (ms == 0 && vmr_transition_bodies (transition) == 0)
        g_assert_cmpuint (n_different (frame, before), ==, 0);
      if (ms >= end)
        g_assert_cmpuint (n_different (frame, after), ==, 0);
      cairo_surface_destroy (frame);
    }
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
  cairo_surface_destroy (apart);
  vmr_transition_free (transition);
}

static void
test_frames (void)
{
  guint steps[G_N_ELEMENTS (kinds)], after;

  test_open_lesson (session, "06-demand-paging");
  after = vmr_session_first (session) - 1;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    after = steps[i] = step_of (kinds[i], after);
  for (guint i = 1; i < G_N_ELEMENTS (kinds); i++)
    check_way (steps[i - 1], steps[i], kinds[i]);
  for (guint i = G_N_ELEMENTS (kinds) - 1; i > 0; i--)
    {
      g_autofree char *name = g_strdup_printf ("back-%s", kinds[i - 1]);

      check_way (steps[i], steps[i - 1], name);
    }
}

/* The whole lesson, stop by stop: nothing that stays is disturbed, at most four bodies move. */
static void
test_lesson (void)
{

  test_open_lesson (session, "06-demand-paging");
  for (guint i = 1; i < vmr_session_act_stops (session); i++)
    {
      g_autoptr (VmrCells) from = draw_step (vmr_session_stop_at (session, i - 1));
      g_autoptr (VmrCells) to = draw_step (vmr_session_stop_at (session, i));
      VmrTransition *transition = vmr_transition_new (from, to, FALSE, VMR_MOTION_FULL, 1);
      VmrTransition *fade = vmr_transition_new (from, to, FALSE, VMR_MOTION_FADE, 1);
      cairo_surface_t *before = finished (from), *after = finished (to), *frame;
      cairo_surface_t *apart = lights_apart (from, to);

      for (double share = 0.1; transition && share < 1; share += 0.2)
        {
          frame = frame_at (transition, vmr_transition_duration (transition) * share);
          if (vmr_transition_bodies (transition) == 0)
            g_assert_cmpuint (n_disturbed (before, after, apart, frame), ==, 0);
          cairo_surface_destroy (frame);
          frame = frame_at (fade, vmr_transition_duration (fade) * share);
          /* Reduced motion: nothing moves at all. */
          g_assert_cmpuint (vmr_transition_bodies (fade), ==, 0);
          g_assert_cmpuint (n_disturbed (before, after, apart, frame), ==, 0);
          cairo_surface_destroy (frame);
        }
      cairo_surface_destroy (before);
      cairo_surface_destroy (after);
      cairo_surface_destroy (apart);
      g_clear_pointer (&transition, vmr_transition_free);
      g_clear_pointer (&fade, vmr_transition_free);
    }
}

static VmrCells *
draw_detail (VmrDetail detail)
{
  vmr_session_set_detail (session, detail);
  return draw_step (vmr_session_cursor (session));
}

/* Another detail of the same moment: 400 ms, in which something changes its place and no light runs. */
static void
check_unfold (VmrDetail   from_detail,
              VmrDetail   to_detail,
              const char *name)
{
  g_autoptr (VmrCells) from = draw_detail (from_detail);
  g_autoptr (VmrCells) to = draw_detail (to_detail);
  gboolean fold = to_detail < from_detail;
  VmrTransition *transition = vmr_transition_new (from, to, fold, VMR_MOTION_SLIDE, 1);
  cairo_surface_t *after = finished (to);
  double whole;

  g_assert_nonnull (transition);
  g_assert_cmpfloat (vmr_transition_duration (transition), ==, fold ? 200 : 400);
  vmr_transition_lit (transition, 400, &whole);
  g_assert_cmpfloat (whole, ==, 0);
  g_assert_cmpuint (vmr_transition_bodies (transition), >, 0);
  for (guint ms = 0; ms <= 400; ms += FRAME_MS)
    {
      cairo_surface_t *frame = frame_at (transition, ms);

      keep (frame, name, ms);
      if (ms < (fold ? 80 : 160) || ms >= (fold ? 200 : 400))
        g_assert_true ((n_different (frame, after) == 0) == (ms >= (fold ? 200 : 400)));
      cairo_surface_destroy (frame);
    }
  cairo_surface_destroy (after);
  vmr_transition_free (transition);
}

static void
test_unfold (void)
{
  test_open_lesson (session, "06-demand-paging");
  vmr_session_jump (session, step_of ("pte-set", vmr_session_first (session)));
  check_unfold (VMR_DETAIL_PLAIN, VMR_DETAIL_LEVELS, "unfold-levels");
  check_unfold (VMR_DETAIL_LEVELS, VMR_DETAIL_FULL, "unfold-full");
  check_unfold (VMR_DETAIL_FULL, VMR_DETAIL_LEVELS, "fold-levels");
  check_unfold (VMR_DETAIL_LEVELS, VMR_DETAIL_PLAIN, "fold-plain");
}

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, &session);
  g_test_add_func ("/motion/frames", test_frames);
  g_test_add_func ("/motion/lesson", test_lesson);
  g_test_add_func ("/motion/unfold", test_unfold);
  return test_drawing_run (texts, session);
}
