/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/window/window.h"

#include "app/base/language.h"
#include "app/base/recent.h"
#include "app/base/theme.h"
#include "app/start/start-page.h"
#include "app/window/window-actions.h"
#include "app/window/window-announce.h"
#include "app/window/window-arrange.h"
#include "app/window/window-desk.h"
#include "app/window/window-fields.h"
#include "app/window/window-header.h"
#include "app/window/window-keys.h"
#include "app/window/window-labels.h"
#include "app/window/window-lecture.h"
#include "app/window/window-ledger.h"
#include "app/window/window-lesson.h"
#include "app/window/window-moment.h"
#include "app/window/window-notice.h"
#include "app/window/window-page.h"
#include "app/window/window-panels.h"
#include "app/window/window-progress.h"
#include "app/window/window-record.h"
#include "app/window/window-reload.h"
#include "app/window/window-settings.h"
#include "app/window/window-source.h"
#include "app/window/window-start.h"
#include "app/window/window-theme.h"
#include "app/window/window-tools.h"
#include "app/window/window-transcript.h"
#include "app/window/window-transport.h"
#include "ui/session/session-point.h"
#include "ui/session/session-view.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (VmrWindow, vmr_window, GTK_TYPE_APPLICATION_WINDOW)

/* No screen is narrower; the arrangement for it fits: see window-panels.c. */
#define LEAST_WIDTH 900

static void
on_moved (VmrWindow *self)
{
  vmr_window_end_notice (self);
  vmr_window_announce (self);
  vmr_window_show_stage (self);
  vmr_window_show_branches (self);
  vmr_window_note_progress (self);
  vmr_window_show_ledger (self);
  vmr_window_show_desk (self);
  vmr_window_transcript_release (self, FALSE);
}

static void
on_opened (VmrWindow *self)
{
  const char *path = vmr_session_path (self->session);

  if (path)
    vmr_recent_add (path);
  vmr_window_note_opened (self);
  vmr_window_recall_depth (self);
  self->exercise = 0;
  vmr_window_transcript_release (self, TRUE);
  vmr_window_desk_opened (self);
  vmr_window_watch_file (self);
  vmr_window_show_title (self);
  vmr_window_show_stage (self);
  if (!vmr_env_is_lecture (self->env))
    vmr_window_show_page (self, "desk");
}

/* All words of the window in the language that comes first. */
static void
window_speak (VmrWindow *self)
{
  self->chinese = vmr_session_chinese_first (self->session);
  vmr_language_apply (self->chinese);
  vmr_window_relabel (self);
  vmr_window_show_menus (self);
  vmr_window_show_tab_menu (self);
  vmr_window_show_transport (self);
  vmr_window_show_branches (self);
  vmr_window_show_ledger (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* A larger font needs another arrangement in the same window. */
static void
on_env (VmrWindow *self)
{
  if (vmr_start_of (self->start)->width > 0)
    vmr_window_arrange_start (self, vmr_start_of (self->start)->width);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
on_config (VmrWindow *self)
{
  VmrLanguage language = vmr_session_language (self->session);

  if (self->chinese != vmr_session_chinese_first (self->session))
    window_speak (self);
  vmr_window_show_language (self);
  if (self->start_language != language)
    {
      self->start_language = language;
      vmr_start_page_refresh (self->start);
    }
  vmr_window_show_title (self);
  vmr_window_show_stage (self);
  vmr_window_show_desk (self);
}

static void
on_selection (VmrWindow *self)
{
  VmrRefKind kind = vmr_session_selection (self->session).kind;
  gboolean answers;

  vmr_window_show_desk (self);
  answers = vmr_session_point (self->session, vmr_session_selection (self->session));
  /* Whoever answers by pointing wants to see the drawing stay where it is. */
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->inspector), !answers &&
                                 (kind == VMR_REF_FRAME || kind == VMR_REF_VMA ||
                                  kind == VMR_REF_TASK || kind == VMR_REF_ZONE ||
                                  kind == VMR_REF_PTE || kind == VMR_REF_BLOCK));
}

static gboolean
window_key_press (GtkWidget   *widget,
                  GdkEventKey *event)
{
  if (vmr_window_key (VMR_WINDOW (widget), event))
    return GDK_EVENT_STOP;
  return GTK_WIDGET_CLASS (vmr_window_parent_class)->key_press_event (widget, event);
}

/* What is arranged for a wide window would not let it become a narrow one. */
static void
window_get_preferred_width (GtkWidget *widget,
                            int       *least,
                            int       *natural)
{
  GTK_WIDGET_CLASS (vmr_window_parent_class)->get_preferred_width (widget, least, natural);
  *least = MIN (*least, LEAST_WIDTH);
}

static gboolean
arrange_idle (gpointer data)
{
  VmrWindow *self = data;

  self->arrange_source = 0;
  vmr_window_arrange (self);
  return G_SOURCE_REMOVE;
}

static void
window_size_allocate (GtkWidget     *widget,
                      GtkAllocation *allocation)
{
  VmrWindow *self = VMR_WINDOW (widget);

  GTK_WIDGET_CLASS (vmr_window_parent_class)->size_allocate (widget, allocation);
  /* Not here: size requests must not change while sizes are given out. */
  if (self->arrange_source == 0)
    self->arrange_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, arrange_idle, self, NULL);
}

