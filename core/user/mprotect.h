/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* mprotect: mm/mprotect.c. */

#include "core/state/edit.h"
#include "core/user/errno.h"

G_BEGIN_DECLS

/* do_mprotect_pkey (): 0 or a -errno; @prot of KmProt. What lies before the place of an error has changed. */
uint32_t km_mm_mprotect (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length, uint32_t prot);
/* mprotect_fixup (): the part [start, end) of *@vma gets @flags, KmVmFlags all of them; 0 or a -errno. *@vma is
 * then the area that covers it. */
uint32_t km_vma_protect (KmMachine *m, const KmMm *mm, const KmVma **vma, KmAddr start, KmAddr end, uint32_t flags);

G_END_DECLS
