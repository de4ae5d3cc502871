/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "tests/ui/test-buddy-light.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/session/session-move.h"
#include "ui/stages/stage.h"

#include <math.h>
#include <string.h>

/* The frame around the pageblocks is as wide as what is drawn below of them. */
void
test_pageblocks (void)
{
  g_autoptr (VmrCells) cells = NULL;
  double first = 0, third = 0, wide = 0;

  open_theft ();
  cells = draw ();
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (g_strcmp0 (cell->name, "pageblock 0x01000, Unmovable") == 0)
        first = cell->rect.x;
      else if (g_strcmp0 (cell->name, "pageblock 0x01800, Movable") == 0)
        third = cell->rect.x;
      else if (third > 0 && fabs (cell->rect.x - first) < 1 && wide < 1 && cell->ref.kind == 0)
        wide = cell->rect.w;
    }
  g_assert_cmpfloat (fabs (wide - (third - first)), <, 3);
}

/* All blocks of a short list are in the picture, although the one given back would be shown alone. */
void
test_pieces (void)
{
  guint shown = 0;
  g_autoptr (VmrCells) cells = NULL;

  test_open_machine (session, "ram=64M layout=classic");
  test_run (session, "z = alloc_pages 5");
  for (char name = 'b'; name <= 'i'; name++)
    {
      g_autofree char *line = g_strdup_printf ("%c = alloc_pages 2", name);

      test_run (session, line);
    }
  for (char name = 'b'; name <= 'h'; name += 2)
    {
      g_autofree char *line = g_strdup_printf ("free_pages %c", name);

      test_run (session, line);
    }
  cells = draw ();
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    shown += vmr_cells_get (cells, i)->name != NULL &&
             g_str_has_prefix (vmr_cells_get (cells, i)->name, "free block 0x010") &&
             g_str_has_suffix (vmr_cells_get (cells, i)->name, "of order 2");
  g_assert_cmpuint (shown, ==, 4);
}

/* Where an answer leaves little room the shelves of a step that moves a block stay, and the tray goes. */
void
test_little_room (void)
{
  g_autoptr (VmrCells) cells = NULL;
  guint blocks = 0;

  open_theft ();
  cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                         vmr_metrics_lecture (1000, 1), 1240, 520);
  vmr_stages_find ("buddy")->layout (session, cells);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    blocks += vmr_cells_get (cells, i)->shape == VMR_SHAPE_BOX &&
              vmr_cells_get (cells, i)->ref.kind == VMR_REF_BLOCK;
  g_assert_cmpuint (blocks, >=, 2);
  /* However low they are, each says its order. */
  for (double height = 300; height < 560; height += 20)
    {
      g_autoptr (VmrCells) low = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                vmr_metrics_desk (13.333, 1), 800, height);

      vmr_stages_find ("buddy")->layout (session, low);
      g_assert_true (saying (low, "order 10", 0) != NULL);
    }
}

/* All that is lit is a frame handed out now, at least one of them among the frames, at the desk and in a
 * lecture. */
static void
assert_only_given (KmPfn pfn,
                   guint n)
{
  for (guint lecture = 0; lecture < 2; lecture++)
    {
      g_autoptr (VmrCells) cells =
        vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                       lecture ? vmr_metrics_lecture (1080, 1) : vmr_metrics_desk (13.333, 1),
                       lecture ? 1400 : 848, lecture ? 800 : 660);
      g_autoptr (GPtrArray) flaws = NULL;
      guint lit = 0;

      vmr_stages_find ("buddy")->layout (session, cells);
      flaws = vmr_cells_check (cells);
      g_assert_cmpuint (flaws->len, ==, 0);
      for (guint i = 0; i < vmr_cells_n (cells); i++)
        {
          const VmrCell *cell = vmr_cells_get (cells, i);

          if (cell->ref.kind != VMR_REF_FRAME ||
              !(cell->flags & VMR_CELL_CHANGED || cell->stroke == VMR_INK_LIGHT))
            continue;
          g_assert_true (cell->ref.id >= pfn && cell->ref.id < pfn + n);
          lit++;
        }
      g_assert_cmpuint (lit, >=, n);
    }
}

