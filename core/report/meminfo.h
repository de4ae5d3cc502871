/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* meminfo: fs/proc/meminfo.c. */

#include "core/state/read.h"

G_BEGIN_DECLS

void km_report_meminfo (const KmMachine *m, GString *out);
/* A field of meminfo (kB) or vmstat by its name; FALSE when neither has it. */
gboolean km_report_field (const KmMachine *m, const char *name, uint64_t *value);

G_END_DECLS
