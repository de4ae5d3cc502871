/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Three ways of using a program's memory, for measuring: docs/PERFORMANCE.md. As vmsim-workload.h, compiled into vmsim and
 * into vmsim-plain.
 */

#include "app/vmsim/vmsim-workload.h"

G_BEGIN_DECLS

typedef enum
{
  VMSIM_FAULTS,                 /* first stores to 100,000 pages; an operation is a fault */
  VMSIM_FORK,                   /* of a task with 100,000 pages of its own; an operation is a page */
  VMSIM_WALK,                   /* over the sharers of one page, 1,000 tasks; an operation is a place visited */
  VMSIM_N_USER_LOADS
} VmsimUserLoad;

const char *vmsim_user_load_name (VmsimUserLoad load);

/* On a machine of its own. */
VmsimMeasure vmsim_user_load_run (VmsimUserLoad load, gboolean journal);

G_END_DECLS
