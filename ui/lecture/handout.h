/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* A lesson on paper: a drawing and its caption for each step. */

#include "ui/lecture/sheet.h"

G_BEGIN_DECLS

VmrHandoutDef vmr_handout_def_default (void);
/* A drawing and its caption for each step, in the session's language. Steps are counted through all
 * machines of the lesson. The session is moved through all of them. NULL after setting error. */
VmrPaper *vmr_handout_new     (VmrSession          *session,
                               const VmrHandoutDef *def,
                               GError             **error);

G_END_DECLS
