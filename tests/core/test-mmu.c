/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Translation: tables, accessed and dirty bits, the TLB, copy on write. */
#include "core/machine/machine.h"
#include "core/state/edit.h"
#include "core/mmu/tables.h"
#include "core/mmu/tlb.h"
#include "tests/core/support.h"

static uint64_t
entry_of (const KmMachine *m, const char *task, KmAddr addr)
{
  return km_tables_entry (m, km_mm (m, km_task_from_name (m, task)->mm)->pgd, addr);
}

static KmMachine *
two_tasks (const char *config)
{
  KmMachine *m = test_machine (config);

  test_do (m, "exec one text=16K data=8K bss=8K");
  test_do (m, "exec two text=16K data=8K bss=8K");
  return m;
}

/* The same address is another frame in another task, and their text the same one. */
static void
test_two_tasks (void)
{
  g_autoptr (KmMachine) m = two_tasks ("ram=64M layout=classic");
  uint64_t one, two;

  test_do (m, "mmap one 1p rw at=0x50000000 fixed");
  test_do (m, "mmap two 1p rw at=0x50000000 fixed");
  test_do (m, "write one 0x50000000 len=1p value=7");
  test_do (m, "write two 0x50000000 len=1p value=8");
  one = test_value (m, NULL, "pfn one 0x50000000");
  two = test_value (m, NULL, "pfn two 0x50000000");
  g_assert_cmphex (one, !=, two);
  g_assert_cmphex (km_frame_content (m, one), !=, km_frame_content (m, two));
  test_do (m, "read one 0x50000000");
  g_assert_cmphex (test_step_arg (m, "memory", 1, "phys"), ==, one << 12);
  test_do (m, "read two 0x50000123");
  g_assert_cmphex (test_step_arg (m, "memory", 1, "phys"), ==, (two << 12) + 0x123);

  test_do (m, "file lib size=8K");
  test_do (m, "mmap one 2p r file=lib at=0x51000000 fixed");
  test_do (m, "mmap two 2p r file=lib at=0x52000000 fixed");
  test_do (m, "read one 0x51001000");
  test_do (m, "read two 0x52001000");
  g_assert_cmphex (test_value (m, NULL, "pfn one 0x51001000"), ==,
                   test_value (m, NULL, "pfn two 0x52001000"));
  test_check (m);
}

/* The directory index is the upper ten bits, the table's the ten below: 0x50403abc is
 * 321, 3, 0xabc. */
static void
test_walk (void)
{
  g_autoptr (KmMachine) m = two_tasks ("ram=64M layout=classic");
  uint64_t cr3, directory, pte_at, pfn;

  test_do (m, "mmap two 1p rw at=0x50403000 fixed");
  test_do (m, "write two 0x50403abc");
  test_do (m, "switch one");
  test_do (m, "read two 0x50403abc");
  cr3 = test_step_arg (m, "switch", 1, "cr3");
  g_assert_cmphex (test_step_arg (m, "walk-directory", 1, "table"), ==, cr3);
  g_assert_cmpuint (test_step_arg (m, "walk-directory", 1, "index"), ==, 321);
  g_assert_cmphex (test_step_arg (m, "walk-directory", 1, "entry_at"), ==, cr3 + 321 * 4);
  directory = test_step_arg (m, "walk-directory", 1, "entry");
  pte_at = test_step_arg (m, "walk-table", 1, "entry_at");
  g_assert_cmphex (directory & ~0xfffull, ==, pte_at & ~0xfffull);
  g_assert_cmphex (pte_at & 0xfff, ==, 12);
  pfn = test_step_arg (m, "walk-table", 1, "entry") >> 12;
  g_assert_cmphex (test_step_arg (m, "memory", 1, "phys"), ==, (pfn << 12) + 0xabc);
  g_assert_cmphex (pfn, ==, test_value (m, NULL, "pfn two 0x50403abc"));
}

