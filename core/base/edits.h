/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * An entry of the journal: a word of the arena, and what a write changed in it.
 *
 *   a large step   │ a+1 b+2 a+1 c+3 b+4 │   becomes   │ b+6 c+3 │
 */

#include "core/base/types.h"

G_BEGIN_DECLS

typedef struct
{
  uint32_t offset;              /* in words of 4 bytes from the start of the arena */
  uint32_t change;              /* old XOR new */
} KmEdit;

/* Leaves one entry for each word that differs in the end, where the first for it was. Returns how
 * many. */
uint64_t km_edits_merge (KmEdit *edits, uint64_t n);

G_END_DECLS
