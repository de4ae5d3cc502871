/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/base/growing.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

/* Small enough that getting one is not felt between two frames. */
#define CHUNK (4u << 20)

static uint8_t *
map_aligned (uint64_t bytes, int protection)
{
  uint8_t *at = mmap (NULL, bytes + KM_HUGE, protection,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  uintptr_t aligned;

  if (at == MAP_FAILED)
    g_error ("cannot reserve %" G_GUINT64_FORMAT " bytes of address space", bytes);
  aligned = ((uintptr_t) at + KM_HUGE - 1) & ~(uintptr_t) (KM_HUGE - 1);
  if (aligned > (uintptr_t) at)
    munmap (at, aligned - (uintptr_t) at);
  munmap ((uint8_t *) aligned + bytes, (uintptr_t) at + KM_HUGE - aligned);
  return (uint8_t *) aligned;
}

/* Fresh memory is dear on virtual machines, so reservations are aligned to huge pages and ask for
 * them; what is never touched is never backed. */
void *
km_reserve (uint64_t bytes)
{
  uint8_t *at = map_aligned (bytes, PROT_READ | PROT_WRITE);

  madvise (at, bytes, MADV_HUGEPAGE);
  return at;
}

void
km_growing_init (KmGrowing *array, uint64_t memory, uint64_t max)
{
  *array = (KmGrowing) { .memory = memory, .mapped = memory, .max = max, .file = -1 };
  array->start = map_aligned (max, PROT_NONE);
  if (mprotect (array->start, memory, PROT_READ | PROT_WRITE) != 0)
    g_error ("cannot reserve %" G_GUINT64_FORMAT " bytes of memory", memory);
  madvise (array->start, memory, MADV_HUGEPAGE);
}

void
km_growing_clear (KmGrowing *array)
{
  if (array->start != NULL)
    munmap (array->start, array->max);
  if (array->file >= 0)
    close (array->file);
  *array = (KmGrowing) { .file = -1 };
}

/* A file without a name: it is gone with the program, however that ends. /tmp is often memory. */
static int
open_file (void)
{
  const char *folders[] = { g_get_user_cache_dir (), "/var/tmp", g_get_tmp_dir () };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      int file = open (folders[i], O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

      if (file >= 0)
        return file;
    }
  return -1;
}

gboolean
km_growing_extend (KmGrowing *array)
{
  uint64_t at = array->mapped - array->memory;
  void *chunk;

  if (array->mapped + CHUNK > array->max)
    return FALSE;
  if (array->file < 0)
    array->file = open_file ();
  if (array->file < 0 || posix_fallocate (array->file, (off_t) at, CHUNK) != 0)
    return FALSE;
  chunk = mmap (array->start + array->mapped, CHUNK, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED,
                array->file, (off_t) at);
  if (chunk == MAP_FAILED)
    return FALSE;
  km_growing_release (array);
  array->mapped += CHUNK;
  return TRUE;
}

void
km_growing_release (KmGrowing *array)
{
  uint64_t older = array->mapped - array->memory;

  if (older > CHUNK)
    madvise (array->start + array->memory, older - CHUNK, MADV_DONTNEED);
}

void
km_growing_map (const KmGrowing *array, uint64_t used)
{
#ifdef MADV_POPULATE_READ
  if (used > array->memory)
    madvise (array->start + array->memory, used - array->memory, MADV_POPULATE_READ);
#endif
}