/* PAE: 2 + 9 + 9 + 12 bits and entries of 8 bytes; 0x50403abc is 1, 130, 3, 0xabc. */
static void
test_walk_pae (void)
{
  g_autoptr (KmMachine) m = two_tasks ("ram=64M layout=debian-5.10-pae");
  uint64_t cr3, middle, table;

  test_do (m, "mmap two 1p rw at=0x50403000 fixed");
  test_do (m, "write two 0x50403abc");
  test_do (m, "switch one");
  test_do (m, "read two 0x50403abc");
  cr3 = test_step_arg (m, "switch", 1, "cr3");
  g_assert_cmphex (test_step_arg (m, "walk-pdpt", 1, "table"), ==, cr3);
  g_assert_cmphex (test_step_arg (m, "walk-pdpt", 1, "entry_at"), ==, cr3 + 8);
  middle = test_step_arg (m, "walk-pdpt", 1, "entry") & ~0xfffull;
  g_assert_cmphex (test_step_arg (m, "walk-directory", 1, "entry_at"), ==, middle + 130 * 8);
  table = test_step_arg (m, "walk-directory", 1, "entry") & ~0xfffull;
  g_assert_cmphex (test_step_arg (m, "walk-table", 1, "entry_at"), ==, table + 3 * 8);
  g_assert_cmphex (test_step_arg (m, "memory", 1, "phys") & 0xfff, ==, 0xabc);

  /* NX is bit 63: data cannot be executed, and the error code says instruction fetch. */
  g_assert_true (entry_of (m, "two", 0x50403000) >> 63);
  g_free (test_run (m, "exec_at two 0x50403abc"));
  g_assert_cmpuint (test_value (m, NULL, "signal two"), ==, 11);
  g_assert_cmpuint (test_step_arg (m, "fault-signal", 1, "error_code"), ==, 1 | 4 | 16);
  test_do (m, "exec_at two text");
  g_assert_cmpuint (test_value (m, NULL, "signal two"), ==, 0);
  test_check (m);
}

/* The processor sets A on the first use of an entry and D on the first write, and walks again for
 * D. */
static void
test_accessed_dirty (void)
{
  g_autoptr (KmMachine) m = two_tasks ("ram=64M layout=classic");

  test_do (m, "file f size=64K");
  test_do (m, "mmap one 4p rw file=f shared at=0x50000000 fixed");
  test_do (m, "write one 0x50000000");
  g_assert_cmphex (entry_of (m, "one", 0x50000000) & (KM_PTE_A | KM_PTE_D), ==,
                   KM_PTE_A | KM_PTE_D);
  test_do (m, "read one 0x50001000");
  g_assert_cmphex (entry_of (m, "one", 0x50001000) & (KM_PTE_A | KM_PTE_D), ==, KM_PTE_A);

  /* Shared memory has nobody to tell of the first write: the processor notes it, without fault. */
  test_do (m, "mmap one 1p rw shared at=0x52000000 fixed");
  test_do (m, "read one 0x52000000");
  g_assert_cmphex (entry_of (m, "one", 0x52000000) & (KM_PTE_RW | KM_PTE_D), ==, KM_PTE_RW);
  test_do (m, "write one 0x52000000");
  g_assert_cmpuint (test_count_steps (m, "page-fault"), ==, 0);
  g_assert_cmpuint (test_count_steps (m, "set-accessed"), ==, 1);
  g_assert_cmphex (entry_of (m, "one", 0x52000000) & (KM_PTE_RW | KM_PTE_D), ==,
                   KM_PTE_RW | KM_PTE_D);

  /* A page of a file on disk is told: clean it stays read-only, whatever mprotect allows. */
  test_do (m, "mprotect one 0x50001000 1p r");
  test_do (m, "mprotect one 0x50001000 1p rw");
  test_do (m, "write one 0x50001000");
  g_assert_cmpuint (test_count_steps (m, "wp-reuse"), ==, 1);

  /* A private page made read-only and writable again keeps its D bit; a clean one gets it by
   * writing. */
  test_do (m, "mmap one 1p rw at=0x51000000 fixed");
  test_do (m, "read one 0x51000000");
  g_assert_cmphex (entry_of (m, "one", 0x51000000) & (KM_PTE_RW | KM_PTE_D), ==, 0);
  test_do (m, "write one 0x51000000");
  g_assert_cmphex (entry_of (m, "one", 0x51000000) & (KM_PTE_RW | KM_PTE_D), ==,
                   KM_PTE_RW | KM_PTE_D);
  g_assert_cmpuint (test_count_steps (m, "page-fault"), ==, 1);
  test_do (m, "write one 0x51000004");
  g_assert_cmpuint (test_count_steps (m, "tlb-hit"), ==, 1);
  g_assert_cmpuint (test_count_steps (m, "set-accessed"), ==, 0);
}

