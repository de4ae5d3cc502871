/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Flags of a part of an area that its page-table entries do not show: mlock_fixup (), madvise_behavior (). */

#include "core/state/edit.h"
#include "core/user/errno.h"

G_BEGIN_DECLS

/* [start, end) of *@vma gets @flags: merged with a neighbour, or cut out. 0 or a -errno; *@vma is then the area
 * that covers the part, and locked_vm has followed. Changes neither permissions nor sharing. */
uint32_t km_vma_mark (KmMachine *m, const KmMm *mm, const KmVma **vma, KmAddr start, KmAddr end, uint32_t flags);

G_END_DECLS
