/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* One page of a program: where it is, whether it has a frame, what may be done to it. */

#include "ui/session/desk.h"

G_BEGIN_DECLS

gboolean      vmr_task_is_dead     (const KmTask     *task);
/* The signal that has ended it. */
const char   *vmr_task_signal_name (const KmTask     *task);
/* Whether the page cache has the page of the area's file at addr. */
gboolean      vmr_page_is_cached   (const KmMachine  *machine,
                                    const KmVma      *vma,
                                    KmAddr            addr);
void          vmr_page_look        (const KmMachine  *machine,
                                    const KmMm       *mm,
                                    KmAddr            addr,
                                    VmrPage          *page);
/* Of an entry of a page table. */
VmrPageKind   vmr_page_entry_kind  (const KmMachine  *machine,
                                    guint64           entry);
/* What the page belongs to: "heap", "libc.so.6"; into buffer. */
const char   *vmr_page_place       (const KmMachine  *machine,
                                    const KmMm       *mm,
                                    const VmrPage    *page,
                                    char             *buffer,
                                    gsize             length);
/* "no frame yet; may be read and written"; free it. */
char         *vmr_page_words       (const KmMachine  *machine,
                                    const KmMm       *mm,
                                    const VmrPage    *page);
/* The page to begin with: the n-th (from 0) of the heap that has no frame, else of any area that may
 * be written. FALSE when there is none. */
gboolean      vmr_desk_suggestion  (const VmrSession *self,
                                    const KmTask     *task,
                                    guint             n,
                                    KmAddr           *addr);
/* The selected page of the task that is shown, else the suggestion. */
gboolean      vmr_desk_page        (const VmrSession *self,
                                    KmAddr           *addr);
/* Whether the user has picked it. */
gboolean      vmr_desk_is_picked   (const VmrSession *self);

G_END_DECLS
