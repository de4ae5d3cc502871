/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "tests/ui/test-hall.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/question.h"
#include "ui/lecture/shown.h"
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
