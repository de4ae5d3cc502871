/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A use of frames has one name and one colour, whichever drawing shows it and whichever legend says so. */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "ui/draw/metrics.h"
#include "ui/draw/roles.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/shown.h"
#include "ui/panels/physical.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/texts-shared.h"

#include <math.h>
#include <string.h>

/* Of the legend beside the menu of stages, at 1024 pixels. */
#define NARROW_ROW 484

static VmrSession *session;
static VmrTextCache *texts;

static void
buddy_layout (gpointer          data,
              const VmrSession *of,
              VmrCells         *cells)
{
  vmr_stages_find ("buddy")->layout (of, cells);
}

static void
translate_layout (gpointer          data,
                  const VmrSession *of,
                  VmrCells         *cells)
{
  vmr_stages_find ("translate")->layout (of, cells);
}

static VmrCells *
draw (void      (*layout) (gpointer, const VmrSession *, VmrCells *),
      VmrMetrics  metrics,
      double      width,
      double      height)
{
  VmrCells *cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts, metrics, width,
                                   height);
  gpointer data = layout == vmr_physical_layout ? vmr_physical_data_new () : NULL;

  layout (data, session, cells);
  if (data)
    vmr_physical_data_free (data);
  return cells;
}

/* The ink of the swatch before a text: the small square on its left. */
static VmrInk
swatch_before (const VmrCells *cells,
               const VmrCell  *text)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      double gap = text->rect.x - cell->rect.x - cell->rect.w;

      if (cell->shape == VMR_SHAPE_BOX && fabs (cell->rect.w - cell->rect.h) < 1 && gap >= 2 &&
          gap < 16 && cell->rect.w < 40 &&
          fabs (cell->rect.y + cell->rect.h / 2 - text->rect.y - text->rect.h / 2) < 4)
        return cell->fill;
    }
  return VMR_INK_NONE;
}

/* How many uses the legend of a drawing names; each with its own colour. */
static guint
count_uses (const VmrCells *cells)
{
  guint n = 0;

  for (guint use = 0; use < KM_USE_UNKNOWN; use++)
    for (guint i = 0; i < vmr_cells_n (cells); i++)
      {
        const VmrCell *cell = vmr_cells_get (cells, i);
        VmrInk ink;

        if (cell->layout == NULL ||
            g_strcmp0 (pango_layout_get_text (cell->layout), vmr_use_name (use)) != 0)
          continue;
        ink = swatch_before (cells, cell);
        if (ink == VMR_INK_NONE)
          continue;
        g_test_message ("%s", vmr_use_name (use));
        g_assert_cmpint (ink, ==, vmr_use_ink (use));
        n++;
      }
  return n;
}

static void
test_legends (void)
{
  g_autoptr (VmrCells) physical = NULL;
  g_autoptr (VmrCells) row = NULL;
  g_autoptr (VmrCells) buddy = NULL;
  g_autoptr (VmrCells) translate = NULL;
  g_autoptr (VmrCells) lecture = NULL;

  test_open_machine (session, "ram=64M layout=classic");
  test_run (session, "exec sh text=1020K data=12K bss=416K");
  test_run (session, "m = alloc_pages 0 GFP_HIGHUSER_MOVABLE");
  physical = draw (vmr_physical_layout, vmr_metrics_desk (13.333, 1), 368, 660);
  row = draw (vmr_legend_row_layout, vmr_metrics_desk (13.333, 1), 900, 40);
  buddy = draw (buddy_layout, vmr_metrics_desk (13.333, 1), 900, 660);
  lecture = draw (vmr_lecture_layout, vmr_metrics_lecture (1080, 1), 1920, 1080);
  g_assert_cmpuint (count_uses (physical), ==, 11);
  g_assert_cmpuint (count_uses (row), ==, 11);
  g_assert_cmpuint (count_uses (buddy), >=, 5);
  g_assert_cmpuint (count_uses (lecture), >=, 1);
  test_run (session, "write sh data");
  vmr_session_move (session, VMR_MOVE_PREVIOUS);
  translate = draw (translate_layout, vmr_metrics_desk (13.333, 1), 1100, 760);
  count_uses (translate);
}

/* In the narrowest window the types of free lists are explained, for the stage is full of their letters. */
static void
test_row_of_blocks (void)
{
  static const char *const types[] = { "Unmovable", "Movable", "Reclaimable" };

  for (guint chinese = 0; chinese < 2; chinese++)
    {
      g_autoptr (VmrCells) row = NULL;

      vmr_session_set_language (session, chinese ? VMR_LANGUAGE_ZH : VMR_LANGUAGE_EN);
      test_open_machine (session, "ram=64M layout=classic");
      test_run (session, "m = alloc_pages 0 GFP_HIGHUSER_MOVABLE");
      vmr_session_pin (session, "buddy");
      row = draw (vmr_legend_row_layout, vmr_metrics_desk (13.333, 1), NARROW_ROW, 40);
      for (guint i = 0; i < G_N_ELEMENTS (types); i++)
        {
          gboolean found = FALSE;

          for (guint k = 0; k < vmr_cells_n (row); k++)
            found |= strcmp (test_text_at (row, k), types[i]) == 0;
          g_test_message ("%s", types[i]);
          g_assert_true (found);
        }
    }
  vmr_session_pin (session, NULL);
  vmr_session_set_language (session, VMR_LANGUAGE_EN);
}

