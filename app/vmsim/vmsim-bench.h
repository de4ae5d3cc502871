/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What `vmsim bench` measures; each prints its table. Goals are those of docs/PERFORMANCE.md. */

#include <glib.h>

G_BEGIN_DECLS

void vmsim_bench_journal (void);
void vmsim_bench_undo (void);
void vmsim_bench_history (void);
void vmsim_bench_record (void);
void vmsim_bench_tree (void);
void vmsim_bench_user (void);
void vmsim_bench_frame_map (void);

G_END_DECLS
