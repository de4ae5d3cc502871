/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* vmarium --bench: starting, drawing and memory, each in a process of its own, beside a trivial GTK
 * window measured in the same run. Machines differ and are noisy: only the ratios say something. */
int vmr_bench_main       (int argc, char **argv);

/* vmarium --bench-child=CASE: measures one case and prints "NAME VALUE" lines; see bench-window.c.
 * The environment variable VMARIUM_BENCH_START has the moment it was started, monotonic, µs. */
int vmr_bench_child_main (int argc, char **argv);

#define VMR_BENCH_START "VMARIUM_BENCH_START"

G_END_DECLS
