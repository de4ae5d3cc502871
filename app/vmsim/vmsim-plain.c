/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The workloads over a core that was built without a journal: nanoseconds per operation, for vmsim
 * bench. */
#include <stdio.h>
#include <stdlib.h>

#include "app/vmsim/vmsim-workload.h"

int
main (int argc, char **argv)
{
  guint workload = argc == 2 ? (guint) atoi (argv[1]) : VMSIM_N_WORKLOADS;
  KmMachine *machine;
  VmsimMeasure measure;

  if (workload >= VMSIM_N_WORKLOADS)
    return 2;
  machine = vmsim_workload_machine (FALSE);
  vmsim_workload_run (machine, VMSIM_FILL_DRAIN);       /* the host backs the frame table */
  measure = vmsim_workload_run (machine, workload);
  printf ("%.3f\n", measure.seconds / (double) measure.operations * 1e9);
  vmsim_workload_machine_free (machine);
  return 0;
}
