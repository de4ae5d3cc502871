/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The page allocator with its journal against itself: switched off, and built without. */
#include "app/vmsim/vmsim-bench.h"
#include "app/vmsim/vmsim-compare.h"

typedef struct
{
  KmMachine *off, *on;
  VmsimWorkload workload;
} Pair;

static VmsimMeasure
run (gboolean journal, gpointer data)
{
  const Pair *pair = data;

  return vmsim_workload_run (journal ? pair->on : pair->off, pair->workload);
}

void
vmsim_bench_journal (void)
{
  Pair pair = { .off = vmsim_workload_machine (FALSE), .on = vmsim_workload_machine (TRUE) };

  vmsim_workload_run (pair.off, VMSIM_FILL_DRAIN);
  vmsim_workload_run (pair.on, VMSIM_FILL_DRAIN);
  vmsim_compare_begin ("journal: the page allocator, 1,048,576 frames; goal 0.25, aim 0.40 of without");
  for (pair.workload = 0; pair.workload < VMSIM_N_WORKLOADS; pair.workload++)
    vmsim_compare_row (vmsim_workload_name (pair.workload), pair.workload, run, &pair);
  vmsim_compare_end ();
  vmsim_workload_machine_free (pair.off);
  vmsim_workload_machine_free (pair.on);
}
