/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/physical/refs.h"

#include "core/physical/alloc.h"
#include "core/physical/lru.h"

void
km_frame_get (KmMachine *m, KmPfn pfn)
{
  const KmFrame *frame = km_frame_at (m, pfn);

  g_assert (frame->refcount > 0);
  KM_BUMP (m, frame->refcount, 1);
}

void
km_frame_put (KmMachine *m, KmPfn pfn)
{
  const KmFrame *frame = km_frame_at (m, pfn);

  g_assert (frame->refcount > 0);
  KM_BUMP (m, frame->refcount, -1u);
  if (frame->refcount > 0)
    return;
  if (frame->flags & KM_PG_LRU)
    km_lru_remove (m, pfn);     /* __page_cache_release () */
  km_pages_release (m, pfn, 0);
}
