/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * An array that never moves and may outgrow memory: the journal is three of them.
 *
 *   0                memory            mapped                                    max
 *   |#################|=================|..........................................|
 *    private memory     a file without    address space only
 *                       a name, its older
 *                       part released
 *
 * The part beyond @memory is a temporary file: what is not looked at is written out by the host and
 * takes no memory of ours, and comes back by itself when the cursor goes there. Space on the disk
 * is taken before a chunk is used, so a full disk is an array that does not grow, never a signal.
 *
 * Checkpoints with running the commands again were rejected: a jump would cost what the commands
 * cost, host files would have to be the same still, and branches would need the same twice.
 */

#include "core/base/types.h"

G_BEGIN_DECLS

#define KM_HUGE (2u << 20)      /* the host's large pages */

typedef struct
{
  uint8_t *start;
  uint64_t memory, mapped, max; /* bytes, multiples of KM_HUGE */
  int file;                     /* -1: none yet */
} KmGrowing;

/* @memory bytes at once, @max in the end. */
void km_growing_init (KmGrowing *array, uint64_t memory, uint64_t max);
void km_growing_clear (KmGrowing *array);
/* One chunk more; FALSE when the disk has no room for it or @max is reached. */
gboolean km_growing_extend (KmGrowing *array);
/* What lies in the file, but for its last chunk, takes no memory until it is looked at. */
void km_growing_release (KmGrowing *array);

/* Has the host map the first @used bytes of it again, all at once: cheaper than page by page. */
void km_growing_map (const KmGrowing *array, uint64_t used);

/* Address space aligned to large pages, all zero, backed where touched. */
void *km_reserve (uint64_t bytes);

G_END_DECLS
