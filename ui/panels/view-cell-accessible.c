/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/panels/view-cell-accessible.h"

const VmrCell *
vmr_cell_accessible_cell (VmrCellAccessible *self)
{
  const VmrCells *cells = self->view ? vmr_view_cells (self->view) : NULL;

  return cells && self->cell < vmr_cells_n (cells) ? vmr_cells_get (cells, self->cell) : NULL;
}

static void
cell_get_extents (AtkComponent *component,
                  int          *x,
                  int          *y,
                  int          *width,
                  int          *height,
                  AtkCoordType  coords)
{
  VmrCellAccessible *self = VMR_CELL_ACCESSIBLE (component);
  const VmrCell *cell = vmr_cell_accessible_cell (self);
  int vx = 0, vy = 0, vw = 0, vh = 0;

  *x = *y = *width = *height = 0;
  if (cell == NULL)
    return;
  atk_component_get_extents (ATK_COMPONENT (atk_object_get_parent (ATK_OBJECT (self))), &vx, &vy,
                             &vw, &vh, coords);
  *x = vx + (int) cell->rect.x;
  *y = vy + (int) cell->rect.y;
  *width = MAX ((int) cell->rect.w, 1);
  *height = MAX ((int) cell->rect.h, 1);
}

static gboolean
cell_grab_focus (AtkComponent *component)
{
  VmrCellAccessible *self = VMR_CELL_ACCESSIBLE (component);

  if (self->view == NULL)
    return FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  vmr_view_set_focus (self->view, (int) self->cell);
  return TRUE;
}

static void
cell_component_init (AtkComponentIface *iface)
{
  iface->get_extents = cell_get_extents;
  iface->grab_focus = cell_grab_focus;
}

static gboolean
cell_do_action (AtkAction *action,
                int        i)
{
  VmrCellAccessible *self = VMR_CELL_ACCESSIBLE (action);

  if (i != 0 || self->view == NULL)
    return FALSE;
  vmr_view_activate (self->view, (int) self->cell);
  return TRUE;
}

static int
cell_get_n_actions (AtkAction *action)
{
  return 1;
}

static const char *
cell_action_name (AtkAction *action,
                  int        i)
{
  return i == 0 ? "click" : NULL;
}

static void
cell_action_init (AtkActionIface *iface)
{
  iface->do_action = cell_do_action;
  iface->get_n_actions = cell_get_n_actions;
  iface->get_name = cell_action_name;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (VmrCellAccessible, vmr_cell_accessible, ATK_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ATK_TYPE_COMPONENT, cell_component_init)
                               G_IMPLEMENT_INTERFACE (ATK_TYPE_ACTION, cell_action_init))

/* A panel that is folded, or a page that is not shown, still has its last drawing. */
static gboolean
cell_is_in_sight (VmrCellAccessible *self)
{
  const VmrCell *cell = vmr_cell_accessible_cell (self);
  const VmrCells *cells = vmr_view_cells (self->view);

  return gtk_widget_get_mapped (GTK_WIDGET (self->view)) && cell->rect.x < cells->width &&
         cell->rect.y < cells->height && cell->rect.x + cell->rect.w > 0 &&
         cell->rect.y + cell->rect.h > 0;
}

static AtkStateSet *
cell_ref_state_set (AtkObject *object)
{
  AtkStateSet *set = ATK_OBJECT_CLASS (vmr_cell_accessible_parent_class)->ref_state_set (object);
  VmrCellAccessible *self = VMR_CELL_ACCESSIBLE (object);

  if (vmr_cell_accessible_cell (self) == NULL)
    {
      atk_state_set_add_state (set, ATK_STATE_DEFUNCT);
      return set;
    }
  atk_state_set_add_state (set, ATK_STATE_ENABLED);
  if (!vmr_ref_is_none (self->ref))
    atk_state_set_add_state (set, ATK_STATE_FOCUSABLE);
  atk_state_set_add_state (set, ATK_STATE_VISIBLE);
  if (cell_is_in_sight (self))
    atk_state_set_add_state (set, ATK_STATE_SHOWING);
  if (vmr_view_focus (self->view) == (int) self->cell)
    atk_state_set_add_state (set, ATK_STATE_FOCUSED);
  return set;
}

static int
cell_get_index (AtkObject *object)
{
  return (int) VMR_CELL_ACCESSIBLE (object)->place;
}

static void
vmr_cell_accessible_class_init (VmrCellAccessibleClass *class)
{
  ATK_OBJECT_CLASS (class)->ref_state_set = cell_ref_state_set;
  ATK_OBJECT_CLASS (class)->get_index_in_parent = cell_get_index;
}

static void
vmr_cell_accessible_init (VmrCellAccessible *self)
{
}
