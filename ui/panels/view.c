/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/panels/view-private.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-point.h"
#include "ui/session/session-view.h"

#include <glib/gi18n-lib.h>

enum { ACTION, GROUND_CLICKED, CONTEXT, LAID_OUT, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VmrView, vmr_view, GTK_TYPE_DRAWING_AREA)

/* --- layout and motion ----------------------------------------------------------------------- */

void
vmr_view_layout_now (VmrView *self)
{
  int width = gtk_widget_get_allocated_width (GTK_WIDGET (self));
  int height = gtk_widget_get_allocated_height (GTK_WIDGET (self));
  VmrCells *before = g_steal_pointer (&self->cells);
  VmrRef focused = VMR_REF_INIT_NONE;
  AtkObject *accessible;

  if (before && self->focus >= 0 && self->focus < (int) vmr_cells_n (before))
    focused = vmr_cells_get (before, self->focus)->ref;
  vmr_view_stop_motion (self);
  self->cells = vmr_cells_new (vmr_env_palette (self->env), vmr_env_texts (self->env),
                               vmr_env_metrics (self->env), width, height);
  if (width > 20 && height > 8)
    self->def->layout (self->data, vmr_env_session (self->env), self->cells);
  if (self->focus >= 0)
    self->focus = vmr_cells_find (self->cells, focused);
  self->detail_before = self->detail;
  self->detail = vmr_session_detail (vmr_env_session (self->env));
  if (before && (self->moved || self->detail != self->detail_before) &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    vmr_view_start_motion (self, before);
  else
    g_clear_pointer (&before, vmr_cells_free);
  self->moved = FALSE;
  accessible = gtk_widget_get_accessible (GTK_WIDGET (self));
  if (accessible)
    vmr_view_accessible_update (accessible);
  g_signal_emit (self, signals[LAID_OUT], 0);
}

static gboolean
view_idle (gpointer data)
{
  VmrView *self = data;

  self->idle = 0;
  vmr_view_layout_now (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

void
vmr_view_queue (VmrView *self)
{
  g_return_if_fail (VMR_IS_VIEW (self));
  /* Above drawing, so that a queued draw never shows old cells. */
  if (self->idle == 0)
    self->idle = g_idle_add_full (GDK_PRIORITY_EVENTS + 5, view_idle, self, NULL);
}

const VmrCells *
vmr_view_cells (VmrView *self)
{
  g_return_val_if_fail (VMR_IS_VIEW (self), NULL);
  if (self->cells == NULL)
    vmr_view_layout_now (self);
  return self->cells;
}

static void
on_moved (VmrView *self)
{
  self->moved = TRUE;
  self->rested = TRUE;
  vmr_view_queue (self);
}

static void
on_selection (VmrView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_config (VmrView *self)
{
  AtkObject *accessible = gtk_widget_get_accessible (GTK_WIDGET (self));

  if (accessible)
    atk_object_set_name (accessible, _(self->def->name));
  vmr_view_queue (self);
}

static void
view_size_allocate (GtkWidget     *widget,
                    GtkAllocation *allocation)
{
  VmrView *self = VMR_VIEW (widget);
  gboolean same = self->cells && self->cells->width == allocation->width &&
                  self->cells->height == allocation->height;

  GTK_WIDGET_CLASS (vmr_view_parent_class)->size_allocate (widget, allocation);
  if (!same)
    vmr_view_layout_now (self);
}

static gboolean
view_draw (GtkWidget *widget,
           cairo_t   *cr)
{
  VmrView *self = VMR_VIEW (widget);
  VmrSession *session = vmr_env_session (self->env);
  VmrMarks marks = { vmr_session_selection (session), vmr_session_second (session),
                     vmr_session_hover (session), vmr_session_hover_buddy (session),
                     gtk_widget_has_visible_focus (widget) ? self->focus : -1 };

  if (self->transition)
    {
      gint64 now = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (widget));

      vmr_transition_paint (cr, self->transition, VMR_INK_NONE,
                            self->started ? (now - self->started) / 1000.0 : 0);
    }
  else
    {
      vmr_paint (cr, vmr_view_cells (self), VMR_INK_NONE);
    }
  vmr_paint_marks (cr, vmr_view_cells (self), &marks);
  /* What is selected may lie right beside a number; while all moves that has its place in between. */
  if (self->transition == NULL)
    vmr_paint_numbers (cr, vmr_view_cells (self));
  return GDK_EVENT_STOP;
}

/* --- pointer and keys ------------------------------------------------------------------------ */

void
vmr_view_activate (VmrView *self,
                   int      index)
{
  g_return_if_fail (VMR_IS_VIEW (self));

  VmrSession *session = vmr_env_session (self->env);
  const VmrCell *cell;

  if (index < 0 || index >= (int) vmr_cells_n (self->cells))
    return;
  cell = vmr_cells_get (self->cells, index);
  if (self->def->press && self->def->press (self->data, session, cell))
    vmr_view_queue (self);
  else if (cell->ref.kind == VMR_REF_ACTION)
    g_signal_emit (self, signals[ACTION], 0, cell->ref.id);
  else if (cell->ref.kind == VMR_REF_STEP)
    vmr_session_goto (session, cell->ref.id);
  else if (cell->ref.kind == VMR_REF_PART)
    vmr_session_open_part (session, cell->ref.id);
  else
    vmr_session_select (session, cell->ref);
}

void
vmr_view_set_focus (VmrView *self,
                    int      index)
{
  g_return_if_fail (VMR_IS_VIEW (self));

  int from = self->focus;

  self->focus = index;
  vmr_view_accessible_focus (gtk_widget_get_accessible (GTK_WIDGET (self)), from, index);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Tab comes in at the first thing; arrows move between things; Tab or Escape leaves. */
static gboolean
view_focus (GtkWidget       *widget,
            GtkDirectionType direction)
{
  VmrView *self = VMR_VIEW (widget);
  int next;

  if (!gtk_widget_get_can_focus (widget))
    return FALSE;
  if (!gtk_widget_is_focus (widget))
    {
      next = vmr_cells_focus (vmr_view_cells (self), -1, 0, 0,
                              direction == GTK_DIR_TAB_BACKWARD ? -1 : 1);
      if (next < 0)
        return FALSE;
      gtk_widget_grab_focus (widget);
      vmr_view_set_focus (self, next);
      return TRUE;
    }
  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    {
      vmr_view_set_focus (self, -1);
      return FALSE;
    }
  next = vmr_cells_focus (vmr_view_cells (self), self->focus,
                          direction == GTK_DIR_LEFT ? -1 : direction == GTK_DIR_RIGHT,
                          direction == GTK_DIR_UP ? -1 : direction == GTK_DIR_DOWN, 1);
  if (next >= 0)
    vmr_view_set_focus (self, next);
  return TRUE;
}

/* The menu key does for the focused thing what the right button does under the pointer. */
static gboolean
view_popup_menu (GtkWidget *widget)
{
  VmrView *self = VMR_VIEW (widget);
  const VmrCell *cell;

  if (self->focus < 0 || self->focus >= (int) vmr_cells_n (vmr_view_cells (self)))
    return FALSE;
  cell = vmr_cells_get (self->cells, (guint) self->focus);
  vmr_session_select (vmr_env_session (self->env), cell->ref);
  g_signal_emit (self, signals[CONTEXT], 0, cell->ref.kind, cell->ref.id,
                 cell->rect.x + cell->rect.w / 2, cell->rect.y + cell->rect.h / 2);
  return TRUE;
}

static gboolean
view_key_press (GtkWidget   *widget,
                GdkEventKey *event)
{
  VmrView *self = VMR_VIEW (widget);

  if (self->focus >= 0 && (event->keyval == GDK_KEY_Return || event->keyval == GDK_KEY_space))
    {
      vmr_view_activate (self, self->focus);
      return GDK_EVENT_STOP;
    }
  return GTK_WIDGET_CLASS (vmr_view_parent_class)->key_press_event (widget, event);
}

/* --- life ------------------------------------------------------------------------------------ */

static void
view_drop_def (VmrView *self)
{
  if (self->def && self->def->data_free)
    self->def->data_free (self->data);
  self->data = NULL;
}

static void
vmr_view_dispose (GObject *object)
{
  VmrView *self = VMR_VIEW (object);

  if (self->env)
    vmr_view_accessible_drop (gtk_widget_get_accessible (GTK_WIDGET (self)));
  g_clear_handle_id (&self->idle, g_source_remove);
  vmr_view_stop_motion (self);
  g_clear_object (&self->pinch);
  g_clear_pointer (&self->cells, vmr_cells_free);
  view_drop_def (self);
  self->def = NULL;
  g_clear_object (&self->env);
  G_OBJECT_CLASS (vmr_view_parent_class)->dispose (object);
}

static void
vmr_view_class_init (VmrViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vmr_view_dispose;
  widget_class->size_allocate = view_size_allocate;
  widget_class->draw = view_draw;
  widget_class->button_press_event = vmr_view_button_press;
  widget_class->scroll_event = vmr_view_scroll;
  widget_class->motion_notify_event = vmr_view_motion_notify;
  widget_class->leave_notify_event = vmr_view_leave_notify;
  widget_class->query_tooltip = vmr_view_query_tooltip;
  widget_class->focus = view_focus;
  widget_class->key_press_event = view_key_press;
  widget_class->popup_menu = view_popup_menu;
  gtk_widget_class_set_accessible_type (widget_class, vmr_view_accessible_get_type ());

  signals[ACTION] = g_signal_new ("action", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[GROUND_CLICKED] = g_signal_new ("ground-clicked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[LAID_OUT] = g_signal_new ("laid-out", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[CONTEXT] = g_signal_new ("context", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 4, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_DOUBLE,
                                   G_TYPE_DOUBLE);
}

static void
vmr_view_init (VmrView *self)
{
  self->focus = -1;
  gtk_widget_add_events (GTK_WIDGET (self), GDK_BUTTON_PRESS_MASK | GDK_POINTER_MOTION_MASK |
                         GDK_LEAVE_NOTIFY_MASK | GDK_KEY_PRESS_MASK | GDK_SCROLL_MASK |
                         GDK_SMOOTH_SCROLL_MASK);
  gtk_widget_set_can_focus (GTK_WIDGET (self), TRUE);
  gtk_widget_set_focus_on_click (GTK_WIDGET (self), FALSE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
vmr_view_new (VmrEnv           *env,
              const VmrViewDef *def)
{
  VmrView *self = g_object_new (VMR_TYPE_VIEW, NULL);
  VmrSession *session = vmr_env_session (env);

  self->env = g_object_ref (env);
  vmr_view_set_def (self, def);
  if (def->zoom)
    vmr_view_add_pinch (self);
  g_signal_connect_object (session, "moved", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (on_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "config-changed", G_CALLBACK (on_config), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (env, "changed", G_CALLBACK (vmr_view_queue), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

VmrEnv *
vmr_view_env (VmrView *self)
{
  g_return_val_if_fail (VMR_IS_VIEW (self), NULL);
  return self->env;
}

const char *
vmr_view_name (VmrView *self)
{
  g_return_val_if_fail (VMR_IS_VIEW (self), NULL);
  return self->def ? _(self->def->name) : NULL;
}

void
vmr_view_set_def (VmrView          *self,
                  const VmrViewDef *def)
{
  g_return_if_fail (VMR_IS_VIEW (self));

  AtkObject *accessible = gtk_widget_get_accessible (GTK_WIDGET (self));

  if (self->def == def)
    return;
  view_drop_def (self);
  self->def = def;
  self->data = def->data_new ? def->data_new () : NULL;
  if (accessible)
    atk_object_set_name (accessible, _(def->name));
  vmr_view_queue (self);
}

int
vmr_view_focus (VmrView *self)
{
  g_return_val_if_fail (VMR_IS_VIEW (self), 0);
  return self->focus;
}
