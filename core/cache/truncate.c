/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/cache/truncate.h"

#include "core/cache/file.h"
#include "core/physical/frames.h"
#include "core/physical/pagevec.h"
#include "core/physical/refs.h"

typedef struct
{
  KmMachine *m;
  const KmFile *file;
  uint64_t first, end;
  guint n;
} Range;

/* __delete_from_page_cache () */
static void
drop_page (Range *range, KmPfn pfn)
{
  KmMachine *m = range->m;

  if (range->n == 0)
    km_lru_add_drain (m);       /* __pagevec_release () */
  km_node_count (m, KM_NR_FILE_PAGES, -1);
  if (range->file->shmem)
    km_node_count (m, KM_NR_SHMEM, -1);
  KM_BUMP (m, range->file->nr_pages, -1u);
  KM_EDIT (m, km_frame_at (m, pfn)->mapping, 0);
  km_frame_put (m, pfn);
  range->n++;
}

/* Empties the part of node @id that lies in @range; its first page is @base. TRUE when nothing is left of it: it has
 * been given back then. */
static gboolean
drop_nodes (Range *range, uint32_t id, uint32_t level, uint64_t base)
{
  const KmNode *node = km_node (range->m, (KmNodeId) { id });
  uint64_t reach = 1ull << (level * KM_NODE_BITS);

  for (guint i = 0; i < 1u << KM_NODE_BITS; i++)
    {
      uint64_t start = base + i * reach;

      if (node->slot[i] == 0 || start + reach <= range->first || start >= range->end)
        continue;
      if (level == 0)
        drop_page (range, node->slot[i]);
      else if (!drop_nodes (range, node->slot[i], level - 1, start))
        continue;
      KM_EDIT (range->m, node->slot[i], 0);
      KM_BUMP (range->m, node->count, -1u);
    }
  if (node->count > 0)
    return FALSE;
  km_node_give (range->m, (KmNodeId) { id });
  return TRUE;
}

void
km_file_drop_pages (KmMachine *m, const KmFile *file, uint32_t first, uint32_t end)
{
  Range range = { m, file, first, end, 0 };

  if (!KM_IS_NONE (file->root) && drop_nodes (&range, file->root.value, file->height - 1, 0))
    KM_EDIT (m, file->root, KM_NONE (KmNodeId));
  km_step (m, CACHE_DROP, .file = file->id, .index = first, .pages = range.n);
}

void
km_file_set_size (KmMachine *m, const KmFile *file, uint64_t bytes)
{
  uint64_t old = file->size;

  KM_EDIT (m, file->size, bytes);
  km_file_grow_tree (m, file);
  km_step (m, FILE_SIZE, .file = file->id, .old = old, .size = bytes);
}

/* truncate_inode_partial_page (): the rest of the page in which the file ends now. */
static void
clear_tail (KmMachine *m, const KmFile *file)
{
  uint32_t index = (uint32_t) (file->size >> KM_PAGE_SHIFT);
  uint32_t before = km_file_content (file, index), after = before;
  KmPfn pfn = km_file_page (m, file, index);

  if (file->size < file->stored)
    {
      after = km_content_unique (m);
      KM_EDIT (m, file->tail, after);
    }
  if (pfn != 0 && km_frame_content (m, pfn) != 0)
    km_frame_set_content (m, pfn, km_frame_content (m, pfn) == before ? after : km_content_unique (m));
}

void
km_file_drop_end (KmMachine *m, const KmFile *file)
{
  if (file->size % KM_PAGE_SIZE != 0)
    clear_tail (m, file);
  km_file_drop_pages (m, file, km_file_n_pages (file), G_MAXUINT32);
  KM_EDIT (m, file->stored, MIN (file->stored, file->size));
}

void
km_file_evict_shmem (KmMachine *m, const KmFile *file)
{
  const KmFile *prev = km_file (m, file->prev), *next = km_file (m, file->next);

  g_assert (file->shmem && file->n_maps == 0 && !file->held);
  km_file_drop_pages (m, file, 0, G_MAXUINT32);
  KM_BUMP (m, m->state->committed, -file->charged);     /* shmem_unacct_size () */
  if (prev != NULL)
    KM_EDIT (m, prev->next, file->next);
  else
    KM_EDIT (m, m->state->first_file, file->next);
  if (next != NULL)
    KM_EDIT (m, next->prev, file->prev);
  else
    KM_EDIT (m, m->state->last_file, file->prev);
  km_file_give (m, (KmFileId) { file->id });
}
