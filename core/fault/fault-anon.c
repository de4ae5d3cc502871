/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Anonymous pages and copy on write: do_anonymous_page (), do_wp_page () of mm/memory.c. */
#include "core/fault/fault-anon.h"

#include "core/mmu/tables.h"
#include "core/mmu/tlb.h"
#include "core/physical/alloc.h"
#include "core/physical/buddy.h"
#include "core/physical/frames.h"
#include "core/physical/pagevec.h"
#include "core/physical/refs.h"
#include "core/user/anon-vma.h"
#include "core/user/rmap.h"

KmPfn
km_user_page_new (KmMachine *m, const KmFault *fault, gboolean zero)
{
  uint32_t gfp = KM_GFP_HIGHUSER_MOVABLE | (zero ? KM_GFP_ZERO : 0);
  KmPfn pfn = km_pages_alloc (m, gfp, 0, KM_USE_ANON);

  if (pfn != 0 && zero)
    {
      km_frame_set_content (m, pfn, 0);
      km_step (m, CLEAR_PAGE, .pfn = pfn);
    }
  return pfn;
}

void
km_anon_page_add (KmMachine *m, const KmFault *fault, KmPfn pfn)
{
  const KmFrame *frame = km_frame_at (m, pfn);

  KM_EDIT (m, frame->mapping, fault->vma->anon_vma.value | KM_MAPPING_ANON);
  KM_EDIT (m, frame->index, fault->vma->vm_pgoff
                            + ((fault->addr - fault->vma->vm_start) >> KM_PAGE_SHIFT));
  KM_EDIT (m, frame->mapcount, 1);
  km_frame_flag (m, pfn, KM_PG_UPTODATE | KM_PG_SWAPBACKED, TRUE);
  KM_BUMP (m, fault->mm->rss[KM_RSS_ANON], 1);
  km_node_count (m, KM_NR_ANON_MAPPED, 1);
  km_step (m, NEW_RMAP, .pfn = pfn, .addr = fault->addr, .rss = fault->mm->rss[KM_RSS_ANON]);
  km_lru_cache_add (m, pfn);
}

void
km_pte_set (KmMachine *m, const KmFault *fault, KmPfn pfn, uint64_t bits)
{
  guint index;
  KmPfn table = km_tables_find (m, fault->mm->pgd, fault->addr, &index);
  uint64_t entry = km_entry_make (pfn, bits);

  km_entry_write (m, table, index, entry);
  km_step (m, PTE_SET, .addr = fault->addr, .pfn = pfn, .index = index,
           .entry_at = km_entry_phys (m, table, index), .entry = entry);
}

uint64_t
km_write_bits (const KmVma *vma)
{
  return KM_PTE_D | (vma->vm_flags & KM_VM_WRITE ? KM_PTE_RW : 0);
}

/* A read maps the one zero page of the machine: no frame, no rss, no reverse mapping. */
static KmFaultResult
anonymous_read (KmMachine *m, const KmFault *fault)
{
  KmPfn zero = m->state->zero_page;

  km_step (m, ANON_READ, .addr = fault->addr, .zero_pfn = zero);
  km_pte_set (m, fault, zero, km_prot_bits (m, fault->vma->vm_flags) | KM_PTE_SPECIAL);
  return KM_FAULT_OK;
}

KmFaultResult
km_fault_anonymous (KmMachine *m, const KmFault *fault)
{
  uint64_t bits = km_prot_bits (m, fault->vma->vm_flags);
  KmPfn pfn;

  if (km_table_need (m, fault->mm, fault->addr) == 0)
    return KM_FAULT_OOM;
  if (!fault->write)
    return anonymous_read (m, fault);
  km_step (m, ANON_WRITE, .addr = fault->addr);
  if (!km_anon_vma_prepare (m, fault->vma))
    return KM_FAULT_OOM;
  pfn = km_user_page_new (m, fault, TRUE);
  if (pfn == 0)
    return KM_FAULT_OOM;
  if (fault->vma->vm_flags & KM_VM_WRITE)
    bits |= KM_PTE_RW | KM_PTE_D;
  km_anon_page_add (m, fault, pfn);
  km_pte_set (m, fault, pfn, bits);
  return KM_FAULT_OK;
}

/* wp_page_copy (): the zero page gives a cleared frame, any other a copy. What a special entry maps
 * (the zero page, the vdso's) is not counted, so nothing is taken back from it. */
static KmFaultResult
copy_page (KmMachine *m, const KmFault *fault, KmPfn old, gboolean special)
{
  gboolean zero = old == m->state->zero_page;
  KmPfn new;

  if (!km_anon_vma_prepare (m, fault->vma))
    return KM_FAULT_OOM;
  new = km_user_page_new (m, fault, zero);
  if (new == 0)
    return KM_FAULT_OOM;
  if (!zero)
    km_frame_set_content (m, new, km_frame_content (m, old));
  km_step (m, WP_COPY, .addr = fault->addr, .old_pfn = old, .new_pfn = new);
  km_tlb_drop (m, fault->addr);   /* ptep_clear_flush_notify () */
  /* The counters change before the entry does; the old page loses its mapping after it. */
  if (!special)
    KM_BUMP (m, fault->mm->rss[km_mm_counter (km_frame_at (m, old))], -1u);
  km_anon_page_add (m, fault, new);
  km_pte_set (m, fault, new, km_prot_bits (m, fault->vma->vm_flags) | km_write_bits (fault->vma));
  if (!special)
    {
      km_rmap_remove (m, km_frame_at (m, old));
      km_frame_put (m, old);
    }
  return KM_FAULT_OK;
}

/* do_wp_page (): an anonymous page with one user is made writable in place, anything else copied;
 * shared mappings of a file become writable. */
KmFaultResult
km_fault_write_protected (KmMachine *m, const KmFault *fault, uint64_t entry)
{
  KmPfn pfn = km_entry_pfn (entry);
  const KmFrame *frame = km_frame_at (m, pfn);
  gboolean alone = km_frame_is_anon (frame) && frame->refcount == 1 && frame->mapcount == 1;

  if (!alone && !(fault->vma->vm_flags & KM_VM_SHARED))
    return copy_page (m, fault, pfn, (entry & KM_PTE_SPECIAL) != 0);
  km_tlb_drop (m, fault->addr);
  km_event (m, KM_PGREUSE, 1);
  km_step (m, WP_REUSE, .addr = fault->addr, .pfn = pfn);
  km_pte_set (m, fault, pfn,
              (entry & (KM_PAGE_SIZE - 1)) | (entry & KM_PTE_NX) | KM_PTE_RW | KM_PTE_D | KM_PTE_A);
  return KM_FAULT_OK;
}