/* Where the light to physical memory begins. */
static VmrPoint
leaves_from (void)
{
  g_autoptr (VmrCells) cells = draw ();
  VmrPoint from = { 0, 0 };

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->shape == VMR_SHAPE_LINE && cell->flags & VMR_CELL_LIGHT)
        from = g_array_index (cells->points, VmrPoint, cell->first_point);
    }
  g_assert_cmpfloat (from.y, >, 0);
  return from;
}

/* What leaves is marked, not what stays: a frame of the CPU's list, or a block, which never was there. */
void
test_given (void)
{
  guint64 pfn;

  test_open_machine (session, "ram=64M layout=classic");
  test_run (session, "a = alloc_pages 0 GFP_HIGHUSER_MOVABLE");
  test_run (session, "b = alloc_pages 1");
  vmr_session_jump (session, vmr_session_first (session));
  /* So small a machine fetches one at a time. */
  vmr_session_jump (session, next_step (KM_STEP_PCP_REFILLED));
  g_assert_true (says (" is new"));
  vmr_session_jump (session, next_step (KM_STEP_PCP_TAKE));
  km_machine_step_arg (vmr_session_machine (session), vmr_session_cursor (session), KM_ARG_NAME_pfn, &pfn, NULL);
  assert_only_given ((KmPfn) pfn, 1);
  vmr_session_jump (session, next_step (KM_STEP_BLOCK_GIVEN));
  assert_only_given ((KmPfn) pfn, 1);
  {
    double tray = leaves_from ().y;

    vmr_session_jump (session, next_step (KM_STEP_BLOCK_GIVEN));
    km_machine_step_arg (vmr_session_machine (session), vmr_session_cursor (session), KM_ARG_NAME_pfn, &pfn,
                         NULL);
    assert_only_given ((KmPfn) pfn, 2);
    g_assert_cmpfloat (leaves_from ().y, <, tray - 40);
  }
}

/* Dots keep clear of the labels before them, and in a lecture too the one of a take stands at its order. */
void
test_dots (void)
{
  guint take, last;

  open_theft ();
  take = next_step (KM_STEP_BLOCK_TAKE);
  last = next_step (KM_STEP_PCP_REFILLED);
  for (guint step = take; step <= last; step++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_lecture (1080, 1), 1400, 800);
      const VmrCell *dot, *order = NULL;

      vmr_session_jump (session, step);
      vmr_stages_find ("buddy")->layout (session, cells);
      dot = dot_of (cells, take);
      g_assert_nonnull (dot);
      for (guint n = 0; order == NULL || order->rect.x < dot->rect.x; n++)
        {
          order = saying (cells, "10", n);
          g_assert_nonnull (order);
        }
      g_assert_cmpfloat (fabs (middle (&dot->rect) - middle (&order->rect)), <, 40);
      for (guint i = 0; i < vmr_cells_n (cells); i++)
        for (guint k = 0; k < vmr_cells_n (cells); k++)
          {
            const VmrRect *a = &vmr_cells_get (cells, i)->rect, *b = &vmr_cells_get (cells, k)->rect;

            if (vmr_cells_get (cells, i)->shape == VMR_SHAPE_DOT && *said (vmr_cells_get (cells, k)) &&
                b->x + b->w < a->x + a->w / 2 && b->y < a->y + a->h && a->y < b->y + b->h)
              g_assert_cmpfloat (a->x - (b->x + b->w), >, 5);
          }
    }
}

/* A mask has the words of the story, and of zones that are not asked none is the next. */
void
test_request (void)
{
  test_open_machine (session, "ram=2G layout=classic");
  test_run (session, "a = alloc_pages 0 GFP_HIGHUSER_MOVABLE|__GFP_ZERO");
  vmr_session_jump (session, vmr_session_first (session));
  vmr_session_jump (session, next_step (KM_STEP_ALLOC_PAGES));
  g_assert_true (says ("GFP_HIGHUSER_MOVABLE"));
  g_assert_true (says ("|__GFP_ZERO"));
  g_assert_true (says ("›"));
  test_run (session, "free_pages a");
  g_assert_false (says ("›"));
}
