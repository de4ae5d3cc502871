/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who maps a page, against a look at every entry of every task; the order of a walk, and where it looks in vain. */
#include "core/rmap/walk.h"

#include "core/mmu/tables.h"
#include "core/user/anon-vma-tree.h"
#include "core/user/vma.h"
#include "tests/core/support.h"

typedef struct
{
  const KmMachine *m;
  GString *found;
  guint stop_after;
} Walk;

static gboolean
note (const KmMapping *mapping, gpointer data)
{
  Walk *walk = data;

  g_string_append_printf (walk->found, "%s:%08x%s ", km_task_name (walk->m, mapping->task), mapping->addr,
                          mapping->mapped ? "" : "-");
  return --walk->stop_after > 0;
}

static int
compare_words (const char *const *a, const char *const *b)
{
  return strcmp (*a, *b);
}

/* By brute force: every page of every area. */
static char *
look_everywhere (const KmMachine *m, KmPfn pfn)
{
  GString *found = g_string_new (NULL);

  for (const KmTask *task = km_task (m, m->state->first_task); task != NULL; task = km_task (m, task->next))
    for (uint64_t at = 0; at < KM_TASK_SIZE; at += KM_PAGE_SIZE)
      {
        uint64_t entry = km_tables_entry (m, km_mm (m, task->mm)->pgd, at);

        if ((entry & KM_PTE_P) && !(entry & KM_PTE_SPECIAL) && km_entry_pfn (entry) == pfn)
          g_string_append_printf (found, "%s:%08x ", km_task_name (m, task), (KmAddr) at);
      }
  return g_string_free (found, FALSE);
}

/* "b a c- " → "a b ": the places that map the page, by name. */
static char *
mapped_places (const char *places)
{
  g_auto (GStrv) words = g_strsplit (places, " ", -1);
  g_autoptr (GPtrArray) mapped = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !g_str_has_suffix (words[i], "-"))
      g_ptr_array_add (mapped, words[i]);
  g_ptr_array_sort (mapped, (GCompareFunc) compare_words);
  for (guint i = 0; i < mapped->len; i++)
    g_string_append_printf (text, "%s ", (const char *) mapped->pdata[i]);
  return g_string_free (text, FALSE);
}

static char *
walk_text (const KmMachine *m, KmPfn pfn, guint *n)
{
  Walk walk = { m, g_string_new (NULL), G_MAXUINT };

  *n = km_rmap_walk (m, pfn, note, &walk);
  return g_string_free (walk.found, FALSE);
}

static KmMachine *
shared_pages (void)
{
  KmMachine *m = test_machine ("ram=64M layout=classic");

  test_do (m, "file lib size=16K");
  test_do (m, "exec one");
  test_do (m, "exec two");
  test_do (m, "a = mmap one 4p r file=lib");
  test_do (m, "b = mmap two 2p r file=lib offset=4K");
  test_do (m, "c = mmap two 2p r file=lib");
  test_do (m, "read one a len=4p");
  test_do (m, "read two b len=2p");
  test_do (m, "read two c len=2p");
  test_do (m, "d = mmap one 2p rw");
  test_do (m, "write one d len=2p");
  test_do (m, "munmap one a+3p 1p");
  return m;
}

/* Every mapped page of the machine; returns the most places that one has. */
static guint
walk_all (const KmMachine *m)
{
  guint most = 0;

  for (KmPfn pfn = 0; pfn < m->state->n_frames; pfn++)
    {
      const KmFrame *frame = km_frame (m, pfn);
      g_autofree char *walked = NULL, *found = NULL, *everywhere = NULL, *expected = NULL;
      guint n;

      if (frame->mapcount == 0 || (frame->flags & KM_PG_RESERVED))
        continue;
      walked = walk_text (m, pfn, &n);
      found = mapped_places (walked);
      everywhere = look_everywhere (m, pfn);
      expected = mapped_places (everywhere);
      g_assert_cmpstr (found, ==, expected);
      g_assert_cmpuint (n, >=, frame->mapcount);
      most = MAX (most, n);
    }
  return most;
}

static void
test_walk (void)
{
  g_autoptr (KmMachine) m = shared_pages ();

  g_assert_cmpuint (walk_all (m), ==, 3);
}

static void
test_stops (void)
{
  g_autoptr (KmMachine) m = shared_pages ();
  Walk walk = { m, g_string_new (NULL), 2 };

  g_assert_cmpuint (km_rmap_walk (m, test_value (m, "one", "pfn one a+1p"), note, &walk), ==, 2);
  g_string_truncate (walk.found, 0);
  g_assert_cmpuint (km_rmap_walk (m, 0, note, &walk), ==, 0);           /* reserved */
  g_assert_cmpstr (walk.found->str, ==, "");
  g_string_free (walk.found, TRUE);
}

