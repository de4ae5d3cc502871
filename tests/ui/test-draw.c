/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cells, the fit rule, the measurements, motion and the frame map; no display. */
#include "ui/draw/cell-check.h"
#include "ui/draw/frame-map.h"
#include "ui/draw/metrics.h"
#include "ui/draw/picture.h"
#include "ui/draw/transition.h"
#include "tests/ui/test-draw.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

VmrTextCache *texts;

VmrCells *
new_cells (VmrTheme theme)
{
  return vmr_cells_new (vmr_palette_get (theme, FALSE), texts, vmr_metrics_desk (13.333, 1), 400,
                        300);
}

static guint
count_flaws (const VmrCells *cells,
             VmrFlawKind     kind)
{
  g_autoptr (GPtrArray) flaws = vmr_cells_check (cells);
  guint n = 0;

  for (guint i = 0; i < flaws->len; i++)
    n += ((VmrFlaw *) flaws->pdata[i])->kind == kind;
  return n;
}

static void
test_fit (void)
{
  g_autoptr (VmrCells) cells = new_cells (VMR_THEME_LIGHT);
  double brief = vmr_cells_measure (cells, VMR_BODY, "3 GiB");
  VmrCell *cell;

  cell = vmr_cells_text (cells, VMR_RECT (0, 0, 300, 20), VMR_BODY, VMR_INK_TEXT,
                         "0xc0000000", "3 GiB", NULL);
  g_assert_cmpstr (pango_layout_get_text (cell->layout), ==, "0xc0000000");
  cell = vmr_cells_text (cells, VMR_RECT (0, 40, brief + 2, 20), VMR_BODY, VMR_INK_TEXT,
                         "0xc0000000", "3 GiB", NULL);
  g_assert_cmpstr (pango_layout_get_text (cell->layout), ==, "3 GiB");
  g_assert_null (vmr_cells_text (cells, VMR_RECT (0, 80, brief - 2, 20), VMR_BODY, VMR_INK_TEXT,
                                 "0xc0000000", "3 GiB", NULL));
  g_assert_null (vmr_cells_text (cells, VMR_RECT (0, 80, 300, 6), VMR_BODY, VMR_INK_TEXT,
                                 "too high", NULL));
  g_assert_cmpfloat (vmr_cells_paragraph (cells, VMR_RECT (0, 120, 120, 60), VMR_SMALL,
                                          VMR_INK_TEXT, "One sentence. And a second one that "
                                          "has far too many words for so little room, so that "
                                          "it must go."), >, 0);
}

static void
test_metrics (void)
{
  VmrMetrics desk = vmr_metrics_desk (12, 1), hall = vmr_metrics_lecture (1080, 1);

  g_assert_cmpfloat (desk.small, >=, 11);
  g_assert_cmpfloat (hall.body, ==, 30);
  g_assert_cmpfloat (hall.headline, ==, 45);
  g_assert_cmpfloat (hall.small, >=, hall.floor);
}

