/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Entries that change their place in an address space: mm/mremap.c. */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* move_page_tables (): the entries of [from, from + length) go to @to, frames and contents untouched; returns how
 * many bytes of it were done, less than @length when there is no memory for a table. */
uint32_t km_mm_move_tables (KmMachine *m, const KmMm *mm, KmAddr from, KmAddr to, uint32_t length);

G_END_DECLS
