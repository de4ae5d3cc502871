/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

#include "core/state/edit.h"

G_BEGIN_DECLS

/* The whole access: translation, faults handled by the kernel, the instruction run again. FALSE
 * when a signal ended it; the task then holds what the signal reports. */
gboolean km_task_access (KmMachine *m, const KmTask *task, KmAddr addr, KmAccess access,
                         KmPfn *pfn);

G_END_DECLS
