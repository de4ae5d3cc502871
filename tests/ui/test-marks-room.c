/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Colours that say what a page is, and the room that words on a slide need. */
#include "tests/ui/support.h"
#include "tests/ui/test-marks.h"
#include "ui/draw/metrics.h"
#include "ui/session/session-move.h"
#include "ui/session/session-stops.h"
#include "ui/stages/stage.h"

#include <string.h>

/* A page that is only in the page cache has the file's colour, also in an area that would copy it. */
void
test_cached (void)
{
  guint data = 0;

  test_open_lesson (session, "05-program");
  test_speak (session, VMR_LANGUAGE_EN);
  for (guint i = 0; i < vmr_session_act_stops (session); i++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), 1100, 760);

      vmr_session_jump (session, vmr_session_stop_at (session, i));
      vmr_stages_find ("pages")->layout (session, cells);
      for (guint k = 0; k < vmr_cells_n (cells); k++)
        {
          const VmrCell *cell = vmr_cells_get (cells, k);

          if (cell->shape != VMR_SHAPE_BOX || cell->name == NULL || !strstr (cell->name, "in the page cache"))
            continue;
          g_assert_true (cell->fill == VMR_INK_FILE);
          data += strstr (cell->name, "data") != NULL;
        }
    }
  g_assert_cmpuint (data, >, 0);
}

static const VmrCell *
text_within (const VmrCells *cells,
             VmrRect         r)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->layout && cell->rect.x >= r.x - 1 && cell->rect.x + cell->rect.w <= r.x + r.w + 1 &&
          cell->rect.y >= r.y - 8 && cell->rect.y + cell->rect.h <= r.y + r.h + 8)
        return cell;
    }
  return NULL;
}

/* From the last row of a hall a number that touches the edge of its node cannot be read. */
void
test_nodes_have_room (void)
{
  guint seen = 0;

  test_open_lesson (session, "05-program");
  for (guint i = 0; i < vmr_session_act_stops (session); i++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_PROJECTOR, FALSE), texts,
                                                  vmr_metrics_lecture (1080, 1), 1400, 760);

      vmr_session_jump (session, vmr_session_stop_at (session, i));
      vmr_stages_find ("vmas")->layout (session, cells);
      for (guint k = 0; k < vmr_cells_n (cells); k++)
        {
          const VmrCell *node = vmr_cells_get (cells, k), *text;

          if (node->ref.kind != VMR_REF_VMA || !node->name || !strstr (node->name, "rb_subtree_gap"))
            continue;
          text = text_within (cells, node->rect);
          g_assert_nonnull (text);
          g_assert_cmpfloat (node->rect.w - text->rect.w, >=, cells->metrics.small * 1.2);
          seen++;
        }
    }
  g_assert_cmpuint (seen, >, 0);
}

/* On a slide the flags of a request stand free above the numbers of the frames. */
void
test_flags_are_free (void)
{
  guint seen = 0;

  test_open_lesson (session, "04-zones");
  for (guint i = 0; i < vmr_session_act_stops (session); i++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_PROJECTOR, FALSE), texts,
                                                  vmr_metrics_lecture (1080, 1), 1400, 830);

      vmr_session_jump (session, vmr_session_stop_at (session, i));
      vmr_stages_find ("buddy")->layout (session, cells);
      for (guint k = 0; k < vmr_cells_n (cells); k++)
        for (guint o = 0; o < vmr_cells_n (cells); o++)
          {
            const VmrCell *flags = vmr_cells_get (cells, k), *below = vmr_cells_get (cells, o);

            if (flags->layout && below->layout &&
                g_str_has_prefix (pango_layout_get_text (flags->layout), "GFP_") &&
                g_str_has_prefix (pango_layout_get_text (below->layout), "0x") &&
                below->rect.y > flags->rect.y && below->rect.x < flags->rect.x + flags->rect.w)
              {
                g_assert_cmpfloat (below->rect.y, >=, flags->rect.y + flags->rect.h);
                seen++;
              }
          }
    }
  g_assert_cmpuint (seen, >, 0);
}