/* What is wrong on purpose must be found; see cell-check.h. */
static void
test_check (void)
{
  g_autoptr (VmrCells) fine = new_cells (VMR_THEME_LIGHT);
  g_autoptr (VmrCells) wrong = new_cells (VMR_THEME_LIGHT);
  VmrCell *cell;

  vmr_cells_box (fine, VMR_RECT (10, 10, 200, 30), VMR_INK_ANON, VMR_TINT_STRONG, 5);
  vmr_cells_text (fine, VMR_RECT (14, 10, 190, 30), VMR_BODY, VMR_INK_AUTO, "heap", NULL);
  g_assert_cmpuint (vmr_cells_check (fine)->len, ==, 0);

  vmr_cells_text (wrong, VMR_RECT (10, 10, 200, 20), VMR_BODY, VMR_INK_TEXT, "one", NULL);
  vmr_cells_text (wrong, VMR_RECT (14, 12, 200, 20), VMR_BODY, VMR_INK_TEXT, "two", NULL);
  g_assert_cmpuint (count_flaws (wrong, VMR_FLAW_OVERLAP), ==, 1);

  cell = vmr_cells_text (wrong, VMR_RECT (10, 60, 200, 20), VMR_BODY, VMR_INK_TEXT, "clipped",
                         NULL);
  cell->room.w = 20;
  g_assert_cmpuint (count_flaws (wrong, VMR_FLAW_CLIPPED), ==, 1);
  cell = vmr_cells_text (wrong, VMR_RECT (10, 90, 200, 20), VMR_BODY, VMR_INK_TEXT, "outside",
                         NULL);
  cell->rect.x = 390;
  g_assert_cmpuint (count_flaws (wrong, VMR_FLAW_CLIPPED), ==, 2);

  vmr_cells_text (wrong, VMR_RECT (10, 130, 200, 20), VMR_BODY | VMR_KEEP_INK, VMR_INK_LINE,
                  "pale", NULL);
  g_assert_cmpuint (count_flaws (wrong, VMR_FLAW_CONTRAST), ==, 1);

  cell = vmr_cells_text (wrong, VMR_RECT (10, 170, 200, 20), VMR_SMALL, VMR_INK_TEXT, "tiny",
                         NULL);
  cell->px = 8;
  g_assert_cmpuint (count_flaws (wrong, VMR_FLAW_SMALL), ==, 1);

  vmr_cells_text (wrong, VMR_RECT (10, 210, 200, 20), VMR_BODY, VMR_INK_TEXT, "struck", NULL);
  vmr_cells_segment (wrong, 0, 220, 300, 220, VMR_INK_LIGHT, 3);
  g_assert_cmpuint (count_flaws (wrong, VMR_FLAW_STRUCK), ==, 1);

  vmr_cells_text (wrong, VMR_RECT (10, 250, 200, 20), VMR_BODY, VMR_INK_TEXT, "half behind", NULL);
  vmr_cells_box (wrong, VMR_RECT (10, 262, 200, 30), VMR_INK_PANEL, VMR_TINT_FULL, 0);
  g_assert_cmpuint (count_flaws (wrong, VMR_FLAW_HIDDEN), ==, 1);

  cell = vmr_cells_spot (wrong, VMR_RECT (300, 250, 20, 20));
  cell->ref = vmr_ref (VMR_REF_FRAME, 7, 0);
  g_assert_cmpuint (count_flaws (wrong, VMR_FLAW_NAMELESS), ==, 1);
}

/* Whatever the ink asked for and whatever lies below, text can be read. */
static void
test_contrast (void)
{
  for (guint theme = 0; theme < VMR_N_THEMES; theme++)
    for (guint ground = VMR_INK_WINDOW; ground < VMR_N_INKS; ground++)
      for (guint ink = VMR_INK_TEXT; ink < VMR_N_INKS; ink++)
        {
          g_autoptr (VmrCells) cells = new_cells (theme);

          vmr_cells_box (cells, VMR_RECT (0, 0, 200, 40), ground, VMR_TINT_STRONG, 0);
          vmr_cells_text (cells, VMR_RECT (0, 0, 200, 40), VMR_BODY, ink, "text", NULL);
          g_assert_cmpuint (count_flaws (cells, VMR_FLAW_CONTRAST), ==, 0);
        }
}

static void
test_pick (void)
{
  g_autoptr (VmrCells) cells = new_cells (VMR_THEME_DARK);
  VmrRef a = vmr_ref (VMR_REF_FRAME, 1, 0), b = vmr_ref (VMR_REF_FRAME, 2, 0);

  vmr_cells_subject (cells, vmr_cells_box (cells, VMR_RECT (0, 0, 50, 50), VMR_INK_ANON, 100, 0),
                     a, "a", NULL);
  vmr_cells_subject (cells, vmr_cells_box (cells, VMR_RECT (100, 0, 50, 50), VMR_INK_ANON, 100,
                                           0), b, "b", NULL);
  g_assert_cmpint (vmr_cells_pick (cells, 25, 25), ==, 0);
  g_assert_cmpint (vmr_cells_pick (cells, 75, 25), ==, -1);
  g_assert_cmpint (vmr_cells_focus (cells, -1, 0, 0, 1), ==, 0);
  g_assert_cmpint (vmr_cells_focus (cells, 0, 1, 0, 1), ==, 1);
  g_assert_cmpint (vmr_cells_focus (cells, 1, 1, 0, 1), ==, -1);
  g_assert_cmpint (vmr_cells_find (cells, b), ==, 1);
}

