/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Page tables made, changed and given back: arch/x86/mm/pgtable.c, mm/memory.c. */

#include "core/mmu/entries.h"
#include "core/state/edit.h"

G_BEGIN_DECLS

void km_entry_write (KmMachine *m, KmPfn table, guint index, uint64_t entry);

/* pgd_alloc (): a root with the kernel's part filled in, and with PAE its three directories. 0 when
 * there is no memory. km_pgd_free () gives everything back but page tables, which must be gone. */
KmPfn km_pgd_new (KmMachine *m, const KmMm *mm);
void km_pgd_free (KmMachine *m, const KmMm *mm);
/* __pte_alloc (): the page table for @addr, made when missing; 0 without memory. */
KmPfn km_table_need (KmMachine *m, const KmMm *mm, KmAddr addr);
/* free_pgtables (): frees the page tables of [start, end) that hold no entry any more. */
guint km_tables_free (KmMachine *m, const KmMm *mm, KmAddr floor, KmAddr ceiling);

/* free_pmd_range (), with PAE: the directory of each GiB from @start up to @end that lies between @floor and @ceiling, the
 * ends of the neighbours, and so holds no table any more. */
void km_directories_free (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end, KmAddr floor, KmAddr ceiling);
/* move_normal_pmd (): the page table of @from becomes that of @to, which has none; both begin a table's reach.
 * FALSE when there is one. */
gboolean km_table_move (KmMachine *m, const KmMm *mm, KmAddr from, KmAddr to);

/* vm_get_page_prot (): entry bits for a page of an area, for a private writable one without RW. */
uint64_t km_prot_bits (const KmMachine *m, uint32_t vm_flags);

G_END_DECLS
