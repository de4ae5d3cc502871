/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/cache/file.h"
#include "core/lesson/texts.h"
#include "core/mmu/tables.h"
#include "tests/core/rules.h"
#include "tests/core/test-rules.h"

static uint32_t
content (const KmMachine *m, const char *where)
{
  return km_frame_content (m, test_value (m, NULL, "pfn %s", where));
}

/* `value=` makes contents equal, within a task and across them; a plain write never does. */
static void
check_writes (KmMachine *m)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  test_do (m, "write one a len=2p value=7");
  test_do (m, "write two b value=7");
  test_do (m, "write two b+1p value=8");
  g_assert_cmphex (content (m, "one a"), ==, content (m, "one a+1p"));
  g_assert_cmphex (content (m, "one a"), ==, content (m, "two b"));
  g_assert_cmphex (content (m, "one a"), !=, content (m, "two b+1p"));
  g_hash_table_add (seen, GUINT_TO_POINTER (content (m, "two b")));
  g_hash_table_add (seen, GUINT_TO_POINTER (content (m, "two b+1p")));
  test_do (m, "write one a value=0");
  test_do (m, "read one a+9p");                         /* the zero page */
  g_assert_cmphex (content (m, "one a"), ==, content (m, "one a+9p"));
  g_hash_table_add (seen, GUINT_TO_POINTER (content (m, "one a")));
  for (guint i = 0; i < 20; i++)                        /* the same page several times, too */
    {
      g_autofree char *where = g_strdup_printf ("one a+%up", i % 6);

      test_do (m, "write %s", where);
      g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (content (m, where))));
    }
}

void
test_values_as_ids (void)
{
  g_autoptr (KmMachine) m = rules_two_tasks ("ram=64M layout=classic");
  KmPfn pgd = km_mm (m, km_task_from_name (m, "one")->mm)->pgd, old, new;

  check_writes (m);
  test_do (m, "file f size=4K");
  test_do (m, "c = mmap one 1p rw file=f");
  test_do (m, "read one c");
  old = test_value (m, NULL, "pfn one c");
  test_do (m, "write one c");
  new = test_value (m, NULL, "pfn one c");
  g_assert_cmphex (km_frame_content (m, new), !=, km_frame_content (m, old));
  g_assert_null (km_frame_words (m, new));
  g_assert_cmphex (km_entry_pfn (km_tables_entry (m, pgd, test_value (m, NULL, "c"))), ==, new);
  g_assert_nonnull (km_frame_words (m, pgd));
  rules_go_to (m, "wp-copy");                                 /* copied, and not yet written */
  g_assert_cmphex (km_frame_content (m, new), ==, km_frame_content (m, old));
}

/* All pages of the read are there with its step and the next one maps: nobody runs in between. */
void
test_disk_is_instant (void)
{
  g_autoptr (KmMachine) m = rules_two_tasks ("ram=64M layout=classic");
  const KmFile *file;

  test_do (m, "file f path=/lib/f size=64K");
  test_do (m, "c = mmap one 16p r file=f");
  test_do (m, "d = mmap two 16p r file=f");
  test_do (m, "switch one");
  file = km_file_from_path (m, "/lib/f");
  test_do (m, "read one c+3p");
  g_assert_cmpuint (test_count_steps (m, "file-read"), ==, 1);
  g_assert_cmpuint (test_count_steps (m, "switch"), ==, 0);
  g_assert_cmpuint (test_value (m, NULL, "faults one major"), ==, 1);
  rules_go_to (m, "file-fault");
  g_assert_cmpuint (file->nr_pages, ==, 0);
  rules_go_to (m, "file-read");
  for (guint i = 0; i < 16; i++)
    g_assert_cmphex (km_frame (m, km_file_page (m, file, i))->flags & KM_PG_UPTODATE, !=, 0);
  g_assert_cmpint (km_machine_step_kind (m, km_machine_cursor (m) + 1), ==, KM_STEP_PTE_SET);
  km_machine_goto (m, km_machine_n_steps (m));
  test_do (m, "read two d+3p");
  g_assert_cmpuint (test_value (m, NULL, "faults two major"), ==, 0);
}

/* Pages of files are equal to none other, whatever the inodes: a hash of these two made pages meet. */
void
test_file_contents (void)
{
  static const guint inodes[] = { 5, 129114 };
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n = 0;

  test_do (m, "exec sh text=64K");
  for (guint i = 0; i < G_N_ELEMENTS (inodes); i++)
    {
      test_do (m, "file f%u size=1M ino=%u", i, inodes[i]);
      test_do (m, "a%u = mmap sh 1M r file=f%u", i, i);
      test_do (m, "read sh a%u len=1M", i);
    }
  for (KmPfn pfn = 1; pfn < m->state->n_frames; pfn++)
    if (km_frame_file (m, km_frame (m, pfn)) != NULL && km_frame_use (km_frame (m, pfn)) == KM_USE_FILE)
      {
        n++;
        g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (km_frame_content (m, pfn))));
      }
  g_assert_cmpuint (n, ==, 512);
}
