/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/mmu/kernel-tables.h"

#include "core/mmu/tables.h"
#include "core/physical/frames.h"

#define KERNEL_BITS (KM_PTE_P | KM_PTE_RW | KM_PTE_A | KM_PTE_D)
#define KERNEL_TABLE_BITS (KM_PTE_P | KM_PTE_RW | KM_PTE_A | KM_PTE_D)

/* Where the next table frame comes from while building. */
typedef struct
{
  KmPfn next;
} Tables;

static uint32_t
frames_per_entry (const KmMachine *m)
{
  return km_table_reach (m, 2) >> KM_PAGE_SHIFT;
}

/* Entries of the directory from @start to @last, both inclusive addresses. */
static uint32_t
entries_between (const KmMachine *m, KmAddr start, KmAddr last)
{
  return last / km_table_reach (m, 2) - start / km_table_reach (m, 2) + 1;
}

static uint32_t
table_frames (const KmMachine *m)
{
  const KmLayout *layout = &m->state->layout;
  uint32_t n = 1;               /* the first stretch of the direct map has small pages */

  if (layout->max_low_pfn % frames_per_entry (m) != 0)
    n++;
  n += entries_between (m, layout->pkmap_base,
                        layout->pkmap_base + layout->last_pkmap * KM_PAGE_SIZE - 1);
  n += entries_between (m, layout->fixaddr_tot_start, 0xffffffff);
  return n + (m->state->config.pae ? 1 : 0);   /* the directory of the fourth gigabyte */
}

static KmPfn
take_table (KmMachine *m, Tables *tables)
{
  KmPfn pfn = tables->next++;

  km_frame_set_use (m, pfn, KM_USE_PAGE_TABLE);
  if (km_frame_add_words (m, pfn) == NULL)
    g_assert_not_reached ();
  return pfn;
}

static void
map_direct (KmMachine *m, Tables *tables, KmPfn directory)
{
  uint32_t chunk = frames_per_entry (m), limit = m->state->layout.max_low_pfn;

  for (KmPfn pfn = 0; pfn < limit; pfn += chunk)
    {
      guint index = km_table_index (m, KM_PAGE_OFFSET + (pfn << KM_PAGE_SHIFT), 2);
      KmPfn table;

      if (pfn != 0 && pfn + chunk <= limit)
        {
          km_entry_write (m, directory, index,
                          km_entry_make (pfn, KERNEL_BITS | KM_PTE_PSE | KM_PTE_G));
          continue;
        }
      table = take_table (m, tables);
      km_entry_write (m, directory, index, km_entry_make (table, KERNEL_TABLE_BITS));
      for (KmPfn at = pfn; at < MIN (pfn + chunk, limit); at++)
        km_entry_write (m, table, at - pfn, km_entry_make (at, KERNEL_BITS | KM_PTE_G));
    }
}

static void
hang_empty (KmMachine *m, Tables *tables, KmPfn directory, KmAddr start, KmAddr last)
{
  for (uint32_t i = 0; i < entries_between (m, start, last); i++)
    km_entry_write (m, directory, km_table_index (m, start + i * km_table_reach (m, 2), 2),
                    km_entry_make (take_table (m, tables), KERNEL_TABLE_BITS));
}

void
km_kernel_tables_build (KmMachine *m)
{
  const KmLayout *layout = &m->state->layout;
  Tables tables = { m->state->swapper_pg_dir - table_frames (m) };
  KmPfn directory = m->state->swapper_pg_dir;

  km_frame_set_use (m, directory, KM_USE_PAGE_TABLE);
  km_frame_add_words (m, directory);
  if (m->state->config.pae)
    {
      directory = take_table (m, &tables);
      KM_EDIT (m, m->state->kernel_pmd, directory);
      km_entry_write (m, m->state->swapper_pg_dir, 3, km_entry_make (directory, KM_PTE_P));
    }
  map_direct (m, &tables, directory);
  hang_empty (m, &tables, directory, layout->pkmap_base,
              layout->pkmap_base + layout->last_pkmap * KM_PAGE_SIZE - 1);
  hang_empty (m, &tables, directory, layout->fixaddr_tot_start, 0xffffffff);
}