void
add_block (VmrCells *cells,
           double    x)
{
  VmrCell *cell = vmr_cells_box (cells, VMR_RECT (x, 40, 60, 20), VMR_INK_WATER, 100, 0);

  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_BLOCK, 8, 1), "block", NULL);
  vmr_cells_text (cells, VMR_RECT (x + 2, 40, 56, 20), VMR_SMALL | VMR_CENTER, VMR_INK_AUTO, "8",
                  NULL);
}

static void
test_transition (void)
{
  g_autoptr (VmrCells) from = new_cells (VMR_THEME_LIGHT);
  g_autoptr (VmrCells) to = new_cells (VMR_THEME_LIGHT);
  VmrPoint path[2] = { { 0, 100 }, { 200, 100 } };
  VmrTransition *forth, *back;
  VmrMotion start, end, text;

  add_block (from, 10);
  add_block (to, 210);
  vmr_cells_light (to, path, 2, TRUE);
  forth = vmr_transition_new (from, to, FALSE, VMR_MOTION_FULL, 1);
  start = vmr_transition_motion (forth, 0, 0);
  text = vmr_transition_motion (forth, 1, 0);
  end = vmr_transition_motion (forth, 0, vmr_transition_duration (forth));
  g_assert_cmpfloat (start.dx, ==, -200);
  g_assert_cmpfloat (text.dx, ==, start.dx);
  g_assert_cmpfloat (end.dx, ==, 0);
  g_assert_cmpfloat (vmr_transition_motion (forth, 2, 450).reveal, >, 0.2);
  g_assert_cmpfloat (vmr_transition_motion (forth, 2, 450).reveal, <, 0.8);
  back = vmr_transition_new (to, from, TRUE, VMR_MOTION_FULL, 1);
  g_assert_cmpfloat (vmr_transition_duration (back), <, vmr_transition_duration (forth));
  g_assert_null (vmr_transition_new (from, to, FALSE, VMR_MOTION_OFF, 1));
  g_assert_null (vmr_transition_new (from, from, FALSE, VMR_MOTION_FULL, 1));
  vmr_transition_free (forth);
  vmr_transition_free (back);
}

/* A new block that says where it was comes from there. */
static void
test_was (void)
{
  g_autoptr (VmrCells) from = new_cells (VMR_THEME_LIGHT);
  g_autoptr (VmrCells) to = new_cells (VMR_THEME_LIGHT);
  VmrTransition *forth;
  VmrMotion start;

  add_block (to, 210);
  vmr_cells_get (to, 0)->was = (VmrPoint) { 80, -10 };
  forth = vmr_transition_new (from, to, FALSE, VMR_MOTION_FULL, 1);
  start = vmr_transition_motion (forth, 0, 0);
  g_assert_cmpfloat (start.dx, ==, 80);
  g_assert_cmpfloat (start.dy, ==, -10);
  g_assert_cmpfloat (vmr_transition_motion (forth, 0, vmr_transition_duration (forth)).dx, ==, 0);
  vmr_transition_free (forth);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  texts = vmr_text_cache_new (NULL, NULL);
  g_test_add_func ("/draw/grouped", test_grouped);
  g_test_add_func ("/draw/fit", test_fit);
  g_test_add_func ("/draw/metrics", test_metrics);
  g_test_add_func ("/draw/check", test_check);
  g_test_add_func ("/draw/contrast", test_contrast);
  g_test_add_func ("/draw/pick", test_pick);
  g_test_add_func ("/draw/grey", test_grey);
  g_test_add_func ("/draw/struck", test_struck);
  g_test_add_func ("/draw/same-file", test_same_file);
  g_test_add_func ("/draw/transition", test_transition);
  g_test_add_func ("/draw/was", test_was);
  g_test_add_func ("/draw/frame-map", test_frame_map);
  g_test_add_func ("/draw/groups", test_groups);
  g_test_add_func ("/draw/one-latin-font", test_one_latin_font);
  g_test_add_func ("/draw/picture", test_picture);
  status = g_test_run ();
  vmr_text_cache_free (texts);
  return status;
}
