/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/module.h"
#include "core/language/print.h"
#include "core/language/query.h"
#include "core/mmu/tables.h"
#include "core/mmu/tlb.h"
#include "core/state/check.h"
#include "core/state/cursor.h"

/* --- Queries ---------------------------------------------------------------------------------- */

static gboolean
entry_of (KmQuery *q, uint64_t *entry, GError **error)
{
  uint64_t addr;

  if (!km_query_task (q, error) || !km_query_number (q, 1, &addr, error))
    return FALSE;
  *entry = addr > G_MAXUINT32 ? 0 : km_tables_entry (q->m, km_mm (q->m, q->task->mm)->pgd, addr);
  return TRUE;
}

static gboolean
query_pfn (KmQuery *q, GError **error)
{
  uint64_t entry;

  if (!entry_of (q, &entry, error))
    return FALSE;
  if (!(entry & (KM_PTE_P | KM_PTE_PROTNONE)))
    return km_query_bad (q, 1, "an address whose page has a frame", error);
  *q->value = km_entry_pfn (entry);
  return TRUE;
}

static gboolean
query_present (KmQuery *q, GError **error)
{
  uint64_t entry;

  if (!entry_of (q, &entry, error))
    return FALSE;
  *q->value = (entry & KM_PTE_P) != 0;
  return TRUE;
}

static gboolean
query_writable (KmQuery *q, GError **error)
{
  uint64_t entry;

  if (!entry_of (q, &entry, error))
    return FALSE;
  *q->value = (entry & KM_PTE_P) && (entry & KM_PTE_RW);
  return TRUE;
}

/* __va (): where the direct map shows a frame. */
static gboolean
direct_address (const KmQuery *q, KmPfn pfn, guint i, GError **error)
{
  uint64_t addr = KM_PAGE_OFFSET + ((uint64_t) pfn << KM_PAGE_SHIFT);

  if (addr >= q->m->state->layout.high_memory)
    return km_query_bad (q, i, "a frame below the end of the direct map", error);
  *q->value = addr;
  return TRUE;
}

static gboolean
query_va (KmQuery *q, GError **error)
{
  const KmFrame *frame;
  KmPfn pfn;

  return km_query_frame (q, &frame, &pfn, error) && direct_address (q, pfn, 0, error);
}

static gboolean
query_kva (KmQuery *q, GError **error)
{
  uint64_t addr, pfn;

  if (!query_pfn (q, error))
    return FALSE;
  pfn = *q->value;
  if (!km_query_number (q, 1, &addr, error) || !direct_address (q, pfn, 1, error))
    return FALSE;
  *q->value += addr & (KM_PAGE_SIZE - 1);
  return TRUE;
}

static gboolean
query_cr3 (KmQuery *q, GError **error)
{
  if (!km_query_task (q, error))
    return FALSE;
  *q->value = (uint64_t) km_mm (q->m, q->task->mm)->pgd << KM_PAGE_SHIFT;
  return TRUE;
}

/* Fixed places of the kernel's address space. */
static gboolean
place_from_name (const KmMachine *m, const char *name, uint64_t *value)
{
  const KmState *s = m->state;

  if (strcmp (name, "high_memory") == 0)
    *value = s->layout.high_memory;
  else if (strcmp (name, "vmalloc_start") == 0)
    *value = s->layout.vmalloc_start;
  else if (strcmp (name, "kernel_pgd") == 0)
    *value = (uint64_t) s->swapper_pg_dir << KM_PAGE_SHIFT;
  else
    return FALSE;
  return TRUE;
}

static const KmQueryKind queries[] = {
  { "pfn", 2, query_pfn },
  { "present", 2, query_present },
  { "writable", 2, query_writable },
  { "va", 1, query_va },
  { "kva", 2, query_kva },
  { "cr3", 1, query_cr3 },
  { NULL, 0, NULL },
};

/* --- Reports ---------------------------------------------------------------------------------- */

