/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The search for a page's mappings without reverse mapping, as swap_out_mm () of Linux 2.4 went: through the areas of a
 * task and every entry of the page tables they have. 2.4 did not look for one certain page: it took whatever page it came
 * to, and stopped when it had freed enough. A full round over all tasks is what finding one page for certain costs. */

#include "core/state/read.h"

G_BEGIN_DECLS

/* Looks at all of @task's entries; returns how many, and adds to *@found those that lead to frame @pfn. Areas that mlock
 * holds and those of devices are passed over, as are addresses without a page table. With NULL for @found the entries are
 * only counted. */
uint32_t km_rmap_scan_task (const KmMachine *m, const KmTask *task, KmPfn pfn, uint32_t *found);

G_END_DECLS