static gboolean
blank_draw (GtkWidget *widget,
            cairo_t   *cr,
            gpointer   data)
{
  double level = VMR_WINDOW (data)->blank_white ? 1 : 0;

  cairo_set_source_rgb (cr, level, level, level);
  cairo_paint (cr);
  return GDK_EVENT_STOP;
}

static void
vmr_window_dispose (GObject *object)
{
  VmrWindow *self = VMR_WINDOW (object);

  g_clear_handle_id (&self->notice_source, g_source_remove);
  g_clear_handle_id (&self->arrange_source, g_source_remove);
  g_clear_handle_id (&self->pointer_source, g_source_remove);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  vmr_window_unwatch_file (self);
  if (self->env && self->settings)
    vmr_window_save_settings (self);
  g_clear_object (&self->settings);
  if (self->env)
    vmr_player_set_playing (vmr_env_player (self->env), FALSE);
  G_OBJECT_CLASS (vmr_window_parent_class)->dispose (object);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_pointer (&self->listed, g_free);
  g_clear_pointer (&self->held, g_free);
  g_clear_pointer (&self->announced, g_free);
  g_clear_pointer (&self->progress, vmr_progress_free);
  g_clear_pointer (&self->catalog, vmr_catalog_free);
  g_clear_object (&self->env);
  g_clear_object (&self->session);
}

static void
vmr_window_class_init (VmrWindowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vmr_window_dispose;
  GTK_WIDGET_CLASS (class)->key_press_event = window_key_press;
  GTK_WIDGET_CLASS (class)->size_allocate = window_size_allocate;
  GTK_WIDGET_CLASS (class)->get_preferred_width = window_get_preferred_width;
}

static gboolean
on_blank_press (VmrWindow *self)
{
  gtk_widget_hide (self->blank);
  return GDK_EVENT_STOP;
}

static void
make_blank (VmrWindow *self)
{
  self->blank = gtk_drawing_area_new ();
  gtk_widget_add_events (self->blank, GDK_BUTTON_PRESS_MASK);
  g_signal_connect (self->blank, "draw", G_CALLBACK (blank_draw), self);
  g_signal_connect_swapped (self->blank, "button-press-event", G_CALLBACK (on_blank_press), self);
}

