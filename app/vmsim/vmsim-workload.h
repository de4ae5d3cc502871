/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Six ways of using the page allocator, for measuring: docs/PERFORMANCE.md. The same code is
 * compiled into vmsim and, with a core that has no journal, into vmsim-plain.
 */

#include "core/machine/machine.h"
#include "core/state/edit.h"

G_BEGIN_DECLS

typedef enum
{
  VMSIM_HOT_PAIR, VMSIM_FILL_DRAIN, VMSIM_RANDOM_DRAIN, VMSIM_STEADY, VMSIM_GEOMETRIC,
  VMSIM_UNIFORM,
  VMSIM_N_WORKLOADS
} VmsimWorkload;

typedef struct
{
  double seconds;               /* CPU time of the operations alone */
  guint64 operations;           /* allocations and frees */
  guint64 steps;
  guint64 bytes;                /* of the journal */
} VmsimMeasure;

/* Nanoseconds an operation. */
double vmsim_measure_ns (const VmsimMeasure *measure);

const char *vmsim_workload_name (VmsimWorkload workload);

/* A booted 4 GiB machine with 1,048,576 frames whose memory the host has backed, ready for use
 * outside any command. Its history is dropped between slices of a workload. */
KmMachine *vmsim_workload_machine (gboolean journal);
void vmsim_workload_machine_free (KmMachine *machine);

/* Leaves every frame free again. */
VmsimMeasure vmsim_workload_run (KmMachine *machine, VmsimWorkload workload);

/* What a store's journal takes up now. */
guint64 vmsim_workload_journal_bytes (const KmStore *store);

double vmsim_cpu_seconds (void);

G_END_DECLS
