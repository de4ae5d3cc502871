/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "app/window/window-fields.h"

G_BEGIN_DECLS

/* TRUE when it was an action of a sandbox: a verb, a run to try, the set-up. */
gboolean    vmr_window_desk_act      (VmrWindow *self,
                                      guint      action);
gboolean    vmr_window_desk_key      (VmrWindow         *self,
                                      const GdkEventKey *event);
void        vmr_window_desk_verb     (VmrWindow *self,
                                      guint      kind);
/* What a sandbox that was just opened shows beside its drawing. */
void        vmr_window_desk_opened   (VmrWindow *self);
/* The line to try in the console, the guide on the button for the next step. */
void        vmr_window_show_desk     (VmrWindow *self);

G_END_DECLS