static void
vmr_window_init (VmrWindow *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  int width, height;

  self->session = vmr_session_new ();
  self->env = vmr_env_new (self->session);
  self->catalog = vmr_catalog_new (NULL);
  self->progress = vmr_progress_new (NULL);
  vmr_theme_apply (self->env);
  vmr_window_load_settings (self);
  self->chinese = vmr_session_chinese_first (self->session);
  vmr_language_apply (self->chinese);
  gtk_style_context_add_class (gtk_widget_get_style_context (GTK_WIDGET (self)), "vmarium");

  self->pages = gtk_stack_new ();
  vmr_window_make_header (self);
  self->start = gtk_event_box_new ();
  gtk_container_add (GTK_CONTAINER (self->start), vmr_window_make_start (self));
  gtk_stack_add_named (GTK_STACK (self->pages), self->start, "start");
  gtk_stack_add_named (GTK_STACK (self->pages), vmr_window_make_desk (self), "desk");
  gtk_stack_add_named (GTK_STACK (self->pages), vmr_window_make_lecture (self), "lecture");
  gtk_stack_set_hhomogeneous (GTK_STACK (self->pages), FALSE);
  gtk_container_add (GTK_CONTAINER (overlay), self->pages);

  make_blank (self);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->blank);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), vmr_window_make_notice (self));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), vmr_window_make_record (self));
  gtk_overlay_set_overlay_pass_through (GTK_OVERLAY (overlay), self->notice, TRUE);
  gtk_container_add (GTK_CONTAINER (self), overlay);
  vmr_window_accept_drops (self);
  vmr_window_watch_pointer (self);
  vmr_window_watch_tree (self);
  gtk_widget_show_all (overlay);
  gtk_widget_hide (self->blank);
  gtk_widget_set_no_show_all (self->blank, TRUE);

  vmr_window_saved_size (self, &width, &height);
  vmr_window_set_size (self, width, height);
  vmr_window_add_actions (self);
  self->start_language = vmr_session_language (self->session);
  on_config (self);
  vmr_window_show_header (self);
  vmr_start_page_focus (self->start);
  g_signal_connect_object (self->env, "changed", G_CALLBACK (on_env), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "moved", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "opened", G_CALLBACK (on_opened), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "selection-changed", G_CALLBACK (on_selection), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "config-changed", G_CALLBACK (on_config), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notice", G_CALLBACK (vmr_window_notify), self,
                           G_CONNECT_SWAPPED);
  vmr_theme_watch_desktop (G_CALLBACK (vmr_window_follow_desktop), G_OBJECT (self));
  g_signal_connect_object (vmr_env_player (self->env), "changed",
                           G_CALLBACK (vmr_window_show_transport), self, G_CONNECT_SWAPPED);
}

GtkWidget *
vmr_window_new (GtkApplication *application)
{
  return g_object_new (VMR_TYPE_WINDOW, "application", application, NULL);
}

VmrEnv *
vmr_window_env (VmrWindow *self)
{
  g_return_val_if_fail (VMR_IS_WINDOW (self), NULL);
  return self->env;
}

void
vmr_window_set_desk_theme (VmrWindow *self,
                           VmrTheme   theme)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  vmr_window_set_theme (self, theme);
}

void
vmr_window_set_size (VmrWindow *self,
                     int        width,
                     int        height)
{
  GdkDisplay *display = gdk_display_get_default ();
  GdkMonitor *monitor = gdk_display_get_primary_monitor (display);
  GdkRectangle area = { 0, 0, 8192, 8192 };
  int bar = 0;

  g_return_if_fail (VMR_IS_WINDOW (self));
  if (monitor == NULL)
    monitor = gdk_display_get_monitor (display, 0);
  if (monitor)
    gdk_monitor_get_workarea (monitor, &area);
  /* The toolkit puts the title bar on top of what it is told. */
  gtk_widget_get_preferred_height (self->header, NULL, &bar);
  gtk_window_set_default_size (GTK_WINDOW (self), MAX (MIN (width, area.width), 640),
                               MAX (MIN (height, area.height - bar), 420));
}
