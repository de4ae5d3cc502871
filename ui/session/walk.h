/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/machine/machine.h"
#include "core/mmu/entries.h"
#include "ui/session/session.h"

G_BEGIN_DECLS

/* The frame that a reference means or, as an entry of a page table, points to. */
gboolean vmr_walk_ref_frame (const KmMachine *machine,
                           VmrRef           ref,
                           KmPfn           *pfn);
/* The frame that the step at the cursor speaks of. */
gboolean vmr_walk_step_frame (const VmrSession *session,
                              KmPfn            *pfn);
/* The linear address that an entry of a page table of mm translates, its first one; FALSE when the
 * entry is in none of them. */
gboolean vmr_walk_ref_address (const KmMachine *machine,
                           const KmMm      *mm,
                           VmrRef           ref,
                           KmAddr          *addr);

/* Whether the n levels of a walk end in the directory: its entry stands for a page as large as a whole table. */
gboolean vmr_walk_is_large (const KmWalkLevel *levels,
                            guint              n);

G_END_DECLS
