/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/mmu/tlb.h"

#include "core/mmu/tables.h"

#define SINGLE_FLUSH_CEILING 33   /* tlb_single_page_flush_ceiling */

static uint32_t
huge_page (const KmMachine *m, KmAddr addr)
{
  return (addr & ~(km_table_reach (m, 2) - 1)) >> KM_PAGE_SHIFT;
}

const KmTlbEntry *
km_tlb_find (const KmMachine *m, const KmCpu *cpu, KmAddr addr)
{
  uint32_t page = addr >> KM_PAGE_SHIFT;
  const KmTlbEntry *set = cpu->tlb[page % KM_TLB_SETS];

  for (guint way = 0; way < KM_TLB_WAYS; way++)
    if (set[way].valid && set[way].page == page)
      return &set[way];
  for (guint i = 0; i < KM_TLB_HUGE; i++)
    if (cpu->tlb_huge[i].valid && cpu->tlb_huge[i].page == huge_page (m, addr))
      return &cpu->tlb_huge[i];
  return NULL;
}

void
km_tlb_use (KmMachine *m, const KmTlbEntry *entry)
{
  const KmCpu *cpu = km_cpu (m);

  KM_BUMP (m, cpu->tlb_clock, 1);
  KM_EDIT (m, entry->used, cpu->tlb_clock);
}

/* An empty way, else the one used longest ago. */
static const KmTlbEntry *
victim (const KmTlbEntry *ways, guint n)
{
  const KmTlbEntry *oldest = &ways[0];

  for (guint i = 0; i < n; i++)
    {
      if (!ways[i].valid)
        return &ways[i];
      if (ways[i].used < oldest->used)
        oldest = &ways[i];
    }
  return oldest;
}

void
km_tlb_fill (KmMachine *m, KmAddr addr, KmPfn pfn, uint32_t bits, gboolean huge)
{
  const KmCpu *cpu = km_cpu (m);
  uint32_t page = huge ? huge_page (m, addr) : addr >> KM_PAGE_SHIFT;
  const KmTlbEntry *entry = huge ? victim (cpu->tlb_huge, KM_TLB_HUGE)
                                 : victim (cpu->tlb[page % KM_TLB_SETS], KM_TLB_WAYS);

  KM_EDIT (m, entry->valid, 1);
  KM_EDIT (m, entry->page, page);
  KM_EDIT (m, entry->pfn, pfn);
  KM_EDIT (m, entry->bits, bits);
  km_tlb_use (m, entry);
}

gboolean
km_tlb_drop (KmMachine *m, KmAddr addr)
{
  const KmTlbEntry *entry = km_tlb_find (m, km_cpu (m), addr);

  if (entry == NULL)
    return FALSE;
  km_store_zero (&m->store, entry, sizeof *entry);
  return TRUE;
}

static guint
flush_entries (KmMachine *m, const KmTlbEntry *entries, guint n, gboolean global)
{
  guint dropped = 0;

  for (guint i = 0; i < n; i++)
    if (entries[i].valid && (global || !(entries[i].bits & KM_PTE_G)))
      {
        km_store_zero (&m->store, &entries[i], sizeof entries[i]);
        dropped++;
      }
  return dropped;
}

guint
km_tlb_flush (KmMachine *m, gboolean global)
{
  const KmCpu *cpu = km_cpu (m);
  guint n = flush_entries (m, cpu->tlb_huge, KM_TLB_HUGE, global);

  for (guint set = 0; set < KM_TLB_SETS; set++)
    n += flush_entries (m, cpu->tlb[set], KM_TLB_WAYS, global);

  KM_BUMP (m, cpu->tlb_flushes, 1);
  km_step (m, TLB_FLUSH, .entries = n, .global = global);
  return n;
}

guint
km_tlb_n_used (const KmCpu *cpu)
{
  guint n = 0;

  for (guint set = 0; set < KM_TLB_SETS; set++)
    for (guint way = 0; way < KM_TLB_WAYS; way++)
      n += cpu->tlb[set][way].valid;
  for (guint i = 0; i < KM_TLB_HUGE; i++)
    n += cpu->tlb_huge[i].valid;
  return n;
}

static void
flush_range_here (KmMachine *m, KmAddr start, KmAddr end)
{
  if ((end - start) >> KM_PAGE_SHIFT > SINGLE_FLUSH_CEILING)
    {
      km_tlb_flush (m, FALSE);
      return;
    }
  for (KmAddr at = start; at < end; at += KM_PAGE_SIZE)
    if (km_tlb_drop (m, at))
      km_step (m, INVLPG, .page = at >> KM_PAGE_SHIFT);
}

/* Its task may run on another CPU than the one at hand, which the kernel would interrupt. */
void
km_tlb_flush_range (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end)
{
  for (guint cpu = 0; cpu < m->state->config.cpus; cpu++)
    {
      const KmTask *task = km_task (m, m->state->cpu[cpu].task);
      KM_ON_CPU (m, cpu);

      if (task != NULL && km_mm (m, task->mm) == mm)
        flush_range_here (m, start, end);
    }
}

void
km_switch_away (KmMachine *m, const KmTask *task, gboolean here_too)
{
  guint here = m->cpu;

  for (guint i = 0; i < m->state->config.cpus; i++)
    {
      const KmCpu *cpu = &m->state->cpu[i];
      KM_ON_CPU (m, i);

      if (cpu->task.value != task->id || (i == here && !here_too))
        continue;
      KM_EDIT (m, cpu->task, KM_NONE (KmTaskId));
      KM_EDIT (m, cpu->cr3, m->state->swapper_pg_dir << KM_PAGE_SHIFT);
      km_tlb_flush (m, FALSE);
    }
}

void
km_switch_to (KmMachine *m, const KmTask *task)
{
  const KmCpu *cpu = km_cpu (m);
  const KmMm *mm = km_mm (m, task->mm);
  KmTaskId id = { task->id };
  uint32_t cr3;

  if (mm == NULL || (KM_SAME (cpu->task, id) && cpu->cr3 == mm->pgd << KM_PAGE_SHIFT))
    return;
  km_switch_away (m, task, FALSE);
  cr3 = mm->pgd << KM_PAGE_SHIFT;
  KM_EDIT (m, cpu->task, id);
  KM_EDIT (m, cpu->cr3, cr3);
  KM_EDIT (m, cpu->user_mode, 1);
  km_step (m, SWITCH, .task = task->id, .cr3 = cr3);
  km_tlb_flush (m, FALSE);
}