/* A family at one address: who copied is still visited, and who writes last keeps the page where it was. */
static void
test_family (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
  g_autofree char *first = NULL, *second = NULL, *third = NULL;
  const KmAnonVma *anon;
  KmPfn pfn;
  guint n;

  test_do (m, "exec sh");
  test_do (m, "mmap sh 4p rw at=0x60000000 fixed");
  test_do (m, "write sh 0x60000000");
  test_do (m, "fork sh one");
  test_do (m, "fork sh two");
  pfn = (KmPfn) test_value (m, "sh", "pfn sh 0x60000000");
  anon = km_frame_anon_vma (m, km_frame (m, pfn));
  first = walk_text (m, pfn, &n);
  g_assert_cmpstr (first, ==, "sh:60000000 one:60000000 two:60000000 ");
  test_do (m, "write one 0x60000000");
  second = walk_text (m, pfn, &n);
  g_assert_cmpstr (second, ==, "sh:60000000 one:60000000- two:60000000 ");
  g_assert_true (km_frame_anon_vma (m, km_frame (m, (KmPfn) test_value (m, "one", "pfn one 0x60000000"))) != anon);
  test_do (m, "exit sh");
  test_do (m, "write two 0x60000000");
  g_assert_cmpuint (test_value (m, "two", "pfn two 0x60000000"), ==, pfn);
  g_assert_true (km_frame_anon_vma (m, km_frame (m, pfn)) == anon);
  third = walk_text (m, pfn, &n);
  g_assert_cmpstr (third, ==, "one:60000000- two:60000000 ");
  walk_all (m);
  test_check (m);
}

/* A child's area of a file stands behind its parent's, any other behind all equals. */
static void
test_file_order (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
  g_autofree char *places = NULL;
  guint n;

  test_do (m, "file lib size=16K");
  test_do (m, "exec sh");
  test_do (m, "mmap sh 2p r at=0x60000000 fixed file=lib");
  test_do (m, "mmap sh 2p r at=0x61000000 fixed file=lib");
  test_do (m, "fork sh one");
  test_do (m, "mmap sh 2p r at=0x62000000 fixed file=lib");
  test_do (m, "read one 0x60000000");
  places = walk_text (m, (KmPfn) test_value (m, "one", "pfn one 0x60000000"), &n);
  g_assert_cmpstr (places, ==, "sh:60000000- one:60000000 sh:61000000- one:61000000- sh:62000000- ");
  walk_all (m);
  test_check (m);
}

/* What no fault would find again is copied; the rest of the memory is not. */
static void
test_what_fork_copies (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");

  test_do (m, "file lib size=16K");
  test_do (m, "exec sh");
  test_do (m, "mmap sh 4p rw at=0x60000000 fixed");
  test_do (m, "read sh 0x60000000");
  test_do (m, "mmap sh 4p rw at=0x61000000 fixed file=lib");
  test_do (m, "read sh 0x61000000");
  test_do (m, "fork sh one");
  g_assert_cmpuint (test_value (m, "one", "present one 0x60000000"), ==, 0);
  g_assert_cmpuint (test_value (m, "one", "present one 0x61000000"), ==, 0);
  test_do (m, "write sh 0x60001000");
  test_do (m, "write sh 0x61001000");
  test_do (m, "fork sh two");
  g_assert_cmpuint (test_value (m, "two", "present two 0x60000000"), ==, 1);
  g_assert_cmpuint (test_value (m, "two", "present two 0x61000000"), ==, 1);
  g_assert_cmpuint (test_value (m, "two", "writable two 0x60001000"), ==, 0);
  g_assert_cmpuint (test_value (m, "sh", "writable sh 0x60001000"), ==, 0);
  walk_all (m);
  test_check (m);
}

/* Too little memory for the child's promises: nothing of it is left. */
static void
test_no_memory (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
  uint32_t committed;

  test_do (m, "exec sh");
  test_do (m, "mmap sh 30M rw at=0x60000000 fixed");
  test_do (m, "write sh 0x60000000 len=20p");
  test_do (m, "set overcommit_memory 2");
  test_do (m, "set overcommit_ratio 50");
  committed = m->state->committed;
  test_do (m, "fork sh one");
  g_assert_null (km_task_from_name (m, "one"));
  g_assert_cmpuint (m->state->committed, ==, committed);
  test_do (m, "set overcommit_memory 0");
  test_do (m, "fork sh one");
  g_assert_nonnull (km_task_from_name (m, "one"));
  walk_all (m);
  test_check (m);
}

