/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Allocation masks and their names: include/linux/gfp.h. */

#include "core/state/state.h"

G_BEGIN_DECLS

/* __GFP_ bits of 5.10 */
typedef enum
{
  KM_GFP_DMA = 0x1, KM_GFP_HIGHMEM = 0x2, KM_GFP_MOVABLE = 0x8, KM_GFP_RECLAIMABLE = 0x10,
  KM_GFP_HIGH = 0x20, KM_GFP_IO = 0x40, KM_GFP_FS = 0x80, KM_GFP_ZERO = 0x100,
  KM_GFP_ATOMIC_BIT = 0x200, KM_GFP_DIRECT_RECLAIM = 0x400, KM_GFP_KSWAPD_RECLAIM = 0x800,
  KM_GFP_NOMEMALLOC = 0x80000,
  KM_GFP_ACCOUNT = 0x400000,
  KM_GFP_KERNEL = 0xcc0, KM_GFP_ATOMIC = 0xa20, KM_GFP_USER = 0x100cc0,
  KM_GFP_HIGHUSER = 0x100cc2, KM_GFP_HIGHUSER_MOVABLE = 0x100cca
} KmGfp;

/* gfp_zone (), gfp_migratetype () */
KmZoneIndex km_gfp_zone (uint32_t gfp);
KmMigrateType km_gfp_migrate_type (uint32_t gfp);
/* Parses "GFP_KERNEL|__GFP_ZERO"; FALSE when a name is unknown, which then stands in @unknown. */
gboolean km_gfp_parse (const char *text, uint32_t *gfp, char **unknown);
/* The names as ftrace prints them, longest first; free with g_free (). */
char *km_gfp_to_string (uint32_t gfp);

G_END_DECLS
