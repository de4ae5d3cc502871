/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the pointer does in a view: it presses, hovers, and is told. */
#include "ui/panels/view-private.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-point.h"
#include "ui/session/session-view.h"

#include <glib/gi18n-lib.h>

static VmrRef
view_ref_at (VmrView *self,
             double   x,
             double   y)
{
  int index = vmr_cells_pick (vmr_view_cells (self), x, y);
  const VmrCell *cell;

  if (index < 0)
    return VMR_REF_INIT_NONE;
  cell = vmr_cells_get (self->cells, index);
  return self->def->refine ? self->def->refine (self->data, vmr_env_session (self->env), cell, x, y)
                           : cell->ref;
}

gboolean
vmr_view_button_press (GtkWidget      *widget,
                   GdkEventButton *event)
{
  VmrView *self = VMR_VIEW (widget);
  int index = vmr_cells_pick (vmr_view_cells (self), event->x, event->y);

  if (event->type == GDK_2BUTTON_PRESS && event->button == GDK_BUTTON_PRIMARY)
    vmr_view_zoom_at (self, 2, event->x, event->y);
  if (event->type != GDK_BUTTON_PRESS)
    return GDK_EVENT_PROPAGATE;
  if (event->button == GDK_BUTTON_SECONDARY)
    {
      VmrRef ref = view_ref_at (self, event->x, event->y);

      vmr_session_select (vmr_env_session (self->env), ref);
      g_signal_emit_by_name (self, "context", ref.kind, ref.id, event->x, event->y);
    }
  else if (event->button == GDK_BUTTON_PRIMARY && index >= 0 && event->state & GDK_CONTROL_MASK)
    {
      vmr_session_select_second (vmr_env_session (self->env),
                                 view_ref_at (self, event->x, event->y));
    }
  else if (event->button == GDK_BUTTON_PRIMARY && index >= 0)
    {
      VmrRef ref = view_ref_at (self, event->x, event->y);

      if (vmr_ref_equal (ref, vmr_cells_get (self->cells, index)->ref))
        vmr_view_activate (self, index);
      else
        vmr_session_select (vmr_env_session (self->env), ref);
    }
  else if (event->button == GDK_BUTTON_PRIMARY)
    {
      vmr_session_deselect (vmr_env_session (self->env));
      g_signal_emit_by_name (self, "ground-clicked");
    }
  return GDK_EVENT_STOP;
}

gboolean
vmr_view_motion_notify (GtkWidget      *widget,
                    GdkEventMotion *event)
{
  VmrView *self = VMR_VIEW (widget);
  VmrRef ref = view_ref_at (self, event->x, event->y);

  self->hovered = TRUE;
  self->rested &= event->x == self->x && event->y == self->y;
  self->x = event->x;
  self->y = event->y;
  /* Dragging along the timeline scrubs. */
  if (event->state & GDK_BUTTON1_MASK && ref.kind == VMR_REF_STEP)
    vmr_session_goto (vmr_env_session (self->env), ref.id);
  vmr_session_set_hover (vmr_env_session (self->env), ref);
  return GDK_EVENT_PROPAGATE;
}

gboolean
vmr_view_leave_notify (GtkWidget        *widget,
                   GdkEventCrossing *event)
{
  VMR_VIEW (widget)->hovered = FALSE;
  vmr_session_set_hover (vmr_env_session (VMR_VIEW (widget)->env), VMR_REF_INIT_NONE);
  return GDK_EVENT_PROPAGATE;
}

/* A tooltip that repeats what stands in the cell would only hide what lies below. */
static gboolean
says_so (const VmrCells *cells,
         const VmrCell  *cell)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *text = vmr_cells_get (cells, i);

      if (text->shape == VMR_SHAPE_TEXT && text->rect.x >= cell->rect.x - 2 &&
          text->rect.y >= cell->rect.y - 2 &&
          text->rect.x + text->rect.w <= cell->rect.x + cell->rect.w + 2 &&
          text->rect.y + text->rect.h <= cell->rect.y + cell->rect.h + 2 &&
          g_str_equal (pango_layout_get_text (text->layout), cell->tooltip))
        return TRUE;
    }
  return FALSE;
}

gboolean
vmr_view_query_tooltip (GtkWidget  *widget,
                    int         x,
                    int         y,
                    gboolean    keyboard,
                    GtkTooltip *tooltip)
{
  VmrView *self = VMR_VIEW (widget);
  int index = keyboard ? self->focus : vmr_cells_pick (vmr_view_cells (self), x, y);
  const VmrCell *cell;

  if (index < 0 || index >= (int) vmr_cells_n (self->cells))
    return FALSE;
  cell = vmr_cells_get (self->cells, index);
  /* Two hundred people need not see what the pointer happens to lie on. */
  if (cell->tooltip == NULL || vmr_env_is_lecture (self->env) || says_so (self->cells, cell))
    return FALSE;
  /* It would lie over the other things that one may choose from; what has been given as the answer is named in its
   * box, which it would cover. */
  if (vmr_session_can_point (vmr_env_session (self->env), cell->ref) ||
      vmr_session_answered_with (vmr_env_session (self->env), cell->ref))
    return FALSE;
  /* Nobody has pointed: the drawing has come under a pointer that rests. */
  if (self->rested && !keyboard)
    return FALSE;
  gtk_tooltip_set_text (tooltip, cell->tooltip);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { cell->rect.x, cell->rect.y,
                                                       MAX (cell->rect.w, 1),
                                                       MAX (cell->rect.h, 1) });
  return TRUE;
}
