/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is special in a table: pages without one, tables that are missing, rows that stay as they are. */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "tests/ui/test-translate.h"
#include "ui/session/session-look.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"

#include <math.h>
#include <string.h>

#define HALL (G_N_ELEMENTS (sizes) - 2)

/* Whether the bar of the refused access stands beside the directory's row that the light is in. */
static gboolean
bar_is_at_directory (const VmrCells *cells)
{
  const VmrCell *bar = NULL;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->fill == VMR_INK_LIGHT && vmr_cells_get (cells, i)->rect.w <= 5 &&
        vmr_cells_get (cells, i)->ref.kind == VMR_REF_STEP)
      bar = vmr_cells_get (cells, i);
  for (guint i = 0; i < vmr_cells_n (cells) && bar != NULL; i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->ref.kind == VMR_REF_PTE && cell->stroke == VMR_INK_LIGHT &&
          fabs (cell->rect.y + cell->rect.h / 2 - bar->rect.y - bar->rect.h / 2) < 1)
        return TRUE;
    }
  return FALSE;
}

/* The direct map has large pages: their walk ends in the directory, and what else would choose a row of the table
 * is part of the offset. With PAE such a page has half the size. Plain has no directory. */
void
test_large_page (void)
{
  static const struct { const char *machine, *offset, *size, *index; } cases[] = {
    { "ram=64M layout=classic", "0x075123", "a page of 4 MiB", "table 117" },
    { "ram=64M layout=debian-5.10-pae", "0x075123", "a page of 2 MiB", "table 117" },
  };

  test_speak (session, VMR_LANGUAGE_EN);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VmrCells) full = NULL;
      g_autoptr (VmrCells) levels = NULL;
      g_autoptr (VmrCells) hall = NULL;
      g_autoptr (VmrCells) plain = NULL;

      two_programs (cases[i].machine);
      test_run (session, "read shell 0xc1875123");
      go_to ("page-fault");
      vmr_session_set_detail (session, VMR_DETAIL_FULL);
      full = draw (DESK, VMR_THEME_LIGHT);
      g_assert_true (test_says (full, cases[i].offset));
      g_assert_true (test_says (full, cases[i].size));
      g_assert_true (test_says (full, "S large page"));
      g_assert_false (test_says (full, "Page table"));
      vmr_session_set_detail (session, VMR_DETAIL_LEVELS);
      levels = draw (DESK, VMR_THEME_LIGHT);
      g_assert_true (test_says (levels, cases[i].offset));
      g_assert_false (test_says (levels, cases[i].index));
      g_assert_true (bar_is_at_directory (levels));
      vmr_session_set_detail (session, VMR_DETAIL_FULL);
      hall = draw (HALL, VMR_THEME_LIGHT);
      g_assert_true (test_says (hall, cases[i].offset));
      g_assert_true (test_says (hall, cases[i].size));
      vmr_session_set_detail (session, VMR_DETAIL_PLAIN);
      plain = draw (DESK, VMR_THEME_LIGHT);
      g_assert_false (test_says (plain, "directory entry"));
      g_assert_true (test_says (plain, "not for programs"));
    }
}

/* A large page among the rows that are seen shows its bit, also where the row of the address is none. */
void
test_large_neighbour (void)
{
  static const char *const machines[] = { "ram=64M layout=classic", "ram=64M layout=debian-5.10-pae" };

  test_speak (session, VMR_LANGUAGE_EN);
  for (guint i = 0; i < G_N_ELEMENTS (machines); i++)
    {
      g_autoptr (VmrCells) near = NULL;
      g_autoptr (VmrCells) far = NULL;

      two_programs (machines[i]);
      vmr_session_set_detail (session, VMR_DETAIL_FULL);
      /* With PAE the stack's directory is another one than the kernel's. */
      test_run (session, "read shell stack-4");
      go_to ("walk-directory");
      near = draw (DESK, VMR_THEME_LIGHT);
      g_assert_true (test_says (near, "S large page") == (i == 0));
      g_assert_true (test_says (near, "P W - A D S G") == (i == 0));
      test_run (session, "read shell text");
      go_to ("walk-directory");
      far = draw (DESK, VMR_THEME_LIGHT);
      g_assert_false (test_says (far, "S large page"));
    }
}

/* What stands in a row tells a missing table from one with empty rows, in every size. */
void
test_no_table (void)
{
  guint rows = 0;

  test_speak (session, VMR_LANGUAGE_EN);
  two_programs ("ram=64M layout=classic");
  test_run (session, "read shell stack-4");
  vmr_session_set_detail (session, VMR_DETAIL_LEVELS);
  go_to ("walk-directory");
  for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
    {
      g_autoptr (VmrCells) cells = draw (size, VMR_THEME_LIGHT);

      for (guint i = 0; i < vmr_cells_n (cells); i++)
        {
          const VmrCell *row = vmr_cells_get (cells, i);

          if (row->name == NULL || !g_str_has_suffix (row->name, ", no table"))
            continue;
          rows++;
          for (guint k = i + 1; k < vmr_cells_n (cells) && vmr_cells_get (cells, k)->name == NULL; k++)
            g_assert_cmpstr (test_text_at (cells, k), !=, "none");
        }
    }
  g_assert_cmpuint (rows, >, 0);
}

/* Where the last owner of a page stores to it no frame is written into the row: it only gets its W bit. */
void
test_reuse (void)
{
  static const char *const commands[] = { "m = mmap shell 8K rw", "write shell m len=8K", "fork shell kid",
                                          "munmap kid m 8K", "write shell m" };
  g_autoptr (VmrCells) cells = NULL;

  test_speak (session, VMR_LANGUAGE_EN);
  two_programs ("ram=64M layout=classic");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    test_run (session, commands[i]);
  vmr_session_set_detail (session, VMR_DETAIL_PLAIN);
  go_to ("wp-reuse");
  go_to ("pte-set");
  cells = draw (DESK, VMR_THEME_LIGHT);
  g_assert_true (test_says (cells, "may be written to now"));
  g_assert_false (test_says (cells, "The kernel writes frame"));
}
