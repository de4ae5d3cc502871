/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window.h"
#include "ui/stages/stage.h"

G_BEGIN_DECLS

struct _VmrWindow
{
  GtkApplicationWindow parent_instance;

  VmrSession *session;
  VmrEnv     *env;

  GtkWidget  *header;
  GtkWidget  *pages;            /* GtkStack: start, desk, lecture */
  GtkWidget  *left, *right;     /* frames of the side panels */
  GtkWidget  *left_bar, *right_bar;   /* what they fold to */
  GtkWidget  *inspector;        /* GtkRevealer */
  GtkWidget  *tabs;             /* GtkBox of the stages' tabs */
  GtkWidget  *tab_menu;         /* the same as a menu, in a narrow window */
  GtkWidget  *follow;
  GtkWidget  *stage;            /* VmrView */
  GtkWidget  *below;
  GtkWidget  *console;          /* GtkEntry */
  GtkWidget  *transport[7];     /* first, back, play, next, last, replay, speed */
  GtkWidget  *lecture;          /* VmrView */
  GtkWidget  *blank;            /* covers everything */
  GtkWidget  *notice;           /* GtkRevealer with a label */
  GtkWidget  *notice_label;
  GtkWidget  *language[3];
  guint       notice_source;
  guint       arrange_source;
  int         width;
  gboolean    narrow;
  gboolean    blank_white;
  const VmrStage *pinned;       /* NULL: the stage follows the step */
  guint       captions;         /* languages in lecture mode: 0, 1, 2 */
};

/* window-panels.c */
GtkWidget  *vmr_window_make_desk     (VmrWindow *self);
GtkWidget  *vmr_window_make_lecture  (VmrWindow *self);
void        vmr_window_arrange       (VmrWindow *self);
void        vmr_window_show_stage    (VmrWindow *self);
void        vmr_window_show_transport (VmrWindow *self);
/* window-header.c */
void        vmr_window_make_header   (VmrWindow *self);
void        vmr_window_show_title    (VmrWindow *self);
/* start-page.c */
GtkWidget  *vmr_start_page_new       (VmrWindow *self);
/* window-actions.c */
void        vmr_window_add_actions   (VmrWindow *self);
gboolean    vmr_window_key           (VmrWindow *self,
                                      GdkEventKey *event);
void        vmr_window_set_lecture   (VmrWindow *self,
                                      gboolean   lecture);
/* window.c */
void        vmr_window_notify        (VmrWindow  *self,
                                      const char *text);
void        vmr_window_show_page     (VmrWindow  *self,
                                      const char *page);

G_END_DECLS
