/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An answer is judged where it can be seen: from the moment it is told, the thing that is the answer, and the
 * one that was chosen instead, are marked on the stage. At its own step the answer has what the step gives it. */
#include "ui/stages/stage-judged.h"

#define MARK_WIDTH 3            /* px: more than what is selected, or new at a step */

void
vmr_stage_mark (VmrCell   *cell,
                VmrJudged  judged)
{
  if (judged == VMR_JUDGED_NOT)
    return;
  vmr_cell_outline (cell, judged == VMR_JUDGED_ANSWER ? VMR_INK_ACCENT : VMR_INK_TEXT, MARK_WIDTH);
  cell->flags = judged == VMR_JUDGED_ANSWER ? cell->flags & ~VMR_CELL_DASHED : cell->flags | VMR_CELL_DASHED;
}

/* A mark goes around one thing: an area, or a page, is drawn as several. */
static gboolean
can_mark (const VmrCell *cell)
{
  return cell->shape == VMR_SHAPE_BOX && (cell->fill != VMR_INK_NONE || cell->stroke != VMR_INK_NONE) &&
         (cell->ref.kind == VMR_REF_BLOCK || cell->ref.kind == VMR_REF_FRAME || cell->ref.kind == VMR_REF_PTE);
}

void
vmr_stage_layout (const VmrStage   *stage,
                  const VmrSession *session,
                  VmrCells         *cells)
{
  g_return_if_fail (stage != NULL && session != NULL && cells != NULL);
  stage->layout (session, cells);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      VmrCell *cell = (VmrCell *) vmr_cells_get (cells, i);

      if (can_mark (cell))
        vmr_stage_mark (cell, vmr_session_judges (session, cell->ref));
    }
}
