/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The page allocator, mm/page_alloc.c: zonelist, watermarks, buddy lists, per-CPU lists.
 *
 *   order 3   [ 0x3e118 ........................ ]            its buddy is 0x3e118 ^ 8 = 0x3e110
 *   order 2   [ 0x3e118 ..... ] [ 0x3e11c ..... ]             a split leaves the upper half free
 *   order 1   [ 18 ] [ 1a ]
 *
 * Invariants: a free block of order k starts at a multiple of 2^k; no two free buddies of one order
 * stand side by side below order 10 within a pageblock; nr_free of an order is the sum of its lists;
 * NR_FREE_PAGES is the frames on the lists (frames on per-CPU lists are not free).
 */

#include "core/state/edit.h"
#include "core/state/gfp.h"

G_BEGIN_DECLS

/* __free_one_page (): merges upwards and puts the block on a list. @steps: emit them. @tail:
 * boot. */
void km_buddy_free (KmMachine *m, const KmZone *zone, KmPfn pfn, guint order, KmMigrateType mt,
                    gboolean steps, gboolean to_tail);
/* __free_one_page (): from the order of a pageblock on, blocks of an isolated and an ordinary
 * pageblock stay apart. */
gboolean km_buddy_may_merge (const KmMachine *m, KmPfn pfn, KmPfn buddy, guint order);
void km_pageblock_set_type (KmMachine *m, KmPfn pfn, KmMigrateType mt);

/* The parts of buddy.c that stealing needs. */
void km_buddy_list_add (KmMachine *m, const KmZone *zone, KmPfn pfn, guint order, KmMigrateType mt,
                        gboolean tail);
void km_buddy_list_remove (KmMachine *m, const KmZone *zone, KmPfn pfn);
gboolean km_buddy_is_free (const KmMachine *m, const KmZone *zone, KmPfn pfn, guint order);
KmPfn km_buddy_take_smallest (KmMachine *m, const KmZone *zone, guint order, KmMigrateType mt,
                              gboolean steps);

G_END_DECLS
