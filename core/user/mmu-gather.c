/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/mmu-gather.h"

#include "core/mmu/tables.h"
#include "core/mmu/tlb.h"
#include "core/physical/frames.h"
#include "core/physical/pagevec.h"
#include "core/physical/refs.h"
#include "core/user/rmap.h"

void
km_gather_begin (KmGather *gather, KmMachine *m, const KmMm *mm)
{
  *gather = (KmGather) { m, mm, g_array_new (FALSE, FALSE, sizeof (KmPfn)), KM_TASK_SIZE, 0 };
  km_lru_add_drain (m);         /* as all callers do first, so that what goes is freed at once */
}

static gboolean
is_anon_entry (const KmMachine *m, uint64_t entry)
{
  return !(entry & KM_PTE_SPECIAL) && km_frame_is_anon (km_frame_at (m, km_entry_pfn (entry)));
}

static void
clear_entry (KmGather *gather, KmPfn table, guint index, uint64_t entry)
{
  KmMachine *m = gather->m;
  KmPfn pfn = km_entry_pfn (entry);

  km_entry_write (m, table, index, 0);
  if (entry & KM_PTE_SPECIAL)
    return;                     /* the zero page is nobody's */
  if (entry & KM_PTE_D && !is_anon_entry (m, entry))
    km_frame_flag (m, pfn, KM_PG_DIRTY, TRUE);
  km_page_unmap (m, gather->mm, pfn);
  g_array_append_val (gather->pages, pfn);
}

guint
km_gather_zap (KmGather *gather, KmAddr start, KmAddr end, gboolean keep_anon)
{
  KmMachine *m = gather->m;
  guint before = gather->pages->len;

  for (uint64_t at = start; at < end; at += KM_PAGE_SIZE)
    {
      guint index;
      KmPfn table = km_tables_find (m, gather->mm->pgd, at, &index);
      uint64_t entry;

      if (table == 0)
        {
          at |= km_table_reach (m, 2) - KM_PAGE_SIZE;   /* on to the next table */
          continue;
        }
      entry = km_entry_read (m, table, index);
      if (entry == 0 || (keep_anon && is_anon_entry (m, entry)))
        continue;
      clear_entry (gather, table, index, entry);
      gather->start = MIN (gather->start, at);
      gather->end = at + KM_PAGE_SIZE;
    }
  km_step (m, ZAP, .start = start, .end = end, .frames = gather->pages->len - before);
  return gather->pages->len - before;
}

/* tlb_batch_pages_flush () */
static void
give_back (KmMachine *m, const GArray *pages)
{
  guint freed = 0;

  /* Who stops here leaves frames behind: the command is then undone as a whole. */
  for (guint i = 0; i < pages->len && !km_machine_must_stop (m); i++)
    {
      KmPfn pfn = g_array_index (pages, KmPfn, i);

      freed += km_frame_at (m, pfn)->refcount == 1;
      km_frame_put (m, pfn);
    }
  km_step (m, FRAMES_FREED, .frames = pages->len, .freed = freed);
}

void
km_gather_finish (KmGather *gather)
{
  if (gather->start < gather->end)
    km_tlb_flush_range (gather->m, gather->mm, gather->start, gather->end);
  if (gather->pages->len > 0)
    give_back (gather->m, gather->pages);
  g_array_unref (gather->pages);
}
