/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What Translate tells a hall, over all lessons: each row of a directory or a table says what the machine's tables say,
 * and the picture agrees with the headline above it. */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/question.h"
#include "ui/lecture/shown.h"
#include "ui/session/session-hold.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/texts-shared.h"
#include "ui/session/walk.h"
#include "ui/stages/stage.h"
#include "tests/ui/test-hall.h"

#include <stdlib.h>
#include <string.h>

VmrSession *session;
VmrTextCache *texts;
guint n_flaws, n_seen;

VmrCells *
draw_stage (double width,
            double height,
            double lecture)
{
  VmrMetrics metrics = lecture > 0 ? vmr_metrics_lecture (lecture, 1) : vmr_metrics_desk (13.333, 1);
  VmrCells *cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts, metrics, width, height);

  vmr_stages_find ("translate")->layout (session, cells);
  return cells;
}

void
flaw (const char *what,
      const char *where)
{
  g_test_message ("%s stop %u, detail %d: %s: %s", vmr_session_lesson_id (session),
                  vmr_session_stop_number (session, vmr_session_cursor (session)),
                  vmr_session_detail (session), what, where);
  n_flaws++;
}

/* At each stop of each lesson, as a lecture goes through them. */
void
at_every_stop (void (*look) (void))
{
  g_auto (GStrv) paths = test_lessons ();

  n_flaws = n_seen = 0;
  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_assert_true (vmr_session_open_path (session, paths[i], NULL));
      vmr_session_set_holds (session, FALSE);
      test_speak (session, VMR_LANGUAGE_EN);
      look ();
      while (!vmr_session_at_end (session))
        if (vmr_session_move (session, VMR_MOVE_NEXT))
          look ();
    }
  g_test_message ("%u seen", n_seen);
  g_assert_cmpuint (n_seen, >, 0);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* --- rows ------------------------------------------------------------------------------------- */

/* Of the tables for [start, end): those that are there, and their entries that lead to a frame. */
void
count (const KmMm *mm,
       guint64     start,
       guint64     end,
       guint      *tables,
       guint      *frames,
       KmPfn      *table)
{
  const KmMachine *machine = vmr_session_machine (session);
  guint64 span = km_machine_state (machine)->config.pae ? 1u << 21 : 1u << 22;

  *tables = 0;
  *frames = km_walk_present (machine, mm, (KmAddr) start, (KmAddr) MIN (end, G_MAXUINT32));
  for (guint64 addr = start & ~(span - 1); addr < end; addr += span)
    {
      KmWalkLevel levels[KM_WALK_MAX];
      guint n = km_walk (machine, mm, (KmAddr) addr, levels);

      if (levels[n - 2].exists && levels[n - 2].entry & KM_PTE_P && (*tables)++ == 0)
        *table = km_entry_pfn (levels[n - 2].entry);
    }
}

/* What is written in the box of a row, from the left. */
void
row_texts (const VmrCells *cells,
           VmrRect         r,
           const char     *texts_found[2])
{
  guint n = 0;

  texts_found[0] = texts_found[1] = NULL;
  for (guint i = 0; i < vmr_cells_n (cells) && n < 2; i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->layout && cell->rect.x >= r.x && cell->rect.x + cell->rect.w <= r.x + r.w + 1 &&
          cell->rect.y >= r.y - 1 && cell->rect.y + cell->rect.h <= r.y + r.h + 1)
        texts_found[n++] = pango_layout_get_text (cell->layout);
    }
}

/* --- the light -------------------------------------------------------------------------------- */

VmrCells *
draw_page (double width,
           double height)
{
  VmrCells *cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                   vmr_metrics_lecture (height, 1), width, height);

  vmr_lecture_layout (NULL, session, cells);
  return cells;
}

KmStepKind
kind_here (void)
{
  return km_machine_step_kind (vmr_session_machine (session), vmr_session_cursor (session));
}

