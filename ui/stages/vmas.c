/* SPDX-License-Identifier: GPL-2.0-or-later */
/* VMAs: the areas of a task as a list and as the red-black tree above it.
 *
 *   mprotect sh 0xb7e08000 16K r             ■ black ● red          vmas-head.c
 *   ┌ mm_struct ┐                         find_vma()  vm_end > addr ?
 *   └───────────┘      root
 *                     ╱    ╲               a node stands straight above its own area, at its depth:
 *                   node    node           a rotation moves nodes only up and down    vmas-tree.c
 *          start_brk   brk
 *   ┌────┐ ┌────┬────┐ 2.75 G ┌────┐
 *   │text├─┤data│heap├────────┤stack│      list, by address                           vmas-axis.c
 *   └────┘ └────┴────┘        └────┘
 *   08048   0814A              BFFDF
 *   text    data heap          stack
 *   vma_merge ()  1 2 3 …                                                             vmas-cases.c
 *
 * The number in a node is rb_subtree_gap. A red node is also a pill, a black one a box: never colour
 * alone. Where room is short columns become slim (vmas-slots.c); where not even these have room, those around
 * the one the step is about are shown, with what their nodes hang on, and the others are counted where they
 * lie (vmas-fold.c). */
#include "ui/session/session-view.h"
#include "ui/stages/vmas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
scene_init (VmrVmas          *s,
            const VmrSession *session,
            VmrCells         *cells)
{
  *s = (VmrVmas) { .session = session, .machine = vmr_session_machine (session), .cells = cells };
  s->task = vmr_session_task (session);
  s->mm = s->task ? km_mm (s->machine, s->task->mm) : NULL;
  s->small = cells->metrics.small;
  s->row = cells->metrics.row;
  s->m = MAX (s->small * 1.6, 16);
  return s->mm != NULL;
}

/* The four gigabytes with nothing in them: a task that is only being made, or no task at all. */
static void
empty_draw (VmrVmas *s,
            double   top)
{
  double w = s->cells->width - 2 * s->m, h = s->row * 2.4;
  double y = MAX (top + s->row, s->cells->height * 0.5 - h / 2), border = s->m + w * 0.75;
  VmrCell *cell = vmr_cells_frame (s->cells, VMR_RECT (s->m, y, w * 0.75, h), VMR_INK_LINE, 1.5, 4);

  cell->flags |= VMR_CELL_DASHED;
  cell = vmr_cells_box (s->cells, VMR_RECT (border, y, w * 0.25, h), VMR_INK_KERNEL, VMR_TINT_PALE,
                        4);
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_AREA, KM_PAGE_OFFSET, 0), _("kernel, 1 GiB"),
                     NULL);
  vmr_cells_text (s->cells, VMR_RECT (border, y, w * 0.25, h), VMR_BODY | VMR_CENTER, VMR_INK_TEXT,
                  _("kernel"), NULL);
  vmr_cells_text (s->cells, VMR_RECT (s->m, y, w * 0.75, h), VMR_BODY | VMR_CENTER,
                  VMR_INK_SECONDARY,
                  s->mm ? _("No area yet: every address of the program is a hole.")
                        : _("No program runs yet: start one with exec."),
                  s->mm ? _("no area yet") : _("no program runs yet"), NULL);
  for (guint i = 0; i <= 4; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u GiB", i);
      double x = s->m + w * i / 4;

      vmr_cells_segment (s->cells, x, y + h, x, y + h + 6, VMR_INK_SECONDARY, 1);
      vmr_cells_text (s->cells, VMR_RECT (CLAMP (x - w / 8, s->m, s->m + w * 0.75), y + h + 6, w / 4,
                                          s->row),
                      VMR_SMALL | (i == 0 ? 0 : i == 4 ? VMR_RIGHT : VMR_CENTER), VMR_INK_SECONDARY,
                      text, NULL);
    }
}

/* How the height is shared: cases at the foot, the blocks with their names above them, the rest is
 * the tree's. */
static void
rows_share (VmrVmas *s)
{
  double below = s->small * 4.4, above = s->small * 1.7;

  s->list_h = MAX (s->row * 2.2, s->small * 4.2);
  s->list_y = s->cells->height - vmr_vmas_cases_height (s->cells) - below - s->list_h;
  /* Very low, beside a question in a hall: what stands below the blocks is cut, not the title. */
  s->list_y = MAX (s->list_y, s->head + above);
  s->level = (s->list_y - above - s->head) / (s->depth + 1);
  s->level = MIN (s->level, s->row * 3);
}

static void
vmas_layout (const VmrSession *session,
             VmrCells         *cells)
{
  gboolean running;
  VmrVmas s;

  if (vmr_session_state (session) == NULL)
    return;
  running = scene_init (&s, session, cells);
  s.head = running ? vmr_vmas_head (&s) : s.row;
  if (!running || KM_IS_NONE (s.mm->mmap))
    {
      empty_draw (&s, s.head);
      return;
    }
  vmr_vmas_columns (&s);
  rows_share (&s);
  if (s.level > s.small * 1.5 && !s.without_tree)
    {
      vmr_vmas_legend (&s);
      vmr_vmas_tree (&s);
    }
  vmr_vmas_axis (&s);
  vmr_vmas_cases (session, cells, s.m);
  vmr_vmas_columns_clear (&s);
}

const VmrStage vmr_stage_vmas = {
  "vmas", N_("VMAs"), vmas_layout,
  VMR_STAGE_SUB (KM_SUB_VMAS) | VMR_STAGE_SUB (KM_SUB_EXEC),
  "Memory areas", "虚拟内存区域", TRUE,
};
