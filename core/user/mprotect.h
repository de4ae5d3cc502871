/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* mprotect, madvise: mm/mprotect.c, mm/madvise.c. Both return 0 or -errno: core/user/mmap.h. */

#include "core/state/edit.h"

G_BEGIN_DECLS

uint32_t km_mm_mprotect (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length,
                         uint32_t prot);
/* madvise_dontneed (): the pages go, the areas stay. */
uint32_t km_mm_dontneed (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length);

G_END_DECLS
