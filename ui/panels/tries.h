/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/panels.h"

G_BEGIN_DECLS

/* A sandbox: what to try first, the story before the first command (FALSE: there was one), and its set-up
 * on the timeline. */
void     vmr_tries_layout (const VmrSession *session, VmrCells *cells, gboolean slim);

G_END_DECLS
