/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/mmu/tables.h"

#include "core/physical/alloc.h"
#include "core/physical/buddy.h"
#include "core/physical/frames.h"

#define TABLE_BITS (KM_PTE_P | KM_PTE_RW | KM_PTE_US | KM_PTE_A | KM_PTE_D)   /* _PAGE_TABLE */
#define USER_DIRECTORIES 3u     /* with PAE: the program's GiBs */
#define GFP_PGTABLE (KM_GFP_KERNEL | KM_GFP_ZERO | KM_GFP_ACCOUNT)

void
km_entry_write (KmMachine *m, KmPfn table, guint index, uint64_t entry)
{
  const uint32_t *words = km_frame_words (m, table);

  g_assert (words != NULL);
  if (!m->state->config.pae)
    {
      KM_EDIT (m, words[index], (uint32_t) entry);
      return;
    }
  KM_EDIT (m, words[2 * index], (uint32_t) entry);
  KM_EDIT (m, words[2 * index + 1], (uint32_t) (entry >> 32));
}

static KmPfn
table_new (KmMachine *m)
{
  KmPfn pfn = km_pages_alloc (m, GFP_PGTABLE, 0, KM_USE_PAGE_TABLE);

  if (pfn != 0 && km_frame_add_words (m, pfn) == NULL)
    {
      km_pages_free (m, pfn, 0);
      return 0;
    }
  return pfn;
}

static void
table_free (KmMachine *m, KmPfn pfn)
{
  km_frame_drop_words (m, pfn);
  km_pages_free (m, pfn, 0);
}

/* The upper quarter is the same in every task: without PAE the entries are copied, with PAE the one
 * directory is shared. */
static void
copy_kernel_part (KmMachine *m, KmPfn pgd)
{
  if (m->state->config.pae)
    {
      km_entry_write (m, pgd, 3, km_entry_read (m, m->state->swapper_pg_dir, 3));
      return;
    }
  for (guint i = KM_PAGE_OFFSET >> 22; i < 1024; i++)
    km_entry_write (m, pgd, i, km_entry_read (m, m->state->swapper_pg_dir, i));
}

static void
count_directory (KmMachine *m, const KmMm *mm, int n)
{
  KM_BUMP (m, mm->pgtables_bytes, (uint32_t) n * KM_PAGE_SIZE);
}

/* PAE: a directory for each GiB of the program, all of them from the start: preallocate_pmds (). */
static gboolean
add_directories (KmMachine *m, const KmMm *mm, KmPfn pgd)
{
  for (guint i = 0; i < USER_DIRECTORIES; i++)
    {
      KmPfn directory = table_new (m);

      if (directory == 0)
        return FALSE;
      km_entry_write (m, pgd, i, km_entry_make (directory, KM_PTE_P));
      count_directory (m, mm, 1);
    }
  return TRUE;
}

/* Debian's PAE kernel isolates page tables: each process has a copy of the kernel's directory, and one with what stays
 * visible while the program runs. They cost memory; what they map is not simulated. */
static gboolean
add_isolation (KmMachine *m, const KmMm *mm)
{
  for (guint i = 0; i < G_N_ELEMENTS (mm->pti_pmd) && m->state->config.layout == KM_LAYOUT_DEBIAN_PAE; i++)
    {
      KM_EDIT (m, mm->pti_pmd[i], table_new (m));
      if (mm->pti_pmd[i] == 0)
        return FALSE;
      count_directory (m, mm, 1);
    }
  return TRUE;
}

static void
drop_directories (KmMachine *m, const KmMm *mm, KmPfn pgd)
{
  for (guint i = 0; i < USER_DIRECTORIES && m->state->config.pae; i++)
    {
      KmPfn directory = km_entry_pfn (km_entry_read (m, pgd, i));

      if (directory == 0)
        continue;
      table_free (m, directory);
      km_entry_write (m, pgd, i, 0);
      count_directory (m, mm, -1);
    }
  for (guint i = 0; i < G_N_ELEMENTS (mm->pti_pmd); i++)
    if (mm->pti_pmd[i] != 0)
      {
        table_free (m, mm->pti_pmd[i]);
        KM_EDIT (m, mm->pti_pmd[i], 0);
        count_directory (m, mm, -1);
      }
}

KmPfn
km_pgd_new (KmMachine *m, const KmMm *mm)
{
  KmPfn pgd = table_new (m);

  if (pgd == 0)
    return 0;
  copy_kernel_part (m, pgd);
  if (m->state->config.pae && (!add_directories (m, mm, pgd) || !add_isolation (m, mm)))
    {
      drop_directories (m, mm, pgd);
      table_free (m, pgd);
      return 0;
    }
  KM_EDIT (m, mm->pgd, pgd);
  return pgd;
}

void
km_pgd_free (KmMachine *m, const KmMm *mm)
{
  drop_directories (m, mm, mm->pgd);
  table_free (m, mm->pgd);
  KM_EDIT (m, mm->pgd, 0);
}

