/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

GtkWidget  *vmr_window_make_rail     (VmrWindow *self,
                                      gboolean   slim);
/* TRUE when it was an action of the lesson's list, or of the depth; view: where it was pressed. */
gboolean    vmr_window_lesson_act    (VmrWindow *self,
                                      GtkWidget *view,
                                      guint      action);
void        vmr_window_recall_depth  (VmrWindow *self);

G_END_DECLS
