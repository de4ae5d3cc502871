/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/cache/file.h"

#include "core/physical/alloc.h"
#include "core/physical/buddy.h"
#include "core/physical/frames.h"
#include "core/physical/pagevec.h"
#include "core/physical/refs.h"

#define DISK_DEVICE (0u << 8 | 2)   /* 00:02, as the recorded machines print it */
#define SHMEM_DEVICE (0u << 8 | 1)

const KmFile *
km_file_from_path (const KmMachine *m, const char *path)
{
  const KmFile *file = km_file (m, m->state->first_file);

  while (file != NULL && strcmp (file->path, path) != 0)
    file = km_file (m, file->next);
  return file;
}

void
km_file_grow_tree (KmMachine *m, const KmFile *file)
{
  while (file->height == 0 || km_file_n_pages (file) > 1u << (file->height * KM_NODE_BITS))
    {
      if (!KM_IS_NONE (file->root))
        {
          KmNodeId id = km_node_take (m);
          const KmNode *node = km_node (m, id);

          if (node == NULL)
            return;
          KM_EDIT (m, node->slot[0], file->root.value);
          KM_EDIT (m, node->count, 1);
          KM_EDIT (m, file->root, id);
        }
      KM_BUMP (m, file->height, 1);
    }
}

static KmFileId
file_new (KmMachine *m, const char *path, uint64_t bytes)
{
  KmFileId id = km_file_take (m);
  const KmFile *file = km_file (m, id), *last = km_file (m, m->state->last_file);
  char name[sizeof file->path] = "";

  if (file == NULL)
    return id;
  g_strlcpy (name, path, sizeof name);
  km_store_copy (&m->store, file->path, name, sizeof name);
  KM_EDIT (m, file->size, bytes);
  KM_EDIT (m, file->prev, m->state->last_file);
  if (last == NULL)
    KM_EDIT (m, m->state->first_file, id);
  else
    KM_EDIT (m, last->next, id);
  KM_EDIT (m, m->state->last_file, id);
  km_file_grow_tree (m, file);
  return id;
}

KmFileId
km_file_new (KmMachine *m, const char *path, uint64_t bytes, uint32_t ino)
{
  uint32_t content = m->state->next_content + 1;
  uint64_t pages = (bytes + KM_PAGE_SIZE - 1) >> KM_PAGE_SHIFT;
  const KmFile *file;
  KmFileId id;

  if (pages >= KM_CONTENT_VALUE - content)
    return KM_NONE (KmFileId);
  id = file_new (m, path, bytes);
  file = km_file (m, id);
  if (file == NULL)
    return id;
  KM_EDIT (m, file->content, content);
  KM_EDIT (m, file->stored, bytes);
  KM_BUMP (m, m->state->next_content, (uint32_t) pages);
  if (ino == 0)
    {
      ino = m->state->next_ino;
      KM_BUMP (m, m->state->next_ino, 1);
    }
  KM_EDIT (m, file->ino, ino);
  KM_EDIT (m, file->dev, DISK_DEVICE);
  KM_EDIT (m, file->zero_device, strcmp (path, "/dev/zero") == 0);
  return id;
}

KmFileId
km_file_new_shmem (KmMachine *m, uint32_t bytes)
{
  KmFileId id = file_new (m, "/dev/zero (deleted)", bytes);
  const KmFile *file = km_file (m, id);

  if (file == NULL)
    return id;
  KM_EDIT (m, file->ino, m->state->next_shmem_ino);
  KM_BUMP (m, m->state->next_shmem_ino, 1);
  KM_EDIT (m, file->dev, SHMEM_DEVICE);
  KM_EDIT (m, file->shmem, 1);
  return id;
}

uint32_t
km_file_content (const KmFile *file, uint32_t index)
{
  uint32_t whole = (uint32_t) (file->stored >> KM_PAGE_SHIFT);

  if (index > whole || (index == whole && file->stored % KM_PAGE_SIZE == 0))
    return 0;
  return index == whole && file->tail != 0 ? file->tail : file->content + index;
}

/* Makes the nodes on the way to @index; NULL when the table of nodes is full. */
static const KmNode *
need_leaf (KmMachine *m, const KmFile *file, uint32_t index)
{
  const KmNode *node;

  if (KM_IS_NONE (file->root))
    KM_EDIT (m, file->root, km_node_take (m));
  node = km_node (m, file->root);
  for (uint32_t level = file->height - 1; node != NULL && level > 0; level--)
    {
      const uint32_t *slot = &node->slot[km_node_slot (index, level)];

      if (*slot == 0)
        {
          KM_EDIT (m, *slot, km_node_take (m).value);
          KM_BUMP (m, node->count, 1);
        }
      node = km_node (m, (KmNodeId) { *slot });
    }
  return node;
}

KmPfn
km_file_read_page (KmMachine *m, const KmFile *file, uint32_t index)
{
  const KmNode *leaf = need_leaf (m, file, index);
  KmPfn pfn = leaf == NULL ? 0 : km_pages_alloc (m, KM_GFP_HIGHUSER_MOVABLE, 0, KM_USE_FILE);
  const KmFrame *frame;

  if (pfn == 0)
    return 0;
  frame = km_frame_at (m, pfn);
  KM_EDIT (m, frame->mapping, file->id);
  KM_EDIT (m, frame->index, index);
  km_frame_flag (m, pfn, KM_PG_UPTODATE | (file->shmem ? KM_PG_SWAPBACKED : 0), TRUE);
  km_frame_set_content (m, pfn, km_file_content (file, index));
  KM_EDIT (m, leaf->slot[km_node_slot (index, 0)], pfn);
  KM_BUMP (m, leaf->count, 1);
  KM_BUMP (m, file->nr_pages, 1);
  km_node_count (m, KM_NR_FILE_PAGES, 1);
  if (file->shmem)
    km_node_count (m, KM_NR_SHMEM, 1);
  km_lru_cache_add (m, pfn);
  return pfn;
}

void
km_file_hold_shmem (KmMachine *m, const KmFile *file)
{
  g_assert (file->shmem);
  KM_EDIT (m, file->held, 1);
}

void
km_file_set_in_memory (KmMachine *m, const KmFile *file)
{
  KM_EDIT (m, file->no_readahead, 1);
}
