/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/state/read.h"

G_BEGIN_DECLS

/* The page allocator's events up to the cursor, which is moved and put back. */
void km_report_ftrace (KmMachine *m, GString *out);

G_END_DECLS
