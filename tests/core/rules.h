/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "tests/core/support.h"

G_BEGIN_DECLS

/* Two tasks of the same shape, with a mapping each: a and b. */
KmMachine *rules_two_tasks (const char *config);
/* Puts the cursor on the first step of @kind in the last command. */
void rules_go_to (KmMachine *m, const char *kind);

/* rules-physical.c */
void rules_test_plain_boot (void);
void rules_test_no_memcg (void);
void rules_test_boost_stays (void);

G_END_DECLS
