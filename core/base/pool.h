/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * A table of equal records in the arena, handed out by typed id.
 *
 *   index    1        2        3        4
 *          | id=1·1 | id=·   | id=1·3 | never used …
 *          | …      | next=0 | …      |
 *                     ^ KmPool.free = 2
 *
 * The first word of every record is its id while it is in use; of a free one, the generation alone,
 * and its second word is the index of the next free record. Records are zeroed when handed out.
 * The lowest numbers come first and freed ones are used again last in, first out: deterministic.
 * A record has 4,095 owners and is not handed out any more then.
 */

#include "core/base/store.h"

G_BEGIN_DECLS

/* Where a table lies; fixed for the life of a machine, so it need not be in the arena. */
typedef struct
{
  uint64_t offset;              /* bytes from the start of the arena */
  uint32_t record_size;         /* bytes, a multiple of 4 */
  uint32_t capacity;
} KmTable;

/* Which records are taken; part of the state. */
typedef struct
{
  uint32_t free;                /* index of the first free record, 0 none */
  uint32_t n_ever;              /* records 1 … n_ever have been used at some time */
  uint32_t n_used;
} KmPool;

/* Hands out a zeroed record; 0 when the table is full. */
uint32_t km_pool_take (KmStore *store, const KmTable *table, const KmPool *pool);
void km_pool_give (KmStore *store, const KmTable *table, const KmPool *pool, uint32_t id);

static inline const void *
km_table_at (const KmStore *store, const KmTable *table, uint32_t index)
{
  return store->arena + table->offset + (uint64_t) index * table->record_size;
}

/* NULL when @id is none or stale. */
static inline const void *
km_pool_get (const KmStore *store, const KmTable *table, uint32_t id)
{
  uint32_t index = KM_ID_INDEX (id);
  const uint32_t *record;

  if (index == 0 || index >= table->capacity)
    return NULL;
  record = km_table_at (store, table, index);
  return *record == id ? record : NULL;
}

G_END_DECLS
