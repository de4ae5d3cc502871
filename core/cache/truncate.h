/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Taking pages out of the page cache for good: mm/truncate.c. Nobody may map them any more. */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* truncate_inode_pages_range () for the whole pages [first, end): they leave the cache, nodes that become empty go. */
void km_file_drop_pages (KmMachine *m, const KmFile *file, uint32_t first, uint32_t end);
/* i_size_write () */
void km_file_set_size (KmMachine *m, const KmFile *file, uint64_t bytes);
/* truncate_inode_pages () of a file that has become shorter: what the cache holds behind the new end goes. The rest of
 * the last page becomes zeros in the cache and on the disk, and a file that grows again is zeros where it was cut. */
void km_file_drop_end (KmMachine *m, const KmFile *file);
/* shmem_evict_inode (): nobody maps it any more, so its pages and the file itself go. */
void km_file_evict_shmem (KmMachine *m, const KmFile *file);

G_END_DECLS
