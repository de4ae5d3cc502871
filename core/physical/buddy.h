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

/* __alloc_pages_nodemask (): a block of 2^order frames with reference count 1 and use @use, with
 * its steps; 0 when no zone may give one. */
KmPfn km_pages_alloc (KmMachine *m, uint32_t gfp, guint order, KmUse use);
/* __free_pages () by the last user, with its steps. */
void km_pages_free (KmMachine *m, KmPfn pfn, guint order);
/* The same for a frame whose reference count has just reached 0. */
void km_pages_release (KmMachine *m, KmPfn pfn, guint order);

/* zone_watermark_ok () for order, mark and the highest zone index of the request. */
gboolean km_zone_watermark_ok (const KmMachine *m, const KmZone *zone, guint order, uint32_t mark,
                               KmZoneIndex highest, gboolean harder, gboolean high);

/* __free_one_page (): merges upwards and puts the block on a list. @steps: emit them. @tail:
 * boot. */
void km_buddy_free (KmMachine *m, const KmZone *zone, KmPfn pfn, guint order, KmMigrateType mt,
                    gboolean steps, gboolean to_tail);
/* __free_one_page (): from the order of a pageblock on, blocks of an isolated and an ordinary
 * pageblock stay apart. */
gboolean km_buddy_may_merge (const KmMachine *m, KmPfn pfn, KmPfn buddy, guint order);
/* __rmqueue (): takes a block off the lists, stealing from another type if need be; 0 for none. */
KmPfn km_buddy_take (KmMachine *m, const KmZone *zone, guint order, KmMigrateType mt,
                     gboolean steps);

/* drain_all_pages () */
void km_pcp_drain_all (KmMachine *m);
/* free_pcppages_bulk () on this CPU's list of @zone. */
void km_pcp_drain (KmMachine *m, const KmZone *zone, guint count);
void km_pcp_free (KmMachine *m, const KmZone *zone, KmPfn pfn);
KmPfn km_pcp_take (KmMachine *m, const KmZone *zone, KmMigrateType mt);

void km_pageblock_set_type (KmMachine *m, KmPfn pfn, KmMigrateType mt);

G_END_DECLS
