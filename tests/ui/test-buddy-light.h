/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/stages/stage.h"

G_BEGIN_DECLS

extern VmrSession *session;
extern VmrTextCache *texts;
VmrCells *draw (void);
const char *said (const VmrCell *cell);
const VmrCell *saying (const VmrCells *cells, const char *words, guint n);
gboolean says (const char *words);
double middle (const VmrRect *r);
const VmrCell *dot_of (const VmrCells *cells, guint step);
guint next_step (KmStepKind kind);
void open_theft (void);
void test_pageblocks (void);
void test_pieces (void);
void test_little_room (void);
void test_given (void);
void test_dots (void);
void test_request (void);

G_END_DECLS
