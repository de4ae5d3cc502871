/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Where a new area goes: get_unmapped_area () and vm_unmapped_area () of mm/mmap.c. */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* round_hint_to_min (): down to a page, and up to mmap_min_addr when it is below that and not 0. */
KmAddr km_mm_round_hint (const KmMachine *m, KmAddr hint);
/* get_unmapped_area (): an address for @length bytes, a multiple of the page size. @hint is taken as it is when
 * @fixed, and counts otherwise when the range is free and clear of a stack's guard gap; 0 is none. A -errno
 * when there is no room or the address is not allowed. */
uint32_t km_mm_unmapped_area (KmMachine *m, const KmMm *mm, KmAddr hint, uint32_t length, gboolean fixed);

G_END_DECLS
