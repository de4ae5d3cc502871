/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/state/read.h"

#include <stddef.h>
#include <string.h>

#define USE_MASK (0xfu << KM_PG_USE_SHIFT)

#define KM_TABLE(plural, Record, Id, singular, most) \
  const Record * \
  km_##singular (const KmMachine *m, Id id) \
  { \
    G_STATIC_ASSERT (offsetof (Record, id) == 0); \
    return km_pool_get (&m->store, &m->tables.plural, id.value); \
  } \
\
  const Record * \
  km_##singular##_after (const KmMachine *m, const Record *before) \
  { \
    for (uint32_t i = before == NULL ? 1 : KM_ID_INDEX (before->id) + 1; i <= m->state->plural.n_ever; i++) \
      { \
        const Record *record = km_table_at (&m->store, &m->tables.plural, i); \
\
        if (KM_ID_INDEX (record->id) == i)      /* of a free one, the generation stands there alone */ \
          return record; \
      } \
    return NULL; \
  }
#include "core/state/machine-private.h"
#include "core/state/tables.def"
#undef KM_TABLE

const KmFrame *
km_frame (const KmMachine *m, KmPfn pfn)
{
  g_return_val_if_fail (m->state != NULL && pfn < m->state->n_frames, NULL);
  return km_frame_at (m, pfn);
}

KmUse
km_frame_use (const KmFrame *frame)
{
  return (frame->flags & USE_MASK) >> KM_PG_USE_SHIFT;
}

KmPfn
km_frame_block (const KmMachine *m, KmPfn pfn, guint *order)
{
  for (guint o = 0; o < KM_MAX_ORDER; o++)
    {
      KmPfn head = pfn & ~((1u << o) - 1);
      const KmFrame *frame = km_frame_at (m, head);

      if (frame->flags == 0)
        continue;
      *order = frame->flags & (KM_PG_BUDDY | KM_PG_HEAD) ? frame->private_ & 0xff : 0;
      if (pfn < head + (1u << *order))
        return head;
      break;
    }
  *order = 0;
  return pfn;
}

KmUse
km_frame_use_at (const KmMachine *m, KmPfn pfn)
{
  guint order;

  return km_frame_use (km_frame_at (m, km_frame_block (m, pfn, &order)));
}

const uint32_t *
km_frame_content_at (const KmMachine *m, KmPfn pfn)
{
  return (const uint32_t *) (m->arena + m->tables.contents.offset) + pfn;
}

uint32_t
km_frame_content (const KmMachine *m, KmPfn pfn)
{
  return *km_frame_content_at (m, pfn);
}

const uint32_t *
km_frame_words (const KmMachine *m, KmPfn pfn)
{
  uint32_t content = pfn < m->state->n_frames ? km_frame_content (m, pfn) : 0;
  const KmWords *words;

  if (!(content & KM_CONTENT_WORDS))
    return NULL;
  words = km_table_at (&m->store, &m->tables.words, content & ~KM_CONTENT_WORDS);
  return words->word;
}

/* Each zone has its own map of types (zone->pageblock_flags), so a pageblock that lies in two zones
 * has two; counting the zone in keeps their places apart. */
const uint8_t *
km_pageblock_at (const KmMachine *m, KmPfn pfn)
{
  const KmZone *zone = km_zone_of (m, pfn);
  uint32_t place =
    (pfn >> m->state->pageblock_order) + (zone == NULL ? 0 : km_zone_index (m, zone));

  return m->arena + m->tables.pageblocks.offset + place;
}

/* Stored as the distance from Movable, so that untouched pageblocks are movable, as at boot. */
KmMigrateType
km_pageblock_type (const KmMachine *m, KmPfn pfn)
{
  return (*km_pageblock_at (m, pfn) + KM_MT_MOVABLE) % KM_N_MT;
}

guint
km_node_slot (uint32_t index, uint32_t level)
{
  return index >> (level * KM_NODE_BITS) & ((1u << KM_NODE_BITS) - 1);
}

uint32_t
km_file_n_pages (const KmFile *file)
{
  return (file->size + KM_PAGE_SIZE - 1) >> KM_PAGE_SHIFT;
}

