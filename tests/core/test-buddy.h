/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "tests/core/support.h"

G_BEGIN_DECLS

void drain (KmMachine *m);
uint32_t nr_free (const KmMachine *m, KmZoneIndex zone, guint order);
void assert_picture (const KmMachine *m, KmPfn start, const char *expected);
void use_up_small (KmMachine *m, KmZoneIndex zone, KmMigrateType mt, const char *mask);
void test_steal (void);
void test_random (void);
void test_random_highmem (void);
void test_random_pae (void);
void test_failure (void);
void test_why (void);

G_END_DECLS
