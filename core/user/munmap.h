/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* munmap: __do_munmap () of mm/mmap.c. */

#include "core/state/edit.h"
#include "core/user/errno.h"

G_BEGIN_DECLS

/* Unmaps [start, start + length), however many areas and holes that is; 0 or a -errno. */
uint32_t km_mm_munmap (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length);

G_END_DECLS
