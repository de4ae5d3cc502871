/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The /proc files in the kernel's bytes, and the program's own reports: specification 17.
 * Each appends to @out. Mirrors mm/vmstat.c, fs/proc/task_mmu.c, fs/proc/meminfo.c, kernel/resource.c.
 */

#include "core/state/edit.h"

G_BEGIN_DECLS

void km_report_buddyinfo (const KmMachine *m, GString *out);
void km_report_pagetypeinfo (const KmMachine *m, GString *out);
void km_report_zoneinfo (const KmMachine *m, GString *out);
void km_report_meminfo (const KmMachine *m, GString *out);
void km_report_vmstat (const KmMachine *m, GString *out);
void km_report_iomem (const KmMachine *m, GString *out);
void km_report_maps (const KmMachine *m, const KmTask *task, GString *out);
void km_report_smaps (const KmMachine *m, const KmTask *task, GString *out);

/* The program's own. */
void km_report_layout (const KmMachine *m, GString *out);
void km_report_zones (const KmMachine *m, GString *out);
void km_report_walk (const KmMachine *m, const KmTask *task, KmAddr addr, GString *out);
void km_report_pagemap (const KmMachine *m, const KmTask *task, KmAddr addr, uint32_t pages,
                        GString *out);
void km_report_page (const KmMachine *m, KmPfn pfn, GString *out);
void km_report_vmas (const KmMachine *m, const KmTask *task, GString *out);
void km_report_freelists (const KmMachine *m, KmZoneIndex zone, GString *out);
void km_report_steps (const KmMachine *m, GString *out);
/* The page allocator's events up to the cursor, which is moved and put back. */
void km_report_ftrace (KmMachine *m, GString *out);

/* A field of meminfo (kB) or vmstat by its name; FALSE when neither has it. */
gboolean km_report_field (const KmMachine *m, const char *name, uint64_t *value);

G_END_DECLS
