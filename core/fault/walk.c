/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/fault/walk.h"

#include "core/mmu/tables.h"
#include "core/mmu/tlb.h"
#include "core/physical/frames.h"


/* What a walk has gathered so far. RW and US hold only when every level grants them; NX when any
 * does. */
typedef struct
{
  KmAddr addr;
  KmAccess access;
  uint64_t bits;
  KmPfn table;
  guint index;
  uint64_t entry;
  guint level;
} Walk;

static KmPhys
translated (const KmMachine *m, const Walk *walk)
{
  uint32_t reach = km_table_reach (m, walk->level);

  return ((KmPhys) km_entry_pfn (walk->entry) << KM_PAGE_SHIFT) | (walk->addr & (reach - 1));
}

static void
segment_step (KmMachine *m, KmAddr addr, KmAccess access)
{
  uint32_t selector = access == KM_ACCESS_EXEC ? KM_USER_CS : KM_USER_DS;

  km_step (m, SEGMENT, .selector = selector, .index = selector >> 3, .offset = addr,
           .linear = addr);
}

static void
level_step (KmMachine *m, const Walk *walk)
{
  KmPhys table = (KmPhys) walk->table << KM_PAGE_SHIFT;
  KmPhys at = km_entry_phys (m, walk->table, walk->index);

  if (walk->level == 3)
    km_step (m, WALK_PDPT, .table = table, .index = walk->index, .entry_at = at,
             .entry = walk->entry);
  else if (walk->level == 2)
    km_step (m, WALK_DIRECTORY, .table = table, .index = walk->index, .entry_at = at,
             .entry = walk->entry);
  else
    km_step (m, WALK_TABLE, .table = table, .index = walk->index, .entry_at = at,
             .entry = walk->entry);
}

/* Goes down the tables; FALSE where an entry is not present. PDPT entries have no US, RW or A
 * bits. */
static gboolean
walk_down (KmMachine *m, Walk *walk)
{
  walk->table = km_cpu (m)->cr3 >> KM_PAGE_SHIFT;
  walk->bits = KM_PTE_P | KM_PTE_RW | KM_PTE_US;
  for (walk->level = km_table_levels (m);; walk->level--)
    {
      walk->index = km_table_index (m, walk->addr, walk->level);
      walk->entry = km_entry_read (m, walk->table, walk->index);
      level_step (m, walk);
      if (!(walk->entry & KM_PTE_P))
        return FALSE;
      if (walk->level < 3)
        walk->bits &= walk->entry | ~(uint64_t) (KM_PTE_RW | KM_PTE_US);
      walk->bits |= walk->entry & KM_PTE_NX;
      if (walk->level == 1 || (walk->level == 2 && (walk->entry & KM_PTE_PSE)))
        return TRUE;
      walk->table = km_entry_pfn (walk->entry);
    }
}

static gboolean
permitted (uint64_t bits, KmAccess access)
{
  if (!(bits & KM_PTE_US))
    return FALSE;
  if (access == KM_ACCESS_WRITE)
    return (bits & KM_PTE_RW) != 0;
  return access != KM_ACCESS_EXEC || !(bits & (KM_PTE_NX | KM_TLB_NX));
}

/* A is set in the entry that ends the walk, D by a write. (The upper levels' A bits are set when
 * the kernel makes the entry.) */
static void
set_accessed (KmMachine *m, Walk *walk)
{
  uint64_t entry = walk->entry | KM_PTE_A | (walk->access == KM_ACCESS_WRITE ? KM_PTE_D : 0);

  if (entry == walk->entry)
    return;
  km_entry_write (m, walk->table, walk->index, entry);
  walk->entry = entry;
  km_step (m, SET_ACCESSED, .entry_at = km_entry_phys (m, walk->table, walk->index), .entry = entry,
           .dirty = walk->access == KM_ACCESS_WRITE);
}

