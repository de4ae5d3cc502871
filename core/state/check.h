/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* What the invariants of all modules need: core/language/module.h, KmModule.check. */

#include "core/state/read.h"

G_BEGIN_DECLS

/* Ends a check that has a GError **error: the invariant does not hold. */
#define KM_FAIL(...)                                                                            \
  G_STMT_START {                                                                                \
    g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_EXPECT, __VA_ARGS__);               \
    return FALSE;                                                                               \
  } G_STMT_END

/* What a step in the middle of a command leaves open, as the kernel does under its locks. What is open
 * is compared all the same: it may be off by what is in hand, and in one direction. */
typedef enum
{
  KM_OPEN_BLOCK_IN_HAND = 1,            /* zone->lock: taken off a list and not yet counted */
  KM_OPEN_PAGE_IN_HAND = 2,             /* the lock of a page table: counted and not yet mapped, or the reverse */
  KM_OPEN_TLB_OLD = 4,                  /* CR3 or entries are new, and what the TLB held goes in the next steps */
  KM_OPEN_BITS_OLD = 8,                 /* the area has its new flags, its entries have not */
  KM_OPEN_AREA_GONE = 16,               /* off list and tree, its entries go next */
} KmOpen;
/* Of the step at the cursor. */
guint km_check_open (const KmMachine *m);

/* The links of a list of frames, both ways, and its count. */
gboolean km_check_list (const KmMachine *m, const KmFrameList *list, const char *what, GError **error);

G_END_DECLS
