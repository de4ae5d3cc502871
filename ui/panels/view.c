/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/panels/view-private.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-point.h"
#include "ui/session/session-view.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (VmrView, vmr_view, GTK_TYPE_DRAWING_AREA)

enum { ACTION, GROUND_CLICKED, CONTEXT, LAID_OUT, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- layout and motion ----------------------------------------------------------------------- */

static void
view_stop_motion (VmrView *self)
{
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_pointer (&self->transition, vmr_transition_free);
  g_clear_pointer (&self->before, vmr_cells_free);
}

static gboolean
view_tick (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       data)
{
  VmrView *self = VMR_VIEW (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  if (self->started == 0)
    self->started = now;
  gtk_widget_queue_draw (widget);
  if ((now - self->started) / 1000.0 < vmr_transition_duration (self->transition))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  view_stop_motion (self);
  return G_SOURCE_REMOVE;
}

static void
view_start_motion (VmrView  *self,
                   VmrCells *before)
{
  VmrSession *session = vmr_env_session (self->env);
  VmrMotionLevel level = vmr_env_motion (self->env);
  gboolean backwards = vmr_session_backwards (session);

  if (!self->moved)
    {
      /* Unfolded at the same moment; folding is unfolding from its end. */
      level = level == VMR_MOTION_FULL ? VMR_MOTION_SLIDE : level;
      backwards = self->detail < self->detail_before;
    }
  self->transition = vmr_transition_new (before, self->cells, backwards, level,
                                         vmr_player_speed (vmr_env_player (self->env)));
  if (self->transition == NULL)
    {
      vmr_cells_free (before);
      return;
    }
  self->before = before;
  self->started = 0;
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), view_tick, NULL, NULL);
}

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
  view_stop_motion (self);
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
    view_start_motion (self, before);
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
  /* Above drawing, so that a queued draw never shows old cells. */
  if (self->idle == 0)
    self->idle = g_idle_add_full (GDK_PRIORITY_EVENTS + 5, view_idle, self, NULL);
}

const VmrCells *
vmr_view_cells (VmrView *self)
{
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
  return GDK_EVENT_STOP;
}

/* --- pointer and keys ------------------------------------------------------------------------ */

void
vmr_view_activate (VmrView *self,
                   int      index)
{
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

static gboolean
view_button_press (GtkWidget      *widget,
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
      g_signal_emit (self, signals[CONTEXT], 0, ref.kind, ref.id, event->x, event->y);
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
      g_signal_emit (self, signals[GROUND_CLICKED], 0);
    }
  return GDK_EVENT_STOP;
}

static gboolean
view_motion_notify (GtkWidget      *widget,
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

static gboolean
view_leave_notify (GtkWidget        *widget,
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

static gboolean
view_query_tooltip (GtkWidget  *widget,
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

void
vmr_view_set_focus (VmrView *self,
                    int      index)
{
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
  view_stop_motion (self);
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
  widget_class->button_press_event = view_button_press;
  widget_class->scroll_event = vmr_view_scroll;
  widget_class->motion_notify_event = view_motion_notify;
  widget_class->leave_notify_event = view_leave_notify;
  widget_class->query_tooltip = view_query_tooltip;
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
  return self->env;
}

const char *
vmr_view_name (VmrView *self)
{
  return self->def ? _(self->def->name) : NULL;
}

void
vmr_view_set_def (VmrView          *self,
                  const VmrViewDef *def)
{
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
  return self->focus;
}