/* Three areas become one, and only the last one has been written: its link comes to the first. */
static void
test_import (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
  const KmVma *vma;
  uint32_t n;

  test_do (m, "exec sh");
  n = (uint32_t) test_value (m, "sh", "vmas sh");
  test_do (m, "mmap sh 2p rw at=0x60000000 fixed");
  test_do (m, "mmap sh 2p r at=0x60002000 fixed");
  test_do (m, "mmap sh 2p rw at=0x60004000 fixed");
  test_do (m, "write sh 0x60005000");
  g_assert_cmpuint (test_value (m, "sh", "vmas sh"), ==, n + 3);
  test_do (m, "mprotect sh 0x60002000 2p rw");
  g_assert_cmpuint (test_value (m, "sh", "vmas sh"), ==, n + 1);
  vma = km_vma_find (m, km_mm (m, km_task_from_name (m, "sh")->mm), 0x60000000);
  g_assert_true (km_frame_anon_vma (m, km_frame (m, (KmPfn) test_value (m, "sh", "pfn sh 0x60005000")))
                 == km_anon_vma (m, vma->anon_vma));
  walk_all (m);
  test_check (m);
}

static void
assert_broken (KmMachine *m, const uint32_t *word, uint32_t change)
{
  g_autoptr (GError) error = NULL;

  KM_EDIT (m, *word, *word ^ change);
  g_assert_false (km_machine_check (m, &error));
  g_test_message ("%s", error->message);
  KM_EDIT (m, *word, *word ^ change);
  test_check (m);
}

/* The check sees each number and each link that is wrong. */
static void
test_check_sees (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
  const KmVma *vma;
  const KmAnonVma *anon;
  const KmAnonVmaChain *link;

  test_do (m, "file lib size=16K");
  test_do (m, "exec sh");
  test_do (m, "mmap sh 4p rw at=0x60000000 fixed file=lib");
  test_do (m, "write sh 0x60000000");
  test_do (m, "fork sh child");
  vma = km_vma_find (m, km_mm (m, km_task_from_name (m, "child")->mm), 0x60000000);
  anon = km_anon_vma (m, vma->anon_vma);
  link = km_vma_chain_first (m, vma);
  m->store.recording = TRUE;
  assert_broken (m, &anon->refcount, 1);
  assert_broken (m, &anon->num_children, 1);
  assert_broken (m, &anon->num_active_vmas, 1);
  assert_broken (m, &anon->parent.value, anon->parent.value ^ anon->id);
  assert_broken (m, &anon->root.value, anon->root.value ^ anon->id);
  assert_broken (m, &link->start, 1);
  assert_broken (m, &link->last, 4);
  assert_broken (m, &link->rb_subtree_last, 8);
  assert_broken (m, &link->vma.value, 1);
  assert_broken (m, &km_chain_next (m, link)->prev.value, link->id);
  assert_broken (m, &vma->anon_vma.value, vma->anon_vma.value);
  assert_broken (m, &vma->shared_last, 8);
  assert_broken (m, &km_file (m, vma->vm_file)->n_maps, 1);
  assert_broken (m, &km_frame (m, (KmPfn) test_value (m, "sh", "pfn sh 0x60000000"))->index, 1);
}

static gboolean
has_forked (KmMachine *m, uint32_t n)
{
  g_autofree char *name = g_strdup_printf ("c%u", n);

  test_do (m, "fork sh %s", name);
  return km_task_from_name (m, name) != NULL;
}

/* Forks until there is no frame left for a page table: the last child goes again, wherever it stopped. */
static void
test_no_frames (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
  uint32_t before, n = 0;

  test_do (m, "set overcommit_memory 1");
  test_do (m, "exec sh");
  test_do (m, "mmap sh 44M rw at=0x60000000 fixed");
  test_do (m, "write sh 0x60000000 len=44M");
  before = km_zone (m, KM_ZONE_NORMAL)->stat[KM_NR_FREE_PAGES];
  while (n < 1000 && has_forked (m, n))
    n++;
  g_assert_cmpuint (n, >, 3);
  g_assert_cmpuint (n, <, 1000);
  test_check (m);
  for (uint32_t i = 0; i < n; i++)
    test_do (m, "exit c%u", i);
  test_check (m);
  g_assert_cmpuint (km_zone (m, KM_ZONE_NORMAL)->stat[KM_NR_FREE_PAGES], >=, before - 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rmap/walk", test_walk);
  g_test_add_func ("/rmap/stops", test_stops);
  g_test_add_func ("/rmap/family", test_family);
  g_test_add_func ("/rmap/file-order", test_file_order);
  g_test_add_func ("/rmap/what-fork-copies", test_what_fork_copies);
  g_test_add_func ("/rmap/no-memory", test_no_memory);
  g_test_add_func ("/rmap/import", test_import);
  g_test_add_func ("/rmap/check-sees", test_check_sees);
  g_test_add_func ("/rmap/no-frames", test_no_frames);
  return g_test_run ();
}
