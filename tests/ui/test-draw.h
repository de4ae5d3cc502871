/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/draw/transition.h"

G_BEGIN_DECLS

extern VmrTextCache *texts;
VmrCells *new_cells (VmrTheme theme);
void add_block (VmrCells *cells, double x);
void test_struck (void);
void test_grey (void);
void test_same_file (void);
void test_frame_map (void);
void test_picture (void);
void test_grouped (void);
void test_groups (void);
void test_one_latin_font (void);

G_END_DECLS