static KmPfn
directory_of (const KmMachine *m, const KmMm *mm, KmAddr addr)
{
  if (!m->state->config.pae)
    return mm->pgd;
  return km_entry_pfn (km_entry_read (m, mm->pgd, km_table_index (m, addr, 3)));
}

/* __pmd_alloc (): one that free_pmd_range () took away is made again. */
static KmPfn
directory_need (KmMachine *m, const KmMm *mm, KmAddr addr)
{
  KmPfn directory = directory_of (m, mm, addr);

  if (directory != 0)
    return directory;
  directory = table_new (m);
  if (directory == 0)
    return 0;
  km_entry_write (m, mm->pgd, km_table_index (m, addr, 3), km_entry_make (directory, KM_PTE_P));
  count_directory (m, mm, 1);
  return directory;
}

KmPfn
km_table_need (KmMachine *m, const KmMm *mm, KmAddr addr)
{
  KmPfn directory = directory_need (m, mm, addr), table;
  guint index = km_table_index (m, addr, 2);
  uint64_t entry;

  if (directory == 0)
    return 0;
  entry = km_entry_read (m, directory, index);
  if (entry & KM_PTE_P)
    return km_entry_pfn (entry);
  km_step (m, TABLE_NEEDED, .addr = addr, .index = index);
  table = table_new (m);
  if (table == 0)
    return 0;
  km_entry_write (m, directory, index, km_entry_make (table, TABLE_BITS));
  KM_BUMP (m, mm->pgtables_bytes, KM_PAGE_SIZE);
  km_zone_count (m, km_zone_of (m, table), KM_NR_PAGETABLE, 1);
  km_step (m, TABLE_SET, .addr = addr, .index = index, .pfn = table,
           .entry_at = km_entry_phys (m, directory, index));
  return table;
}

static gboolean
table_is_empty (const KmMachine *m, KmPfn table)
{
  const uint32_t *words = km_frame_words (m, table);

  for (guint i = 0; i < 1024; i++)
    if (words[i] != 0)
      return FALSE;
  return TRUE;
}

guint
km_tables_free (KmMachine *m, const KmMm *mm, KmAddr floor, KmAddr ceiling)
{
  uint32_t reach = km_table_reach (m, 2);
  guint n = 0;

  for (uint64_t at = floor & ~(reach - 1); at < ceiling; at += reach)
    {
      KmPfn directory = directory_of (m, mm, at);
      guint index = km_table_index (m, at, 2);
      uint64_t entry = directory == 0 ? 0 : km_entry_read (m, directory, index);

      if (!(entry & KM_PTE_P) || !table_is_empty (m, km_entry_pfn (entry)))
        continue;
      km_entry_write (m, directory, index, 0);
      KM_BUMP (m, mm->pgtables_bytes, -KM_PAGE_SIZE);
      km_zone_count (m, km_zone_of (m, km_entry_pfn (entry)), KM_NR_PAGETABLE, -1);
      table_free (m, km_entry_pfn (entry));
      n++;
    }
  return n;
}

void
km_directories_free (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end, KmAddr floor, KmAddr ceiling)
{
  uint64_t reach = 1ull << 30;

  for (uint64_t at = start & ~(reach - 1); m->state->config.pae && at < end; at += reach)
    {
      KmPfn directory = directory_of (m, mm, at);

      if (directory == 0 || at < floor || at + reach > ceiling)
        continue;
      km_entry_write (m, mm->pgd, km_table_index (m, at, 3), 0);
      table_free (m, directory);
      count_directory (m, mm, -1);
    }
}

gboolean
km_table_move (KmMachine *m, const KmMm *mm, KmAddr from, KmAddr to)
{
  KmPfn old = directory_of (m, mm, from), new = directory_need (m, mm, to);
  guint old_index = km_table_index (m, from, 2), new_index = km_table_index (m, to, 2);
  uint64_t entry = km_entry_read (m, old, old_index);

  if (new == 0 || km_entry_read (m, new, new_index) != 0)
    return FALSE;
  km_entry_write (m, old, old_index, 0);
  km_entry_write (m, new, new_index, entry);
  return TRUE;
}

uint64_t
km_prot_bits (const KmMachine *m, uint32_t vm_flags)
{
  uint64_t bits = KM_PTE_P | KM_PTE_US | KM_PTE_A;

  if (!(vm_flags & (KM_VM_READ | KM_VM_WRITE | KM_VM_EXEC)))
    return KM_PTE_PROTNONE | KM_PTE_A;
  if ((vm_flags & KM_VM_WRITE) && (vm_flags & KM_VM_SHARED))
    bits |= KM_PTE_RW;
  if (m->state->config.pae && !(vm_flags & KM_VM_EXEC))
    bits |= KM_PTE_NX;
  return bits;
}