static void
append_bits (GString *out, uint64_t entry)
{
  static const struct { uint64_t bit; char letter; } letters[] = {
    { KM_PTE_P, 'P' }, { KM_PTE_RW, 'W' }, { KM_PTE_US, 'U' }, { KM_PTE_A, 'A' }, { KM_PTE_D, 'D' },
    { KM_PTE_G, 'G' }, { KM_PTE_PSE, 'S' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    g_string_append_c (out, entry & letters[i].bit ? letters[i].letter : '-');
  if (entry & KM_PTE_NX)
    g_string_append (out, " NX");
}

static void
report_walk (const KmMachine *m, const KmTask *task, KmAddr addr, GString *out)
{
  static const char *const names[] = { "", "table", "directory", "pdpt" };
  KmPfn table = km_mm (m, task->mm)->pgd;

  g_string_append_printf (out, "walk %s 0x%08x: CR3 0x%08x\n", task->comm, addr,
                          table << KM_PAGE_SHIFT);
  for (guint level = km_table_levels (m); level > 0; level--)
    {
      guint index = km_table_index (m, addr, level);
      uint64_t entry = km_entry_read (m, table, index);

      g_string_append_printf (
        out, "  %-9s [%4u] at 0x%08" G_GINT64_MODIFIER "x = 0x%08" G_GINT64_MODIFIER "x ",
        names[level], index, km_entry_phys (m, table, index), entry);
      append_bits (out, entry);
      g_string_append_c (out, '\n');
      if (!(entry & KM_PTE_P))
        {
          g_string_append (out, "  not present\n");
          return;
        }
      table = km_entry_pfn (entry);
      if (level == 1 || (level == 2 && (entry & KM_PTE_PSE)))
        {
          g_string_append_printf (out, "  physical 0x%08" G_GINT64_MODIFIER "x\n",
                                  ((KmPhys) table << KM_PAGE_SHIFT)
                                    + (addr & (km_table_reach (m, level) - 1)));
          return;
        }
    }
}

static gboolean
print_walk (KmPrint *p, GError **error)
{
  uint64_t addr;

  if (!km_print_task (p, error) || !km_print_number (p, 1, G_MAXUINT32, &addr, error))
    return FALSE;
  report_walk (p->call.m, p->call.task, addr, p->out);
  return TRUE;
}

static const KmReport reports[] = { { "walk", "TASK ADDR", .print = print_walk }, { .what = NULL } };

/* fork takes write access away entry by entry, and flushes at its end. */
static gboolean
is_copied (const KmMachine *m, const KmCpu *cpu)
{
  const KmTask *task = km_task (m, cpu->task);

  return task != NULL && km_mm (m, task->mm)->copied;
}

/* A range is flushed upwards page by page: what lies above the page at hand goes in the next steps. */
static gboolean
is_about_to_go (const KmMachine *m, const KmTlbEntry *entry)
{
  uint32_t cursor = m->store.cursor;

  return cursor > 0 && km_machine_step_kind (m, cursor) == KM_STEP_INVLPG
         && entry->page > km_step_get (m, cursor, INVLPG).page;
}

/* What the TLB holds must be what the tables say, or not present in them only until a flush. */
static gboolean
check_tlb (const KmMachine *m, GError **error)
{
  for (guint i = 0; i < m->state->config.cpus && !(km_check_open (m) & KM_OPEN_TLB_OLD); i++)
    {
      const KmCpu *cpu = &m->state->cpu[i];

      for (guint n = 0; n < KM_TLB_SETS * KM_TLB_WAYS; n++)
        {
          const KmTlbEntry *entry = &cpu->tlb[n / KM_TLB_WAYS][n % KM_TLB_WAYS];
          uint64_t pte;

          if (!entry->valid || is_about_to_go (m, entry))
            continue;
          pte = km_tables_entry (m, cpu->cr3 >> KM_PAGE_SHIFT, entry->page << KM_PAGE_SHIFT);
          if (!(pte & KM_PTE_P) || km_entry_pfn (pte) != entry->pfn
              || ((entry->bits & KM_PTE_RW) && !(pte & KM_PTE_RW) && !is_copied (m, cpu)))
            KM_FAIL ("the TLB of CPU %u maps page 0x%05x to frame 0x%05x, the page table does not", i,
                  entry->page, entry->pfn);
        }
    }
  return TRUE;
}

const KmModule km_module_mmu = {
  .name = "mmu", .check = check_tlb, .queries = queries, .reports = reports, .value = place_from_name,
};
