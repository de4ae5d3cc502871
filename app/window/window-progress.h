/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"
#include "ui/session/session-move.h"

G_BEGIN_DECLS

void        vmr_window_note_progress (VmrWindow *self);
void        vmr_window_note_opened   (VmrWindow *self);
/* Opens a lesson where it was left. */
void        vmr_window_continue      (VmrWindow              *self,
                                      const VmrCatalogLesson *lesson);
/* At the end of a lesson: says what comes next, and goes there when pressed once more. */
gboolean    vmr_window_offer_next    (VmrWindow *self,
                                      VmrMove    move);
void        vmr_window_forget_progress (VmrWindow *self);

G_END_DECLS
