/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "tests/ui/drawing.h"

G_BEGIN_DECLS

extern VmrSession *session;
extern VmrTextCache *texts;
void test_cached (void);
void test_nodes_have_room (void);
void test_flags_are_free (void);

G_END_DECLS
