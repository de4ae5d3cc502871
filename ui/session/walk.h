/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/machine/machine.h"
#include "ui/session/session.h"

G_BEGIN_DECLS

/* Reading page tables of either kind for drawings. Nothing here changes anything, no TLB is
 * asked. */
typedef struct
{
  KmPhys  table;          /* physical address of the table */
  KmPhys  at;             /* of the entry */
  guint   index;
  guint   n_entries;      /* 1024, with PAE 512 (4 at the top) */
  guint64 entry;
  gboolean exists;        /* FALSE when an upper level has no table here; the rest is then 0 */
} VmrWalkLevel;

#define VMR_WALK_MAX 3

/* The levels of the walk of addr from the top; returns how many (2, or 3 with PAE). */
guint    vmr_walk         (const KmMachine *machine,
                           const KmMm      *mm,
                           KmAddr           addr,
                           VmrWalkLevel     levels[VMR_WALK_MAX]);
/* Entry number `index` of the table at physical address `table`. */
guint64  vmr_walk_entry   (const KmMachine *machine,
                           KmPhys           table,
                           guint            index);
/* Pages of [start, end) that have a frame. */
guint    vmr_walk_present (const KmMachine *machine,
                           const KmMm      *mm,
                           KmAddr           start,
                           KmAddr           end);
KmPfn    vmr_entry_pfn    (guint64          entry);
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

G_END_DECLS
