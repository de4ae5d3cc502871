/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The counters of /proc/zoneinfo and /proc/vmstat: vmstat_text[] of mm/vmstat.c. One table names
 * each and says where its value comes from; what nothing simulated changes yet stands there as 0,
 * because readers of these files expect the line. */

#include "core/state/read.h"

G_BEGIN_DECLS

const char *km_zone_stat_name (const KmMachine *m, KmZoneStat stat);
/* Whether the machine's kernel has the options of Debian's. */
gboolean km_is_debian (const KmMachine *m);
/* "  per-node stats" and its lines. */
void km_stats_append_node (const KmMachine *m, GString *out);
/* All of vmstat; @visit gets each name and value in order. */
void km_stats_visit (const KmMachine *m,
                     void (*visit) (const char *name, uint32_t value, gpointer data),
                     gpointer data);
/* /proc/vmstat. */
void km_report_vmstat (const KmMachine *m, GString *out);
uint32_t km_total_managed (const KmMachine *m, gboolean high);

G_END_DECLS
