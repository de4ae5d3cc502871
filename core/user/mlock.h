/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Memory that stays: mm/mlock.c. */

#include "core/state/edit.h"
#include "core/user/errno.h"

G_BEGIN_DECLS

/* include/uapi/asm-generic/mman.h */
typedef enum { KM_MCL_CURRENT = 1, KM_MCL_FUTURE = 2, KM_MCL_ONFAULT = 4 } KmMclFlags;

/* do_mlock () without the faults: 0 or a -errno. The caller then faults in [*start, *end), whole pages. @onfault:
 * mlock2 (MLOCK_ONFAULT), pages stay once they are there. */
uint32_t km_mm_mlock (KmMachine *m, const KmMm *mm, KmAddr addr, uint32_t length, gboolean onfault, KmAddr *start,
                      KmAddr *end);
uint32_t km_mm_munlock (KmMachine *m, const KmMm *mm, KmAddr addr, uint32_t length);
/* With KM_MCL_CURRENT the caller then faults in all areas. */
uint32_t km_mm_mlockall (KmMachine *m, const KmMm *mm, uint32_t flags);
void km_mm_munlockall (KmMachine *m, const KmMm *mm);

G_END_DECLS
