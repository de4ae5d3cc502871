/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The Buddy stage through a request: the light and the numbers stand at what they speak of, the bits below
 * each other, and all of what a step speaks of is in the picture. */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/session/session-move.h"
#include "ui/stages/stage.h"
#include "tests/ui/test-buddy-light.h"

#include <math.h>
#include <string.h>

VmrSession *session;
VmrTextCache *texts;

VmrCells *
draw (void)
{
  VmrCells *cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                   vmr_metrics_desk (13.333, 1), 848, 660);

  vmr_stages_find ("buddy")->layout (session, cells);
  return cells;
}

const char *
said (const VmrCell *cell)
{
  return cell->layout ? pango_layout_get_text (cell->layout) : "";
}

/* The cell number n that says so; NULL when there are not so many. */
const VmrCell *
saying (const VmrCells *cells,
        const char     *words,
        guint           n)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (g_str_equal (said (vmr_cells_get (cells, i)), words) && n-- == 0)
      return vmr_cells_get (cells, i);
  return NULL;
}

gboolean
says (const char *words)
{
  g_autoptr (VmrCells) cells = draw ();

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (strstr (said (vmr_cells_get (cells, i)), words))
      return TRUE;
  return FALSE;
}

double
middle (const VmrRect *r)
{
  return r->y + r->h / 2;
}

/* The numbered dot of a step, NULL when it has none. */
const VmrCell *
dot_of (const VmrCells *cells,
        guint           step)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->ref.kind == VMR_REF_STEP &&
        vmr_cells_get (cells, i)->ref.id == step &&
        vmr_cells_get (cells, i)->shape == VMR_SHAPE_DOT)
      return vmr_cells_get (cells, i);
  return NULL;
}

/* The first step of this kind after the present one. */
guint
next_step (KmStepKind kind)
{
  const KmMachine *machine = vmr_session_machine (session);

  for (guint step = vmr_session_cursor (session) + 1; step <= vmr_session_n_steps (session); step++)
    if (km_machine_step_kind (machine, step) == kind)
      return step;
  g_assert_not_reached ();
}

/* A kernel's first frame on a new machine: a theft, and a split down all orders. */
void
open_theft (void)
{
  test_open_machine (session, "ram=64M layout=classic");
  test_run (session, "k = alloc_pages 0");
  vmr_session_jump (session, vmr_session_first (session));
  vmr_session_jump (session, next_step (KM_STEP_BLOCK_STEAL));
}

/* The number of an order in the card of lists, which stands right of the sums. */
static const VmrCell *
order_row (const VmrCells *cells,
           const char     *order)
{
  const VmrCell *cell = NULL;

  for (guint n = 0; (cell = saying (cells, order, n)) != NULL; n++)
    if (cell->rect.x > 600)
      return cell;
  return NULL;
}

/* The dot of the step that took the block stays level with the row of its order, wherever the window is. */
static void
test_take (void)
{
  guint take, last;

  open_theft ();
  take = next_step (KM_STEP_BLOCK_TAKE);
  last = next_step (KM_STEP_PCP_REFILLED);
  for (guint step = take; step <= last; step++)
    {
      g_autoptr (VmrCells) cells = NULL;
      const VmrCell *dot, *order;

      vmr_session_jump (session, step);
      cells = draw ();
      dot = dot_of (cells, take);
      order = order_row (cells, "10");
      g_assert_nonnull (dot);
      g_assert_nonnull (order);
      g_assert_cmpfloat (fabs (middle (&dot->rect) - middle (&order->rect)), <, 22);
    }
}

