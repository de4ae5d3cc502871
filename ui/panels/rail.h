/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/panels.h"

G_BEGIN_DECLS

/* The list of a lesson's parts, its questions, and what comes after. */
void vmr_rail_layout     (gpointer data, const VmrSession *session, VmrCells *cells);
void vmr_slim_rail_layout (gpointer data, const VmrSession *session, VmrCells *cells);
/* A question by its state: to come, right, not this time. */
void vmr_question_sign   (VmrCells *cells, VmrRect r, const VmrQuestion *question);

G_END_DECLS
