/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * swapper_pg_dir and the kernel's own page tables, arch/x86/mm/init_32.c: the direct map in large
 * pages but for its two ends, and the tables of pkmap and fixmap.
 */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* Lays them into the end of the kernel image, where the pages of alloc_low_page () come from at
 * first. */
void km_kernel_tables_build (KmMachine *m);

G_END_DECLS
