/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Workloads with the journal against themselves: switched off, and built without. A table, one row a workload. */

#include "app/vmsim/vmsim-workload.h"

G_BEGIN_DECLS

typedef VmsimMeasure (*VmsimCompareRun) (gboolean journal, gpointer data);

/* What the table is about, and the names of its columns. */
void vmsim_compare_begin (const char *title);
/* @number: that of the workload in vmsim-plain. */
void vmsim_compare_row (const char *name, guint number, VmsimCompareRun run, gpointer data);
/* Says so when vmsim-plain is not beside vmsim. */
void vmsim_compare_end (void);

G_END_DECLS
