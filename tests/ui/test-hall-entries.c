/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "tests/ui/test-hall.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/question.h"
#include "ui/lecture/shown.h"
#include "ui/session/mask.h"
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

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static void
tlb_look (void)
{
  g_autoptr (VmrCells) cells = NULL;

  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  if (kind_here () != KM_STEP_TLB_HIT && kind_here () != KM_STEP_TLB_MISS)
    return;
  cells = draw_stage (1100, 700, 1080);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->ref.kind == VMR_REF_TLB && vmr_cells_get (cells, i)->shape == VMR_SHAPE_BOX)
      {
        n_seen++;
        if (!light_ends_in (cells, vmr_cells_get (cells, i)->rect))
          flaw ("no light leads to the TLB", vmr_cells_get (cells, i)->name);
        for (guint k = 0; k < vmr_cells_n (cells); k++)
          if (vmr_cells_get (cells, k)->ref.kind == VMR_REF_ADDRESS &&
              light_ends_in (cells, vmr_cells_get (cells, k)->rect))
            flaw ("the light goes to an index", vmr_cells_get (cells, k)->name);
      }
}

/* Where the TLB is asked the light goes to it, and to no index of a table. */
void
test_tlb (void)
{
  at_every_stop (tlb_look);
}

/* The entry that the step reads or writes is red, at whatever level it is, and no other. */
static void
entries_look (void)
{
  guint cursor = vmr_session_cursor (session);
  guint64 at = vmr_stage_arg (session, cursor, entry_at);

  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  for (guint hall = 0; hall < 2; hall++)
    {
      g_autoptr (VmrCells) cells = draw_stage (1100, 700, hall ? 1080 : 0);

      for (guint i = 0; i < vmr_cells_n (cells); i++)
        {
          const VmrCell *cell = vmr_cells_get (cells, i);
          gboolean red = cell->stroke == VMR_INK_LIGHT || cell->flags & VMR_CELL_CHANGED;

          if (cell->ref.kind != VMR_REF_PTE || cell->shape != VMR_SHAPE_BOX)
            continue;
          n_seen += red;
          if (red != (at != 0 && cell->ref.id == (guint32) at))
            flaw (red ? "red without being of this step" : "of this step, but not red", cell->name);
        }
    }
}

void
test_entries (void)
{
  at_every_stop (entries_look);
}

/* --- three levels ------------------------------------------------------------------------------- */

static const char three_levels[] =
  "<lesson id='three-levels' chapter='mmu' stops='access segment tlb-miss walk-pdpt walk-directory walk-table memory'>"
  "<title>PAE</title><machine>ram=2G layout=debian-5.10-pae</machine>"
  "<part><title>One</title><do>exec sh text=64K data=8K bss=64K</do><do>write sh bss</do>"
  "<do>exec clock text=64K data=8K bss=32K</do><do>write clock data</do><do stop='segment'>read sh bss+0x123</do>"
  "<look stage='translate'/><ask kind='number' answer='walk-table.index'><question>Which entry?</question>"
  "<truth>That one.</truth><option value='1'>No.</option></ask><go to='walk-table'/><go to='memory'/></part></lesson>";

/* How many texts are n digits of base two. */
static guint
n_bits (const VmrCells *cells,
        gsize           n)
{
  guint found = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const char *text = test_text_at (cells, i);

      found += strlen (text) == n && strspn (text, "01") == n;
    }
  return found;
}

static gboolean
has_text (const VmrCells *cells,
          const char     *text)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (g_str_equal (test_text_at (cells, i), text))
      return TRUE;
  return FALSE;
}

/* The entries that were read say where they lead, and the frame which it is. */
static void
check_three_levels (const VmrCells *cells)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      const char *shown[2];
      gboolean entry = cell->ref.kind == VMR_REF_PTE, frame = cell->ref.kind == VMR_REF_FRAME;

      /* What is small is a frame in the panel of memory. */
      if (cell->shape != VMR_SHAPE_BOX || cell->rect.w < 60 || (!entry && !frame))
        continue;
      n_seen++;
      row_texts (cells, cell->rect, shown);
      if (shown[frame ? 0 : 1] == NULL)
        flaw (frame ? "a frame without its number" : "an entry that leads nowhere", cell->name);
    }
}

/* The first language at least. */
static void
check_names (double width,
             double height)
{
  static const char *const words[] = { "directory", "table", "offset" };
  g_autoptr (VmrCells) cells = NULL;

  test_speak (session, VMR_LANGUAGE_BOTH);
  cells = draw_page (width, height);
  test_speak (session, VMR_LANGUAGE_EN);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gboolean named = FALSE;

      for (guint k = 0; k < vmr_cells_n (cells); k++)
        named |= g_str_has_prefix (test_text_at (cells, k), words[i]);
      if (!named)
        flaw ("has no name", words[i]);
    }
}

/* The columns of three levels are narrow: nothing is left out of them, and who is asked for an index sees its bits. */
void
test_three_levels (void)
{
  static const struct { double width, height; } halls[] = { { 1920, 1080 }, { 1280, 720 }, { 1024, 768 } };
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "vmarium-test-three-levels.lesson", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, three_levels, -1, NULL));
  g_assert_true (vmr_session_open_path (session, path, &error));
  g_remove (path);
  vmr_session_set_holds (session, FALSE);
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  test_speak (session, VMR_LANGUAGE_EN);
  n_flaws = n_seen = 0;
  do
    for (guint i = 0; i < G_N_ELEMENTS (halls); i++)
      {
        g_autoptr (VmrCells) cells = draw_page (halls[i].width, halls[i].height);

        check_three_levels (cells);
        check_names (halls[i].width, halls[i].height);
        if (vmr_session_hides_index (session) && (n_bits (cells, 2) != 1 || n_bits (cells, 9) != 2))
          flaw ("has no bits", "an index that is asked for");
        if (kind_here () == KM_STEP_MEMORY && !has_text (cells, "physical address") &&
            !(has_text (cells, "physical") && has_text (cells, "address")))
          flaw ("has no name", "the physical address");
      }
  while (vmr_session_move (session, VMR_MOVE_NEXT));
  vmr_session_set_holds (session, TRUE);
  g_assert_cmpuint (n_seen, >, 10);
  g_assert_cmpuint (n_flaws, ==, 0);
}
