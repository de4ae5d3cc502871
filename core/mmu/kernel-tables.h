/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * swapper_pg_dir and the kernel's own page tables, arch/x86/mm/init_32.c: the direct map in large
 * pages but for its two ends, and the tables of pkmap and fixmap.
 */

#include "core/machine/internal.h"

G_BEGIN_DECLS

/* Frames that the tables need, to be reserved before the zones are filled. */
uint32_t km_kernel_tables_frames (const KmMachine *m);
void km_kernel_tables_build (KmMachine *m);

G_END_DECLS
