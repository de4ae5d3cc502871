/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "tests/core/support.h"

G_BEGIN_DECLS

#define BASE 0x60000000u        /* far from everything exec maps */

const KmMm *mm_of (const KmMachine *m, const char *task);
KmMachine *machine_with_sh (void);
const char *prot_of (char letter);
char *picture (const KmMachine *m, guint n_pages);
void assert_picture (const KmMachine *m, const char *expected, guint n);
void test_split (void);
void test_stack (void);
void test_break_first (void);
void test_guard_gap (void);
void test_lowest (void);
void test_detached_first (void);
void test_random (void);
void test_placement (void);
void test_shared_memory_goes_back (void);
void test_mapping (void);

G_END_DECLS
