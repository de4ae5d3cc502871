/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* When a migrate type has no block left: __rmqueue_fallback () of mm/page_alloc.c. */

#include "core/machine/internal.h"

G_BEGIN_DECLS

/* Moves a block of another type, or its whole pageblock, to the lists of @mt; FALSE when no other
 * type has a block large enough. The caller then tries its own lists again. */
gboolean km_fallback_steal (KmMachine *m, const KmZone *zone, guint order, KmMigrateType mt,
                            gboolean steps);

/* The parts of buddy.c that stealing needs. */
void km_buddy_list_add (KmMachine *m, const KmZone *zone, KmPfn pfn, guint order, KmMigrateType mt,
                        gboolean tail);
void km_buddy_list_remove (KmMachine *m, const KmZone *zone, KmPfn pfn);
gboolean km_buddy_is_free (const KmMachine *m, const KmZone *zone, KmPfn pfn, guint order);
KmPfn km_buddy_take_smallest (KmMachine *m, const KmZone *zone, guint order, KmMigrateType mt,
                              gboolean steps);

G_END_DECLS
