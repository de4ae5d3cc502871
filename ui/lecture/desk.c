/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The desk without a window: the same panels at the same places, as one drawing. */
#include "ui/lecture/desk.h"

#include "ui/lecture/sheet.h"
#include "ui/lecture/shown.h"
#include "ui/panels/address-zoom.h"
#include "ui/panels/address.h"
#include "ui/panels/bridge.h"
#include "ui/panels/physical.h"
#include "ui/panels/story.h"

#include <math.h>

#define GAP 12.0

static VmrCells *
panel_new (VmrCells *cells,
           VmrRect   r)
{
  VmrCell *cell = vmr_cells_box (cells, r, VMR_INK_PANEL, VMR_TINT_FULL, 10);

  vmr_cell_outline (cell, VMR_INK_LINE, 1);
  return vmr_cells_new (cells->palette, cells->texts, cells->metrics, r.w, r.h);
}

/* Takes the panel; ports keeps where its light ends. */
static void
panel_put (VmrCells *cells,
           VmrRect   r,
           VmrCells *panel,
           VmrPort   ports[VMR_N_PORTS])
{
  for (guint kind = 0; kind < VMR_N_PORTS; kind++)
    {
      ports[kind] = panel->ports[kind];
      ports[kind].at.x += r.x;
      ports[kind].at.y += r.y;
    }
  vmr_cells_append (cells, panel, r.x, r.y);
  vmr_cells_free (panel);
}

/* The light across the gap that ends at x. */
static void
panels_join (VmrCells      *cells,
             const VmrPort *from,
             const VmrPort *to,
             double         x)
{
  VmrCell *cell;

  if (!from->set || !to->set || from->what != to->what)
    return;
  cell = vmr_bridge_light (cells, from->at, to->at, x - GAP / 2);
  if (from->old || to->old)
    vmr_cell_old (cell);
  vmr_bridge_tail (cells, to);
}

static void
title_draw (const VmrSession *session,
            VmrCells         *cells,
            double            height)
{
  g_autofree char *title = vmr_session_title (session);
  g_autofree char *subtitle = vmr_session_subtitle (session);
  VmrCell *cell = vmr_cells_text (cells, VMR_RECT (GAP + 4, 0, cells->width - 2 * GAP, height),
                                  VMR_HEADLINE | VMR_BOLD, VMR_INK_TEXT, title, NULL);
  double x = cell ? cell->rect.x + cell->rect.w + 20 : GAP;

  vmr_cells_text (cells, VMR_RECT (x, 0, cells->width - GAP - 4 - x, height), VMR_BODY | VMR_RIGHT,
                  VMR_INK_SECONDARY, subtitle, NULL);
}

void
vmr_desk_layout (gpointer          data,
                 const VmrSession *session,
                 VmrCells         *cells)
{
  double head = ceil (cells->metrics.headline * 2.2), w = cells->width;
  double story = CLAMP (cells->height * 0.22, 176, 260), side = w < 1400 ? 0 : w * 0.21;
  double h = cells->height - head - story - 2 * GAP, middle = w - 2 * GAP - 2 * side;
  VmrRect r = VMR_RECT (GAP, head, side, h);
  VmrPort left[VMR_N_PORTS] = { 0 }, stage[VMR_N_PORTS], right[VMR_N_PORTS] = { 0 };
  gpointer map;
  VmrCells *panel;

  if (vmr_session_state (session) == NULL)
    return;
  title_draw (session, cells, head);
  /* A narrow picture keeps what the step is about, as the window does. */
  if (side > 0)
    {
      panel = panel_new (cells, r);
      map = vmr_address_data_new ();
      vmr_address_layout (map, session, panel);
      vmr_address_data_free (map);
      panel_put (cells, r, panel, left);
      r = VMR_RECT (w - GAP - side, head, side, h);
      panel = panel_new (cells, r);
      map = vmr_physical_data_new ();
      vmr_physical_layout (map, session, panel);
      panel_put (cells, r, panel, right);
      vmr_physical_data_free (map);
      middle -= 2 * GAP;
    }
  r = VMR_RECT (side > 0 ? side + 2 * GAP : GAP, head, middle, h);
  panel = panel_new (cells, r);
  vmr_middle_layout (NULL, session, panel);
  panel_put (cells, r, panel, stage);
  panels_join (cells, &left[VMR_PORT_ADDRESS], &stage[VMR_PORT_ADDRESS], r.x);
  panels_join (cells, &stage[VMR_PORT_FRAME], &right[VMR_PORT_FRAME], r.x + r.w + GAP);
  r = VMR_RECT (GAP, head + h + GAP, w - 2 * GAP, story);
  panel = panel_new (cells, r);
  vmr_story_layout (NULL, session, panel);
  panel_put (cells, r, panel, stage);
}
