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

/* The number of the step stands in the pill that it numbers, not beside the name of the program, where it would read
 * like a pid. */
static void
dot_is_the_pills (const VmrCells *cells)
{
  const VmrCell *name = NULL, *pill = NULL, *dot = NULL;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->shape == VMR_SHAPE_TEXT && cell->style & VMR_STRUCK && name == NULL)
        name = cell;
      else if (cell->shape == VMR_SHAPE_BOX && cell->ref.kind == VMR_REF_TASK)
        pill = cell;
      else if (cell->shape == VMR_SHAPE_DOT && pill != NULL && dot == NULL)
        dot = cell;
    }
  g_assert_true (name && pill && dot);
  g_assert_cmpfloat (dot->rect.x - name->rect.x - name->rect.w, >, cells->metrics.small * 0.8);
  g_assert_cmpfloat (dot->rect.x + dot->rect.w, >, pill->rect.x);
}

/* The kernel's row lights, the road ends at a bar, and the program is dead. */
void
test_kernel (void)
{
  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_FULL; detail++)
    {
      g_autoptr (VmrCells) cells = NULL;
      g_autoptr (VmrCells) end = NULL;

      two_programs ("ram=64M layout=classic");
      test_run (session, "read shell 0xc0100000");
      vmr_session_set_detail (session, (VmrDetail) detail);
      go_to ("page-fault");
      cells = draw (DESK, VMR_THEME_LIGHT);
      go_to ("fault-signal");
      end = draw (DESK, VMR_THEME_LIGHT);
      if (detail == VMR_DETAIL_FULL)
        {
          g_assert_true (test_says (end, "bad_area_nosemaphore"));
          dot_is_the_pills (end);
          continue;
        }
      g_assert_true (test_says (cells, "not for programs"));
      g_assert_false (test_says (cells, "dead"));
      g_assert_true (test_says (end, "dead: SIGSEGV"));
    }
}

/* Equal rows of the kernel, one border, and the row above it is the kernel's first. */
void
test_directories (gconstpointer machine)
{
  g_autoptr (VmrCells) cells = NULL;
  gboolean pae = strstr (machine, "pae") != NULL;
  g_autofree char *first = g_strdup_printf ("shell, directory entry %u, kernel", pae ? 0 : 768);
  const VmrCell *kernel;

  two_programs (machine);
  test_run (session, "switch editor");
  vmr_session_set_detail (session, VMR_DETAIL_LEVELS);
  go_to ("switch");
  cells = draw (DESK, VMR_THEME_LIGHT);
  kernel = named (cells, first);
  g_assert_nonnull (kernel);
  g_assert_cmpint (kernel->ref.kind, ==, VMR_REF_PTE);
  g_assert_true (test_says (cells, "the kernel's rows are the same in both"));
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->name && g_str_has_prefix (cell->name, "shell, directory entry") &&
          !g_str_has_suffix (cell->name, "kernel"))
        g_assert_cmpfloat (cell->rect.y, >=, kernel->rect.y + kernel->rect.h);
    }
}

/* What the step at the cursor names itself. */
static gboolean
step_page (KmAddr *addr)
{
  uint64_t value;

  if (!km_machine_step_arg (vmr_session_machine (session), vmr_session_cursor (session), KM_ARG_NAME_addr,
                            &value, NULL))
    return FALSE;
  *addr = (KmAddr) value;
  return vmr_session_task (session) != NULL &&
         km_mm (vmr_session_machine (session), vmr_session_task (session)->mm) != NULL;
}

/* Full detail: title and indices are those of the address; a hall sees the indices. */
static void
check_address (KmAddr addr)
{
  gboolean pae = km_machine_state (vmr_session_machine (session))->config.pae;
  g_autofree char *page = g_strdup_printf ("0x%05x", addr >> KM_PAGE_SHIFT);
  g_autofree char *name = g_strdup_printf ("address %s", page);
  g_autofree char *index = g_strdup_printf ("%u", addr >> KM_PAGE_SHIFT & (pae ? 511 : 1023));
  g_autoptr (VmrCells) desk = draw (DESK, VMR_THEME_LIGHT);
  g_autoptr (VmrCells) hall = draw (G_N_ELEMENTS (sizes) - 2, VMR_THEME_PROJECTOR);
  gboolean found = FALSE;

  for (guint i = 0; i < vmr_cells_n (hall); i++)
    found |= vmr_cells_get (hall, i)->name && g_str_has_prefix (vmr_cells_get (hall, i)->name, name);
  if (!found || !test_says (desk, page) || !test_says (desk, index))
    {
      g_test_message ("step %u is about page %s", vmr_session_cursor (session), page);
      n_flaws++;
    }
}

/* The drawing is about the address that the step names, whether the processor uses it or the kernel
 * maps it. */
