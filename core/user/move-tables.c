/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/move-tables.h"

#include "core/mmu/tables.h"
#include "core/mmu/tlb.h"

/* Bytes from @at to the end of its page table. */
static uint32_t
to_table_end (const KmMachine *m, KmAddr at)
{
  uint32_t reach = km_table_reach (m, 2);

  return reach - (at & (reach - 1));
}

/* move_ptes (): both places lie within one table each. Returns how many entries there were. */
static guint
move_entries (KmMachine *m, const KmMm *mm, KmAddr from, KmAddr to, uint32_t length)
{
  guint moved = 0, old_index, new_index;
  KmPfn old = km_tables_find (m, mm->pgd, from, &old_index), new = km_tables_find (m, mm->pgd, to, &new_index);

  for (uint32_t i = 0; i < length >> KM_PAGE_SHIFT; i++)
    {
      uint64_t entry = km_entry_read (m, old, old_index + i);

      if (entry == 0)
        continue;
      km_entry_write (m, old, old_index + i, 0);
      km_entry_write (m, new, new_index + i, entry);
      moved++;
    }
  return moved;
}

uint32_t
km_mm_move_tables (KmMachine *m, const KmMm *mm, KmAddr from, KmAddr to, uint32_t length)
{
  uint32_t done = 0;
  guint moved = 0, index;

  while (done < length)
    {
      uint32_t part = MIN (MIN (to_table_end (m, from + done), to_table_end (m, to + done)), length - done);

      if (km_tables_find (m, mm->pgd, from + done, &index) != 0)
        {
          /* CONFIG_HAVE_MOVE_PMD: a table that moves as a whole is hung up elsewhere. */
          if (part == km_table_reach (m, 2) && km_table_move (m, mm, from + done, to + done))
            moved++;
          else if (km_table_need (m, mm, to + done) == 0)
            break;
          else
            moved += move_entries (m, mm, from + done, to + done, part);
        }
      done += part;
    }
  if (moved > 0)
    km_tlb_flush_range (m, mm, from, from + done);
  km_step (m, MOVE_TABLES, .from = from, .to = to, .entries = moved);
  return done;
}
