/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/cache/file.h"

#include "core/physical/alloc.h"
#include "core/physical/buddy.h"
#include "core/physical/frames.h"
#include "core/physical/lru.h"
#include "core/physical/refs.h"

#define KM_NODE_BITS 6
#define SLOTS (1u << KM_NODE_BITS)
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
  for (uint32_t height = 1; ; height++)
    if (height * KM_NODE_BITS >= 24 || km_file_n_pages (file) <= 1u << (height * KM_NODE_BITS))
      {
        KM_EDIT (m, file->height, height);
        break;
      }
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
  km_frame_set_content (m, pfn, file->shmem ? 0 : file->content + index);
  KM_EDIT (m, leaf->slot[km_node_slot (index, 0)], pfn);
  KM_BUMP (m, leaf->count, 1);
  KM_BUMP (m, file->nr_pages, 1);
  km_node_count (m, KM_NR_FILE_PAGES, 1);
  if (file->shmem)
    km_node_count (m, KM_NR_SHMEM, 1);
  km_lru_add (m, pfn);
  return pfn;
}

static void
drop_page (KmMachine *m, const KmFile *file, KmPfn pfn)
{
  km_node_count (m, KM_NR_FILE_PAGES, -1);
  km_node_count (m, KM_NR_SHMEM, -1);
  km_lru_remove (m, pfn);
  KM_BUMP (m, file->nr_pages, -1u);
  km_frame_put (m, pfn);
}

static void
drop_nodes (KmMachine *m, const KmFile *file, uint32_t id, uint32_t level)
{
  const KmNode *node = km_node (m, (KmNodeId) { id });

  for (guint i = 0; node != NULL && i < SLOTS; i++)
    {
      if (node->slot[i] != 0 && level > 0)
        drop_nodes (m, file, node->slot[i], level - 1);
      else if (node->slot[i] != 0)
        drop_page (m, file, node->slot[i]);
    }
  if (node != NULL)
    km_node_give (m, (KmNodeId) { id });
}

void
km_file_punch_shmem (KmMachine *m, const KmFile *file, uint32_t first, uint32_t end)
{
  for (uint32_t index = first; index < end; index++)
    {
      KmPfn pfn = km_file_page (m, file, index);
      const KmNode *leaf = pfn == 0 ? NULL : need_leaf (m, file, index);

      if (leaf == NULL)
        continue;
      KM_EDIT (m, leaf->slot[km_node_slot (index, 0)], 0);
      KM_BUMP (m, leaf->count, -1u);
      drop_page (m, file, pfn);
    }
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

void
km_file_evict_shmem (KmMachine *m, const KmFile *file)
{
  const KmFile *prev = km_file (m, file->prev), *next = km_file (m, file->next);

  g_assert (file->shmem && file->n_maps == 0 && !file->held);
  drop_nodes (m, file, file->root.value, file->height - 1);
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
