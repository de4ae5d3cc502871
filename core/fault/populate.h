/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Pages faulted in before anybody asks for them: __mm_populate () of mm/gup.c, and the calls that end with it. */

#include "core/state/edit.h"
#include "core/user/errno.h"

G_BEGIN_DECLS

/* mm_populate (): what can be faulted in of [start, end); a hole or an error ends it without a word. FALSE when it
 * ended early. */
gboolean km_mm_populate (KmMachine *m, const KmTask *task, KmAddr start, KmAddr end);
/* The same, only in areas that are locked. */
void km_mm_populate_locked (KmMachine *m, const KmTask *task, KmAddr start, KmAddr end);

/* Whole system calls: 0 or a -errno; of brk the break afterwards. */
uint32_t km_task_mlock (KmMachine *m, const KmTask *task, KmAddr addr, uint32_t length, gboolean onfault);
uint32_t km_task_mlockall (KmMachine *m, const KmTask *task, uint32_t flags);
uint32_t km_mm_brk_populate (KmMachine *m, const KmTask *task, KmAddr brk);

G_END_DECLS
