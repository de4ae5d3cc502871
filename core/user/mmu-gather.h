/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Unmapping: entries are cleared first, then the TLBs forget them, and only then frames are given back. mm/mmu_gather.c,
 * zap_pte_range () of mm/memory.c. */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* struct mmu_gather: what has been unmapped and not given back yet. */
typedef struct
{
  KmMachine *m;
  const KmMm *mm;
  GArray *pages;                /* KmPfn, in the order of their addresses */
  uint64_t start, end;          /* the addresses between which entries were cleared */
} KmGather;

/* tlb_gather_mmu () */
void km_gather_begin (KmGather *gather, KmMachine *m, const KmMm *mm);
/* unmap_page_range (): with @keep_anon private copies of a file's pages stay. Returns how many frames lost a user. */
guint km_gather_zap (KmGather *gather, KmAddr start, KmAddr end, gboolean keep_anon);
/* tlb_finish_mmu () */
void km_gather_finish (KmGather *gather);

G_END_DECLS
