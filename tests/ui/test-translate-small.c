/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "tests/ui/test-translate.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/draw/roles.h"
#include "ui/panels/panels.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/walk.h"
#include "ui/session/words.h"
#include "ui/stages/stage.h"

#include <math.h>
#include <string.h>

#define HALL (G_N_ELEMENTS (sizes) - 2)

static guint
n_ghosts (const VmrCells *cells)
{
  guint n = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    n += vmr_cells_get (cells, i)->flags & VMR_CELL_GHOST && vmr_cells_get (cells, i)->stroke == VMR_INK_LIGHT;
  return n;
}

/* What the TLB drops is seen to go, all of it, and at this step only. */
void
test_flush (void)
{
  guint entries;

  two_programs ("ram=64M layout=classic");
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  test_run (session, "read shell text");
  test_run (session, "write shell bss");
  test_run (session, "switch editor");
  for (guint size = 0; size < 2; size++)
    {
      g_autoptr (VmrCells) before = NULL;
      g_autoptr (VmrCells) cells = NULL;
      g_autofree char *words = NULL;

      go_to ("switch");
      before = draw (size ? HALL : DESK, VMR_THEME_LIGHT);
      g_assert_cmpuint (n_ghosts (before), ==, 0);
      go_to ("tlb-flush");
      entries = (guint) vmr_stage_arg (session, vmr_session_cursor (session), entries);
      g_assert_cmpuint (entries, >, 1);
      cells = draw (size ? HALL : DESK, VMR_THEME_LIGHT);
      words = g_strdup_printf ("%u dropped", entries);
      g_assert_cmpuint (n_ghosts (cells), ==, entries);
      g_assert_true (test_says (cells, words));
    }
}

/* The frame that the answer to a fault names is in the picture and lit, before an entry leads to it. */
void
test_zero_page (void)
{
  g_autofree char *number = NULL;
  KmPfn zero;

  two_programs ("ram=64M layout=classic");
  test_run (session, "read shell bss");
  zero = km_machine_state (vmr_session_machine (session))->zero_page;
  number = g_strdup_printf ("0x%05x", zero);
  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_LEVELS; detail++)
    {
      g_autoptr (VmrCells) cells = NULL;
      int at;

      vmr_session_set_detail (session, (VmrDetail) detail);
      go_to ("anon-read");
      cells = draw (DESK, VMR_THEME_LIGHT);
      at = vmr_cells_find (cells, vmr_ref (VMR_REF_FRAME, zero, 0));
      g_assert_cmpint (at, >=, 0);
      g_assert_cmpint (vmr_cells_get (cells, (guint) at)->stroke, ==, VMR_INK_LIGHT);
      g_assert_true (test_says (cells, number));
    }
}

/* The number of a step stands on the card of a fault, also where the fault itself is folded away. */
void
test_card_number (void)
{
  guint seen = 0;

  test_open_lesson (session, "01-why-virtual");
  test_speak (session, VMR_LANGUAGE_EN);
  vmr_session_set_detail (session, VMR_DETAIL_PLAIN);
  for (guint i = 0; i < vmr_session_act_stops (session); i++)
    {
      g_autoptr (VmrCells) cells = NULL;

      vmr_session_jump (session, vmr_session_stop_at (session, i));
      cells = draw (DESK, VMR_THEME_LIGHT);
      if (!test_says (cells, "page fault"))
        continue;
      seen++;
      for (guint k = 0; k < vmr_cells_n (cells); k++)
        {
          const VmrCell *card = vmr_cells_get (cells, k);
          guint dots = 0;

          if (card->shape != VMR_SHAPE_BOX || !(card->flags & VMR_CELL_SHADOW))
            continue;
          for (guint d = 0; d < vmr_cells_n (cells); d++)
            dots += vmr_cells_get (cells, d)->shape == VMR_SHAPE_DOT &&
                    fabs (vmr_cells_get (cells, d)->rect.y + vmr_cells_get (cells, d)->rect.h / 2 -
                          card->rect.y) < 2;
          g_assert_cmpuint (dots, ==, 1);
        }
    }
  g_assert_cmpuint (seen, >, 1);
}

static void
hit_check (const VmrCells *cells)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->layout && g_str_has_prefix (pango_layout_get_text (cell->layout), "= 0x"))
        g_assert_cmpint (cell->fill, !=, VMR_INK_LIGHT);
      if (cell->ref.kind == VMR_REF_PTE)
        g_assert_false (cell->flags & VMR_CELL_CHANGED);
    }
}

/* After a hit no table is read: neither a sum nor a row is red, and nobody is about to do what is under way. */
void
test_hit_is_not_read (void)
{
  two_programs ("ram=64M layout=classic");
  test_speak (session, VMR_LANGUAGE_EN);
  test_run (session, "write shell data+8");
  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_FULL; detail++)
    {
      g_autoptr (VmrCells) cells = NULL;

      vmr_session_set_detail (session, (VmrDetail) detail);
      go_to ("tlb-hit");
      cells = draw (DESK, VMR_THEME_LIGHT);
      g_assert_false (test_says (cells, "is about to"));
      hit_check (cells);
    }
}

