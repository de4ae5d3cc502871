/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/lecture/lecture.h"
#include "ui/lecture/pages.h"

G_BEGIN_DECLS

/* What leaves the program: the whole desk as one drawing, a handout, an exercise sheet. */

/* Panels and stage as the desk arranges them, on a ground of VMR_INK_WINDOW; data is not used. */
void      vmr_desk_layout     (gpointer          data,
                               const VmrSession *session,
                               VmrCells         *cells);

typedef struct
{
  guint       per_page;         /* 1, 2 or 6 */
  const char *steps;            /* "5-12,20"; NULL or "" for all */
  gboolean    grey;
} VmrHandoutDef;

VmrHandoutDef vmr_handout_def_default (void);

/* A drawing and its caption for each step, in the session's language. Steps are counted through all
 * machines of the lesson. The session is moved through all of them. NULL after setting error. */
VmrPages *vmr_handout_new     (VmrSession          *session,
                               const VmrHandoutDef *def,
                               GError             **error);
/* Every exercise of the lesson at path, its numbers drawn by seed; with_key adds the answers, which
 * the engine computes. NULL after setting error. */
VmrPages *vmr_exercises_new   (const char          *path,
                               guint                seed,
                               gboolean             with_key,
                               gboolean             chinese,
                               GError             **error);

G_END_DECLS