/* Two uses never look the same: what waits on a CPU's list is neither free nor in use. */
static void
test_inks (void)
{
  for (guint a = 0; a < KM_USE_UNKNOWN; a++)
    for (guint b = a + 1; b < KM_USE_UNKNOWN; b++)
      g_assert_cmpint (vmr_use_ink (a), !=, vmr_use_ink (b));
}

/* A frame on the list of the CPU looks the same among the frames, in the tray and in the map. */
static void
test_pcp (void)
{
  g_autoptr (VmrCells) buddy = NULL;
  guint n = 0;

  test_open_machine (session, "ram=512M layout=classic");
  test_run (session, "m = alloc_pages 0 GFP_HIGHUSER_MOVABLE");
  buddy = draw (buddy_layout, vmr_metrics_desk (13.333, 1), 900, 660);
  for (guint i = 0; i < vmr_cells_n (buddy); i++)
    {
      const VmrCell *cell = vmr_cells_get (buddy, i);

      if (cell->ref.kind != VMR_REF_FRAME || cell->shape != VMR_SHAPE_BOX ||
          cell->ref.gen == 1 || cell->rect.w > 40 ||
          km_frame_use_at (vmr_session_machine (session), cell->ref.id) != KM_USE_PCP)
        continue;
      g_assert_cmpint (cell->fill, ==, vmr_use_ink (KM_USE_PCP));
      n++;
    }
  g_assert_cmpuint (n, >, 10);
}

static gboolean
names (const VmrCells *cells,
       guint           use)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->layout && g_str_equal (pango_layout_get_text (cell->layout), vmr_use_name (use)) &&
          swatch_before (cells, cell) == vmr_use_ink (use))
        return TRUE;
    }
  return FALSE;
}

/* Blocks are named where they are drawn, also those in no list: at every step of a theft, which needs most
 * room, and in the row of a small window, which speaks of frames with any other stage. */
static void
test_blocks (void)
{
  test_open_machine (session, "ram=64M layout=classic");
  test_run (session, "k = alloc_pages 0");
  for (guint step = vmr_session_first (session) + 1; step <= vmr_session_n_steps (session); step++)
    {
      g_autoptr (VmrCells) buddy = NULL;
      g_autoptr (VmrCells) row = NULL;

      vmr_session_jump (session, step);
      vmr_session_pin (session, "buddy");
      buddy = draw (buddy_layout, vmr_metrics_desk (13.333, 1), 836, 610);
      row = draw (vmr_legend_row_layout, vmr_metrics_desk (13.333, 1), 640, 40);
      g_assert_true (names (buddy, VMR_USE_BLOCK) && names (buddy, VMR_USE_LOOSE));
      g_assert_true (names (row, VMR_USE_BLOCK) && names (row, VMR_USE_LOOSE));
      g_assert_true (names (row, KM_USE_PCP) && !names (row, KM_USE_FREE));
      g_assert_true (test_says (row, "was here") && test_says (row, "Movable"));
      vmr_session_pin (session, "translate");
      g_clear_pointer (&row, vmr_cells_free);
      row = draw (vmr_legend_row_layout, vmr_metrics_desk (13.333, 1), 490, 40);
      g_assert_true (names (row, KM_USE_FREE) && !names (row, VMR_USE_BLOCK));
    }
  vmr_session_pin (session, NULL);
}

/* What is written in both languages is what the translation says. */
static void
test_chinese (void)
{
  test_speak (session, VMR_LANGUAGE_ZH);
  for (guint use = 0; use < KM_N_USES; use++)
    g_assert_cmpstr (vmr_use_name (use), ==, vmr_word (vmr_use_role (use)->word, TRUE));
  test_speak (session, VMR_LANGUAGE_EN);
}

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, &session);
  g_test_add_func ("/legends/agree", test_legends);
  g_test_add_func ("/legends/row-of-blocks", test_row_of_blocks);
  g_test_add_func ("/legends/inks", test_inks);
  g_test_add_func ("/legends/pcp", test_pcp);
  g_test_add_func ("/legends/blocks", test_blocks);
  g_test_add_func ("/legends/chinese", test_chinese);
  return test_drawing_run (texts, session);
}
