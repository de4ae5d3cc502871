/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * "Why did these two not merge?" for any two blocks, answered by the tests that __free_one_page () and
 * page_is_buddy () of mm/page_alloc.c make, in their order, on the state as it is.
 *
 *   0x3e110 in use │ 0x3e118 free, order 3 │ 0x3e120 free, order 3 │ 0x3e128 in use
 *                    └──────── no buddies: bit 3 of 0x3e118 is set, so its buddy lies below ──┘
 */

#include "core/state/read.h"

G_BEGIN_DECLS

typedef enum
{
  KM_MERGE_WOULD,         /* nothing keeps them apart: the next free would join them */
  KM_MERGE_ONE_BLOCK,     /* both frames lie in one block */
  KM_MERGE_OTHER_ZONE,
  KM_MERGE_PER_CPU,       /* a frame on a per-CPU list is not free for the buddy system */
  KM_MERGE_IN_USE,
  KM_MERGE_OTHER_ORDER,
  KM_MERGE_NO_BUDDIES,    /* they do not differ in the bit of their order alone */
  KM_MERGE_LARGEST,       /* there is no order above theirs */
  KM_MERGE_ISOLATE,       /* one pageblock is isolated, the other is not */
} KmMergeReason;

typedef struct
{
  KmMergeReason reason;
  KmPfn         block[2]; /* heads, the lower one first */
  guint         order[2];
  KmPfn         buddy[2]; /* whom each of them would merge with */
  guint         which;    /* PER_CPU, IN_USE: the block it is about */
} KmMergeAnswer;

/* a and b are any frames of the two blocks. */
KmMergeAnswer km_merge_why (const KmMachine *m, KmPfn a, KmPfn b);

G_END_DECLS
