/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The one frame that the zones of a hall show: which it is, and whether a road may lead to it. */
#include "ui/lecture/lecture-private.h"
#include "ui/session/walk.h"

/* The box of a frame on the stage; -1 when it has none. */
static int
frame_cell (const VmrCells *stage,
            KmPfn           pfn)
{
  for (guint i = 0; i < vmr_cells_n (stage); i++)
    {
      const VmrCell *cell = vmr_cells_get (stage, i);

      if (cell->ref.kind == VMR_REF_FRAME && cell->ref.id == pfn && cell->shape == VMR_SHAPE_BOX)
        return (int) i;
    }
  return -1;
}

/* The frame to be shown, and the cell that names it: the frame of the step, else that of an entry of
 * a table that is present. */
gboolean
vmr_lecture_named_frame (const VmrSession *session,
                         const VmrCells   *stage,
                         KmPfn            *pfn,
                         int              *cell_index)
{
  const KmMachine *machine = vmr_session_machine (session);
  gboolean found = FALSE;
  int own;

  *cell_index = -1;
  if (vmr_walk_step_frame (session, pfn))
    {
      *cell_index = frame_cell (stage, *pfn);
      return TRUE;
    }
  for (guint i = 0; i < vmr_cells_n (stage); i++)
    {
      const VmrCell *cell = vmr_cells_get (stage, i);
      guint width = km_machine_state (machine)->config.pae ? 8 : 4;
      guint64 entry;

      if (cell->ref.kind != VMR_REF_PTE || VMR_REF_LEVEL (cell->ref) != 1 || cell->shape != VMR_SHAPE_BOX)
        continue;
      entry = km_entry_peek (machine, cell->ref.id & KM_PAGE_MASK, (cell->ref.id & 0xfff) / width);
      if (!(entry & KM_PTE_P) || (found && !(cell->flags & VMR_CELL_CHANGED)))
        continue;
      *pfn = km_entry_pfn (entry);
      *cell_index = (int) i;
      found = TRUE;
    }
  /* A drawing that has the frame itself shows the way from the entry to it. */
  own = found ? frame_cell (stage, *pfn) : -1;
  *cell_index = own >= 0 ? own : *cell_index;
  return found;
}

/* A line at this height from the entry to the edge of the stage must not cross anything. */
gboolean
vmr_lecture_way_is_free (const VmrCells *stage,
                         int             from)
{
  VmrRect r = vmr_cells_get (stage, from)->rect;
  double y = r.y + r.h / 2;

  for (guint i = 0; i < vmr_cells_n (stage); i++)
    {
      VmrRect other = vmr_cells_get (stage, i)->rect;

      if (other.x + other.w > r.x + r.w + 4 && other.y - 6 < y && other.y + other.h + 6 > y &&
          vmr_cells_get (stage, i)->shape != VMR_SHAPE_SPOT)
        return FALSE;
    }
  return TRUE;
}
