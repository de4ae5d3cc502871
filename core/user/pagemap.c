/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/pagemap.h"

#include "core/mmu/tables.h"

/* A page of the file or of shared memory; the zero page and the pages of vvar are nobody's. */
static const KmFrame *
normal_page (const KmMachine *m, uint64_t entry)
{
  return entry == 0 || (entry & KM_PTE_SPECIAL) ? NULL : km_frame_at (m, km_entry_pfn (entry));
}

uint64_t
km_pagemap_word (const KmMachine *m, const KmMm *mm, KmAddr addr)
{
  uint64_t entry = km_tables_entry (m, mm->pgd, addr);
  const KmFrame *frame = normal_page (m, entry);

  if (entry == 0)
    return 0;
  return KM_PM_PRESENT | km_entry_pfn (entry) | (frame != NULL && !km_frame_is_anon (frame) ? KM_PM_FILE : 0)
         | (frame != NULL && frame->mapcount == 1 ? KM_PM_MMAP_EXCLUSIVE : 0);
}

/* stable_page_flags (), in the order of its bits */
static void
append_flags (const KmMachine *m, const KmFrame *frame, KmPfn pfn, GString *out)
{
  const struct { gboolean is; const char *name; } flags[] = {
    { (frame->flags & KM_PG_LOCKED) != 0, "LOCKED" }, { (frame->flags & KM_PG_REFERENCED) != 0, "REFERENCED" },
    { (frame->flags & KM_PG_UPTODATE) != 0, "UPTODATE" }, { (frame->flags & KM_PG_DIRTY) != 0, "DIRTY" },
    { (frame->flags & KM_PG_LRU) != 0, "LRU" }, { (frame->flags & KM_PG_ACTIVE) != 0, "ACTIVE" },
    { (frame->flags & KM_PG_WRITEBACK) != 0, "WRITEBACK" }, { frame->mapcount > 0, "MMAP" },
    { frame->mapcount > 0 && km_frame_is_anon (frame), "ANON" },
    { (frame->flags & KM_PG_SWAPBACKED) != 0, "SWAPBACKED" },
    { (frame->flags & KM_PG_UNEVICTABLE) != 0, "UNEVICTABLE" }, { pfn == m->state->zero_page, "ZERO_PAGE" },
    { (frame->flags & KM_PG_MLOCKED) != 0, "MLOCKED" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (flags[i].is)
      g_string_append_printf (out, " %s", flags[i].name);
}

void
km_report_pagemap (const KmMachine *m, const KmTask *task, KmAddr addr, uint32_t pages, GString *out)
{
  const KmMm *mm = km_mm (m, task->mm);
  KmAddr at = km_page_align_down (addr);

  for (uint32_t i = 0; i < pages; i++, at += KM_PAGE_SIZE)
    {
      uint64_t word = km_pagemap_word (m, mm, at);
      KmPfn pfn = km_entry_pfn (km_tables_entry (m, mm->pgd, at));
      const KmFrame *frame = km_frame_at (m, pfn);

      g_string_append_printf (out, "%5u va=%08x", i, at);
      if (word == 0)
        g_string_append (out, " none");
      else
        {
          g_string_append_printf (out, " pfn=%05x mapcount=%u%s ", pfn, frame->mapcount,
                                  word & KM_PM_MMAP_EXCLUSIVE ? " excl" : "");
          append_flags (m, frame, pfn, out);
        }
      g_string_append_c (out, '\n');
    }
}

void
km_report_pagemap_words (const KmMachine *m, const KmTask *task, KmAddr addr, uint32_t pages, GString *out)
{
  KmAddr at = km_page_align_down (addr);

  for (uint32_t i = 0; i < pages; i++, at += KM_PAGE_SIZE)
    g_string_append_printf (out, "%016" G_GINT64_MODIFIER "x\n", km_pagemap_word (m, km_mm (m, task->mm), at));
}
