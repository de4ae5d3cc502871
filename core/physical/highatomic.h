/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/physical/fallback.h"

G_BEGIN_DECLS

/* reserve_highatomic_pageblock (): the pageblock of @pfn, just given to an urgent request, is kept
 * for others of its kind. */
void km_highatomic_reserve (KmMachine *m, const KmZone *zone, KmPfn pfn);
/* unreserve_highatomic_pageblock (): one pageblock of the first zone up to @highest that can spare
 * one becomes @mt. @force: also the zone's last. */
gboolean km_highatomic_unreserve (KmMachine *m, KmZoneIndex highest, KmMigrateType mt,
                                  gboolean force);

G_END_DECLS
