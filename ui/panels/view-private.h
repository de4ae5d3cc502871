/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/view.h"

G_BEGIN_DECLS

struct _VmrView
{
  GtkDrawingArea    parent_instance;

  VmrEnv           *env;
  const VmrViewDef *def;
  gpointer          data;
  VmrCells         *cells;
  VmrCells         *before;       /* the drawing a running transition starts from */
  VmrTransition    *transition;
  gint64            started;      /* frame clock, µs; 0 before the first frame */
  guint             tick;
  guint             idle;
  int               focus;
  gboolean          moved;
  VmrDetail         detail;       /* of the newest drawing, and of the one before it */
  VmrDetail         detail_before;
  gboolean          hovered;
  gboolean          rested;       /* the drawing has changed since the pointer moved */
  double            x, y;         /* of the pointer */
  guint             advance;      /* tick of the drawing's own motion */
  gint64            advanced;
  GtkGesture       *pinch;
  double            pinched;
};

void     vmr_view_layout_now (VmrView        *self);
/* view-zoom.c */
gboolean vmr_view_zoom_at    (VmrView        *self,
                              int             direction,
                              double          x,
                              double          y);
gboolean vmr_view_scroll     (GtkWidget      *widget,
                              GdkEventScroll *event);
void     vmr_view_add_pinch  (VmrView        *self);

gboolean vmr_view_button_press (GtkWidget *widget, GdkEventButton *event);
gboolean vmr_view_motion_notify (GtkWidget *widget, GdkEventMotion *event);
gboolean vmr_view_leave_notify (GtkWidget *widget, GdkEventCrossing *event);
gboolean vmr_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip);

void vmr_view_stop_motion (VmrView *self);
void vmr_view_start_motion (VmrView *self, VmrCells *before);

G_END_DECLS
