/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* /proc/PID/pagemap and /proc/kpageflags: fs/proc/task_mmu.c, fs/proc/page.c. */

#include "core/state/read.h"

G_BEGIN_DECLS

/* Bits of a word of pagemap; below them the frame number. */
#define KM_PM_MMAP_EXCLUSIVE (1ull << 56)
#define KM_PM_FILE (1ull << 61)
#define KM_PM_PRESENT (1ull << 63)

/* pte_to_pagemap_entry (): the word of the page at @addr; 0 when nothing is mapped there. */
uint64_t km_pagemap_word (const KmMachine *m, const KmMm *mm, KmAddr addr);

/* @pages pages from @addr on, a line each, appended to @out: in words, with the names of kpageflags; or as the 64-bit
 * numbers that the kernel's file has, in hexadecimal. */
void km_report_pagemap (const KmMachine *m, const KmTask *task, KmAddr addr, uint32_t pages, GString *out);
void km_report_pagemap_words (const KmMachine *m, const KmTask *task, KmAddr addr, uint32_t pages, GString *out);

G_END_DECLS
