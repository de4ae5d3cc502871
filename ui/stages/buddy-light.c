/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The light from the empty tray up the list of the type to the order that had a block, and along its shelf
 * to the block.
 *
 *   shelf  ░░░░◄───────────③──┐      it runs on the plank, below blocks, names and bits
 *                       card  │ U
 *   tray   [      ]───────────┘
 */
#include "ui/stages/buddy-private.h"

#include <glib/gi18n-lib.h>

/* Where the list of the block taken stands. Once the window has moved down from it, it is one of the thin
 * rows at the top of the card, and the light ends there. */
static double
end_of_light (const VmrBuddy      *s,
              const VmrBuddyEvent *take)
{
  double y, h;

  if (s->even_h > 0)
    return vmr_buddy_list_row (s, take ? take->order : 0, &y, &h) ? y + (take ? h / 2 : h) : s->lists_y;
  if (take == NULL)             /* still looking: past all that have been tried */
    return vmr_buddy_shelf_y (s, s->low) + s->shelf_h;
  if (vmr_buddy_has_shelf (s, take->order))
    return vmr_buddy_shelf_y (s, take->order) + s->shelf_h;
  return vmr_buddy_list_row (s, take->order, &y, &h) ? y + h / 2
         : (s->lists_y + s->row + s->shelves_y) / 2;
}

/* Before the card, clear of the order's number. Where the order has no row, on the light's own end. */
static double
dot_x (const VmrBuddy      *s,
       const VmrBuddyEvent *take)
{
  double y, h;

  return vmr_buddy_has_shelf (s, take->order) || vmr_buddy_list_row (s, take->order, &y, &h)
         ? s->card_x - s->dot : vmr_buddy_list_x (s) + 1;
}

const VmrBuddyEvent *
vmr_buddy_first_take (const VmrBuddy *s)
{
  for (guint i = 0; i < s->n_events; i++)
    if (s->events[i].kind == KM_STEP_BLOCK_TAKE)
      return &s->events[i];
  return NULL;
}

void
vmr_buddy_light (VmrBuddy *s,
                 double    tray_y,
                 double    tray_h)
{
  const VmrBuddyEvent *take = vmr_buddy_first_take (s);
  gboolean shelf = take != NULL && s->even_h <= 0 && vmr_buddy_has_shelf (s, take->order);
  gboolean now = s->cursor == s->empty || (take != NULL && take->step == s->cursor);
  double x = vmr_buddy_list_x (s) + 1, y0 = tray_y + tray_h * 0.4, y1 = end_of_light (s, take);
  VmrPoint way[] = { { s->xor_x - s->small, y0 }, { x, y0 }, { x, y1 }, { 0, y1 } };
  guint n = shelf ? 4 : 3;

  if (s->empty == 0)
    return;
  if (shelf)
    way[3].x = CLAMP (vmr_buddy_frame_x (s, take->pfn + (1u << take->order)), s->strip_x,
                      s->strip_x + s->strip_w);
  if (now)
    vmr_cells_light (s->cells, way, n, n == 4);
  else
    vmr_cells_line (s->cells, way, n, VMR_INK_LIGHT, 1.5)->stroke_tint = VMR_TINT_STRONG;
  vmr_cells_text (s->cells,
                  VMR_RECT (x + s->small * 1.6, y0 - s->small * 0.75,
                            s->card_x + s->card_w - x - s->small * 1.6, s->small * 1.5),
                  VMR_SMALL, VMR_INK_SECONDARY, _("its list was empty"), NULL);
  vmr_stage_dot (s->session, s->cells, x, y0, s->empty);
  if (take != NULL)
    vmr_stage_dot (s->session, s->cells, dot_x (s, take), y1, take->step);
}
