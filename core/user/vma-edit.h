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

/* find_vma_links (): between which areas [start, …) belongs, and where it hangs in the tree. */
typedef struct
{
  const KmVma *prev;
  KmRbLink parent;
  gboolean left;
} KmVmaPlace;

/* find_vma_links (): where an area that starts at @start belongs. */
KmVmaPlace km_vma_find_place (const KmMachine *m, const KmMm *mm, KmAddr start);
void km_vma_link_at (KmMachine *m, const KmMm *mm, const KmVma *vma, const KmVmaPlace *place);
/* __insert_vm_struct (), __vma_unlink (): list and tree alone. */
void km_vma_link (KmMachine *m, const KmMm *mm, const KmVma *vma);
void km_vma_unlink (KmMachine *m, const KmMm *mm, const KmVma *vma);
/* detach_vmas_to_be_unmapped (): out of list and tree, for its pages to go. */
void km_vma_detach (KmMachine *m, const KmMm *mm, const KmVma *vma);
/* unlink_anon_vmas (), unlink_file_vma (), remove_vma (): gives a detached area back. Its pages must be gone, or be
 * another area's by now. */
void km_vma_free (KmMachine *m, const KmVma *vma);
/* Both. */
void km_vma_remove (KmMachine *m, const KmMm *mm, const KmVma *vma);
void km_vma_set_range (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr start, KmAddr end,
                       uint32_t pgoff);
/* The sums of the address space follow. */
void km_vma_set_flags (KmMachine *m, const KmMm *mm, const KmVma *vma, uint32_t flags);

G_END_DECLS
