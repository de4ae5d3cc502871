/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Zones, watermarks and reserves; specification 2.1–2.3, 3.1. */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* Spans and present frames from the layout and the firmware's map (zone_sizes_init ()). */
void km_zones_set_spans (KmMachine *m);
/* Whether the firmware says that the frame is usable RAM. */
gboolean km_pfn_is_ram (const KmMachine *m, KmPfn pfn);
/* Up to where, at most @end, all frames from @pfn on are RAM if it is one, or all are not. */
KmPfn km_pfn_ram_changes (const KmMachine *m, KmPfn pfn, KmPfn end);
/* From managed counts: min_free_kbytes, watermarks, lowmem_reserve, per-CPU batch and high
 * (init_per_zone_wmark_min (), set_recommended_min_free_kbytes (), zone_batchsize ()). */
void km_zones_set_marks (KmMachine *m);
/* lowmem_reserve alone, which reading vm.lowmem_reserve_ratio computes again from what is managed by then
 * (setup_per_zone_lowmem_reserve ()). */
void km_zones_set_reserves (KmMachine *m);

G_END_DECLS
