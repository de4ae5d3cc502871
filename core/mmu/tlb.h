/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The translation look-aside buffer: 16 sets of 4 ways for 4 KiB pages, chosen by the low bits of the
 * page number, and 8 entries for large pages. Within a set the least recently used way gives way.
 * Sizes are those of an L1 data TLB (specification 7); i386 has no PCID, so a new CR3 drops every
 * entry that is not global.
 */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* In KmTlbEntry.bits, which has no room for bit 63 of the entry it came from. */
#define KM_TLB_NX 0x800u

/* NULL on a miss. Counts neither. */
const KmTlbEntry *km_tlb_find (const KmMachine *m, const KmCpu *cpu, KmAddr addr);
/* Notes a use, for the choice of the way that goes next. */
void km_tlb_use (KmMachine *m, const KmTlbEntry *entry);
/* @huge: @pfn is the first frame of a large page that holds @addr. */
void km_tlb_fill (KmMachine *m, KmAddr addr, KmPfn pfn, uint32_t bits, gboolean huge);
/* invlpg on the CPU at hand; TRUE when there was an entry. */
gboolean km_tlb_drop (KmMachine *m, KmAddr addr);
/* Drops the entries, global ones too if asked; returns how many there were. Emits the step. */
guint km_tlb_flush (KmMachine *m, gboolean global);
guint km_tlb_n_used (const KmCpu *cpu);

/* flush_tlb_mm_range (): up to 33 pages one by one, else everything that is not global, on each CPU
 * that runs a task of @mm. */
void km_tlb_flush_range (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end);

/* A task runs on one CPU at a time: the others that had it go idle, with the kernel's own tables.
 * Unlike the kernel, which leaves the old tables loaded there until they are needed (lazy TLB).
 * @here_too: it leaves the CPU at hand as well. */
void km_switch_away (KmMachine *m, const KmTask *task, gboolean here_too);
/* switch_mm (): loads CR3 for @task. */
void km_switch_to (KmMachine *m, const KmTask *task);

G_END_DECLS
