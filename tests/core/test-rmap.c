/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who maps a page, against a look at every entry of every task. */
#include "core/user/rmap-walk.h"

#include "core/mmu/tables.h"
#include "tests/core/support.h"

typedef struct
{
  GString *found;
  guint stop_after;
} Walk;

static gboolean
note (const KmMapping *mapping, gpointer data)
{
  Walk *walk = data;

  g_string_append_printf (walk->found, "%s:%08x ", mapping->task->comm, mapping->addr);
  return --walk->stop_after > 0;
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
          g_string_append_printf (found, "%s:%08x ", task->comm, (KmAddr) at);
      }
  return g_string_free (found, FALSE);
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

static void
test_walk (void)
{
  g_autoptr (KmMachine) m = shared_pages ();
  guint most = 0;

  for (KmPfn pfn = 0; pfn < m->state->n_frames; pfn++)
    {
      const KmFrame *frame = km_frame (m, pfn);
      Walk walk = { g_string_new (NULL), G_MAXUINT };
      g_autofree char *expected = NULL;
      guint n;

      if (frame->mapcount == 0 || (frame->flags & KM_PG_RESERVED))
        {
          g_string_free (walk.found, TRUE);
          continue;
        }
      expected = look_everywhere (m, pfn);
      n = km_rmap_walk (m, pfn, note, &walk);
      g_assert_cmpstr (walk.found->str, ==, expected);
      g_assert_cmpuint (n, ==, frame->mapcount);
      most = MAX (most, n);
      g_string_free (walk.found, TRUE);
    }
  g_assert_cmpuint (most, ==, 3);
}

static void
test_stops (void)
{
  g_autoptr (KmMachine) m = shared_pages ();
  Walk walk = { g_string_new (NULL), 2 };

  g_assert_cmpuint (km_rmap_walk (m, test_value (m, "one", "pfn one a+1p"), note, &walk), ==, 2);
  g_string_truncate (walk.found, 0);
  g_assert_cmpuint (km_rmap_walk (m, 0, note, &walk), ==, 0);           /* reserved */
  g_assert_cmpstr (walk.found->str, ==, "");
  g_string_free (walk.found, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rmap/walk", test_walk);
  g_test_add_func ("/rmap/stops", test_stops);
  return g_test_run ();
}