static KmTranslation
raise_fault (KmMachine *m, const Walk *walk, gboolean present)
{
  KmTranslation result = { FALSE, 0, KM_PF_USER, walk->table, walk->index };

  if (present)
    result.error_code |= KM_PF_PROT;
  if (walk->access == KM_ACCESS_WRITE)
    result.error_code |= KM_PF_WRITE;
  if (walk->access == KM_ACCESS_EXEC && m->state->config.pae)
    result.error_code |= KM_PF_INSTR;   /* reported only where NX exists */
  KM_EDIT (m, km_cpu (m)->cr2, walk->addr);
  km_step (m, PAGE_FAULT, .addr = walk->addr, .error_code = result.error_code,
           .entry_at = walk->table == 0 ? 0 : km_entry_phys (m, walk->table, walk->index),
           .table = (KmPhys) walk->table << KM_PAGE_SHIFT, .index = walk->index);
  return result;
}

/* A hit needs no walk, unless a first write has to set the D bit. */
static gboolean
tlb_answers (KmMachine *m, KmAddr addr, KmAccess access, KmTranslation *result)
{
  const KmTlbEntry *entry = km_tlb_find (m, km_cpu (m), addr);
  Walk walk = { .addr = addr, .access = access };

  if (entry == NULL || (access == KM_ACCESS_WRITE && (entry->bits & KM_PTE_RW)
                        && !(entry->bits & KM_PTE_D)))
    return FALSE;
  km_tlb_use (m, entry);
  KM_BUMP (m, km_cpu (m)->tlb_hits, 1);
  km_step (m, TLB_HIT, .addr = addr, .page = addr >> KM_PAGE_SHIFT, .pfn = entry->pfn);
  if (!permitted (entry->bits, access))
    *result = raise_fault (m, &walk, TRUE);
  else
    *result = (KmTranslation){ .ok = TRUE,
                               .phys = ((KmPhys) entry->pfn << KM_PAGE_SHIFT) + addr
                                       - (entry->page << KM_PAGE_SHIFT) };
  return TRUE;
}

/* As combined over the levels; D and G come from the entry that ends the walk. */
static void
fill_tlb (KmMachine *m, const Walk *walk)
{
  KmPhys phys = translated (m, walk);
  uint32_t bits = (uint32_t) walk->bits | (walk->entry & (KM_PTE_A | KM_PTE_D | KM_PTE_G))
                  | (walk->bits & KM_PTE_NX ? KM_TLB_NX : 0);
  KmPfn pfn = walk->level == 1 ? phys >> KM_PAGE_SHIFT : km_entry_pfn (walk->entry);

  km_tlb_fill (m, walk->addr, pfn, bits, walk->level == 2);
  km_step (m, TLB_FILL, .page = walk->addr >> KM_PAGE_SHIFT, .pfn = pfn, .bits = bits);
}

void
km_cpu_kernel_access (KmMachine *m, KmAddr addr)
{
  const KmTlbEntry *entry = km_tlb_find (m, km_cpu (m), addr);
  Walk walk = { .addr = addr, .access = KM_ACCESS_READ };

  if (entry != NULL)
    {
      km_tlb_use (m, entry);
      return;
    }
  KM_QUIET (m);
  if (walk_down (m, &walk))
    fill_tlb (m, &walk);
}

KmTranslation
km_cpu_translate (KmMachine *m, KmAddr addr, KmAccess access)
{
  const KmCpu *cpu = km_cpu (m);
  Walk walk = { .addr = addr, .access = access };
  KmTranslation result;

  segment_step (m, addr, access);
  if (tlb_answers (m, addr, access, &result))
    return result;
  km_tlb_drop (m, addr);
  KM_BUMP (m, cpu->tlb_misses, 1);
  km_step (m, TLB_MISS, .addr = addr, .page = addr >> KM_PAGE_SHIFT, .used = km_tlb_n_used (cpu));
  if (!walk_down (m, &walk))
    return raise_fault (m, &walk, FALSE);
  if (!permitted (walk.bits, access))
    return raise_fault (m, &walk, TRUE);
  set_accessed (m, &walk);
  fill_tlb (m, &walk);
  return (KmTranslation) { .ok = TRUE, .phys = translated (m, &walk) };
}
