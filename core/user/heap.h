/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The notes that malloc keeps of a heap, KmChunk, and those of calls that have not returned: lists of an address space and
 * of a task. Who decides is core/libc. */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* A piece behind @after, which is none for the first one; NULL when the table is full. */
const KmChunk *km_heap_add (KmMachine *m, const KmMm *mm, KmChunkId after, KmAddr addr, uint32_t size);
void km_heap_remove (KmMachine *m, const KmMm *mm, const KmChunk *chunk);
/* The address space goes, and with it all that was noted. */
void km_heap_forget (KmMachine *m, const KmMm *mm);

/* fork: @mm has the pieces of @old. The table must have room for km_heap_count () more. */
void km_heap_copy (KmMachine *m, const KmMm *mm, const KmMm *old);
guint km_heap_count (const KmMachine *m, const KmMm *mm);

/* A call: the stack pointer goes from @top down to @sp. FALSE when the table is full. */
gboolean km_frame_push (KmMachine *m, const KmTask *task, KmAddr sp);
/* The newest call returns. */
void km_frame_pop (KmMachine *m, const KmTask *task);
void km_frames_forget (KmMachine *m, const KmTask *task);
/* fork: @task is in the same calls as @old. The table must have room for @old's n_frames more. */
void km_frames_copy (KmMachine *m, const KmTask *task, const KmTask *old);

G_END_DECLS
