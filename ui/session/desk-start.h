/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/session.h"

G_BEGIN_DECLS

/* A line that starts a program: the one that is dead once more, where one is. Free it. */
char      *vmr_desk_start_line  (const VmrSession *self);

/* All that makes it what it was: the kernel cleans up behind the dead one, and its name is free; then come the
 * lines of the set-up that were about it. Free it. */
GPtrArray *vmr_desk_start_lines (const VmrSession *self);

/* Runs them, goes behind them, and shows the new program. */
typedef gboolean (*VmrDeskRun) (const char *line,
                                gpointer    data);
gboolean   vmr_desk_start       (VmrSession       *self,
                                 VmrDeskRun        run,
                                 gpointer          data);

G_END_DECLS
