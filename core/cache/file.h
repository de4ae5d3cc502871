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

#define KM_FILE_MAX (1ull << 34)        /* bytes, s_maxbytes */

/* /dev/zero of a shared anonymous mapping: shmem_zero_setup (). */
KmFileId km_file_new_shmem (KmMachine *m, uint32_t bytes);
KmFileId km_file_new (KmMachine *m, const char *path, uint64_t bytes, uint32_t ino);
const KmFile *km_file_from_path (const KmMachine *m, const char *path);

/* The tree of pages becomes as high as the size asks for; it never becomes lower. */
void km_file_grow_tree (KmMachine *m, const KmFile *file);
/* Id of the contents of page @index as the disk has it; 0, zeros, for shared memory. */
uint32_t km_file_content (const KmFile *file, uint32_t index);
/* memfd_create (): somebody has the shared memory open, so that it stays when nobody maps it. */
void km_file_hold_shmem (KmMachine *m, const KmFile *file);
/* The file lies on a file system in memory, where reading ahead gains nothing. */
void km_file_set_in_memory (KmMachine *m, const KmFile *file);

/* add_to_page_cache_lru (): a new frame with the file's contents; 0 without memory. */
KmPfn km_file_read_page (KmMachine *m, const KmFile *file, uint32_t index);

G_END_DECLS
