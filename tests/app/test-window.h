/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "tests/app/support.h"

G_BEGIN_DECLS

extern VmrWindow *window;
gboolean press (guint keyval, GdkModifierType state);
void test_lecture_keys (void);
void test_unfold (void);
void test_folded_panels (void);
void test_keys_window (void);
void test_title (void);
void test_question (void);
void test_clicker (void);
void test_lecture_end (void);
void test_zone_question (void);
void test_try (void);
void test_branch (void);
void test_console (void);

G_END_DECLS
