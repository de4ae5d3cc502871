/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Which areas map a file: address_space.i_mmap, mm/interval_tree.c, mm/mmap.c. Each does nothing for an area without a
 * file. */

#include "core/base/interval.h"
#include "core/state/edit.h"

G_BEGIN_DECLS

/* How areas stand in the tree of their file: by first page, equals in the order in which they came. */
const KmIntervals *km_file_intervals (void);

/* vma_interval_tree_foreach (): the areas that map a page of [first, last], NULL at the end. */
const KmVma *km_file_first_area (const KmMachine *m, const KmFile *file, uint32_t first, uint32_t last);
const KmVma *km_file_next_area (const KmMachine *m, const KmVma *vma, uint32_t first, uint32_t last);

/* __vma_link_file (): behind all areas that begin at the same page of the file. */
void km_vma_link_file (KmMachine *m, const KmVma *vma);
/* vma_interval_tree_insert_after (): directly behind @parent, whose copy for a child it is. */
void km_vma_link_file_after (KmMachine *m, const KmVma *vma, const KmVma *parent);
/* __remove_shared_vm_struct (); nothing when it is not in the tree any more. */
void km_vma_unlink_file (KmMachine *m, const KmVma *vma);

G_END_DECLS
