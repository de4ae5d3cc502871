/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Page tables, held as words in simulated frames.
 *
 *   two levels   31 ....... 22 21 ....... 12 11 ....... 0       entry: 4 bytes, 1024 a table
 *                  directory      table         offset
 *   PAE          31 30 29 ..... 21 20 ..... 12 11 ....... 0     entry: 8 bytes, 512 a table
 *                PDPT  directory     table        offset        (PDPT: 4 entries)
 *
 * Levels count from the leaves: 1 is the page table, 2 the directory, 3 the PDPT of PAE.
 */

#include "core/state/edit.h"

G_BEGIN_DECLS

guint km_table_levels (const KmMachine *m);
guint km_table_entries (const KmMachine *m, guint level);
guint km_table_index (const KmMachine *m, KmAddr addr, guint level);
/* Bytes that one entry of @level maps; 0 stands for 4 GiB. */
uint32_t km_table_reach (const KmMachine *m, guint level);

uint64_t km_entry_read (const KmMachine *m, KmPfn table, guint index);
void km_entry_write (KmMachine *m, KmPfn table, guint index, uint64_t entry);
KmPhys km_entry_phys (const KmMachine *m, KmPfn table, guint index);
KmPfn km_entry_pfn (uint64_t entry);
static inline uint64_t
km_entry_make (KmPfn pfn, uint64_t bits)
{
  return (uint64_t) pfn << KM_PAGE_SHIFT | bits;
}

/* Where the entry for @addr lies: the table of level 1, or 0 when an upper entry is empty or maps a
 * large page. */
KmPfn km_tables_find (const KmMachine *m, KmPfn pgd, KmAddr addr, guint *index);
/* The entry itself; 0 when there is no table. */
uint64_t km_tables_entry (const KmMachine *m, KmPfn pgd, KmAddr addr);

/* pgd_alloc (): a root with the kernel's part filled in, and with PAE its three directories. 0 when
 * there is no memory. km_pgd_free () gives everything back but page tables, which must be gone. */
KmPfn km_pgd_new (KmMachine *m, const KmMm *mm);
void km_pgd_free (KmMachine *m, const KmMm *mm);
/* __pte_alloc (): the page table for @addr, made when missing; 0 without memory. */
KmPfn km_table_need (KmMachine *m, const KmMm *mm, KmAddr addr);
/* free_pgtables (): frees the page tables of [start, end) that hold no entry any more. */
guint km_tables_free (KmMachine *m, const KmMm *mm, KmAddr floor, KmAddr ceiling);

/* vm_get_page_prot (): entry bits for a page of an area, for a private writable one without RW. */
uint64_t km_prot_bits (const KmMachine *m, uint32_t vm_flags);

G_END_DECLS
