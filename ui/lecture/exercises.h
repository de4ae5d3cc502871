/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* A sheet of exercises. Their numbers are drawn by a seed, their answers computed by the engine:
 * each student can have a sheet of his own, and the key is always true. */

#include "ui/lecture/sheet.h"

G_BEGIN_DECLS

/* Every exercise of the lesson at path, its numbers drawn by seed; with_key adds the answers, which
 * the engine computes. NULL after setting error. */
VmrPaper *vmr_exercises_new   (const char          *path,
                               guint                seed,
                               gboolean             with_key,
                               gboolean             chinese,
                               GError             **error);

G_END_DECLS
