/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/module.h"
#include "core/state/check.h"
#include "core/state/edit.h"

#define HEADER 8u

/* --- Report ----------------------------------------------------------------------------------- */

static const char *
state_of (const KmMm *mm, const KmChunk *chunk)
{
  if (chunk->id == mm->top_chunk.value)
    return "top";
  return chunk->map_end != 0 ? "area of its own" : chunk->used ? "used" : "free";
}

static void
report_heap (const KmMachine *m, const KmTask *task, GString *out)
{
  const KmMm *mm = km_mm (m, task->mm);

  g_string_append_printf (out, "heap of %s: %08x-%08x, areas from %u bytes on, trimmed from %u on\n", task->comm,
                          mm->start_brk, mm->brk, mm->mmap_threshold, mm->trim_threshold);
  for (const KmChunk *chunk = km_chunk (m, mm->first_chunk); chunk != NULL; chunk = km_chunk (m, chunk->next))
    g_string_append_printf (out, "  %08x %8u %s\n", chunk->addr + HEADER, chunk->size, state_of (mm, chunk));
}

static void
report_frames (const KmMachine *m, const KmTask *task, GString *out)
{
  guint n = task->n_frames;

  g_string_append_printf (out, "stack of %s: sp %08x, %u frames\n", task->comm, task->sp, n);
  for (const KmCallFrame *frame = km_call_frame (m, task->frame); frame != NULL; frame = km_call_frame (m, frame->caller))
    g_string_append_printf (out, "  %5u %08x-%08x\n", n--, frame->sp, frame->top);
}

static const KmReport reports[] = {
  { "heap", "TASK", .of_task = report_heap },
  { "frames", "TASK", .of_task = report_frames },
  { .what = NULL },
};

/* --- Invariants ------------------------------------------------------------------------------- */

/* Pieces of the heap touch each other, no two free ones do, and the top ends at the break unless somebody has moved it. */
static gboolean
check_heap (const KmMachine *m, const KmMm *mm, GError **error)
{
  const KmChunk *before = NULL;

  for (const KmChunk *chunk = km_chunk (m, mm->first_chunk); chunk != NULL; chunk = km_chunk (m, chunk->next))
    {
      if (chunk->size < 16 || (chunk->addr + HEADER) % 16 != 0)
        KM_FAIL ("piece 0x%08x has %u bytes", chunk->addr, chunk->size);
      if (chunk->map_end != 0)
        continue;
      if (before != NULL && before->addr + before->size != chunk->addr)
        KM_FAIL ("piece 0x%08x does not begin where 0x%08x ends", chunk->addr, before->addr);
      before = chunk;
    }
  return TRUE;
}

static gboolean
check (const KmMachine *m, GError **error)
{
  for (const KmTask *task = km_task (m, m->state->first_task); task != NULL; task = km_task (m, task->next))
    {
      guint n = 0;

      if (!check_heap (m, km_mm (m, task->mm), error))
        return FALSE;
      for (const KmCallFrame *frame = km_call_frame (m, task->frame); frame != NULL; frame = km_call_frame (m, frame->caller))
        n++;
      if (n != task->n_frames)
        KM_FAIL ("%s: %u frames counted, %u found", task->comm, task->n_frames, n);
    }
  return TRUE;
}

const KmModule km_module_libc = { .name = "libc", .check = check, .reports = reports };
