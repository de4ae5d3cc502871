/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Files and their cached pages: inode and address_space, mm/filemap.c.
 *
 *   KmFile.root ─► [64 slots] ─► [64 slots] ─► pfn        height as small as the file allows
 *
 * Unlike the kernel: the index is a plain 64-way tree without the XArray's marks and multi-index
 * entries, and reading from disk is over in the step that asks for it.
 */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* /dev/zero of a shared anonymous mapping: shmem_zero_setup (). */
KmFileId km_file_new_shmem (KmMachine *m, uint32_t bytes);
/* shmem_evict_inode (): nobody maps it any more, so its pages and the file itself go. */
void km_file_evict_shmem (KmMachine *m, const KmFile *file);
KmFileId km_file_new (KmMachine *m, const char *path, uint64_t bytes, uint32_t ino);
const KmFile *km_file_from_path (const KmMachine *m, const char *path);

/* truncate_inode_pages_range () of shared memory: pages [first, end), which nobody maps any more, go. */
void km_file_punch_shmem (KmMachine *m, const KmFile *file, uint32_t first, uint32_t end);
/* memfd_create (): somebody has the shared memory open, so that it stays when nobody maps it. */
void km_file_hold_shmem (KmMachine *m, const KmFile *file);
/* The file lies on a file system in memory, where reading ahead gains nothing. */
void km_file_set_in_memory (KmMachine *m, const KmFile *file);

/* add_to_page_cache_lru (): a new frame with the file's contents; 0 without memory. */
KmPfn km_file_read_page (KmMachine *m, const KmFile *file, uint32_t index);

G_END_DECLS
