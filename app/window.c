/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/window-private.h"

#include "app/language.h"
#include "app/recent.h"
#include "app/theme.h"

#include <glib/gi18n.h>
#include <math.h>

G_DEFINE_FINAL_TYPE (VmrWindow, vmr_window, GTK_TYPE_APPLICATION_WINDOW)

#define NOTICE_SECONDS 4
#define NOTICE_GAP 6            /* px around it in the row of the tabs */
#define NOTICE_LEAST 160        /* px it is not squeezed below */
/* No screen is narrower; the arrangement for it fits: see window-panels.c. */
#define LEAST_WIDTH 900

static gboolean
notice_hide (gpointer data)
{
  VmrWindow *self = data;

  self->notice_source = 0;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->notice), FALSE);
  gtk_widget_set_opacity (self->legend, 1);
  return G_SOURCE_REMOVE;
}

/* The right edge of the tabs, or of the menu that stands for them, within pages. */
static int
tabs_end (VmrWindow *self)
{
  g_autoptr (GList) tabs = gtk_container_get_children (GTK_CONTAINER (self->tabs));
  GtkWidget *last = gtk_widget_get_mapped (self->tabs) && tabs ? g_list_last (tabs)->data
                    : self->tab_menu;
  int x = 0;

  gtk_widget_translate_coordinates (last, self->pages, gtk_widget_get_allocated_width (last), 0, &x,
                                    NULL);
  return x;
}

/* In the row of the tabs, between them and the switch at its end, so that nothing is covered: no tab,
 * nothing that the stage shows, no question. FALSE for a text that is too long for that. */
static gboolean
notice_in_row (VmrWindow *self)
{
  GtkWidget *row = gtk_widget_get_parent (self->tabs);
  int x = tabs_end (self), y, end, height, width, room = gtk_widget_get_allocated_height (row);

  if (!gtk_widget_translate_coordinates (row, self->pages, 0, 0, NULL, &y) ||
      !gtk_widget_translate_coordinates (self->follow, self->pages, 0, 0, &end, NULL))
    return FALSE;
  gtk_widget_get_preferred_width (self->notice_label, NULL, &width);
  width = MIN (width, end - x - 2 * NOTICE_GAP);
  gtk_widget_get_preferred_height_for_width (self->notice_label, MAX (width, 1), NULL, &height);
  if (width < NOTICE_LEAST || height > room + NOTICE_GAP)
    return FALSE;
  gtk_widget_set_halign (self->notice, GTK_ALIGN_END);
  gtk_widget_set_valign (self->notice, GTK_ALIGN_START);
  gtk_widget_set_margin_start (self->notice, end - NOTICE_GAP - width);
  gtk_widget_set_margin_end (self->notice, gtk_widget_get_allocated_width (self->pages) - end +
                             NOTICE_GAP);
  gtk_widget_set_margin_top (self->notice, MAX (y + (room - height) / 2, 0));
  gtk_widget_set_margin_bottom (self->notice, 0);
  return TRUE;
}

/* Over the whole foot of a lecture's page: what stands above it is read by all. */
static void
notice_in_foot (VmrWindow *self)
{
  int height = gtk_widget_get_allocated_height (self->pages);
  VmrRect foot = vmr_lecture_foot (vmr_env_metrics (self->env),
                                   gtk_widget_get_allocated_width (self->pages), height);

  gtk_widget_set_halign (self->notice, GTK_ALIGN_FILL);
  gtk_widget_set_valign (self->notice, GTK_ALIGN_END);
  gtk_widget_set_margin_start (self->notice, (int) foot.x);
  gtk_widget_set_margin_end (self->notice, (int) foot.x);
  gtk_widget_set_margin_bottom (self->notice, (int) (height - foot.y - foot.h));
  /* Whole lines: no slivers of what it lies over. */
  gtk_widget_set_size_request (self->notice_label, -1, (int) ceil (foot.h));
}

/* Elsewhere, and for long texts, at the foot: captions, story and transport stay free. Where a question is, its
 * answers stand there: then under the tabs. */
static void
notice_place (VmrWindow *self)
{
  gboolean desk = g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->pages)),
                             "desk") == 0;
  const VmrQuestion *question = vmr_session_question (self->session);
  gboolean high = desk && question != NULL;
  int x, y = 0;

  /* In a narrow window the row of colours stands there, and makes room meanwhile. */
  gtk_widget_set_opacity (self->legend, 1);
  gtk_widget_set_size_request (self->notice_label, -1, -1);
  if (desk && notice_in_row (self))
    {
      gtk_widget_set_opacity (self->legend, 0);
      return;
    }
  if (vmr_env_is_lecture (self->env))
    {
      notice_in_foot (self);
      return;
    }
  gtk_widget_translate_coordinates (self->stage, self->pages, 0, 0, &x, &y);
  gtk_widget_set_halign (self->notice, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->notice, high ? GTK_ALIGN_START : GTK_ALIGN_END);
  gtk_widget_set_margin_start (self->notice, 0);
  gtk_widget_set_margin_end (self->notice, 0);
  gtk_widget_set_margin_top (self->notice, MAX (y, 0) + 6);
  gtk_widget_set_margin_bottom (self->notice, high || !desk ? 12
                                : gtk_widget_get_allocated_height (self->below) + 32);
}

