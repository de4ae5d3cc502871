/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The stage of heap and stack: a box for each piece of the library and for each call, and as many filled pages as the
 * tables have; with none, a few, and more than there is room for. */
#include "core/mmu/entries.h"
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "ui/session/session-move.h"
#include "ui/stages/stage.h"

static VmrTextCache *texts;
static VmrSession *session;

static void
measure (void)
{
  g_assert_cmpuint (test_flaws (session, vmr_stage_libc.layout), ==, 0);
}

static guint
named (const VmrCells *cells,
       const char     *prefix,
       const char     *suffix)
{
  guint n = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      n += cell->shape == VMR_SHAPE_BOX && cell->name && g_str_has_prefix (cell->name, prefix) &&
           g_str_has_suffix (cell->name, suffix);
    }
  return n;
}

static void
begin (void)
{
  test_open_machine (session, "ram=64M layout=classic");
  test_speak (session, VMR_LANGUAGE_EN);
  measure ();
  test_run (session, "exec sh text=32K data=8K bss=16K");
  vmr_session_move (session, VMR_MOVE_LAST);
  measure ();
}

static void
test_heap (void)
{
  g_autoptr (VmrCells) cells = NULL;
  g_autoptr (VmrCells) after = NULL;

  begin ();
  test_run (session, "a = malloc sh 100");
  test_run (session, "b = malloc sh 3000");
  test_run (session, "c = malloc sh 100");
  test_run (session, "m = malloc sh 300K");
  vmr_session_move (session, VMR_MOVE_LAST);
  cells = test_draw (session, vmr_stage_libc.layout, 1100, 760, 0);
  g_assert_cmpuint (named (cells, "piece at ", ", in use"), ==, 4);
  g_assert_cmpuint (named (cells, "piece at ", ", top"), ==, 1);
  g_assert_true (test_says (cells, "pieces with an area of their own"));
  g_assert_true (test_says (cells, "112 B"));
  test_run (session, "free sh b");
  vmr_session_move (session, VMR_MOVE_LAST);
  after = test_draw (session, vmr_stage_libc.layout, 1100, 760, 0);
  g_assert_cmpuint (named (after, "piece at ", ", in use"), ==, 3);
  g_assert_cmpuint (named (after, "piece at ", ", free"), ==, 1);
  measure ();
}

/* Between the moment when the kernel moves the break down and that when the library notes it, the top has two sizes. */
static void
test_trim (void)
{
  const KmMachine *machine;
  guint step;
  g_autoptr (VmrCells) during = NULL;
  g_autoptr (VmrCells) after = NULL;

  begin ();
  test_run (session, "a = malloc sh 127K");
  test_run (session, "free sh a");
  machine = vmr_session_machine (session);
  for (step = vmr_session_n_steps (session); km_machine_step_kind (machine, step) != KM_STEP_BRK; step--)
    g_assert_cmpuint (step, >, 1);
  vmr_session_jump (session, step);
  during = test_draw (session, vmr_stage_libc.layout, 1100, 760, 0);
  g_assert_true (test_says (during, "→"));
  vmr_session_move (session, VMR_MOVE_LAST);
  after = test_draw (session, vmr_stage_libc.layout, 1100, 760, 0);
  g_assert_false (test_says (after, "→"));
}

/* The count below the strip is that of a walk. */
static void
test_pages (void)
{
  const KmMachine *machine;
  const KmMm *mm;
  guint pages, present;
  g_autofree char *words = NULL;
  g_autoptr (VmrCells) cells = NULL;

  begin ();
  test_run (session, "brk sh +40p");
  test_run (session, "write sh heap len=7p");
  vmr_session_move (session, VMR_MOVE_LAST);
  machine = vmr_session_machine (session);
  mm = km_mm (machine, vmr_session_task (session)->mm);
  pages = (mm->brk - mm->start_brk) >> KM_PAGE_SHIFT;
  present = km_walk_present (machine, mm, mm->start_brk, mm->brk);
  g_assert_cmpuint (present, ==, 7);
  words = g_strdup_printf ("%u pages, %u of them with a frame", pages, present);
  cells = test_draw (session, vmr_stage_libc.layout, 1100, 760, 0);
  g_assert_true (test_says (cells, words));
}

static void
test_calls (void)
{
  g_autoptr (VmrCells) few = NULL;
  g_autoptr (VmrCells) many = NULL;

  begin ();
  test_run (session, "call sh frames=3");
  vmr_session_move (session, VMR_MOVE_LAST);
  few = test_draw (session, vmr_stage_libc.layout, 1100, 760, 0);
  g_assert_cmpuint (named (few, "call ", "return address and variables"), ==, 3);
  test_run (session, "call sh frames=200");
  for (guint i = 0; i < 60; i++)
    test_run (session, "malloc sh 64");
  vmr_session_move (session, VMR_MOVE_LAST);
  measure ();
  many = test_draw (session, vmr_stage_libc.layout, 1100, 760, 0);
  g_assert_cmpuint (named (many, "call 203 ", "return address and variables"), ==, 1);
  g_assert_cmpuint (named (many, "call 1 ", "return address and variables"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, &session);
  g_test_add_func ("/libc/heap", test_heap);
  g_test_add_func ("/libc/trim", test_trim);
  g_test_add_func ("/libc/pages", test_pages);
  g_test_add_func ("/libc/calls", test_calls);
  return test_drawing_run (texts, session);
}
