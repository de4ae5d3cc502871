/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* An area and its neighbour that change their borders, with all that depends on them: __vma_adjust () of mm/mmap.c. */

#include "core/state/edit.h"

G_BEGIN_DECLS

typedef struct
{
  KmAddr start, end;            /* what the area covers afterwards; areas that lie in it go, the next one gives way */
  uint32_t pgoff;               /* its first page */
  const KmVma *insert;          /* a split: the other part, ready but for its place; or NULL */
  const KmVma *expand;          /* a merge: the area that grows, which stays when two are one; or NULL */
} KmVmaBorders;

/* FALSE without memory, and nothing has changed. @vma is gone when it is not the area that grows and was wholly within. */
gboolean km_vma_adjust (KmMachine *m, const KmMm *mm, const KmVma *vma, const KmVmaBorders *borders);

G_END_DECLS