/* Where a light is, no text is. */
static void
test_light (void)
{
  g_autoptr (VmrCells) cells = NULL;
  double plank = 0;

  open_theft ();
  vmr_session_jump (session, next_step (KM_STEP_BLOCK_TAKE));
  cells = draw ();
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->flags & VMR_CELL_LIGHT)
      plank = vmr_cells_get (cells, i)->rect.y;
  g_assert_cmpfloat (plank, >, 0);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (*said (vmr_cells_get (cells, i)) && vmr_cells_get (cells, i)->rect.x < 600)
      g_assert_false (vmr_cells_get (cells, i)->rect.y + 3 < plank &&
                      vmr_cells_get (cells, i)->rect.y + vmr_cells_get (cells, i)->rect.h - 3 > plank);
}

/* A theft and a take concern no buddy; what came off the other list is told. */
static void
test_theft (void)
{
  open_theft ();
  g_assert_false (says ("^ 0x400"));
  g_assert_true (says ("11→10"));
  vmr_session_jump (session, next_step (KM_STEP_BLOCK_TAKE));
  g_assert_false (says ("^ 0x400"));
  vmr_session_jump (session, next_step (KM_STEP_BLOCK_SPLIT));
  g_assert_true (says ("^ 0x200"));
}

/* x of the digits of the strip level with the text, all the way to its right end. */
static guint
strip_below (const VmrCells *cells,
             const VmrCell  *text,
             double         *x)
{
  guint n = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if ((g_str_equal (said (cell), "0") || g_str_equal (said (cell), "1")) && n < 12 &&
          cell->rect.x >= text->rect.x - 4 && cell->rect.x < text->rect.x + 140 &&
          cell->rect.y > middle (&text->rect) && cell->rect.y < text->rect.y + 2 * text->rect.h)
        x[n++] = cell->rect.x;
    }
  return n;
}

/* In every sum of a staircase the same bit stands at the same x, the block's own on top. */
static void
test_bits (void)
{
  guint last;

  open_theft ();
  last = next_step (KM_STEP_PCP_REFILLED);
  vmr_session_jump (session, next_step (KM_STEP_BLOCK_SPLIT));
  for (; vmr_session_cursor (session) < last - 1;
       vmr_session_jump (session, vmr_session_cursor (session) + 1))
    {
      g_autoptr (VmrCells) cells = draw ();
      const VmrCell *own = saying (cells, "pfn", 0);
      double top[12], x[12];

      g_assert_nonnull (own);
      g_assert_cmpuint (strip_below (cells, own, top), ==, 12);
      for (guint i = 0; i < vmr_cells_n (cells); i++)
        if (g_str_has_prefix (said (vmr_cells_get (cells, i)), "^ 0x"))
          {
            g_assert_cmpuint (strip_below (cells, vmr_cells_get (cells, i), x), ==, 12);
            for (guint b = 0; b < 12; b++)
              g_assert_cmpfloat (fabs (x[b] - top[b]), <, 1);
          }
    }
}

/* What a cell of the frames is worth stands at every step, also where the legend has no room. */
static void
test_scale (void)
{
  open_theft ();
  g_assert_true (says ("cell: 128 frames"));
  vmr_session_jump (session, next_step (KM_STEP_BLOCK_TAKE));
  g_assert_true (says ("cell: 128 frames"));
  vmr_session_jump (session, next_step (KM_STEP_PCP_REFILLED));
  g_assert_true (says ("cell: 1 frame"));
}

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, &session);
  g_test_add_func ("/buddy-light/take", test_take);
  g_test_add_func ("/buddy-light/light", test_light);
  g_test_add_func ("/buddy-light/theft", test_theft);
  g_test_add_func ("/buddy-light/bits", test_bits);
  g_test_add_func ("/buddy-light/scale", test_scale);
  g_test_add_func ("/buddy-light/pageblocks", test_pageblocks);
  g_test_add_func ("/buddy-light/pieces", test_pieces);
  g_test_add_func ("/buddy-light/dots", test_dots);
  g_test_add_func ("/buddy-light/request", test_request);
  g_test_add_func ("/buddy-light/given", test_given);
  g_test_add_func ("/buddy-light/little-room", test_little_room);
  return test_drawing_run (texts, session);
}