static guint
n_entries (const KmCpu *cpu, gboolean global)
{
  guint n = 0;

  for (guint i = 0; i < KM_TLB_SETS * KM_TLB_WAYS; i++)
    {
      const KmTlbEntry *entry = &cpu->tlb[i / KM_TLB_WAYS][i % KM_TLB_WAYS];

      n += entry->valid && ((entry->bits & KM_PTE_G) != 0) == global;
    }
  return n;
}

static void
test_flush (void)
{
  g_autoptr (KmMachine) m = two_tasks ("ram=64M layout=classic");
  const KmCpu *cpu = &m->state->cpu[0];

  test_do (m, "mmap one 20p rw at=0x50000000 fixed");
  test_do (m, "write one 0x50000000 len=20p");
  g_assert_cmpuint (n_entries (cpu, FALSE), ==, 20);
  test_do (m, "switch one");                            /* it runs already: nothing is loaded */
  g_assert_cmpuint (n_entries (cpu, FALSE), ==, 20);
  test_do (m, "munmap one 0x50000000 3p");              /* few pages: one by one */
  g_assert_cmpuint (test_count_steps (m, "invlpg"), ==, 3);
  g_assert_cmpuint (n_entries (cpu, FALSE), ==, 17);
  test_do (m, "switch two");
  g_assert_cmpuint (n_entries (cpu, FALSE), ==, 0);
  g_assert_cmpuint (test_step_arg (m, "tlb-flush", 1, "entries"), ==, 17);
  test_do (m, "switch one");
  test_do (m, "mmap one 40p rw at=0x50000000 fixed");
  test_do (m, "write one 0x50000000 len=40p");
  test_do (m, "munmap one 0x50000000 40p");             /* more than 33: everything */
  g_assert_cmpuint (test_count_steps (m, "invlpg"), ==, 0);
  g_assert_cmpuint (n_entries (cpu, FALSE), ==, 0);
  test_check (m);
}

/* 4 ways: five pages whose numbers are equal in the low 4 bits do not fit, the oldest goes. */
static void
test_ways (void)
{
  g_autoptr (KmMachine) m = two_tasks ("ram=64M layout=classic");

  test_do (m, "mmap one 80p rw at=0x50000000 fixed");
  for (guint i = 0; i < 5; i++)
    test_do (m, "write one 0x%x", 0x50000000 + i * 16 * KM_PAGE_SIZE);
  test_do (m, "read one 0x50010000");
  g_assert_cmpuint (test_count_steps (m, "tlb-hit"), ==, 1);
  test_do (m, "read one 0x50000000");
  g_assert_cmpuint (test_count_steps (m, "tlb-hit"), ==, 0);
  g_assert_cmpuint (test_count_steps (m, "page-fault"), ==, 0); /* a TLB miss is no page fault */
}

