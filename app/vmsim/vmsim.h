/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/lesson/stops.h"
#include "core/machine/machine.h"

G_BEGIN_DECLS

enum { VMSIM_OK = 0, VMSIM_FAILED = 1, VMSIM_BAD_INPUT = 2 };

/* A script or lesson that is run; zeroed before, but for CHECKED. */
typedef struct
{
  KmMachine *machine;      /* of a lesson the last one */
  KmStops   *stops;        /* where a press stops on it */
  gboolean   checked;      /* every invariant after each step; what commands print is left out */
  guint      n_checked;    /* steps so far */
} VmsimRun;

/* What it prints goes to standard output. */
gboolean vmsim_run_file  (VmsimRun *run, const char *path, GError **error);
void     vmsim_run_clear (VmsimRun *run);

/* The steps up to the cursor on standard output; at a depth less than all, only those a press would
 * stop at. */
gboolean vmsim_trace_knows (const char *format);
void vmsim_trace (KmMachine *machine, const char *format, const KmStops *stops, KmDepth depth);

/* The benchmarks, or the one named; ratios against a baseline measured in the same run. */
int vmsim_bench (const char *name);

G_END_DECLS
