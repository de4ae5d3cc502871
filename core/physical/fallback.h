/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* When a migrate type has no block left: __rmqueue_fallback () of mm/page_alloc.c. */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* Moves a block of another type, or its whole pageblock, to the lists of @mt; FALSE when no other
 * type has a block large enough. The caller then tries its own lists again. */
gboolean km_fallback_steal (KmMachine *m, const KmZone *zone, guint order, KmMigrateType mt);

/* Of two buddies one at most is free and not merged: a pageblock has no more blocks to move than
 * half its frames. */
#define KM_MAX_MOVED 512

typedef struct
{
  uint32_t free, movable;       /* frames */
  uint32_t n_moved;
  uint32_t moved[KM_MAX_MOVED]; /* blocks, ascending, with the type of their list before */
} KmBlockCount;

/* move_freepages_block (): every free block of the pageblock of @pfn goes to the tail of @mt's
 * lists. A pageblock that sticks out of the zone's end is refused, one that sticks out of its start
 * is counted from @pfn on. FALSE when nothing was moved. */
gboolean km_pageblock_move (KmMachine *m, const KmZone *zone, KmPfn pfn, KmMigrateType mt,
                            KmBlockCount *count);

/* The step that tells of a theft. */
void km_fallback_step (KmMachine *m, const KmZone *zone, KmPfn pfn, guint order, KmMigrateType from,
                       KmMigrateType to, gboolean whole, const KmBlockCount *count);

G_END_DECLS
