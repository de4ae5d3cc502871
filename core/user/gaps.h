/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Room for a new area: mm/mmap.c. */

#include "core/state/read.h"

G_BEGIN_DECLS

/* unmapped_area_topdown (), bottom-up when that finds nothing; -ENOMEM for none. */
uint32_t km_mm_unmapped_area (KmMachine *m, const KmMm *mm, uint32_t length);
/* Whether @length bytes are free at the address that the program would like, guard gaps included. */
gboolean km_mm_hint_fits (const KmMachine *m, const KmMm *mm, KmAddr hint, uint32_t length);

G_END_DECLS
