/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* /proc/PID/maps and smaps: fs/proc/task_mmu.c. Each appends to @out. */

#include "core/state/read.h"

G_BEGIN_DECLS

/* "[heap]" …: what maps shows of an area without a file; "" when it has no name. */
const char *km_area_name (const KmMm *mm, const KmVma *vma);

void km_report_maps (const KmMachine *m, const KmTask *task, GString *out);
void km_report_smaps (const KmMachine *m, const KmTask *task, GString *out);

G_END_DECLS
