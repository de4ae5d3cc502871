/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The workloads over a core that was built without a journal: nanoseconds per operation, for vmsim
 * bench. */
#include <stdio.h>
#include <stdlib.h>

#include "app/vmsim/vmsim-workload-user.h"
#include "app/vmsim/vmsim-workload.h"

static VmsimMeasure
run_workload (VmsimWorkload workload)
{
  KmMachine *machine = vmsim_workload_machine (FALSE);
  VmsimMeasure measure;

  vmsim_workload_run (machine, VMSIM_FILL_DRAIN);       /* the host backs the frame table */
  measure = vmsim_workload_run (machine, workload);
  vmsim_workload_machine_free (machine);
  return measure;
}

/* vmsim-plain N: the workload of that number; those of a program's memory follow those of the allocator. */
int
main (int argc, char **argv)
{
  guint workload = argc == 2 ? (guint) atoi (argv[1]) : G_MAXUINT;
  VmsimMeasure measure;

  if (workload >= VMSIM_N_WORKLOADS + VMSIM_N_USER_LOADS)
    return 2;
  measure = workload < VMSIM_N_WORKLOADS ? run_workload (workload)
                                         : vmsim_user_load_run (workload - VMSIM_N_WORKLOADS, FALSE);
  printf ("%.3f\n", vmsim_measure_ns (&measure));
  return 0;
}
