/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/libc/malloc.h"

#include "core/fault/access.h"
#include "core/fault/populate.h"
#include "core/user/heap.h"
#include "core/user/mmap.h"
#include "core/user/munmap.h"
#include "core/user/vma.h"

#define SIZE_SZ 4u
#define HEADER (2 * SIZE_SZ)            /* prev_size and size, in front of the memory */
#define ALIGNMENT 16u
#define MIN_SIZE 16u
#define TOP_PAD (128u << 10)            /* DEFAULT_TOP_PAD */
#define MMAP_THRESHOLD (128u << 10)     /* DEFAULT_MMAP_THRESHOLD_MIN */
#define MMAP_THRESHOLD_MAX (512u << 10) /* DEFAULT_MMAP_THRESHOLD_MAX of 32 bits */
#define TRIM_THRESHOLD (128u << 10)     /* DEFAULT_TRIM_THRESHOLD */
#define CONSOLIDATE 65536u              /* FASTBIN_CONSOLIDATION_THRESHOLD: a smaller piece does not make it look at the top */
#define ALIGN_UP(n, to) (((n) + (to) - 1) & ~((uint32_t) (to) - 1))

typedef struct
{
  KmMachine *m;
  const KmTask *task;
  const KmMm *mm;
} Heap;

static Heap
heap_of (KmMachine *m, const KmTask *task)
{
  Heap heap = { m, task, km_mm (m, task->mm) };

  if (heap.mm->mmap_threshold == 0)
    {
      KM_EDIT (m, heap.mm->mmap_threshold, MMAP_THRESHOLD);
      KM_EDIT (m, heap.mm->trim_threshold, TRIM_THRESHOLD);
    }
  return heap;
}

/* request2size () */
static uint32_t
chunk_size (uint32_t bytes)
{
  return MAX (ALIGN_UP (bytes + SIZE_SZ, ALIGNMENT), MIN_SIZE);
}

/* The header of a piece is stored to: FALSE when that ended in a signal. */
static gboolean
write_header (const Heap *h, KmAddr addr)
{
  KmPfn pfn;

  return km_task_access (h->m, h->task, addr + SIZE_SZ, KM_ACCESS_WRITE, &pfn);
}

static const KmChunk *
top_of (const Heap *h)
{
  return km_chunk (h->m, h->mm->top_chunk);
}

/* --- More from the kernel --------------------------------------------------------------------- */

/* sbrk (): FALSE when the kernel refuses. */
static gboolean
move_break (const Heap *h, uint32_t bytes)
{
  KmAddr wanted = h->mm->brk + bytes;

  return km_mm_brk_populate (h->m, h->task, wanted) == wanted;
}

/* The first top begins where memory behind a header is aligned, and ends with a page. */
static gboolean
make_top (const Heap *h, KmAddr start, uint32_t size)
{
  KmAddr first = ALIGN_UP (start + HEADER, ALIGNMENT) - HEADER, end = start + size;
  uint32_t correction = ALIGN_UP (first - start + end, KM_PAGE_SIZE) - end;
  const KmChunk *top;

  if (correction > 0 && move_break (h, correction))
    end += correction;
  top = km_heap_add (h->m, h->mm, KM_NONE (KmChunkId), first, end - first);
  if (top == NULL)
    return FALSE;
  KM_EDIT (h->m, h->mm->top_chunk, (KmChunkId) { top->id });
  return TRUE;
}

/* sysmalloc (): the top is enlarged so that @size fits, and more. */
static gboolean
enlarge_top (const Heap *h, uint32_t size)
{
  const KmChunk *top = top_of (h);
  uint32_t wanted = ALIGN_UP (size + TOP_PAD + MIN_SIZE - (top == NULL ? 0 : top->size), KM_PAGE_SIZE);
  KmAddr start = h->mm->brk;

  km_step (h->m, MALLOC_MORE, .wanted = size, .size = wanted);
  if (!move_break (h, wanted))
    return FALSE;
  if (top == NULL)
    return make_top (h, start, wanted);
  KM_EDIT (h->m, top->size, top->size + wanted);
  return write_header (h, top->addr);
}

/* sysmalloc_mmap (): an area for one piece. */
static KmAddr
map_piece (const Heap *h, uint32_t bytes, uint32_t size)
{
  KmMmapDef def = { .length = ALIGN_UP (size + SIZE_SZ + ALIGNMENT - 1, KM_PAGE_SIZE),
                    .prot = KM_PROT_READ | KM_PROT_WRITE, .flags = KM_MAP_PRIVATE | KM_MAP_ANONYMOUS };
  uint32_t start = km_mm_mmap (h->m, h->mm, &def, NULL), shift = ALIGNMENT - HEADER;
  const KmChunk *chunk;

  if (KM_IS_ERROR (start))
    return 0;
  chunk = km_heap_add (h->m, h->mm, h->mm->last_chunk, start + shift, def.length - shift);
  if (chunk == NULL)
    {
      km_mm_munmap (h->m, h->mm, start, def.length);
      return 0;
    }
  KM_EDIT (h->m, chunk->used, 1);
  KM_EDIT (h->m, chunk->map_start, start);
  KM_EDIT (h->m, chunk->map_end, start + def.length);
  if (!write_header (h, chunk->addr))
    return 0;
  km_step (h->m, MALLOC_MMAP, .addr = chunk->addr + HEADER, .wanted = bytes, .length = def.length,
           .limit = h->mm->mmap_threshold);
  return chunk->addr + HEADER;
}

/* --- malloc ----------------------------------------------------------------------------------- */