/* The kernel's part is mapped in every task and closed to all of them. */
static void
test_kernel_address (void)
{
  g_autoptr (KmMachine) m = two_tasks ("ram=64M layout=classic");

  g_free (test_run (m, "read one 0xc0100000"));
  g_assert_cmpuint (test_value (m, NULL, "signal one"), ==, 11);
  g_assert_cmpuint (test_step_arg (m, "page-fault", 1, "error_code"), ==, 5);
  g_assert_cmphex (test_step_arg (m, "walk-directory", 1, "entry") & KM_PTE_P, ==, KM_PTE_P);
  g_assert_cmphex (test_step_arg (m, "walk-directory", 1, "entry") & KM_PTE_US, ==, 0);
  g_assert_cmpuint (test_count_steps (m, "fault-kernel-addr"), ==, 1);
  g_assert_cmpuint (test_count_steps (m, "find-vma"), ==, 0);
  test_check (m);
}

/* A private page of a file: read shares the cached frame, the first write copies it. */
static void
test_private_file (void)
{
  g_autoptr (KmMachine) m = two_tasks ("ram=64M layout=classic");
  uint64_t cached, copy;

  test_do (m, "file f size=8K");
  test_do (m, "mmap one 2p rw file=f at=0x50000000 fixed");
  test_do (m, "read one 0x50000000");
  cached = test_value (m, NULL, "pfn one 0x50000000");
  g_assert_cmphex (entry_of (m, "one", 0x50000000) & KM_PTE_RW, ==, 0);
  /* The page cache, the entry, and the batch for the LRU lists. */
  g_assert_cmpuint (test_value (m, NULL, "refcount 0x%" G_GINT64_MODIFIER "x", cached), ==, 3);
  test_do (m, "write one 0x50000004");
  g_assert_cmpuint (test_count_steps (m, "wp-copy"), ==, 1);
  g_assert_cmpuint (test_step_arg (m, "page-fault", 1, "error_code"), ==, 7);
  copy = test_value (m, NULL, "pfn one 0x50000000");
  g_assert_cmphex (copy, !=, cached);
  g_assert_cmpuint (test_value (m, NULL, "mapcount 0x%" G_GINT64_MODIFIER "x", cached), ==, 0);
  g_assert_cmpuint (test_value (m, NULL, "refcount 0x%" G_GINT64_MODIFIER "x", cached), ==, 2);
  g_assert_cmphex (entry_of (m, "one", 0x50000000) & KM_PTE_RW, ==, KM_PTE_RW);

  test_do (m, "write one 0x50001000");                  /* not read before: copied at once */
  g_assert_cmpuint (test_count_steps (m, "cow-fault"), ==, 1);
  g_assert_cmpuint (test_count_steps (m, "page-fault"), ==, 1);
  test_check (m);
}

/* Reading gives the machine's one zero page, which counts nowhere; writing gives a frame. */
static void
test_zero_page (void)
{
  g_autoptr (KmMachine) m = two_tasks ("ram=64M layout=classic");
  uint64_t rss = test_value (m, NULL, "rss one");

  test_do (m, "mmap one 8p rw at=0x50000000 fixed");
  test_do (m, "read one 0x50000000 len=8p");
  g_assert_cmphex (test_value (m, NULL, "pfn one 0x50000000"), ==,
                   test_value (m, NULL, "pfn one 0x50007000"));
  g_assert_cmpuint (test_value (m, NULL, "rss one"), ==, rss);
  test_do (m, "write one 0x50000000");
  g_assert_cmpuint (test_value (m, NULL, "rss one"), ==, rss + KM_PAGE_SIZE);
  g_assert_cmphex (test_value (m, NULL, "pfn one 0x50000000"), !=,
                   test_value (m, NULL, "pfn one 0x50007000"));
  test_do (m, "munmap one 0x50000000 8p");
  g_assert_cmpuint (test_value (m, NULL, "rss one"), ==, rss);
  test_do (m, "mmap one 8p rw at=0x50000000 fixed");
  test_do (m, "read one 0x50007000");                   /* the TLB forgot the zero page, too */
  g_assert_cmpuint (test_count_steps (m, "tlb-hit"), ==, 0);
  test_check (m);
}

/* A page of the vdso may be written once mprotect allows it: the task gets a copy, the kernel's
 * stays. */
