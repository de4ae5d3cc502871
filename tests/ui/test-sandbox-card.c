/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where what is known of the chosen page stands. */
#include "tests/ui/drawing.h"
#include "tests/ui/test-sandbox.h"
#include "ui/session/session-move.h"
#include "ui/stages/stage.h"

/* The line from the card of a page to it, or a piece of it, runs over nothing that is drawn. */
static void
pointer_is_clear (const VmrCells *cells)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *line = vmr_cells_get (cells, i);

      for (guint k = 0; line->part == 0x5e2 && k + 1 < line->n_points; k++)
        {
          VmrPoint a = g_array_index (cells->points, VmrPoint, line->first_point + k);
          VmrPoint b = g_array_index (cells->points, VmrPoint, line->first_point + k + 1);

          for (guint c = 0; c < i; c++)
            {
              const VmrCell *cell = vmr_cells_get (cells, c);

              g_assert_false (cell->ref.kind == VMR_REF_ADDRESS && cell->shape == VMR_SHAPE_BOX &&
                              MAX (a.x, b.x) > cell->rect.x && MIN (a.x, b.x) < cell->rect.x + cell->rect.w &&
                              MAX (a.y, b.y) > cell->rect.y && MIN (a.y, b.y) < cell->rect.y + cell->rect.h);
            }
        }
    }
}

/* What is known of the chosen page stands where it can be seen which one that is, else in the heading. */
void
test_card_place (void)
{
  static const char *const lines[] = { "m1 = mmap editor 1M rw", "exit editor" };
  g_autoptr (VmrSession) session = sandbox ("ram=2G layout=classic");

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      run (session, lines[i]);
      vmr_session_jump (session, vmr_session_n_steps (session));
      for (double width = 640; width <= 1100; width += 46)
        for (double height = 360; height <= 760; height += 40)
          {
            g_autoptr (VmrCells) cells = test_draw (session, vmr_stage_pages.layout, width, height, 0);

            g_assert_true (test_says (cells, "no frame yet"));
            pointer_is_clear (cells);
          }
    }
}
