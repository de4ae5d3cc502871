/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/mmu/entries.h"

#include "core/state/machine-private.h"

guint
km_table_levels (const KmMachine *m)
{
  return m->state->config.pae ? 3 : 2;
}

static guint
shift_of (const KmMachine *m, guint level)
{
  static const guint two[] = { 0, 12, 22 }, three[] = { 0, 12, 21, 30 };

  return m->state->config.pae ? three[level] : two[level];
}

guint
km_table_entries (const KmMachine *m, guint level)
{
  if (!m->state->config.pae)
    return 1024;
  return level == 3 ? 4 : 512;
}

guint
km_table_index (const KmMachine *m, KmAddr addr, guint level)
{
  return addr >> shift_of (m, level) & (km_table_entries (m, level) - 1);
}

uint32_t
km_table_reach (const KmMachine *m, guint level)
{
  return 1u << shift_of (m, level);
}

uint64_t
km_entry_read (const KmMachine *m, KmPfn table, guint index)
{
  const uint32_t *words = km_frame_words (m, table);

  g_assert (words != NULL);
  if (!m->state->config.pae)
    return words[index];
  return words[2 * index] | (uint64_t) words[2 * index + 1] << 32;
}

uint64_t
km_entry_peek (const KmMachine *m, KmPhys table, guint index)
{
  KmPfn pfn = table >> KM_PAGE_SHIFT;

  return index < (m->state->config.pae ? 512 : 1024) && km_frame_words (m, pfn) != NULL
         ? km_entry_read (m, pfn, index) : 0;
}

KmPhys
km_entry_phys (const KmMachine *m, KmPfn table, guint index)
{
  return ((KmPhys) table << KM_PAGE_SHIFT) + index * (m->state->config.pae ? 8 : 4);
}

KmPfn
km_entry_pfn (uint64_t entry)
{
  return (KmPfn) ((entry & 0x000ffffffffff000ull) >> KM_PAGE_SHIFT);
}

KmPfn
km_tables_find (const KmMachine *m, KmPfn pgd, KmAddr addr, guint *index)
{
  KmPfn table = pgd;

  for (guint level = km_table_levels (m); level > 1; level--)
    {
      uint64_t entry = km_entry_read (m, table, km_table_index (m, addr, level));

      if (!(entry & KM_PTE_P) || (level == 2 && (entry & KM_PTE_PSE)))
        return 0;
      table = km_entry_pfn (entry);
    }
  if (index != NULL)
    *index = km_table_index (m, addr, 1);
  return table;
}

uint64_t
km_tables_entry (const KmMachine *m, KmPfn pgd, KmAddr addr)
{
  guint index;
  KmPfn table = km_tables_find (m, pgd, addr, &index);

  return table == 0 ? 0 : km_entry_read (m, table, index);
}

guint
km_walk (const KmMachine *m, const KmMm *mm, KmAddr addr, KmWalkLevel levels[KM_WALK_MAX])
{
  guint n = km_table_levels (m);
  KmPfn table = mm->pgd;
  gboolean exists = TRUE;

  for (guint i = 0; i < n; i++)
    {
      KmWalkLevel *at = &levels[i];

      *at = (KmWalkLevel) { .index = km_table_index (m, addr, n - i),
                            .n_entries = km_table_entries (m, n - i), .exists = exists };
      if (!exists)
        continue;
      at->table = (KmPhys) table << KM_PAGE_SHIFT;
      at->at = km_entry_phys (m, table, at->index);
      /* One that is being set up or given up has no tables. */
      at->entry = km_entry_peek (m, at->table, at->index);
      exists = at->entry & KM_PTE_P && !(n - i == 2 && at->entry & KM_PTE_PSE);
      table = km_entry_pfn (at->entry);
    }
  return n;
}

guint
km_walk_present (const KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end)
{
  uint64_t addr = start;
  uint32_t span = km_table_reach (m, 2);
  guint count = 0;

  while (addr < end)
    {
      uint64_t stop = MIN ((addr | (span - 1)) + 1, (uint64_t) end);
      KmWalkLevel levels[KM_WALK_MAX];
      guint n = km_walk (m, mm, (KmAddr) addr, levels);
      const KmWalkLevel *last = &levels[n - 1];

      /* One table at a time: where it is missing none of its pages has a frame. */
      for (guint i = last->index; last->exists && addr < stop; addr += KM_PAGE_SIZE, i++)
        count += km_entry_peek (m, last->table, i) & KM_PTE_P;
      addr = stop;
    }
  return count;
}
