/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/copy-range.h"

#include "core/mmu/tables.h"
#include "core/physical/refs.h"
#include "core/user/rmap.h"

/* An area under way: what has been done. */
typedef struct
{
  KmMachine *m;
  const KmVma *from;
  const KmMm *old, *new;
  guint entries, protected;
} Copy;

/* is_cow_mapping () */
static gboolean
is_cow (const KmVma *vma)
{
  return (vma->vm_flags & (KM_VM_SHARED | KM_VM_MAYWRITE)) == KM_VM_MAYWRITE;
}

/* copy_present_pte (). Special entries (the zero page, vvar) are counted nowhere. */
static void
copy_entry (Copy *c, KmPfn old, KmPfn new, guint index)
{
  KmMachine *m = c->m;
  uint64_t entry = km_entry_read (m, old, index);

  if (entry == 0)
    return;
  if (!(entry & KM_PTE_SPECIAL))
    {
      const KmFrame *frame = km_frame_at (m, km_entry_pfn (entry));

      km_frame_get (m, km_entry_pfn (entry));
      KM_BUMP (m, frame->mapcount, 1);
      KM_BUMP (m, c->new->rss[km_mm_counter (frame)], 1);
    }
  if (is_cow (c->from) && (entry & KM_PTE_RW))
    {
      entry &= ~(uint64_t) KM_PTE_RW;
      km_entry_write (m, old, index, entry);
      c->protected++;
    }
  if (c->from->vm_flags & KM_VM_SHARED)
    entry &= ~(uint64_t) KM_PTE_D;      /* the parent's entry still says it */
  km_entry_write (m, new, index, entry & ~(uint64_t) KM_PTE_A);
  c->entries++;
}

/* copy_pte_range (): [start, end) lies within one page table. The child gets one even when this part of the parent's
 * is empty. */
static gboolean
copy_table (Copy *c, KmAddr start, KmAddr end)
{
  guint index;
  KmPfn old = km_tables_find (c->m, c->old->pgd, start, &index), new;

  if (old == 0)
    return TRUE;
  new = km_table_need (c->m, c->new, start);
  if (new == 0)
    return FALSE;
  for (guint i = 0; i < (end - start) >> KM_PAGE_SHIFT; i++)
    copy_entry (c, old, new, index + i);
  return TRUE;
}

gboolean
km_copy_page_range (KmMachine *m, const KmVma *vma, const KmVma *from)
{
  Copy c = { m, from, km_mm (m, from->vm_mm), km_mm (m, vma->vm_mm), 0, 0 };
  uint32_t reach = km_table_reach (m, 2);

  if (!(from->vm_flags & (KM_VM_HUGETLB | KM_VM_PFNMAP | KM_VM_MIXEDMAP)) && KM_IS_NONE (from->anon_vma))
    {
      km_step (m, FORK_NO_PAGES, .vma = vma->id, .start = vma->vm_start, .end = vma->vm_end);
      return TRUE;
    }
  for (KmAddr at = from->vm_start, stop; at < from->vm_end; at = stop)
    {
      stop = MIN ((at & ~(reach - 1)) + reach, from->vm_end);
      if (km_machine_must_stop (m) || !copy_table (&c, at, stop))
        return FALSE;
    }
  km_step (m, FORK_PAGES, .vma = vma->id, .start = vma->vm_start, .end = vma->vm_end, .entries = c.entries,
           .protected = c.protected);
  return TRUE;
}
