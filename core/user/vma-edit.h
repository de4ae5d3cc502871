/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Changing areas, list and tree: mm/mmap.c. core/user/vma.h reads them. */

#include "core/state/edit.h"
#include "core/user/vma.h"

G_BEGIN_DECLS

/* The same as the kernel does it, cache first, with a step for each node looked at. */
const KmVma *km_vma_find_steps (KmMachine *m, const KmMm *mm, KmAddr addr);

/* What an area is made of. */
typedef struct
{
  KmAddr start, end;
  uint32_t flags;
  KmFileId file;
  uint32_t pgoff;
  KmVmaSpecial special;
} KmVmaDef;

/* mmap_region () after the search: merges with a neighbour or links a new area. NULL: no memory. */
const KmVma *km_vma_add (KmMachine *m, const KmMm *mm, const KmVmaDef *def);
/* __split_vma (): cuts at @addr; the new area is the part below or above. NULL: no memory. */
const KmVma *km_vma_split (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr addr,
                           gboolean new_below);
/* __vma_link (), __vma_unlink (): list and tree alone. */
void km_vma_link (KmMachine *m, const KmMm *mm, const KmVma *vma);
void km_vma_unlink (KmMachine *m, const KmMm *mm, const KmVma *vma);
/* detach_vmas_to_be_unmapped (): out of list and tree, for its pages to go. */
void km_vma_detach (KmMachine *m, const KmMm *mm, const KmVma *vma);
/* remove_vma (): gives a detached area back. Its pages must be gone. */
void km_vma_free (KmMachine *m, const KmVma *vma);
/* Both. */
void km_vma_remove (KmMachine *m, const KmMm *mm, const KmVma *vma);
void km_vma_set_range (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr start, KmAddr end,
                       uint32_t pgoff);

G_END_DECLS
