/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What this step hands out: it is marked among the frames, and the light leads on from where it was.
 *
 *   frames  █ █ ▒ ▒ ▒ ▒
 *   shelf   ┌╌╌╌┐▓▓▓▓▓            a block: along the plank, past the shelves
 *           └╌╌╌┘─────────┐
 *   tray    ┌╌┐ ▓ ▓ ▓     │       a frame of the per-CPU list: from the tray
 *           └╌┘ ──────────┴────►  physical memory
 */
#include "ui/stages/buddy-private.h"

void
vmr_buddy_find_given (VmrBuddy *s)
{
  KmStepKind kind = s->cursor ? km_machine_step_kind (s->machine, s->cursor) : KM_STEP_DONE;

  if (s->request == 0 || (kind != KM_STEP_PCP_TAKE && kind != KM_STEP_BLOCK_GIVEN))
    return;
  s->given = TRUE;
  s->given_pfn = (KmPfn) vmr_stage_arg (s->session, s->cursor, pfn);
  /* The list of a CPU has single frames. */
  s->given_order = (guint) vmr_stage_arg (s->session, s->cursor, order);
  s->focus = s->given_pfn;
}

gboolean
vmr_buddy_is_given (const VmrBuddy *s,
                    KmPfn           pfn,
                    guint           n)
{
  return s->given && pfn < s->given_pfn + (1u << s->given_order) && pfn + n > s->given_pfn;
}

/* The light to the frame in physical memory; y is where it leaves the stage. */
void
vmr_buddy_leave (VmrBuddy *s,
                 double    y)
{
  double right = s->strip_x + s->strip_w, turn = right + (s->xor_x - right) / 2, width = s->cells->width;
  VmrPoint way[4] = { { 0, 0 }, { turn, 0 }, { turn, y }, { width, y } };

  if (!s->given)
    return;
  if (s->taken > 0)
    {
      way[2].x = right;
      vmr_cells_light (s->cells, way + 2, 2, FALSE);
    }
  else if (s->shelf_h > 0 && vmr_buddy_has_shelf (s, s->given_order))
    {
      way[0].x = CLAMP (vmr_buddy_frame_x (s, s->given_pfn + (1u << s->given_order)), s->strip_x, right);
      way[0].y = way[1].y = vmr_buddy_shelf_y (s, s->given_order) + s->shelf_h;
      vmr_cells_light (s->cells, way, 4, FALSE);
    }
  else
    return;
  vmr_cells_port (s->cells, VMR_PORT_FRAME, width, y, s->given_pfn);
}
