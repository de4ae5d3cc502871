/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The Reverse map stage: what the walk has come to is drawn, what lies ahead is not, and its numbers are those that the
 * tables give; with no page, one, and hundreds of places, at every size. */
#include "core/mmu/entries.h"
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "ui/session/session-move.h"
#include "ui/session/session-stops.h"
#include "ui/stages/stage.h"

#include <string.h>

static VmrTextCache *texts;
static VmrSession *session;

static void
open_family (guint children)
{
  test_open_machine (session, "ram=64M layout=classic");
  test_speak (session, VMR_LANGUAGE_EN);
  vmr_session_set_depth (session, KM_DEPTH_ALL);
  test_run (session, "exec editor text=32K data=8K bss=16K");
  test_run (session, "buf = mmap editor 4p rw");
  test_run (session, "write editor buf len=3p");
  for (guint i = 0; i < children; i++)
    {
      g_autofree char *line = g_strdup_printf ("fork editor c%u", i);

      test_run (session, line);
    }
}

static guint
boxes (const VmrCells *cells,
       VmrRefKind      kind,
       const char     *name)
{
  guint n = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      n += cell->ref.kind == (guint32) kind && cell->shape == VMR_SHAPE_BOX && cell->name && g_str_has_prefix (cell->name, name);
    }
  return n;
}

/* At each step of a walk as many areas and entries as steps have told of. */
static void
test_reached (void)
{
  const KmMachine *machine = vmr_session_machine (session);
  const KmCommandRecord *command;
  guint areas = 0, entries = 0;

  open_family (2);
  test_run (session, "write editor buf");
  test_run (session, "rmap c0 buf");
  machine = vmr_session_machine (session);
  command = km_machine_command (machine, km_machine_n_commands (machine) - 1);
  for (guint step = command->first_step; step <= command->last_step; step++)
    {
      KmStepKind kind = km_machine_step_kind (machine, step);
      g_autofree char *count = NULL;
      g_autoptr (VmrCells) cells = NULL;

      areas += kind == KM_STEP_RMAP_AREA;
      entries += kind == KM_STEP_RMAP_ENTRY || kind == KM_STEP_RMAP_OTHER;
      count = g_strdup_printf (entries == 1 ? "%u entry looked at" : "%u entries looked at", entries);
      vmr_session_jump (session, step);
      cells = test_draw (session, vmr_stage_rmap.layout, 1100, 760, 0);
      g_assert_cmpuint (boxes (cells, VMR_REF_VMA, "area "), ==, areas);
      g_assert_cmpuint (boxes (cells, VMR_REF_PTE, "entry "), ==, entries);
      g_assert_true (test_says (cells, count));
      g_assert_cmpuint (test_flaws (session, vmr_stage_rmap.layout), ==, 0);
    }
  g_assert_cmpuint (areas, ==, 3);
  g_assert_cmpuint (entries, ==, 3);
}

/* A page that is found before the tree is through: the rest is said to be spared, once the walk is done. */
static void
test_spared (void)
{
  g_autoptr (VmrCells) cells = NULL;

  open_family (2);
  test_run (session, "write c0 buf");
  test_run (session, "write c1 buf");
  test_run (session, "rmap editor buf");
  vmr_session_jump (session, vmr_session_n_steps (session));
  cells = test_draw (session, vmr_stage_rmap.layout, 1100, 760, 0);
  g_assert_true (test_says (cells, "1 entry looked at"));
  g_assert_true (test_says (cells, "not looked at: all were found"));
  g_assert_cmpuint (boxes (cells, VMR_REF_PTE, "entry "), ==, 1);
}

/* The search without a way back: its number is that of the pages of all areas that have a table. */
static void
test_scanned (void)
{
  const KmMachine *machine;
  guint all = 0;
  g_autofree char *total = NULL;
  g_autoptr (VmrCells) cells = NULL;

  open_family (1);
  test_run (session, "rmap editor buf way=scan");
  vmr_session_jump (session, vmr_session_n_steps (session));
  machine = vmr_session_machine (session);
  for (const KmVma *vma = NULL; (vma = km_vma_after (machine, vma)) != NULL;)
    for (KmAddr addr = vma->vm_start; addr < vma->vm_end && !(vma->vm_flags & (KM_VM_IO | KM_VM_PFNMAP)); addr += KM_PAGE_SIZE)
      {
        KmWalkLevel levels[KM_WALK_MAX];
        guint n = km_walk (machine, km_mm (machine, vma->vm_mm), addr, levels);

        all += levels[n - 1].exists;
      }
  total = g_strdup_printf ("%u entries looked at", all);
  cells = test_draw (session, vmr_stage_rmap.layout, 1100, 760, 0);
  g_assert_true (test_says (cells, total));
}

/* No page yet; and more places than there are columns. */
static void
test_many (void)
{
  g_autoptr (VmrCells) cells = NULL;

  test_open_machine (session, "ram=64M layout=classic");
  g_assert_cmpuint (test_flaws (session, vmr_stage_rmap.layout), ==, 0);
  open_family (60);
  test_run (session, "write editor buf");
  g_assert_cmpuint (test_flaws (session, vmr_stage_rmap.layout), ==, 0);
  test_run (session, "rmap c40 buf");
  vmr_session_jump (session, vmr_session_n_steps (session));
  g_assert_cmpuint (test_flaws (session, vmr_stage_rmap.layout), ==, 0);
  cells = test_draw (session, vmr_stage_rmap.layout, 1100, 760, 0);
  g_assert_true (test_says (cells, "c59"));
  g_assert_true (test_says (cells, "61 entries looked at"));
}

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, &session);
  g_test_add_func ("/rmap/reached", test_reached);
  g_test_add_func ("/rmap/spared", test_spared);
  g_test_add_func ("/rmap/scanned", test_scanned);
  g_test_add_func ("/rmap/many", test_many);
  return test_drawing_run (texts, session);
}
