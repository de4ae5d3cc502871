/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The frame table (mem_map) and lists of frames.
 *
 *   KmFrame[pfn], 32 bytes each. A block of 2^k frames is described by its first frame alone:
 *     free       flags = buddy | zone        private_ = order | migrate type of its list << 8
 *     in use     flags = use | zone …        private_ = order when flags has `head`
 *   The other frames of a block are all zero bytes, so untouched memory is never backed.
 *
 * Unlike the kernel: PG_head marks the first frame of every block in use that is larger than one
 * frame, not of compound pages only, and such a block keeps its order in page->private.
 */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* Appends or takes out; @list lies in the arena. */
void km_frames_add_head (KmMachine *m, const KmFrameList *list, KmPfn pfn);
void km_frames_add_tail (KmMachine *m, const KmFrameList *list, KmPfn pfn);
void km_frames_remove (KmMachine *m, const KmFrameList *list, KmPfn pfn);

void km_frame_set_use (KmMachine *m, KmPfn pfn, KmUse use);

/* Clears or sets page flags. */
void km_frame_flag (KmMachine *m, KmPfn pfn, uint32_t flag, gboolean on);

/* The frame's contents by id; 0 is all zeros. */
void km_frame_set_content (KmMachine *m, KmPfn pfn, uint32_t content);
/* An id equal to no other frame's contents, as after a plain write. */
uint32_t km_content_unique (KmMachine *m);

/* Gives a frame simulated words, all zero; its content id then names them. NULL when the table of
 * words is full. km_frame_drop_words () takes them back. */
const uint32_t *km_frame_add_words (KmMachine *m, KmPfn pfn);
void km_frame_drop_words (KmMachine *m, KmPfn pfn);

/* Zone and node counters. */
void km_zone_count (KmMachine *m, const KmZone *zone, KmZoneStat stat, int32_t by);
void km_node_count (KmMachine *m, KmNodeStat stat, int32_t by);
void km_event (KmMachine *m, KmEvent event, uint32_t by);

G_END_DECLS