/* From a fault to its answer the kernel has the CPU. */
void
test_fault_pill (void)
{
  static const struct { const char *step, *pill; } moments[] = {
    { "access", "runs now" }, { "page-fault", "in the kernel" }, { "pte-set", "in the kernel" }, { "memory", "runs now" },
  };

  two_programs ("ram=64M layout=classic");
  test_speak (session, VMR_LANGUAGE_EN);
  vmr_session_set_detail (session, VMR_DETAIL_PLAIN);
  test_run (session, "write shell bss");
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autoptr (VmrCells) cells = NULL;

      go_to (moments[i].step);
      cells = draw (DESK, VMR_THEME_LIGHT);
      g_assert_true (test_says (cells, moments[i].pill));
    }
}

/* With PAE there are three levels, each with the name of its bits, and every row has its flags. */
void
test_three_levels (void)
{
  g_autoptr (VmrCells) cells = NULL;
  guint flags = 0, rows = 0;

  two_programs ("ram=1G layout=debian-5.10-pae");
  test_speak (session, VMR_LANGUAGE_EN);
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  test_run (session, "write shell bss");
  go_to ("walk-table");
  cells = draw (DESK, VMR_THEME_LIGHT);
  g_assert_true (test_says (cells, "Three levels"));
  g_assert_false (test_says (cells, "Two levels"));
  g_assert_true (test_says (cells, "pointer"));
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      const char *text = cell->layout ? pango_layout_get_text (cell->layout) : "";

      rows += cell->ref.kind == VMR_REF_PTE;
      flags += strlen (text) >= 6 && strspn (text, "PWUADG- ") == strlen (text);
    }
  g_assert_cmpuint (rows, >, 6);
  g_assert_cmpuint (flags, ==, rows);
}

/* A hall sees what segmentation adds, and to what it comes. */
void
test_hall_segment (void)
{
  g_autoptr (VmrCells) cells = NULL;

  two_programs ("ram=64M layout=classic");
  test_speak (session, VMR_LANGUAGE_EN);
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  test_run (session, "read shell data");
  go_to ("segment");
  cells = draw (HALL, VMR_THEME_PROJECTOR);
  g_assert_true (test_says (cells, "selector DS = 0x007b"));
  g_assert_true (test_says (cells, "0x00000000") && test_says (cells, "base"));
  g_assert_nonnull (named (cells, "linear address: 0x08050000"));
}

/* In a hall too, each row of a directory says what it holds, and the indices say which they are; a row is
 * named by its page, not by its number in the table. */
void
test_directory_words (void)
{
  g_autoptr (VmrCells) cells = NULL;

  two_programs ("ram=64M layout=classic");
  test_speak (session, VMR_LANGUAGE_EN);
  vmr_session_set_detail (session, VMR_DETAIL_LEVELS);
  test_run (session, "read shell 0xc0000000");
  go_to ("walk-directory");
  cells = draw (HALL, VMR_THEME_PROJECTOR);
  g_assert_true (test_says (cells, "none"));
  g_assert_true (test_says (cells, "directory 768"));
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->name && g_str_has_prefix (vmr_cells_get (cells, i)->name, "shell, page "))
      g_assert_nonnull (strstr (vmr_cells_get (cells, i)->name, "page 0x"));
}

/* "32 frames", in one of the languages. */
static gboolean
is_count (const char *text)
{
  return g_ascii_isdigit (*text) && strchr (text, '.') == NULL &&
         (g_str_has_suffix (text, " frames") || g_str_equal (text, "1 frame") || g_str_has_suffix (text, " 个页框"));
}

/* Either "32 frames" or "×32" in the rows of the tables, not both; and words cut no run of pages short. */
static void
check_frame_counts (const char *lesson,
                    VmrDetail   detail)
{
  test_open_lesson (session, lesson);
  vmr_session_set_detail (session, detail);
  for (guint i = 0; i < vmr_session_act_stops (session); i++)
    for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
      {
        g_autoptr (VmrCells) cells = NULL;
        guint brief = 0, whole = 0;
        gboolean cut = FALSE;

        vmr_session_jump (session, vmr_session_stop_at (session, i));
        cells = draw (size, VMR_THEME_LIGHT);
        for (guint k = 0; k < vmr_cells_n (cells); k++)
          {
            const VmrCell *cell = vmr_cells_get (cells, k);
            const char *text = cell->layout ? pango_layout_get_text (cell->layout) : "";

            brief += g_str_has_prefix (text, "×");
            if (is_count (text))
              {
                g_test_message ("%s", text);
                g_assert_false (cut);
                whole++;
              }
            cut = g_str_has_suffix (text, " …");
          }
        g_assert_false (brief && whole);
      }
}

