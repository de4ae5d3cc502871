/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Reading page tables, which are held as words in simulated frames. No TLB is asked.
 *
 *   two levels   31 ....... 22 21 ....... 12 11 ....... 0       entry: 4 bytes, 1024 a table
 *                  directory      table         offset
 *   PAE          31 30 29 ..... 21 20 ..... 12 11 ....... 0     entry: 8 bytes, 512 a table
 *                PDPT  directory     table        offset        (PDPT: 4 entries)
 *
 * Levels count from the leaves: 1 is the page table, 2 the directory, 3 the PDPT of PAE.
 */

#include "core/state/read.h"

G_BEGIN_DECLS

guint km_table_levels (const KmMachine *m);
guint km_table_entries (const KmMachine *m, guint level);
guint km_table_index (const KmMachine *m, KmAddr addr, guint level);
/* Bytes that one entry of @level maps; 0 stands for 4 GiB. */
uint32_t km_table_reach (const KmMachine *m, guint level);

uint64_t km_entry_read (const KmMachine *m, KmPfn table, guint index);
/* The same of any frame: 0 where there is no table, or no such entry. @table is a physical address. */
uint64_t km_entry_peek (const KmMachine *m, KmPhys table, guint index);
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

/* One level of a walk. */
typedef struct
{
  KmPhys table;                 /* physical address of the table */
  KmPhys at;                    /* of the entry */
  guint index;
  guint n_entries;              /* 1024, with PAE 512 (4 at the top) */
  uint64_t entry;
  gboolean exists;              /* FALSE when an upper level has no table here; the rest is then 0 */
} KmWalkLevel;

#define KM_WALK_MAX 3

/* The levels of the walk of @addr from the top; returns how many (2, or 3 with PAE). */
guint km_walk (const KmMachine *m, const KmMm *mm, KmAddr addr, KmWalkLevel levels[KM_WALK_MAX]);
/* Pages of [start, end) that have a frame. */
guint km_walk_present (const KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end);

G_END_DECLS
