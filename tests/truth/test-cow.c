/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fork and copy on write: after each step of a recorded family, which pages are there, how often each is mapped, and
 * which of them are the same frame. Frame numbers depend on the boot: each recorded one must be one of ours throughout. */
#include <stdio.h>

#include "core/mmu/entries.h"
#include "tests/truth/truth.h"

/* How many pages waited for their LRU list when the recorder began: the first two of its own fill the batch. */
#define BATCH_BEFORE 13

static const char *const folders[] = { "mini-64M", "mini-1G", "debian-686-2G" };

/* What the recorder did before each of its states, and whose pages it then showed. */
static const struct { const char *state, *commands, *task; } cases[] = {
  { "parent before fork", "write parent a len=6p;read parent a+6p", "parent" },
  { "child after fork", "fork parent child", "child" },
  { "child shared-anon", "", "child" },
  { "parent after fork", "", "parent" },
  { "child after writing 0..3", "write child a len=4p", "child" },
  { "parent after child wrote 0..3", "", "parent" },
  { "parent after writing 0 and 4", "write parent a;write parent a+4p", "parent" },
  { "child after parent wrote 0,4", "", "child" },
  { "parent after child exit", "exit child", "parent" },
  { "parent after writing 1..5", "write parent a+1p len=5p", "parent" },
  { "grandchild", "fork parent child2;fork child2 grandchild", "grandchild" },
};

typedef struct
{
  KmMachine *machine;
  const KmTask *task;           /* whose pages are shown */
  GHashTable *ours, *recorded;  /* recorded frame → ours, and back */
  guint compared;
} Cow;

static void
run_commands (KmMachine *machine, const char *commands)
{
  g_auto (GStrv) lines = g_strsplit (commands, ";", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    g_free (truth_run (machine, "%s", lines[i]));
}

static void
begin_state (Cow *cow, const char *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *head = g_strdup_printf ("-- %s: ", cases[i].state);

      if (!g_str_has_prefix (line, head))
        continue;
      run_commands (cow->machine, cases[i].commands);
      cow->task = km_task_from_name (cow->machine, cases[i].task);
      g_assert_nonnull (cow->task);
      return;
    }
  g_error ("%s", line);
}

static void
compare_frame (Cow *cow, guint recorded, guint ours)
{
  gpointer known = g_hash_table_lookup (cow->ours, GUINT_TO_POINTER (recorded));
  gpointer back = g_hash_table_lookup (cow->recorded, GUINT_TO_POINTER (ours));

  if (known == NULL && back == NULL)
    {
      g_hash_table_insert (cow->ours, GUINT_TO_POINTER (recorded), GUINT_TO_POINTER (ours));
      g_hash_table_insert (cow->recorded, GUINT_TO_POINTER (ours), GUINT_TO_POINTER (recorded));
      return;
    }
  g_assert_cmphex (GPOINTER_TO_UINT (known), ==, ours);
  g_assert_cmphex (GPOINTER_TO_UINT (back), ==, recorded);
}

/* "    0 va=b7ef2000 pfn=02478 mapcount=1 excl  UPTODATE …", "    7 va=b7ef9000 none" */
static void
compare_page (Cow *cow, const char *line)
{
  guint addr, pfn = 0, mapcount = 0;
  int n = sscanf (line, " %*u va=%x pfn=%x mapcount=%u", &addr, &pfn, &mapcount);
  uint64_t entry = km_tables_entry (cow->machine, km_mm (cow->machine, cow->task->mm)->pgd, addr);
  KmPfn ours = km_entry_pfn (entry);

  g_autofree char *own = NULL;

  g_assert_cmpint (n, >=, 1);
  own = truth_run (cow->machine, "print pagemap %s 0x%x 1p", km_task_name (cow->machine, cow->task), addr);
  truth_assert_page (own, line);
  cow->compared++;
  if (n == 3)
    compare_frame (cow, pfn, ours);
}

static void
test_cow (gconstpointer folder)
{
  g_autofree char *name = g_build_filename (folder, "cow.txt", NULL);
  g_auto (GStrv) lines = truth_lines (name);
  g_autoptr (KmMachine) machine = km_machine_new ();
  Cow cow = { machine, NULL, g_hash_table_new (NULL, NULL), g_hash_table_new (NULL, NULL), 0 };
  g_autoptr (GError) error = NULL;
  guint addr;

  g_free (truth_run (machine, "machine ram=64M layout=mini"));
  g_free (truth_run (machine, "exec parent"));
  g_assert_cmpint (sscanf (lines[0], "-- parent before fork: pagemap %x", &addr), ==, 1);
  g_free (truth_run (machine, "a = mmap parent 8p rw at=0x%x fixed", addr));
  g_free (truth_run (machine, "mmap parent 2p rw shared at=a-2p fixed"));
  truth_fill_pagevec (machine, "parent", BATCH_BEFORE);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "-- "))
        begin_state (&cow, lines[i]);
      else if (g_str_has_prefix (lines[i], "    "))
        compare_page (&cow, lines[i]);
    }
  g_assert_cmpuint (cow.compared, >=, 70);
  km_machine_check (machine, &error);
  g_assert_no_error (error);
  g_hash_table_unref (cow.ours);
  g_hash_table_unref (cow.recorded);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *test = g_strdup_printf ("/truth/cow/%s", folders[i]);

      g_test_add_data_func (test, folders[i], test_cow);
    }
  return g_test_run ();
}
