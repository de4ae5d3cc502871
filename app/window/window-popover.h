/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

void        vmr_window_show_rules    (VmrWindow *self,
                                      VmrView   *view);
/* All that is said at this step. */
void        vmr_window_show_more     (VmrWindow *self,
                                      VmrView   *view);
/* The line a real kernel recorded where such a step happened. */
void        vmr_window_show_recording (VmrWindow *self,
                                       VmrView   *view);
/* A popover made for one showing. */
void        vmr_window_drop_when_closed (GtkWidget *popover);
/* A label of several lines, and a popover with something at the cell of a view that stands for an
 * action, whichever step it is about; else at the view's middle. */
GtkWidget  *vmr_window_text_new      (const char *markup);
void        vmr_window_popup_at      (GtkWidget *view,
                                      guint      action,
                                      GtkWidget *content);
/* As texts are kept: "zh_CN" or "en". */
const char *vmr_window_language_code (VmrWindow *self);

G_END_DECLS