KmPfn
km_file_page (const KmMachine *m, const KmFile *file, uint32_t index)
{
  const KmNode *node = km_node (m, file->root);

  if (index >= km_file_n_pages (file))
    return 0;
  for (uint32_t level = file->height - 1; node != NULL && level > 0; level--)
    node = km_node (m, (KmNodeId) { node->slot[km_node_slot (index, level)] });
  return node == NULL ? 0 : node->slot[km_node_slot (index, 0)];
}

/* Scripts that were written by a program have a name for each of thousands of blocks. */
const KmNameId *
km_name_bucket (const KmMachine *m, const char *name)
{
  return &m->state->name[g_str_hash (name) % KM_NAME_BUCKETS];
}

const KmName *
km_name_find (const KmMachine *m, const char *name)
{
  const KmName *at = m->state == NULL ? NULL : km_name (m, *km_name_bucket (m, name));

  while (at != NULL && strcmp (at->name, name) != 0)
    at = km_name (m, at->next);
  return at;
}

const KmTask *
km_task_from_name (const KmMachine *m, const char *name)
{
  const KmName *known = km_name_find (m, name);

  return known != NULL && known->kind == KM_NAME_TASK && !known->freed
         ? km_task (m, (KmTaskId) { known->ref }) : NULL;
}

const char *
km_task_name (const KmMachine *m, const KmTask *task)
{
  const KmName *name = km_name (m, task->name);

  return name != NULL ? name->name : task->comm;
}

const KmFile *
km_frame_file (const KmMachine *m, const KmFrame *frame)
{
  return km_frame_is_anon (frame) ? NULL : km_file (m, (KmFileId) { frame->mapping });
}

const KmAnonVma *
km_frame_anon_vma (const KmMachine *m, const KmFrame *frame)
{
  return km_frame_is_anon (frame)
         ? km_anon_vma (m, (KmAnonVmaId) { frame->mapping & ~KM_MAPPING_ANON }) : NULL;
}

guint
km_frame_waits (const KmMachine *m, KmPfn pfn, guint *cpu)
{
  for (*cpu = 0; *cpu < m->state->config.cpus; (*cpu)++)
    for (guint i = 0; i < m->state->cpu[*cpu].n_lru_add; i++)
      if (m->state->cpu[*cpu].lru_add[i] == pfn)
        return i + 1;
  return 0;
}

const KmZone *
km_zone_of (const KmMachine *m, KmPfn pfn)
{
  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      const KmZone *zone = km_zone (m, i);

      if (pfn >= zone->start_pfn && pfn - zone->start_pfn < zone->spanned)
        return zone;
    }
  return NULL;
}

const char *
km_zone_name (KmZoneIndex zone)
{
  static const char *const names[] = { "DMA", "Normal", "HighMem", "Movable" };

  g_return_val_if_fail (zone < KM_N_ZONES, NULL);
  return names[zone];
}

const char *
km_zone_constant (KmZoneIndex zone)
{
  static const char *const names[] = { "ZONE_DMA", "ZONE_NORMAL", "ZONE_HIGHMEM", "ZONE_MOVABLE" };

  g_return_val_if_fail (zone < KM_N_ZONES, NULL);
  return names[zone];
}

gboolean
km_zone_from_name (const char *name, KmZoneIndex *zone)
{
  if (g_ascii_strncasecmp (name, "ZONE_", 5) == 0)
    name += 5;
  for (guint i = 0; i < KM_N_ZONES; i++)
    if (g_ascii_strcasecmp (km_zone_name (i), name) == 0)
      {
        *zone = i;
        return TRUE;
      }
  return FALSE;
}

const char *
km_migrate_type_name (KmMigrateType mt)
{
  static const char *const names[] = { "Unmovable", "Movable", "Reclaimable", "HighAtomic",
                                       "Isolate" };

  g_return_val_if_fail (mt < KM_N_MT, NULL);
  return names[mt];
}

void
km_perm_letters (uint32_t flags, char letters[4])
{
  letters[0] = flags & KM_VM_READ ? 'r' : '-';
  letters[1] = flags & KM_VM_WRITE ? 'w' : '-';
  letters[2] = flags & KM_VM_EXEC ? 'x' : '-';
  letters[3] = '\0';
}
