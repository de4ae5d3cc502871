/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "tests/core/rules.h"

G_BEGIN_DECLS

void test_values_as_ids (void);
void test_disk_is_instant (void);
void test_file_contents (void);

G_END_DECLS
