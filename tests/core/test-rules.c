/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Each rule of data/texts/rules.xml has a test of its name: what it says is so on a machine. */
#include "core/cache/file.h"
#include "core/lesson/texts.h"
#include "core/mmu/tables.h"
#include "tests/core/rules.h"
#include "tests/core/test-rules.h"

#define TLB_SIZE (KM_TLB_SETS * KM_TLB_WAYS)

KmMachine *
rules_two_tasks (const char *config)
{
  KmMachine *m = test_machine (config);

  test_do (m, "exec one text=16K data=8K bss=8K");
  test_do (m, "exec two text=16K data=8K bss=8K");
  test_do (m, "a = mmap one 256p rw");
  test_do (m, "b = mmap two 256p rw");
  return m;
}

void
rules_go_to (KmMachine *m, const char *kind)
{
  uint32_t step = km_machine_find_step (m, m->commands->len - 1, kind);

  g_assert_cmpuint (step, >, 0);
  km_machine_goto (m, step);
}

/* Steps name the task of the command's own line; a fault that begins in it ends in it. */
static void
check_command (const KmMachine *m, const KmCommandRecord *command)
{
  g_auto (GStrv) words = g_strsplit (command->text, " ", 3);
  int open = 0;

  for (uint32_t step = command->first_step; step <= command->last_step; step++)
    {
      KmStepKind kind = km_machine_step_kind (m, step);
      uint64_t task;

      g_assert_cmpint (kind == KM_STEP_DONE, ==, step == command->last_step);
      if (km_machine_step_arg (m, step, KM_ARG_NAME_task, &task, NULL))
        g_assert_cmpuint (task, ==, km_task_from_name (m, words[1])->id);
      open += kind == KM_STEP_FAULT_ENTER;
      open -= kind == KM_STEP_FAULT_RETURN || kind == KM_STEP_FAULT_SIGNAL;
    }
  g_assert_cmpint (open, ==, 0);
}

static void
test_one_command (void)
{
  g_autoptr (KmMachine) m = rules_two_tasks ("ram=64M layout=classic cpus=2");
  uint32_t next = 1;

  for (guint i = 0; i < 4; i++)
    {
      test_do (m, "write one a+%up len=2p", 2 * i);
      test_do (m, "write two b+%up len=3p cpu=1", 3 * i);
      test_do (m, "read one 0 cpu=%u", i % 2);          /* ends with a signal */
    }
  for (guint i = 0; i < m->commands->len; i++)
    {
      const KmCommandRecord *command = g_ptr_array_index (m->commands, i);

      g_assert_cmpuint (command->first_step, ==, next);
      check_command (m, command);
      next = command->last_step + 1;
    }
  g_assert_cmpuint (next, ==, km_machine_n_steps (m) + 1);
}

/* How many of a's pages @first to @last are in the TLB, each as the table has it. */
static guint
n_in_tlb (const KmMachine *m, guint first, guint last)
{
  const KmTlbEntry *entry = &m->state->cpu[0].tlb[0][0];
  guint n = 0;

  for (guint page = first; page <= last; page++)
    for (guint i = 0; i < TLB_SIZE; i++)
      if (entry[i].valid && entry[i].page == test_value (m, NULL, "a+%up", page) >> KM_PAGE_SHIFT)
        {
          g_assert_cmphex (entry[i].pfn, ==, test_value (m, NULL, "pfn one a+%up", page));
          n++;
        }
  return n;
}

static void
test_tlb (void)
{
  g_autoptr (KmMachine) m = rules_two_tasks ("ram=64M layout=classic");

  test_do (m, "write one a len=100p");                  /* the last ones stay, all of them */
  g_assert_cmpuint (n_in_tlb (m, 100 - TLB_SIZE, 99), ==, TLB_SIZE);
  test_do (m, "mmap one 8p rw");                        /* nobody tells it to drop */
  g_assert_cmpuint (n_in_tlb (m, 0, 99), ==, TLB_SIZE);
  test_do (m, "munmap one a+99p 1p");
  g_assert_cmpuint (n_in_tlb (m, 0, 98), ==, TLB_SIZE - 1);
  test_do (m, "switch two");
  g_assert_cmpuint (test_step_arg (m, "tlb-flush", 1, "entries"), ==, TLB_SIZE - 1);

  for (guint i = 0; i < KM_TLB_WAYS; i++)
    test_do (m, "read one a+%up", i * KM_TLB_SETS);
  test_do (m, "read one a");                            /* not the oldest any more */
  test_do (m, "read one a+%up", KM_TLB_WAYS * KM_TLB_SETS);
  g_assert_cmpuint (n_in_tlb (m, 0, 0), ==, 1);
  g_assert_cmpuint (n_in_tlb (m, KM_TLB_WAYS * KM_TLB_SETS, KM_TLB_WAYS * KM_TLB_SETS), ==, 1);
  /* Within its set: elsewhere there would have been room. */
  g_assert_cmpuint (n_in_tlb (m, KM_TLB_SETS, KM_TLB_SETS), ==, 0);
}

