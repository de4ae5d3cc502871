/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tree above the areas is whole, nothing is left out without a word, and nothing moves sideways within a command. */
#include "tests/ui/test-vmas.h"

#include "core/user/vma.h"
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "ui/session/session-hold.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-move.h"
#include "ui/stages/stage.h"

#include <math.h>
#include <string.h>

static const VmrCell *
find (const VmrCells *cells,
      guint           vma,
      guint           part)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->ref.kind == VMR_REF_VMA && cell->ref.id == vma && cell->part == part)
        return cell;
    }
  return NULL;
}

/* What the words between the blocks count: those that are seen, where there is any room for words. */
static guint
n_left_out (const VmrCells *cells)
{
  guint sum = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const char *text = test_text_at (cells, i);

      if (*text == '+' || strstr (text, " more") != NULL)
        sum += (guint) g_ascii_strtoull (*text == '+' ? text + 1 : text, NULL, 10);
    }
  return sum;
}

static guint
n_detached (const KmMachine *machine,
            const KmMm      *mm,
            const VmrCells  *cells)
{
  guint n = 0;

  for (const KmVma *vma = km_vma (machine, mm->mmap); vma != NULL; vma = km_vma (machine, vma->vm_next))
    {
      KmRbLink parent = km_rb_parent (&vma->vm_rb);

      if (parent != 0 && find (cells, vma->id, 1) && !find (cells, km_vma_from_node (machine, parent)->id, 1))
        n++;
    }
  return n;
}

guint
test_vmas_whole (const VmrSession *session,
                 const VmrCells   *cells)
{
  const KmMachine *machine = vmr_session_machine (session);
  const KmTask *task = vmr_session_task (session);
  const KmMm *mm = task ? km_mm (machine, task->mm) : NULL;
  guint blocks = 0, nodes = 0, detached, flaws;

  if (mm == NULL)
    return 0;
  for (const KmVma *vma = km_vma (machine, mm->mmap); vma != NULL; vma = km_vma (machine, vma->vm_next))
    {
      blocks += find (cells, vma->id, 0) != NULL;
      nodes += find (cells, vma->id, 1) != NULL;
    }
  detached = n_detached (machine, mm, cells);
  flaws = detached + (blocks + n_left_out (cells) != mm->map_count) + (nodes != 0 && nodes != blocks);
  if (flaws > 0)
    g_test_message ("%.0f×%.0f step %u: %u areas, %u drawn, %u counted, %u nodes, %u of them detached", cells->width,
                    cells->height, vmr_session_cursor (session), mm->map_count, blocks, n_left_out (cells), nodes,
                    detached);
  return flaws;
}

/* Where areas stood at the stop before, if it was one of the same command and they are still what they were. */
typedef struct
{
  guint command, mm, n;
  struct { KmAddr start, end; double x, w; } area[64];
} Before;

static guint
n_moved (const VmrSession *session,
         const VmrCells   *cells,
         Before           *before)
{
  const KmMachine *machine = vmr_session_machine (session);
  const KmTask *task = vmr_session_task (session);
  const KmMm *mm = task ? km_mm (machine, task->mm) : NULL;
  Before now = { .command = km_machine_step_command (machine, vmr_session_cursor (session)),
                 .mm = task ? task->mm.value : 0 };
  guint moved = 0;

  for (const KmVma *vma = mm ? km_vma (machine, mm->mmap) : NULL; vma != NULL && now.n < G_N_ELEMENTS (now.area);
       vma = km_vma (machine, vma->vm_next))
    {
      const VmrCell *block = find (cells, vma->id, 0);

      if (block == NULL)
        continue;
      now.area[now.n].start = vma->vm_start;
      now.area[now.n].end = vma->vm_end;
      now.area[now.n].x = block->rect.x;
      now.area[now.n++].w = block->rect.w;
      for (guint i = 0; i < before->n && before->command == now.command && before->mm == now.mm; i++)
        if (before->area[i].start == vma->vm_start && before->area[i].end == vma->vm_end)
          moved += fabs (before->area[i].x - block->rect.x) > 0.5 || fabs (before->area[i].w - block->rect.w) > 0.5;
    }
  if (moved > 0)
    g_test_message ("%.0f×%.0f step %u: %u areas have moved", cells->width, cells->height, vmr_session_cursor (session),
                    moved);
  *before = now;
  return moved;
}

/* The address that find_vma () looks for, or that an access has used, has its tag; and its list has a line for each
 * node looked at, or says how many it has not. */
static guint
n_untold (const VmrSession *session,
          const VmrCells   *cells)
{
  const KmMachine *machine = vmr_session_machine (session);
  guint cursor = vmr_session_cursor (session), find = vmr_stage_reached (session, KM_STEP_FIND_VMA);
  KmStepKind kind = cursor ? km_machine_step_kind (machine, cursor) : KM_STEP_DONE;
  g_autofree char *tag = g_strdup_printf ("0x%08x", (guint) vmr_stage_arg (session, find, addr));
  guint nodes = 0, told = 0, flaws = 0;

  if (find == 0 || vmr_stage_reached (session, KM_STEP_ACCESS) > find ||
      (kind != KM_STEP_VMA_FOUND && kind != KM_STEP_FIND_VMA_NODE && kind != KM_STEP_FAULT_SIGNAL))
    return 0;
  for (guint step = find; step <= cursor; step++)
    nodes += km_machine_step_kind (machine, step) == KM_STEP_FIND_VMA_NODE;
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const char *text = test_text_at (cells, i);

      if (g_str_equal (text, "go left") || g_str_equal (text, "go right"))
        told++;
      else if (g_str_has_prefix (text, "… "))
        told += (guint) g_ascii_strtoull (text + strlen ("… "), NULL, 10);
    }
  flaws = !test_says (cells, tag) + (test_says (cells, "find_vma()") && told != nodes);
  if (flaws > 0)
    g_test_message ("%.0f×%.0f step %u: %s, %u nodes, %u told", cells->width, cells->height, cursor, tag, nodes, told);
  return flaws;
}

/* At every stop. */
static guint
lesson_flaws (VmrSession *session,
              double      width,
              double      height,
              double      lecture)
{
  Before before = { 0 };
  guint flaws = 0;

  vmr_session_move (session, VMR_MOVE_FIRST);
  do
    {
      g_autoptr (VmrCells) cells = test_draw (session, vmr_stage_vmas.layout, width, height, lecture);

      flaws += test_vmas_whole (session, cells) + n_moved (session, cells, &before) + n_untold (session, cells);
    }
  while (vmr_session_move (session, VMR_MOVE_NEXT));
  return flaws;
}

void
test_vmas_lessons (void)
{
  static const double sizes[][3] = {
    { 848, 612, 0 }, { 560, 430, 0 }, { 460, 420, 0 }, { 640, 420, 0 }, { 1500, 760, 1080 }, { 1500, 500, 1080 },
    { 1000, 500, 720 }, { 600, 420, 768 },
  };
  g_auto (GStrv) paths = test_lessons ();
  guint flaws = 0;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_autoptr (VmrSession) session = vmr_session_new ();
      g_autoptr (GError) error = NULL;

      vmr_session_open_path (session, paths[i], &error);
      g_assert_no_error (error);
      vmr_session_set_holds (session, FALSE);
      g_test_message ("%s", paths[i]);
      for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
        flaws += lesson_flaws (session, sizes[k][0], sizes[k][1], sizes[k][2]);
    }
  g_assert_cmpuint (flaws, ==, 0);
}
