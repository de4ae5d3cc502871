/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "ui/session/words.h"

G_BEGIN_DECLS

void test_lesson (gconstpointer path);
void test_stops_that_tell (void);
void test_said_at_answer (void);
void test_region_words (void);
void test_kernel_regions (void);
void test_asked_program (void);
void test_zone_places (void);

const VmrQuestion *retry (VmrSession *session, const char *lesson, guint index);
void test_retry_parts (void);
void test_selection_ends (void);
void test_exercise (gconstpointer path);
void test_zones_before (void);
void test_walk (gconstpointer path);
void test_skip (void);
void test_lecture_keys (void);
void test_lecture_tells (gconstpointer path);

G_END_DECLS
