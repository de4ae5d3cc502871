/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One mapping of one page: mm/rmap.c. */
#include "core/user/rmap.h"

#include "core/physical/frames.h"

KmRss
km_mm_counter (const KmFrame *frame)
{
  return km_frame_is_anon (frame) ? KM_RSS_ANON
         : frame->flags & KM_PG_SWAPBACKED ? KM_RSS_SHMEM : KM_RSS_FILE;
}

/* page_remove_rmap () */
void
km_rmap_remove (KmMachine *m, const KmFrame *frame)
{
  KM_BUMP (m, frame->mapcount, -1u);
  if (frame->mapcount == 0)
    km_node_count (m, km_frame_is_anon (frame) ? KM_NR_ANON_MAPPED : KM_NR_FILE_MAPPED, -1);
}

void
km_page_unmap (KmMachine *m, const KmMm *mm, KmPfn pfn)
{
  const KmFrame *frame = km_frame_at (m, pfn);

  KM_BUMP (m, mm->rss[km_mm_counter (frame)], -1u);
  km_rmap_remove (m, frame);
}
