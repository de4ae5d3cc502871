/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* New areas, and cuts in old ones: mm/mmap.c. */

#include "core/user/vma-edit.h"

G_BEGIN_DECLS

/* mmap_region () after the search: merges with a neighbour or links a new area. NULL: no memory. */
const KmVma *km_vma_add (KmMachine *m, const KmMm *mm, const KmVmaDef *def);
/* __split_vma (): cuts at @addr; the new area is the part below or above. NULL: no memory. */
const KmVma *km_vma_split (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr addr,
                           gboolean new_below);

G_END_DECLS
