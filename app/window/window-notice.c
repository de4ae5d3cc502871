/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages that go by themselves: between tabs and switches, over the totals, or above the console. */
#include "app/window/window-notice.h"

#include "app/window/window-fields.h"

#include <math.h>

#define NOTICE_GAP 6            /* px around it in the row of the tabs */
#define NOTICE_LEAST 160        /* px it is not squeezed below */
#define NOTICE_SECONDS 4

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

/* In the row of the tabs, from x to the switch at its end. FALSE for a text that is too long for that. */
static gboolean
notice_in_row (VmrWindow *self,
               int        x)
{
  GtkWidget *row = gtk_widget_get_parent (self->tabs);
  int y, end, height, width, room = gtk_widget_get_allocated_height (row);

  if (!gtk_widget_translate_coordinates (row, self->pages, 0, 0, NULL, &y) ||
      !gtk_widget_translate_coordinates (self->follow, self->pages, 0, 0, &end, NULL))
    return FALSE;
  gtk_widget_get_preferred_width (self->notice_label, NULL, &width);
  width = MIN (width, end - x - 2 * NOTICE_GAP);
  gtk_widget_get_preferred_height_for_width (self->notice_label, MAX (width, 1), NULL, &height);
  if (width < NOTICE_LEAST || height > room)
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

/* Over the totals, which every step shows again: timeline, transport and questions stay free. FALSE for a text that is too
 * long for that. */
static gboolean
notice_over_totals (VmrWindow *self)
{
  int x, y, height, room = gtk_widget_get_allocated_height (self->totals);
  int width = gtk_widget_get_allocated_width (self->totals);

  if (!gtk_widget_get_mapped (self->totals) || !gtk_widget_translate_coordinates (self->totals, self->pages, 0, 0, &x, &y))
    return FALSE;
  gtk_widget_get_preferred_height_for_width (self->notice_label, MAX (width, 1), NULL, &height);
  if (width < NOTICE_LEAST || height > room + 2 * NOTICE_GAP)
    return FALSE;
  /* The whole of them: no slivers of numbers. */
  gtk_widget_set_size_request (self->notice_label, width, room);
  gtk_widget_set_halign (self->notice, GTK_ALIGN_START);
  gtk_widget_set_valign (self->notice, GTK_ALIGN_START);
  gtk_widget_set_margin_start (self->notice, x);
  gtk_widget_set_margin_end (self->notice, MAX (gtk_widget_get_allocated_width (self->pages) - x - width, 0));
  gtk_widget_set_margin_top (self->notice, y - MAX (height - room, 0) / 2);
  gtk_widget_set_margin_bottom (self->notice, 0);
  return TRUE;
}

/* Right above the line that it may answer, over the timeline: tabs, drawing and transport stay free. */
static void
notice_above_console (VmrWindow *self)
{
  int x = 0, y = 0;

  gtk_widget_translate_coordinates (self->console, self->pages, 0, 0, &x, &y);
  gtk_widget_set_halign (self->notice, GTK_ALIGN_START);
  gtk_widget_set_valign (self->notice, GTK_ALIGN_END);
  gtk_widget_set_margin_start (self->notice, MAX (x, 0));
  gtk_widget_set_margin_end (self->notice, MAX (x, 0));
  gtk_widget_set_margin_top (self->notice, 0);
  gtk_widget_set_margin_bottom (self->notice, MAX (gtk_widget_get_allocated_height (self->pages) - y, 0) + NOTICE_GAP);
}

/* Beside the tabs, or over the totals; what is too long for both above the console. Never over the tabs: who is asked
 * may want to look at another stage first. */
static void
notice_place (VmrWindow *self)
{
  gboolean desk = g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (self->pages)),
                             "desk") == 0;

  /* In a narrow window the row of colours stands there, and makes room meanwhile. */
  gtk_widget_set_opacity (self->legend, 1);
  gtk_widget_set_size_request (self->notice_label, -1, -1);
  if (desk && notice_in_row (self, tabs_end (self)))
    {
      gtk_widget_set_opacity (self->legend, 0);
      return;
    }
  if (vmr_env_is_lecture (self->env))
    {
      notice_in_foot (self);
      return;
    }
  if (desk)
    {
      if (!notice_over_totals (self))
        notice_above_console (self);
      return;
    }
  gtk_widget_set_halign (self->notice, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->notice, GTK_ALIGN_END);
  gtk_widget_set_margin_start (self->notice, 0);
  gtk_widget_set_margin_end (self->notice, 0);
  gtk_widget_set_margin_top (self->notice, 0);
  gtk_widget_set_margin_bottom (self->notice, 12);
}

void
vmr_window_notify (VmrWindow  *self,
                   const char *text)
{
  g_return_if_fail (VMR_IS_WINDOW (self));

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
  g_return_if_fail (VMR_IS_WINDOW (self));
  vmr_window_notify (self, text);
  g_clear_handle_id (&self->notice_source, g_source_remove);
}

void
vmr_window_end_notice (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  if (self->notice_step != vmr_session_cursor (self->session))
    vmr_window_drop_notice (self);
}

void
vmr_window_drop_notice (VmrWindow *self)
{
  g_return_if_fail (VMR_IS_WINDOW (self));
  if (self->notice_source == 0)
    return;
  g_source_remove (self->notice_source);
  notice_hide (self);
}

GtkWidget *
vmr_window_make_notice (VmrWindow *self)
{
  g_return_val_if_fail (VMR_IS_WINDOW (self), NULL);
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
