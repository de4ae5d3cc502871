/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/physical/refs.h"

#include "core/physical/alloc.h"

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
  if (frame->refcount == 0)
    km_pages_release (m, pfn, 0);
}
