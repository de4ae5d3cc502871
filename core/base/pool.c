/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/base/pool.h"

#define GENERATION_STEP (1u << KM_ID_INDEX_BITS)

typedef struct
{
  uint32_t id;
  uint32_t next;
} FreeRecord;

uint32_t
km_pool_take (KmStore *store, const KmTable *table, const KmPool *pool)
{
  const FreeRecord *record;
  uint32_t index = pool->free, id;

  if (index == 0 && pool->n_ever + 1 >= table->capacity)
    return 0;
  if (index == 0)
    {
      index = pool->n_ever + 1;
      KM_SET (store, pool->n_ever, index);
      record = km_table_at (store, table, index);
    }
  else
    {
      record = km_table_at (store, table, index);
      KM_SET (store, pool->free, record->next);
    }
  id = (record->id & ~(GENERATION_STEP - 1)) | index;
  if (id < GENERATION_STEP)
    id |= GENERATION_STEP;
  km_store_zero (store, record, table->record_size);
  KM_SET (store, record->id, id);
  KM_ADD (store, pool->n_used, 1);
  return id;
}

void
km_pool_give (KmStore *store, const KmTable *table, const KmPool *pool, uint32_t id)
{
  const FreeRecord *record = km_pool_get (store, table, id);
  uint32_t generation;

  g_assert (record != NULL);
  generation = (id & ~(GENERATION_STEP - 1)) + GENERATION_STEP;
  km_store_zero (store, record, table->record_size);
  KM_SET (store, record->id, generation);
  KM_ADD (store, pool->n_used, -1u);
  /* After its last generation a record rests: a second round would make old ids good again. */
  if (generation == 0)
    return;
  KM_SET (store, record->next, pool->free);
  KM_SET (store, pool->free, KM_ID_INDEX (id));
}
