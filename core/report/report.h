/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The /proc files in the kernel's bytes that tell of more than one subsystem, and the program's own reports. Each appends
 * to @out. Mirrors fs/proc/meminfo.c, mm/vmstat.c, kernel/resource.c.
 */

#include "core/state/read.h"

G_BEGIN_DECLS

void km_report_meminfo (const KmMachine *m, GString *out);
void km_report_iomem (const KmMachine *m, GString *out);

/* The program's own. */
void km_report_layout (const KmMachine *m, GString *out);
void km_report_steps (const KmMachine *m, GString *out);
/* The page allocator's events up to the cursor, which is moved and put back. */
void km_report_ftrace (KmMachine *m, GString *out);

/* A field of meminfo (kB) or vmstat by its name; FALSE when neither has it. */
gboolean km_report_field (const KmMachine *m, const char *name, uint64_t *value);

G_END_DECLS