void
test_frame_counts (void)
{
  static const char *const lessons[] = { "01-why-virtual", "02-four-gigabytes", "05-program" };

  for (guint l = 0; l < G_N_ELEMENTS (lessons); l++)
    for (VmrDetail detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_LEVELS; detail++)
      for (guint chinese = 0; chinese < 2; chinese++)
        {
          test_speak (session, chinese ? VMR_LANGUAGE_ZH : VMR_LANGUAGE_EN);
          check_frame_counts (lessons[l], detail);
        }
  test_speak (session, VMR_LANGUAGE_EN);
}

/* Programs that take no part stand at the edge, and one that is dead looks so, in both drawings. */
void
test_others (void)
{
  const KmMachine *machine;

  test_open_machine (session, "ram=64M layout=classic");
  machine = vmr_session_machine (session);
  test_speak (session, VMR_LANGUAGE_EN);
  test_run (session, "exec fourth text=32K data=8K");
  test_run (session, "exec fifth text=32K data=8K");
  test_run (session, "exec first text=32K data=8K");
  test_run (session, "write first 0xc0000000");
  test_run (session, "exec second text=32K data=8K");
  test_run (session, "exec third text=32K data=8K");
  test_run (session, "write third data");
  test_run (session, "write second data");
  vmr_session_choose_task (session, (KmTaskId) { 0 });
  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_LEVELS; detail++)
    {
      g_autoptr (VmrCells) cells = NULL;
      guint struck = 0;

      vmr_session_set_detail (session, (VmrDetail) detail);
      cells = draw (DESK, VMR_THEME_LIGHT);
      for (const KmTask *task = km_task (machine, km_machine_state (machine)->first_task); task != NULL;
           task = km_task (machine, task->next))
        g_assert_cmpint (vmr_cells_find (cells, vmr_ref (VMR_REF_TASK, task->id, 0)), >=, 0);
      for (guint i = 0; i < vmr_cells_n (cells); i++)
        struck += (vmr_cells_get (cells, i)->name != NULL &&
                   strstr (vmr_cells_get (cells, i)->name, "killed by a signal"));
      g_assert_cmpuint (struck, ==, 1);
    }
}

/* A program with a page in each of many rows, and a fault of another one, in the least height: nothing lies over words. */
void
test_crowded (void)
{
  test_open_machine (session, "ram=512M layout=classic");
  test_run (session, "exec shell text=64K data=8K bss=16K");
  test_run (session, "call shell frames=3");
  test_run (session, "ret shell");
  test_run (session, "call shell frames=33 bytes=4K");
  test_run (session, "ret shell frames=33");
  test_run (session, "exec far text=64K data=8K bss=16K");
  test_run (session, "write far data");
  test_run (session, "read far stack_start-600p");
  vmr_session_set_depth (session, KM_DEPTH_ALL);
  n_flaws = 0;
  for (guint step = vmr_session_first (session); step <= vmr_session_n_steps (session); step++)
    {
      vmr_session_jump (session, step);
      vmr_session_set_detail (session, VMR_DETAIL_PLAIN);
      for (guint language = VMR_LANGUAGE_EN; language <= VMR_LANGUAGE_BOTH; language++)
        {
          test_speak (session, (VmrLanguage) language);
          measure (LEAST_HEIGHT, VMR_THEME_LIGHT);
        }
    }
  test_speak (session, VMR_LANGUAGE_EN);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* In a narrow table a run of entries without a frame keeps its last number: rather none than why there is none. */
void
test_empty_runs (void)
{
  guint seen = 0;

  test_open_lesson (session, "05-program");
  test_speak (session, VMR_LANGUAGE_ZH);
  for (guint i = 0; i < vmr_session_act_stops (session); i++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_DARK, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), 820, 420);

      vmr_session_jump (session, vmr_session_stop_at (session, i));
      vmr_session_set_detail (session, VMR_DETAIL_LEVELS);
      vmr_stages_find ("translate")->layout (session, cells);
      for (guint k = 0; k + 1 < vmr_cells_n (cells); k++)
        {
          const VmrCell *cell = vmr_cells_get (cells, k), *value = vmr_cells_get (cells, k + 1);

          if (!cell->layout || !value->layout || fabs (value->rect.y - cell->rect.y) > 6 ||
              !(strstr (pango_layout_get_text (value->layout), "没有页表") ||
                g_str_equal (pango_layout_get_text (value->layout), "无")))
            continue;
          g_assert_false (g_str_has_suffix (pango_layout_get_text (cell->layout), "…"));
          seen++;
        }
    }
  g_assert_cmpuint (seen, >, 0);
  test_speak (session, VMR_LANGUAGE_EN);
}