void
test_address (void)
{
  static const char *const lessons[] = { "02-four-gigabytes", "05-program", "06-demand-paging" };
  guint n = 0;

  n_flaws = 0;
  for (guint i = 0; i < G_N_ELEMENTS (lessons); i++)
    {
      KmAddr addr;

      test_open_lesson (session, lessons[i]);
      vmr_session_set_detail (session, VMR_DETAIL_FULL);
      for (guint step = vmr_session_first (session); step <= vmr_session_n_steps (session); step++)
        {
          KmSubsystem sub = km_machine_step_info (vmr_session_machine (session), step)->subsystem;

          if (sub != KM_SUB_TRANSLATE && sub != KM_SUB_FAULT)
            continue;
          vmr_session_jump (session, step);
          if (step_page (&addr))
            {
              check_address (addr);
              n++;
            }
        }
    }
  g_assert_cmpuint (n, >, 20);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* A frame that no entry holds yet is drawn where the walk will end, in place of the fault. */
void
test_made (void)
{
  g_autofree char *frame = NULL;
  g_autoptr (VmrCells) cells = NULL;

  test_open_lesson (session, "06-demand-paging");
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  for (guint step = vmr_session_first (session);
       km_machine_step_kind (vmr_session_machine (session), vmr_session_cursor (session)) != KM_STEP_CLEAR_PAGE;
       step++)
    vmr_session_jump (session, step);
  frame = vmr_session_words (session, vmr_session_cursor (session), VMR_WORDS_DETAIL, FALSE);
  *strchr (frame, ',') = '\0';
  cells = draw (DESK, VMR_THEME_LIGHT);
  g_assert_true (test_says (cells, frame));
  g_assert_false (test_says (cells, "#PF page fault"));
}

/* Instructions come by CS, data by DS. */
void
test_selector (void)
{
  g_autoptr (VmrCells) code = NULL;
  g_autoptr (VmrCells) data = NULL;

  two_programs ("ram=64M layout=classic");
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  test_run (session, "exec_at shell text");
  go_to ("access");
  code = draw (DESK, VMR_THEME_LIGHT);
  g_assert_true (test_says (code, "CS 0x0073") && test_says (code, "r-x") && test_says (code, "fetches"));
  test_run (session, "write shell data");
  go_to ("access");
  data = draw (DESK, VMR_THEME_LIGHT);
  g_assert_true (test_says (data, "DS 0x007b") && test_says (data, "rw"));
}

/* An address of the kernel that is not mapped is an empty entry, not a forbidden one. */
void
test_empty_entry (void)
{
  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_LEVELS; detail++)
    {
      g_autoptr (VmrCells) cells = NULL;

      two_programs ("ram=64M layout=classic");
      vmr_session_set_detail (session, (VmrDetail) detail);
      test_run (session, "read shell 0xfffff000");
      go_to ("page-fault");
      cells = draw (DESK, VMR_THEME_LIGHT);
      g_assert_false (test_says (cells, "not for programs"));
      g_assert_true (test_says (cells, "empty"));
    }
}

/* Without a program, and without an access, there is a picture all the same. */
void
test_never_empty (void)
{
  test_open_machine (session, "ram=64M layout=classic");
  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_FULL; detail++)
    {
      g_autoptr (VmrCells) cells = NULL;

      vmr_session_set_detail (session, (VmrDetail) detail);
      cells = draw (DESK, VMR_THEME_LIGHT);
      g_assert_true (test_says (cells, "No program runs yet"));
      g_assert_cmpuint (n_subjects (cells), >=, 2);
    }
  test_run (session, "exec editor text=32K data=8K bss=16K");
  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_FULL; detail++)
    {
      g_autoptr (VmrCells) cells = NULL;

      vmr_session_set_detail (session, (VmrDetail) detail);
      cells = draw (DESK, VMR_THEME_LIGHT);
      g_assert_cmpuint (n_subjects (cells), >=, detail == VMR_DETAIL_FULL ? 4 : 10);
      g_assert_cmpuint (n_lights (cells), ==, 0);
    }
}

/* However few rows there are, the entry in the light is one entry. */
static void
assert_one_entry (const VmrCells *cells)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->flags & VMR_CELL_CHANGED && cell->name && strstr (cell->name, "directory entry"))
        g_assert_null (strstr (cell->name, " – "));
    }
}

/* The first instructions of lesson 5, with less and less height for the rows; entries that a fault sets
 * beside its own lead to frames like any other. */
void
test_low (void)
{
  test_open_lesson (session, "05-program");
  test_speak (session, VMR_LANGUAGE_EN);
  vmr_session_set_detail (session, VMR_DETAIL_LEVELS);
  for (guint step = vmr_session_first (session); step <= vmr_session_n_steps (session); step++)
    {
      KmStepKind kind = km_machine_step_kind (vmr_session_machine (session), step);

      if (kind != KM_STEP_FAULT_RETURN && kind != KM_STEP_FAULT_AROUND)
        continue;
      vmr_session_jump (session, step);
      for (double height = 660; height >= 240; height -= 20)
        {
          g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                      vmr_metrics_desk (13.333, 1), 848, height);

          vmr_stages_find ("translate")->layout (session, cells);
          assert_one_entry (cells);
          g_assert_false (test_says (cells, "looks for a frame"));
        }
    }
}

/* The other program shows where its table leads the address of this one, to the byte; not what it used. */
void
test_same_address (void)
{
  g_autoptr (VmrCells) same = NULL;
  g_autoptr (VmrCells) rest = NULL;
  g_autoptr (VmrCells) own = NULL;

  two_programs ("ram=64M layout=classic");
  vmr_session_set_detail (session, VMR_DETAIL_PLAIN);
  test_run (session, "write shell data+0x40");
  go_to ("access");
  same = draw (DESK, VMR_THEME_LIGHT);
  g_assert_nonnull (named (same, "The same address for editor: 0x08050040"));
  g_assert_false (test_says (same, "0x08050000"));
  g_assert_true (test_says (same, "In the table of editor the same address leads here."));
  /* And after it, when the CPU changes to the other. */
  test_run (session, "switch editor");
  rest = draw (DESK, VMR_THEME_LIGHT);
  g_assert_nonnull (named (rest, "The same address for editor: 0x08050040"));
  g_assert_false (test_says (rest, "0x08050000"));
  /* It has no such page: what it used itself stays. */
  test_run (session, "write shell bss");
  go_to ("access");
  own = draw (DESK, VMR_THEME_LIGHT);
  g_assert_nonnull (named (own, "editor stores at 0x08050000"));
}