/* Segmentation lets every address through as it is; only paging may object, with trap 14. */
static void
test_flat_segments (void)
{
  static const KmAddr addrs[] = { 0, 0x08048000, 0xbfffffff, 0xc0000000, 0xffffffff };
  static const char *const verbs[] = { "read", "write", "exec_at" };
  g_autoptr (KmMachine) m = rules_two_tasks ("ram=64M layout=classic");

  for (guint i = 0; i < G_N_ELEMENTS (addrs) * 3; i++)
    {
      g_autofree char *out = test_run (m, "%s one 0x%x", verbs[i % 3], addrs[i / 3]);
      guint n = test_count_steps (m, "segment"), selector = i % 3 == 2 ? 0x73 : 0x7b;

      g_assert_true (*out == '\0' || g_str_has_suffix (out, " trapno=14\n"));
      g_assert_cmpuint (n, >, 0);
      g_assert_cmpuint (n, ==, test_count_steps (m, "tlb-hit") + test_count_steps (m, "tlb-miss"));
      for (; n > 0; n--)
        {
          g_assert_cmphex (test_step_arg (m, "segment", n, "selector"), ==, selector);
          g_assert_cmphex (test_step_arg (m, "segment", n, "offset"), ==, addrs[i / 3]);
          g_assert_cmphex (test_step_arg (m, "segment", n, "linear"), ==, addrs[i / 3]);
        }
    }
}

/* The walk goes from CR3 to the page in so many steps. A level that is not there takes no frame:
 * the first write takes one for the table and one for the page. */
static void
check_levels (const char *config, guint levels)
{
  static const char *const walks[] = { "walk-table", "walk-directory", "walk-pdpt" };
  g_autoptr (KmMachine) m = rules_two_tasks (config);
  uint64_t table, entry;

  test_do (m, "write one a");
  g_assert_cmpuint (test_count_steps (m, "table-needed"), ==, 1);
  g_assert_cmpuint (test_count_steps (m, "table-set"), ==, 1);
  g_assert_cmpuint (test_count_steps (m, "alloc-pages"), ==, 2);
  test_do (m, "switch two");
  test_do (m, "read one a");
  table = test_step_arg (m, "switch", 1, "cr3");
  for (guint level = G_N_ELEMENTS (walks); level-- > 0;)
    {
      g_assert_cmpuint (test_count_steps (m, walks[level]), ==, level < levels);
      if (level >= levels)
        continue;
      g_assert_cmphex (test_step_arg (m, walks[level], 1, "table"), ==, table);
      entry = test_step_arg (m, walks[level], 1, "entry");
      table = (uint64_t) km_entry_pfn (entry) << KM_PAGE_SHIFT;
    }
  g_assert_cmphex (test_step_arg (m, "memory", 1, "phys"), ==, table);
}

static void
test_folded_levels (void)
{
  check_levels ("ram=1G layout=classic", 2);
  check_levels ("ram=1G layout=debian-5.10", 2);
  check_levels ("ram=1G layout=debian-5.10-pae", 3);
}

/* Every step of two machines has the same words. */
static void
compare_steps (const KmMachine *a, const KmMachine *b)
{
  g_assert_cmpuint (km_machine_n_steps (a), ==, km_machine_n_steps (b));
  for (uint32_t step = 1; step <= km_machine_n_steps (a); step++)
    {
      gsize size = km_machine_step_info (a, step)->n_words * sizeof (uint32_t);

      g_assert_cmpint (km_machine_step_kind (a, step), ==, km_machine_step_kind (b, step));
      g_assert_cmpmem (km_machine_step_args (a, step), size, km_machine_step_args (b, step), size);
    }
}

