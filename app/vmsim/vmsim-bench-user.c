/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A program's memory: faults, fork and reverse mapping, with the journal and without. */
#include "app/vmsim/vmsim-bench.h"
#include "app/vmsim/vmsim-compare.h"
#include "app/vmsim/vmsim-workload-user.h"

static VmsimMeasure
run (gboolean journal, gpointer data)
{
  return vmsim_user_load_run (*(const VmsimUserLoad *) data, journal);
}

void
vmsim_bench_user (void)
{
  vmsim_compare_begin ("user: a program's memory on 4 GiB; goal 0.5 of off");
  for (VmsimUserLoad load = 0; load < VMSIM_N_USER_LOADS; load++)
    vmsim_compare_row (vmsim_user_load_name (load), VMSIM_N_WORKLOADS + load, run, &load);
  vmsim_compare_end ();
}
