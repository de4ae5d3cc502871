/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Changing the size of a file that others may map: fs/open.c, mm/memory.c. */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* unmap_mapping_range (): pages [first, end) of @file leave every address space that maps them; with @even_cows the
 * private copies of them, too. */
void km_file_unmap (KmMachine *m, const KmFile *file, uint32_t first, uint32_t end, gboolean even_cows);
/* vfs_truncate (), truncate_setsize (): 0, or -ETXTBSY for the file of a running program, -EINVAL for a device. */
uint32_t km_file_truncate (KmMachine *m, const KmFile *file, uint64_t bytes);

G_END_DECLS