void
vmr_window_notify (VmrWindow  *self,
                   const char *text)
{
  GtkStyleContext *style = gtk_widget_get_style_context (self->notice_label);

  gtk_label_set_text (GTK_LABEL (self->notice_label), text);
  if (vmr_env_is_lecture (self->env))
    gtk_style_context_add_class (style, "vmr-notice-hall");
  else
    gtk_style_context_remove_class (style, "vmr-notice-hall");
  notice_place (self);
  /* Who does not see it would take a press that only asks for an answer for one that did nothing. */
  vmr_view_announce (VMR_VIEW (vmr_env_is_lecture (self->env) ? self->lecture : self->story), text);
  self->notice_step = vmr_session_cursor (self->session);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->notice), TRUE);
  g_clear_handle_id (&self->notice_source, g_source_remove);
  self->notice_source = g_timeout_add_seconds (NOTICE_SECONDS, notice_hide, self);
}

void
vmr_window_notify_until (VmrWindow  *self,
                         const char *text)
{
  vmr_window_notify (self, text);
  g_clear_handle_id (&self->notice_source, g_source_remove);
}

void
vmr_window_show_page (VmrWindow  *self,
                      const char *page)
{
  gboolean start = g_strcmp0 (page, "start") == 0;

  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), page);
  vmr_window_show_header (self);
  if (start)
    {
      /* What was read meanwhile, in other windows too. */
      vmr_progress_sync (self->progress);
      vmr_start_page_refresh (self);
      vmr_start_page_focus (self);
      return;
    }
  /* No widget keeps the focus: step keys work from the first moment. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
}

gboolean
vmr_window_on_start (VmrWindow *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->pages)), "start") == 0;
}

static void
on_moved (VmrWindow *self)
{
  /* What was said of another step is over. */
  if (self->notice_source != 0 && self->notice_step != vmr_session_cursor (self->session))
    {
      g_source_remove (self->notice_source);
      notice_hide (self);
    }
  vmr_window_announce (self);
  vmr_window_show_stage (self);
  vmr_window_show_branches (self);
  vmr_window_note_progress (self);
  vmr_window_show_ledger (self);
  vmr_window_show_desk (self);
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
  if (self->start_width > 0)
    vmr_start_page_arrange (self, self->start_width);
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
      vmr_start_page_refresh (self);
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

static GtkWidget *
make_notice (VmrWindow *self)
{
  self->notice = gtk_revealer_new ();
  self->notice_label = gtk_label_new (NULL);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->notice_label), "vmr-notice");
  gtk_label_set_line_wrap (GTK_LABEL (self->notice_label), TRUE);
  gtk_label_set_line_wrap_mode (GTK_LABEL (self->notice_label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (self->notice_label), 90);
  gtk_container_add (GTK_CONTAINER (self->notice), self->notice_label);
  gtk_widget_set_halign (self->notice, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->notice, GTK_ALIGN_END);
  gtk_widget_set_margin_bottom (self->notice, 12);
  return self->notice;
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
  gtk_container_add (GTK_CONTAINER (self->start), vmr_start_page_new (self));
  gtk_stack_add_named (GTK_STACK (self->pages), self->start, "start");
  gtk_stack_add_named (GTK_STACK (self->pages), vmr_window_make_desk (self), "desk");
  gtk_stack_add_named (GTK_STACK (self->pages), vmr_window_make_lecture (self), "lecture");
  gtk_stack_set_hhomogeneous (GTK_STACK (self->pages), FALSE);
  gtk_container_add (GTK_CONTAINER (overlay), self->pages);

  make_blank (self);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->blank);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), make_notice (self));
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
  vmr_start_page_focus (self);
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
  return self->env;
}

void
vmr_window_set_desk_theme (VmrWindow *self,
                           VmrTheme   theme)
{
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

  if (monitor == NULL)
    monitor = gdk_display_get_monitor (display, 0);
  if (monitor)
    gdk_monitor_get_workarea (monitor, &area);
  /* The toolkit puts the title bar on top of what it is told. */
  gtk_widget_get_preferred_height (self->header, NULL, &bar);
  gtk_window_set_default_size (GTK_WINDOW (self), MAX (MIN (width, area.width), 640),
                               MAX (MIN (height, area.height - bar), 420));
}

gboolean
vmr_window_open_path (VmrWindow  *self,
                      const char *path)
{
  g_autoptr (GError) error = NULL;

  if (vmr_session_open_later (self->session, path, &error))
    return TRUE;
  vmr_window_notify (self, error->message);
  return FALSE;
}
