/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/stages/stage.h"

G_BEGIN_DECLS

extern VmrSession *session;
VmrCells *draw (void);
void assert_flawless (const VmrCells *cells);
/* Whether the stage says these words. */
gboolean buddy_says (const char *words);
guint step_in_command (const char *text,
                       KmStepKind  kind);
void test_why (void);
void test_why_unasked (void);
void test_why_neighbours (void);

G_END_DECLS
