/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/heap.h"

/* --- Pieces ----------------------------------------------------------------------------------- */

const KmChunk *
km_heap_add (KmMachine *m, const KmMm *mm, KmChunkId after, KmAddr addr, uint32_t size)
{
  KmChunkId id = km_chunk_take (m), next = KM_IS_NONE (after) ? mm->first_chunk : km_chunk (m, after)->next;
  const KmChunk *chunk = km_chunk (m, id);

  if (chunk == NULL)
    return NULL;
  KM_EDIT (m, chunk->addr, addr);
  KM_EDIT (m, chunk->size, size);
  KM_EDIT (m, chunk->prev, after);
  KM_EDIT (m, chunk->next, next);
  if (KM_IS_NONE (after))
    KM_EDIT (m, mm->first_chunk, id);
  else
    KM_EDIT (m, km_chunk (m, after)->next, id);
  if (KM_IS_NONE (next))
    KM_EDIT (m, mm->last_chunk, id);
  else
    KM_EDIT (m, km_chunk (m, next)->prev, id);
  return chunk;
}

void
km_heap_remove (KmMachine *m, const KmMm *mm, const KmChunk *chunk)
{
  if (KM_IS_NONE (chunk->prev))
    KM_EDIT (m, mm->first_chunk, chunk->next);
  else
    KM_EDIT (m, km_chunk (m, chunk->prev)->next, chunk->next);
  if (KM_IS_NONE (chunk->next))
    KM_EDIT (m, mm->last_chunk, chunk->prev);
  else
    KM_EDIT (m, km_chunk (m, chunk->next)->prev, chunk->prev);
  km_chunk_give (m, (KmChunkId) { chunk->id });
}

void
km_heap_forget (KmMachine *m, const KmMm *mm)
{
  const KmChunk *chunk;

  while ((chunk = km_chunk (m, mm->first_chunk)) != NULL)
    km_heap_remove (m, mm, chunk);
}

void
km_heap_copy (KmMachine *m, const KmMm *mm, const KmMm *old)
{
  for (const KmChunk *from = km_chunk (m, old->first_chunk); from != NULL; from = km_chunk (m, from->next))
    {
      const KmChunk *chunk = km_heap_add (m, mm, mm->last_chunk, from->addr, from->size);

      KM_EDIT (m, chunk->used, from->used);
      KM_EDIT (m, chunk->map_start, from->map_start);
      KM_EDIT (m, chunk->map_end, from->map_end);
      if (from->id == old->top_chunk.value)
        KM_EDIT (m, mm->top_chunk, (KmChunkId) { chunk->id });
    }
}

guint
km_heap_count (const KmMachine *m, const KmMm *mm)
{
  guint n = 0;

  for (const KmChunk *chunk = km_chunk (m, mm->first_chunk); chunk != NULL; chunk = km_chunk (m, chunk->next))
    n++;
  return n;
}

/* --- Calls ------------------------------------------------------------------------------------ */

gboolean
km_frame_push (KmMachine *m, const KmTask *task, KmAddr sp)
{
  KmCallFrameId id = km_call_frame_take (m);
  const KmCallFrame *frame = km_call_frame (m, id);

  if (frame == NULL)
    return FALSE;
  KM_EDIT (m, frame->caller, task->frame);
  KM_EDIT (m, frame->top, task->sp);
  KM_EDIT (m, frame->sp, sp);
  KM_EDIT (m, task->frame, id);
  KM_BUMP (m, task->n_frames, 1);
  KM_EDIT (m, task->sp, sp);
  return TRUE;
}

void
km_frame_pop (KmMachine *m, const KmTask *task)
{
  const KmCallFrame *frame = km_call_frame (m, task->frame);
  KmCallFrameId caller = frame->caller;

  KM_EDIT (m, task->sp, frame->top);
  km_call_frame_give (m, task->frame);
  KM_EDIT (m, task->frame, caller);
  KM_BUMP (m, task->n_frames, -1u);
}

void
km_frames_forget (KmMachine *m, const KmTask *task)
{
  while (!KM_IS_NONE (task->frame))
    km_frame_pop (m, task);
}

void
km_frames_copy (KmMachine *m, const KmTask *task, const KmTask *old)
{
  const KmCallFrame *newer = NULL;

  for (const KmCallFrame *from = km_call_frame (m, old->frame); from != NULL; from = km_call_frame (m, from->caller))
    {
      KmCallFrameId id = km_call_frame_take (m);
      const KmCallFrame *frame = km_call_frame (m, id);

      KM_EDIT (m, frame->top, from->top);
      KM_EDIT (m, frame->sp, from->sp);
      if (newer == NULL)
        KM_EDIT (m, task->frame, id);
      else
        KM_EDIT (m, newer->caller, id);
      newer = frame;
    }
  KM_EDIT (m, task->n_frames, old->n_frames);
}
