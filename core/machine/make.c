/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/machine/make.h"

#include "core/machine/boot.h"
#include "core/machine/layout.h"
#include "core/state/edit.h"

#define JOURNAL_BUDGET (192ull << 20)   /* in memory; what comes later lies in a file */

static void
add_table (KmTable *table, uint64_t *size, uint32_t record_size, uint32_t capacity)
{
  *size = (*size + 63) & ~63ull;
  *table = (KmTable) { *size, record_size, capacity };
  *size += (uint64_t) record_size * capacity;
}

/* Frames round up to whole pageblocks, so that a buddy's number is always within the table. */
static uint64_t
lay_out_tables (KmMachine *m, uint32_t n_frames)
{
  uint64_t size = sizeof (KmState);
  uint32_t frames = (n_frames + 1024) & ~1023u;

  add_table (&m->tables.frames, &size, sizeof (KmFrame), frames);
  add_table (&m->tables.contents, &size, sizeof (uint32_t), frames);
  add_table (&m->tables.pageblocks, &size, 4, (frames / 512 + KM_N_ZONES) / 4 + 1);
#define KM_TABLE(plural, Record, Id, singular, most) \
  add_table (&m->tables.plural, &size, sizeof (Record), most);
#include "core/state/tables.def"
#undef KM_TABLE
  return size;
}

gboolean
km_machine_make (KmMachine *m, const KmConfig *config, GError **error)
{
  KmLayout layout;
  KmRange ranges[KM_MAX_RANGES];
  guint n_ranges;

  if (!km_layout_compute (config, &layout, ranges, &n_ranges, error))
    return FALSE;
  km_store_init (&m->store, lay_out_tables (m, layout.max_pfn), JOURNAL_BUDGET);
  m->arena = m->store.arena;
  m->state = (const KmState *) m->arena;
  m->store.recording = TRUE;
  if (km_boot (m, config, error))
    return TRUE;
  km_machine_unmake (m);
  return FALSE;
}

void
km_machine_unmake (KmMachine *m)
{
  km_store_clear (&m->store);
  m->state = NULL;
  m->arena = NULL;
}
