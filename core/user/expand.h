/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Areas that grow downwards, the stack first: expand_stack () of mm/mmap.c. */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* expand_downwards (): TRUE when the area now holds @addr, which lies below it; else with the step that says why. */
gboolean km_vma_expand_down (KmMachine *m, const KmVma *vma, KmAddr addr);
/* The same without a step when it succeeds: of the stack that execve () makes. */
gboolean km_vma_grow_down (KmMachine *m, const KmVma *vma, KmAddr addr);

G_END_DECLS