static void
test_vdso_copy (void)
{
  g_autoptr (KmMachine) m = two_tasks ("ram=64M layout=classic");
  g_autofree char *maps = test_run (m, "print maps one");
  g_auto (GStrv) lines = g_strsplit (maps, "\n", -1);
  const char *line = NULL;
  uint64_t kernels;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_suffix (lines[i], "[vdso]"))
      line = lines[i];
  g_assert_nonnull (line);
  test_do (m, "read two 0x%.8s", line);
  kernels = test_value (m, NULL, "pfn two 0x%.8s", line);
  test_do (m, "mprotect one 0x%.8s 1p rwx", line);
  test_do (m, "read one 0x%.8s", line);
  test_do (m, "write one 0x%.8s", line);
  g_assert_cmphex (test_value (m, NULL, "pfn one 0x%.8s", line), !=, kernels);
  g_assert_cmphex (test_value (m, NULL, "pfn two 0x%.8s", line), ==, kernels);
  test_check (m);
}

/* A task that moves to another CPU leaves nothing behind in the TLB of the first. */
static void
test_cpus (void)
{
  g_autoptr (KmMachine) m = two_tasks ("ram=64M layout=classic cpus=2");

  test_do (m, "mmap one 8p rw at=0x50000000 fixed");
  test_do (m, "write one 0x50000000 len=8p cpu=0");
  test_do (m, "munmap one 0x50000000 1p cpu=1");
  g_assert_cmpuint (n_entries (&m->state->cpu[0], FALSE), ==, 7);
  test_do (m, "read one 0x50001000 cpu=1");
  g_assert_cmpuint (n_entries (&m->state->cpu[0], FALSE), ==, 0);
  g_assert_cmpuint (n_entries (&m->state->cpu[1], FALSE), ==, 1);
  test_do (m, "exit one cpu=0");
  g_assert_cmpuint (n_entries (&m->state->cpu[1], FALSE), ==, 0);
  test_check (m);
}

/* At the start of an area that is not aligned to 64 KiB the window is the area's first 16 pages; behind
 * them it is aligned. */
static void
test_fault_around (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");

  test_do (m, "exec sh text=128K data=8K");             /* text begins at 0x08048000 */
  test_do (m, "read sh text");                          /* reads 32 pages, maps one */
  g_assert_cmpuint (test_count_steps (m, "fault-around"), ==, 0);
  test_do (m, "read sh text+1p");
  g_assert_cmpuint (test_step_arg (m, "fault-around", 1, "pages"), ==, 15);
  g_assert_cmpuint (test_value (m, NULL, "present sh 0x08057000"), ==, 1);
  g_assert_cmpuint (test_value (m, NULL, "present sh 0x08058000"), ==, 0);
  test_do (m, "read sh 0x08059000");
  g_assert_cmpuint (test_step_arg (m, "fault-around", 1, "start"), ==, 0x08050000);
  g_assert_cmpuint (test_value (m, NULL, "present sh 0x0805f000"), ==, 1);
  g_assert_cmpuint (test_value (m, NULL, "present sh 0x08060000"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mmu/two-tasks", test_two_tasks);
  g_test_add_func ("/mmu/walk", test_walk);
  g_test_add_func ("/mmu/walk-pae", test_walk_pae);
  g_test_add_func ("/mmu/accessed-dirty", test_accessed_dirty);
  g_test_add_func ("/mmu/flush", test_flush);
  g_test_add_func ("/mmu/ways", test_ways);
  g_test_add_func ("/mmu/kernel-address", test_kernel_address);
  g_test_add_func ("/mmu/private-file", test_private_file);
  g_test_add_func ("/mmu/zero-page", test_zero_page);
  g_test_add_func ("/mmu/vdso-copy", test_vdso_copy);
  g_test_add_func ("/mmu/cpus", test_cpus);
  g_test_add_func ("/mmu/fault-around", test_fault_around);
  return g_test_run ();
}
