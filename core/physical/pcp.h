/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/physical/buddy.h"

G_BEGIN_DECLS

/* drain_all_pages () */
void km_pcp_drain_all (KmMachine *m);
/* free_pcppages_bulk () on this CPU's list of @zone. */
void km_pcp_drain (KmMachine *m, const KmZone *zone, guint count);
void km_pcp_free (KmMachine *m, const KmZone *zone, KmPfn pfn);
KmPfn km_pcp_take (KmMachine *m, const KmZone *zone, KmMigrateType mt);

G_END_DECLS
