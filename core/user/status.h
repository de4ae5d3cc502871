/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What /proc/PID/status says of memory: task_mem () of fs/proc/task_mmu.c. */

#include "core/state/read.h"

G_BEGIN_DECLS

/* kB */
typedef struct
{
  uint32_t peak, size, locked, hwm, rss, anon, file, shmem, data, stack, exe, lib, pte, swap;
} KmStatus;

void km_mm_status (const KmMm *mm, KmStatus *status);
/* `print status`: the lines about memory, and which task they are of. */
void km_report_status (const KmMachine *m, const KmTask *task, GString *out);

G_END_DECLS