static gboolean
ends_in (const VmrCells *cells,
         const VmrCell  *line,
         VmrRect         r)
{
  VmrPoint end = g_array_index (cells->points, VmrPoint, line->first_point + line->n_points - 1);

  return line->flags & VMR_CELL_LIGHT && end.x >= r.x - 3 && end.x <= r.x + r.w + 3 && end.y >= r.y - 3 &&
         end.y <= r.y + r.h + 3;
}

gboolean
light_ends_in (const VmrCells *cells,
               VmrRect         r)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->shape == VMR_SHAPE_LINE && ends_in (cells, vmr_cells_get (cells, i), r))
      return TRUE;
  return FALSE;
}

/* The frame of the access stands in the last column, in the light; the entries are of earlier steps. */
static void
check_reached (const VmrCells *cells,
               KmPfn           pfn)
{
  const VmrCell *found = NULL;
  gboolean named = FALSE;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      named |= g_str_equal (test_text_at (cells, i), "physical address");
      if (cell->ref.kind == VMR_REF_FRAME && cell->ref.id == pfn && cell->rect.x > cells->width * 0.8)
        found = cell;
      if (cell->ref.kind == VMR_REF_PTE && cell->stroke == VMR_INK_LIGHT)
        flaw ("an entry of an earlier step is red", cell->name);
    }
  if (found == NULL || found->stroke != VMR_INK_LIGHT || !(found->flags & VMR_CELL_CHANGED))
    flaw ("the frame", found ? "is not in the light" : "is not in the last column");
  else if (!light_ends_in (cells, found->rect))
    flaw ("the frame", "no light leads to it");
  /* Where in it the word lies is not the frame's number. */
  if (!named)
    flaw ("has no name", "the physical address");
}

static void
reached_look (void)
{
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  if (kind_here () != KM_STEP_MEMORY || strcmp (vmr_stage_shown (session)->name, "translate") != 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    {
      g_autoptr (VmrCells) cells = draw_page (screens[i].width, screens[i].height);

      n_seen++;
      check_reached (cells, (KmPfn) (vmr_stage_arg (session, vmr_session_cursor (session), phys) >>
                                     KM_PAGE_SHIFT));
    }
}

static void
test_reached (void)
{
  at_every_stop (reached_look);
}

/* --- what the words above speak of ------------------------------------------------------------- */

/* Captions below the digits. */
guint
captions (double width,
          double height,
          double lecture)
{
  static const char *const words[] = { "stays as it was", "uses the table of", "leads here", "used last",
                                       "is about to ", "kernel decides" };
  g_autoptr (VmrCells) cells = draw_stage (width, height, lecture);
  guint n = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    for (guint k = 0; k < G_N_ELEMENTS (words); k++)
      n += vmr_cells_get (cells, i)->layout != NULL &&
           strstr (pango_layout_get_text (vmr_cells_get (cells, i)->layout), words[k]) != NULL;
  return n;
}

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, &session);
  g_test_add_func ("/hall/rows", test_rows);
  g_test_add_func ("/hall/reached", test_reached);
  g_test_add_func ("/hall/tlb", test_tlb);
  g_test_add_func ("/hall/entries", test_entries);
  g_test_add_func ("/hall/three-levels", test_three_levels);
  g_test_add_func ("/hall/fault-entry", test_fault_entry);
  g_test_add_func ("/hall/signal", test_signal);
  g_test_add_func ("/hall/fault-stays", test_fault_stays);
  g_test_add_func ("/hall/names", test_names);
  g_test_add_func ("/hall/whose", test_whose);
  g_test_add_func ("/hall/zones", test_zones);
  g_test_add_func ("/hall/rights", test_rights);
  g_test_add_func ("/hall/cr3", test_cr3);
  g_test_add_func ("/hall/captions", test_captions);
  g_test_add_func ("/hall/told", test_told);
  g_test_add_func ("/hall/road", test_road);
  g_test_add_func ("/hall/free", test_free);
  return test_drawing_run (texts, session);
}
