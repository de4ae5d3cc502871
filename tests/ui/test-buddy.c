/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The Buddy stage: what a request shows, and a theft is seen. */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "tests/ui/test-buddy.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/session/session-move.h"
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"
#include "ui/stages/stage.h"

#include <math.h>
#include <string.h>

VmrSession *session;
static VmrTextCache *texts;

VmrCells *
draw (void)
{
  VmrCells *cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                   vmr_metrics_desk (13.333, 1), 900, 660);

  vmr_stages_find ("buddy")->layout (session, cells);
  return cells;
}

void
assert_flawless (const VmrCells *cells)
{
  g_autoptr (GPtrArray) flaws = vmr_cells_check (cells);

  if (flaws->len > 0)
    g_error ("%s", ((VmrFlaw *) flaws->pdata[0])->message);
}

gboolean
buddy_says (const char *words)
{
  g_autoptr (VmrCells) cells = draw ();

  assert_flawless (cells);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->layout &&
        strstr (pango_layout_get_text (vmr_cells_get (cells, i)->layout), words))
      return TRUE;
  return FALSE;
}

/* The first step of this kind in the command that reads so. */
guint
step_in_command (const char *text,
                 KmStepKind  kind)
{
  const KmMachine *machine = vmr_session_machine (session);

  for (guint step = vmr_session_first (session); step <= vmr_session_n_steps (session); step++)
    {
      const KmCommandRecord *command =
        km_machine_command (machine, km_machine_step_command (machine, step));

      if (g_str_equal (command->text, text) && km_machine_step_kind (machine, step) == kind)
        return step;
    }
  g_assert_not_reached ();
}

/* A request for DMA shows that zone from the start, and the others take no part. */
static void
test_dma (void)
{
  test_open_machine (session, "ram=1G layout=classic");
  test_run (session, "a = alloc_pages 0 GFP_KERNEL|GFP_DMA");
  vmr_session_jump (session, step_in_command ("a = alloc_pages 0 GFP_KERNEL|GFP_DMA",
                                              KM_STEP_ALLOC_PAGES));
  g_assert_true (buddy_says ("not allowed"));
  g_assert_true (buddy_says ("0x00000"));
  g_assert_false (buddy_says ("0x38000"));
  test_run (session, "b = alloc_pages 0 GFP_HIGHUSER_MOVABLE");
  g_assert_false (buddy_says ("not allowed"));
}

/* --- looking around --------------------------------------------------------------------------- */

/* As a click does: the topmost cell that says so is selected. */
static void
click (const char *name)
{
  g_autoptr (VmrCells) cells = draw ();

  for (guint i = vmr_cells_n (cells); i-- > 0;)
    if (g_strcmp0 (vmr_cells_get (cells, i)->name, name) == 0)
      {
        vmr_session_select (session, vmr_cells_get (cells, i)->ref);
        return;
      }
  g_error ("nothing is called %s", name);
}

/* A zone's card, an order and a pageblock lead to theirs; the next step leads back. */
static void
test_look_around (void)
{
  guint given;

  test_open_machine (session, "ram=64M layout=classic");
  test_run (session, "u = alloc_pages 0 GFP_KERNEL");
  given = step_in_command ("u = alloc_pages 0 GFP_KERNEL", KM_STEP_BLOCK_SPLIT);
  vmr_session_jump (session, given);
  g_assert_false (buddy_says ("0x00001"));
  click ("ZONE_DMA");
  g_assert_true (buddy_says ("0x00001"));       /* the head of its smallest list */
  click ("order 2: show its shelf");
  g_assert_true (buddy_says ("order 2"));
  g_assert_false (buddy_says ("order 8"));
  click ("order 9: show its shelf");
  g_assert_true (buddy_says ("order 9"));
  g_assert_true (buddy_says ("0x00a00"));
  vmr_session_move (session, VMR_MOVE_NEXT);
  g_assert_false (buddy_says ("0x00a00"));
  click ("pageblock 0x02000, Movable");
  g_assert_true (buddy_says ("0x02000"));
  vmr_session_move (session, VMR_MOVE_NEXT);
  vmr_session_move (session, VMR_MOVE_PREVIOUS);
  g_assert_true (buddy_says ("0x02000"));       /* it is the step at which it was asked for */
  vmr_session_select (session, VMR_REF_INIT_NONE);
  g_assert_true (buddy_says ("0x01000"));
}

