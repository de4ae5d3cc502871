/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What happens, in words: headline, why, the step's numbers; lanes and timeline beside and
 * below. */

#include "ui/panels/panels.h"

G_BEGIN_DECLS

void vmr_story_layout    (gpointer data, const VmrSession *session, VmrCells *cells);
/* What the lesson says here, else why the step happens; to be freed. */
char *vmr_story_why      (const VmrSession *session, gboolean chinese);

G_END_DECLS
