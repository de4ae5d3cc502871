/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rings around the frames that a step names. */
#include "ui/panels/mask.h"
#include "ui/panels/physical-private.h"
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The light comes as far as the map; from there a thin line between two rows leads to the ring, for the cells
 * of the row are to be seen. */
static void
light_to (VmrCells *cells,
          double    from,
          double    to,
          double    y,
          guint32   pfn)
{
  vmr_cells_port (cells, VMR_PORT_FRAME, from, y, pfn)->tail = to - from;
}

/* A ring around the cell of a frame. */
static void
ring_draw (VmrFrameMap *map,
           VmrCells    *cells,
           double       x,
           double       y,
           guint32      pfn,
           VmrInk       ink,
           const char  *what)
{
  g_autofree char *name = g_strdup_printf ("%s 0x%05x", what, pfn);
  double cx, cy, side;
  VmrCell *cell;

  if (!vmr_frame_map_where (map, pfn, &cx, &cy, &side))
    return;
  if (ink == VMR_INK_LIGHT)
    light_to (cells, x - 5, x + cx - 2, y + cy - 1, pfn);
  cell = vmr_cells_frame (cells, VMR_RECT (x + cx - 2, y + cy - 2, side + 4, side + 4), ink, 2, 2);
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_FRAME, pfn, 0), name, NULL);
}

/* Frames that exist because of the task shown, and the frame this step speaks of. */
void
vmr_physical_rings_draw (const VmrSession *session,
            VmrFrameMap      *map,
            VmrCells         *cells,
            double            x,
            double            y)
{
  const KmMachine *machine = vmr_session_machine (session);
  const KmTask *task = vmr_session_task (session);
  const KmMm *mm = task ? km_mm (machine, task->mm) : NULL;
  KmPfn pfn;
  VmrRef marked[3] = { vmr_session_hover (session), vmr_session_hover_buddy (session),
                       vmr_session_selection (session) };

  for (guint i = 0; i < G_N_ELEMENTS (marked); i++)
    {
      KmPfn frame;

      if (vmr_walk_ref_frame (machine, marked[i], &frame))
        ring_draw (map, cells, x, y, frame, VMR_INK_ACCENT, _("frame"));
    }
  if (mm != NULL)
    ring_draw (map, cells, x, y, mm->pgd, VMR_INK_TEXT, _("page directory, frame"));
  if (vmr_walk_step_frame (session, &pfn))
    ring_draw (map, cells, x, y, pfn, VMR_INK_LIGHT, _("frame of this step"));
}