/* The smallest free piece of at least @size; the top is none. */
static const KmChunk *
best_fit (const Heap *h, uint32_t size)
{
  const KmChunk *best = NULL;

  for (const KmChunk *chunk = km_chunk (h->m, h->mm->first_chunk); chunk != NULL; chunk = km_chunk (h->m, chunk->next))
    if (!chunk->used && chunk != top_of (h) && chunk->size >= size && (best == NULL || chunk->size < best->size))
      best = chunk;
  return best;
}

/* @size bytes off the front of a free piece or the top; what is left keeps being that. NULL without memory. */
static const KmChunk *
cut (const Heap *h, const KmChunk *from, uint32_t size)
{
  gboolean is_top = from == top_of (h);
  const KmChunk *rest;

  if (from->size - size < MIN_SIZE && !is_top)
    return from;
  rest = km_heap_add (h->m, h->mm, (KmChunkId) { from->id }, from->addr + size, from->size - size);
  if (rest == NULL)
    return NULL;
  KM_EDIT (h->m, from->size, size);
  if (is_top)
    KM_EDIT (h->m, h->mm->top_chunk, (KmChunkId) { rest->id });
  return write_header (h, from->addr) && write_header (h, rest->addr) ? from : NULL;
}

static KmAddr
take (const Heap *h, const KmChunk *from, uint32_t bytes, uint32_t size)
{
  const KmChunk *chunk = cut (h, from, size);

  if (chunk == NULL)
    return 0;
  KM_EDIT (h->m, chunk->used, 1);
  km_step (h->m, MALLOC_CHUNK, .addr = chunk->addr + HEADER, .wanted = bytes, .start = chunk->addr, .size = chunk->size);
  return chunk->addr + HEADER;
}

KmAddr
km_libc_malloc (KmMachine *m, const KmTask *task, uint32_t bytes)
{
  Heap h = heap_of (m, task);
  uint32_t size = chunk_size (bytes);
  const KmChunk *from;

  if (size < bytes || size > KM_TASK_SIZE)
    return 0;
  from = best_fit (&h, size);
  if (from != NULL)
    return take (&h, from, bytes, size);
  if (top_of (&h) == NULL || top_of (&h)->size < size + MIN_SIZE)
    {
      if (size >= h.mm->mmap_threshold)
        return map_piece (&h, bytes, size);
      if (!enlarge_top (&h, size))
        return 0;
    }
  return take (&h, top_of (&h), bytes, size);
}

/* --- free ------------------------------------------------------------------------------------- */

const KmChunk *
km_libc_chunk (const KmMachine *m, const KmMm *mm, KmAddr addr)
{
  for (const KmChunk *chunk = km_chunk (m, mm->first_chunk); chunk != NULL; chunk = km_chunk (m, chunk->next))
    if (chunk->used && chunk->addr + HEADER == addr)
      return chunk;
  return NULL;
}

/* munmap_chunk (): and from now on pieces of that size come from the heap. */
static void
unmap_piece (const Heap *h, const KmChunk *chunk)
{
  KmAddr start = chunk->map_start, end = chunk->map_end;

  km_step (h->m, FREE_MUNMAP, .addr = chunk->addr + HEADER, .start = start, .length = end - start);
  if (chunk->size > h->mm->mmap_threshold && chunk->size <= MMAP_THRESHOLD_MAX)
    {
      KM_EDIT (h->m, h->mm->mmap_threshold, chunk->size);
      KM_EDIT (h->m, h->mm->trim_threshold, 2 * chunk->size);
    }
  km_heap_remove (h->m, h->mm, chunk);
  km_mm_munmap (h->m, h->mm, start, end - start);
}

static gboolean
is_free_neighbour (const KmChunk *low, const KmChunk *high)
{
  return low != NULL && high != NULL && low->map_end == 0 && high->map_end == 0 && low->addr + low->size == high->addr;
}

/* @high is added to @low, and is the top if it was. */
static void
join (const Heap *h, const KmChunk *low, const KmChunk *high)
{
  if (high == top_of (h))
    KM_EDIT (h->m, h->mm->top_chunk, (KmChunkId) { low->id });
  KM_EDIT (h->m, low->size, low->size + high->size);
  km_heap_remove (h->m, h->mm, high);
}

/* systrim (): whole pages of the top go back, but for the pad, if nobody else has moved the break. */
static void
trim (const Heap *h)
{
  const KmChunk *top = top_of (h);
  uint32_t area = top->size - MIN_SIZE - 1, extra;

  if (top->size < h->mm->trim_threshold || area <= TOP_PAD || h->mm->brk != top->addr + top->size)
    return;
  extra = (area - TOP_PAD) & KM_PAGE_MASK;
  if (extra == 0)
    return;
  km_step (h->m, FREE_TRIM, .start = top->addr, .size = top->size, .limit = h->mm->trim_threshold);
  if (move_break (h, -extra))
    KM_EDIT (h->m, top->size, top->size - extra);
}

gboolean
km_libc_free (KmMachine *m, const KmTask *task, KmAddr addr)
{
  Heap h = heap_of (m, task);
  const KmChunk *chunk = km_libc_chunk (m, h.mm, addr), *next, *prev;

  if (chunk == NULL)
    return FALSE;
  if (chunk->map_end != 0)
    {
      unmap_piece (&h, chunk);
      return TRUE;
    }
  KM_EDIT (m, chunk->used, 0);
  prev = km_chunk (m, chunk->prev);
  if (is_free_neighbour (prev, chunk) && !prev->used)
    {
      join (&h, prev, chunk);
      chunk = prev;
    }
  next = km_chunk (m, chunk->next);
  if (is_free_neighbour (chunk, next) && !next->used)
    join (&h, chunk, next);
  km_step (m, FREE_CHUNK, .addr = addr, .start = chunk->addr, .size = chunk->size);
  if (write_header (&h, chunk->addr) && chunk->size >= CONSOLIDATE)
    trim (&h);
  return TRUE;
}
