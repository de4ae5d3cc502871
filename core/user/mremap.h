/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* mremap: mm/mremap.c. */

#include "core/state/edit.h"
#include "core/user/errno.h"

G_BEGIN_DECLS

/* include/uapi/linux/mman.h */
typedef enum { KM_MREMAP_MAYMOVE = 1, KM_MREMAP_FIXED = 2, KM_MREMAP_DONTUNMAP = 4 } KmMremapFlags;

typedef struct
{
  KmAddr addr, new_addr;        /* @new_addr counts with KM_MREMAP_FIXED and KM_MREMAP_DONTUNMAP */
  uint32_t old_len, new_len;    /* bytes */
  uint32_t flags;               /* KmMremapFlags */
} KmMremapDef;

/* The address afterwards or a -errno. @populate: when an area that is locked has grown, [*populate, …) up to the
 * new end is to be faulted in; 0 otherwise. */
uint32_t km_mm_mremap (KmMachine *m, const KmMm *mm, const KmMremapDef *def, KmAddr *populate);


G_END_DECLS
