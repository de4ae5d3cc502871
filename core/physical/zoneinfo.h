/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* /proc files about zones and their free blocks, in the kernel's bytes: mm/vmstat.c. Each appends to @out. */

#include "core/state/read.h"

G_BEGIN_DECLS

void km_report_buddyinfo (const KmMachine *m, GString *out);
void km_report_pagetypeinfo (const KmMachine *m, GString *out);
void km_report_zoneinfo (const KmMachine *m, GString *out);

G_END_DECLS
