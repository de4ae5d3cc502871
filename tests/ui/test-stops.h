/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/panels/timeline.h"

G_BEGIN_DECLS

extern VmrTextCache *texts;
void test_own_steps (gconstpointer path);
void test_depths (void);
void test_own_begins (void);
void test_example_shown (gconstpointer path);
void test_own_ticks (void);
void test_myths (void);
void test_myths_promise (void);
void test_myth_isolation (void);
void test_answer_room (void);

G_END_DECLS