/* The pointer on a block shows its buddy, whatever that is used for; the largest have none. */
static void
test_hover (void)
{
  vmr_session_set_hover (session, vmr_ref (VMR_REF_BLOCK, 0x1014, 2));
  g_assert_true (vmr_ref_equal (vmr_session_hover_buddy (session),
                                vmr_ref (VMR_REF_BLOCK, 0x1010, 2)));
  vmr_session_set_hover (session, vmr_ref (VMR_REF_BLOCK, 0x1400, KM_MAX_ORDER - 1));
  g_assert_true (vmr_ref_is_none (vmr_session_hover_buddy (session)));
  vmr_session_set_hover (session, vmr_ref (VMR_REF_FRAME, 0x1014, 0));
  g_assert_true (vmr_ref_is_none (vmr_session_hover_buddy (session)));
  vmr_session_set_hover (session, VMR_REF_INIT_NONE);
}

/* --- a theft --------------------------------------------------------------------------------- */

/* Everything is movable and in use but for half a pageblock and two small blocks in it. */
static void
fill_memory (void)
{
  test_open_machine (session, "ram=64M layout=classic");
  for (guint i = 0; i < 11; i++)
    {
      g_autofree char *line = g_strdup_printf ("m%u = alloc_pages 10 GFP_HIGHUSER_MOVABLE", i);

      test_run (session, line);
    }
  test_run (session, "a = alloc_pages 8 GFP_HIGHUSER_MOVABLE");
  test_run (session, "b = alloc_pages 6 GFP_HIGHUSER_MOVABLE");
  test_run (session, "c = alloc_pages 3 GFP_HIGHUSER_MOVABLE");
  test_run (session, "d = alloc_pages 3 GFP_HIGHUSER_MOVABLE");
  test_run (session, "free_pages c");
}

/* The engine names every block that has changed lists, with the type it had. */
static guint
assert_moved (void)
{
  const KmMachine *machine = vmr_session_machine (session);
  const uint32_t *moved;
  guint n = km_machine_step_frames (machine, vmr_session_cursor (session), &moved);

  for (guint i = 0; i < n; i++)
    {
      const KmFrame *frame = km_frame (machine, KM_STEP_PFN (moved[i]));

      g_assert_cmpuint (moved[i] >> KM_STEP_MT_SHIFT, ==, KM_MT_MOVABLE);
      g_assert_true (frame->flags & KM_PG_BUDDY);
      g_assert_cmpuint (frame->private_ >> 8, ==, KM_MT_UNMOVABLE);
    }
  return n;
}

/* Blocks that have come sideways in this step. */
static guint
n_come (const VmrCells *cells)
{
  guint n = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->shape != VMR_SHAPE_BOX || fabs (cell->was.x) < 1)
        continue;
      g_assert_cmpint (cell->ref.kind, ==, VMR_REF_BLOCK);
      g_assert_cmpfloat (cell->was.x, >, 0);    /* U stands left of M */
      g_assert_cmpfloat (cell->was.y, ==, 0);
      n++;
    }
  return n;
}

static void
test_theft (void)
{
  guint theft, n;

  fill_memory ();
  test_run (session, "u = alloc_pages 0 GFP_KERNEL");
  theft = step_in_command ("u = alloc_pages 0 GFP_KERNEL", KM_STEP_BLOCK_STEAL);
  vmr_session_jump (session, theft);
  n = assert_moved ();
  g_assert_cmpuint (n, ==, 4);          /* orders 9, 3, 1 and 0 */
  g_assert_true (buddy_says ("M→U"));
  g_assert_true (buddy_says ("1→0"));
  {
    g_autoptr (VmrCells) cells = draw ();

    g_assert_cmpuint (n_come (cells), ==, n);
  }
  vmr_session_jump (session, theft + 1);
  g_assert_false (buddy_says ("M→U"));
  {
    g_autoptr (VmrCells) cells = draw ();

    g_assert_cmpuint (n_come (cells), ==, 0);
  }
}

