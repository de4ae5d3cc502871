/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* New areas, and cuts in old ones: mm/mmap.c. */

#include "core/user/errno.h"
#include "core/user/vma-edit.h"

G_BEGIN_DECLS

/* vm_area_alloc () and what is known of the area: in no list, no tree. NULL: no memory. */
const KmVma *km_vma_new (KmMachine *m, const KmMm *mm, const KmVmaDef *def);
/* mmap_region () after the search: merges with a neighbour or links a new area. NULL: no memory. */
const KmVma *km_vma_add (KmMachine *m, const KmMm *mm, const KmVmaDef *def);
/* The rest of copy_vma (): a new area of @def, linked, that shares the anon_vma of @from. NULL: no memory. */
const KmVma *km_vma_copy (KmMachine *m, const KmMm *mm, const KmVmaDef *def, const KmVma *from);
/* __split_vma (): cuts at @addr; the new area is the part below or above. 0 or a -errno. */
uint32_t km_vma_split (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr addr, gboolean new_below);
/* split_vma () at both ends: @vma becomes [start, end), which lies within it. Unlike km_vma_split () it asks
 * max_map_count. 0 or a -errno. */
uint32_t km_vma_cut (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr start, KmAddr end);

G_END_DECLS