/* The two tasks of a machine agree, and all stands where norandmaps has it. */
static void
check_addresses (const KmMachine *m)
{
  static const char *const names[] = { "text", "brk", "sp", "stack_start", "mmap_base" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmphex (test_value (m, "one", "%s", names[i]), ==,
                     test_value (m, "two", "%s", names[i]));
  g_assert_cmphex (test_value (m, NULL, "a"), ==, test_value (m, NULL, "b"));
  g_assert_cmphex (test_value (m, "one", "text"), ==, 0x08048000);
  g_assert_cmphex (test_value (m, "one", "brk"), ==, 0x08048000 + 32 * 1024);
  g_assert_cmphex (test_value (m, "one", "stack"), ==, KM_TASK_SIZE);
  g_assert_cmphex (test_value (m, "one", "mmap_base"), ==, KM_TASK_SIZE - (128u << 20));
}

/* Two frames a task more than PAE needs, and one root for program and kernel. */
static void
test_isolation (void)
{
  g_autoptr (KmMachine) m = rules_two_tasks ("ram=1G layout=debian-5.10-pae");
  const KmMm *mm = km_mm (m, km_task_from_name (m, "one")->mm);
  uint64_t cr3 = km_cpu (m)->cr3;

  g_assert_cmpuint (mm->pti_pmd[0], !=, 0);
  g_assert_cmpuint (mm->pti_pmd[1], !=, 0);
  g_assert_cmpuint (mm->pgtables_bytes, ==, (3 + 2 + 1) * KM_PAGE_SIZE);
  test_do (m, "syscall two getpid");
  for (uint32_t step = m->commands->len; step <= km_machine_n_steps (m); step++)
    {
      km_machine_goto (m, step);
      if (km_machine_step_kind (m, step) == KM_STEP_SYSCALL_ENTER || km_machine_step_kind (m, step) == KM_STEP_SYSCALL_EXIT)
        g_assert_cmphex (km_cpu (m)->cr3, ==, cr3);
    }
  test_check (m);
}

static void
test_no_randomness (void)
{
  g_autofree char *pie =
    g_build_filename (g_getenv ("VMARIUM_SRCDIR"), "data", "programs", "pie32", NULL);
  g_autoptr (KmMachine) first = rules_two_tasks ("ram=1G layout=debian-5.10 seed=1");
  g_autoptr (KmMachine) other = rules_two_tasks ("ram=1G layout=debian-5.10 seed=4711");

  for (guint i = 0; i < 2; i++)
    {
      KmMachine *m = i == 0 ? first : other;

      check_addresses (m);
      test_do (m, "exec lib seg=0x08048000:8K:rx:/bin/lib@0 seg=0xb7fd0000:8K:rx:/lib/ld.so@0");
      g_assert_cmphex (test_step_arg (m, "exec-interp", 1, "base"), ==, 0xb7fd0000);
      test_do (m, "exec pie elf=\"%s\"", pie);         /* at ELF_ET_DYN_BASE, to the byte */
      g_assert_cmphex (test_step_arg (m, "exec-segment", 1, "start"), ==, 0x00400000);
    }
  compare_steps (first, other);
}

/* By its sizes at the first byte of its text; a file names its entry, which lies behind the header. */
static void
test_program_of_sizes (void)
{
  g_autofree char *file = g_build_filename (g_getenv ("VMARIUM_SRCDIR"), "data", "programs", "fixed32", NULL);
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");

  test_do (m, "exec sized text=64K data=12K");
  g_assert_cmphex (test_step_arg (m, "exec-start", 1, "entry"), ==, test_value (m, "sized", "text"));
  test_do (m, "exec real elf=\"%s\"", file);
  g_assert_cmphex (test_step_arg (m, "exec-start", 1, "entry"), >, test_value (m, "real", "text"));
}

static const struct
{
  const char *id;
  GTestFunc test;
} rules[] = {
  { "one-command-at-a-time", test_one_command },
  { "tlb-is-small", test_tlb },
  { "flat-segments", test_flat_segments },
  { "folded-levels", test_folded_levels },
  { "isolation-costs-only", test_isolation },
  { "plain-boot", rules_test_plain_boot },
  { "no-memcg", rules_test_no_memcg },
  { "boost-stays", rules_test_boost_stays },
  { "no-randomness", test_no_randomness },
  { "program-of-sizes", test_program_of_sizes },
  { "values-as-ids", test_values_as_ids },
  { "disk-is-instant", test_disk_is_instant },
};

/* No rule without a test, and no test without a rule. */
static void
test_all (void)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("VMARIUM_SRCDIR"), "data", "texts", "rules.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KmTexts) texts = km_texts_load (path, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < texts->entries->len; i++)
    {
      const KmTextEntry *entry = g_ptr_array_index (texts->entries, i);
      guint n = 0;

      for (guint k = 0; k < G_N_ELEMENTS (rules); k++)
        n += g_str_equal (rules[k].id, entry->id);
      if (n != 1)
        g_error ("rule %s has %u tests", entry->id, n);
    }
  for (guint k = 0; k < G_N_ELEMENTS (rules); k++)
    if (km_texts_find (texts, rules[k].id) == NULL)
      g_error ("there is no rule %s", rules[k].id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/all", test_all);
  g_test_add_func ("/rules/file-contents", test_file_contents);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *path = g_strconcat ("/rules/", rules[i].id, NULL);

      g_test_add_func (path, rules[i].test);
    }
  return g_test_run ();
}