/* The card of lists speaks of the highest order, with a row of its own or in one for several. */
static gboolean
speaks_of_all_orders (const VmrCells *cells)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      const char *text = cell->layout ? pango_layout_get_text (cell->layout) : "";

      if (cell->rect.x > cells->width * 0.6 &&
          (g_str_equal (text, "10") || g_str_has_suffix (text, "–10") || g_str_has_prefix (text, "≥")))
        return TRUE;
    }
  return FALSE;
}

/* However low the stage is: a card that ends with order 3 reads as if nothing larger were free. */
static void
test_all_orders (void)
{
  test_open_lesson (session, "04-zones");
  vmr_session_jump (session, vmr_session_n_steps (session));
  for (double height = 340; height <= 700; height += 20)
    {
      g_autoptr (VmrCells) desk = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                 vmr_metrics_desk (13.333, 1), 820, height);
      g_autoptr (VmrCells) hall = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                 vmr_metrics_lecture (720, 1), 980, height + 60);

      vmr_stages_find ("buddy")->layout (session, desk);
      vmr_stages_find ("buddy")->layout (session, hall);
      assert_flawless (desk);
      assert_flawless (hall);
      if (!speaks_of_all_orders (desk) || !speaks_of_all_orders (hall))
        {
          g_test_message ("height %.0f: desk %d, lecture %d", height, speaks_of_all_orders (desk),
                          speaks_of_all_orders (hall));
          g_test_fail ();
        }
    }
}

/* An order that has a row: its number stands at the left edge of the card. */
static gboolean
has_row (const VmrCells *cells,
         guint           order)
{
  g_autofree char *name = g_strdup_printf ("order %u: show its shelf", order);

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->rect.x > cells->width * 0.6 &&
        g_strcmp0 (vmr_cells_get (cells, i)->name, name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_sum (const VmrCells *cells)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->name != NULL &&
        g_str_has_prefix (vmr_cells_get (cells, i)->name, "orders "))
      return TRUE;
  return FALSE;
}

/* At no step are orders left out without a word where there is room for all. */
static void
test_no_order_left_out (void)
{
  static const char *const lessons[] = { "04-zones", "15-buddy" };

  for (guint i = 0; i < G_N_ELEMENTS (lessons); i++)
    {
      test_open_lesson (session, lessons[i]);
      do
        {
          g_autoptr (VmrCells) desk = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                     vmr_metrics_desk (13.333, 1), 836, 500);
          g_autoptr (VmrCells) hall = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                     vmr_metrics_lecture (1080, 1), 1500, 870);
          const VmrCells *both[] = { desk, hall };

          if (vmr_session_question (session) != NULL)
            continue;
          vmr_stages_find ("buddy")->layout (session, desk);
          vmr_stages_find ("buddy")->layout (session, hall);
          for (guint k = 0; k < 2; k++)
            for (guint order = 0; order < KM_MAX_ORDER; order++)
              if (!has_row (both[k], order) && !(order >= 4 && has_sum (both[k])))
                {
                  g_test_message ("%s, stop %u, view %u: order %u", lessons[i],
                                  vmr_stage_number (session, vmr_session_cursor (session)), k, order);
                  g_test_fail ();
                }
        }
      while (vmr_session_move (session, VMR_MOVE_NEXT));
    }
}

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, &session);
  g_test_add_func ("/buddy-stage/why", test_why);
  g_test_add_func ("/buddy-stage/why-unasked", test_why_unasked);
  g_test_add_func ("/buddy-stage/why-neighbours", test_why_neighbours);
  g_test_add_func ("/buddy-stage/dma", test_dma);
  g_test_add_func ("/buddy-stage/look-around", test_look_around);
  g_test_add_func ("/buddy-stage/hover", test_hover);
  g_test_add_func ("/buddy-stage/theft", test_theft);
  g_test_add_func ("/buddy-stage/all-orders", test_all_orders);
  g_test_add_func ("/buddy/no-order-left-out", test_no_order_left_out);
  return test_drawing_run (texts, session);
}
