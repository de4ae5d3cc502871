/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Zonelist, watermarks, entry points: mm/page_alloc.c. */

#include "core/physical/buddy.h"

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

G_END_DECLS
