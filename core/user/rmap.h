/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One mapping of one page: mm/rmap.c. */
#pragma once

#include "core/state/edit.h"

G_BEGIN_DECLS

/* mm_counter (): which part of rss the page counts in. */
KmRss km_mm_counter (const KmFrame *frame);
/* page_remove_rmap () */
void km_rmap_remove (KmMachine *m, const KmFrame *frame);
/* page_remove_rmap () and rss of one mapping that is gone; then, once no TLB knows it any more, the
 * reference with km_frame_put (). */
void km_page_unmap (KmMachine *m, const KmMm *mm, KmPfn pfn);

G_END_DECLS
