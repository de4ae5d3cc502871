/* SPDX-License-Identifier: GPL-2.0-or-later */
/* New pages wait in a batch of their CPU for the LRU lists, and what that changes. */
#include "core/physical/pagevec.h"

#include "tests/core/support.h"

static uint32_t
waiting (const KmMachine *m, guint cpu)
{
  return m->state->cpu[cpu].n_lru_add;
}

static uint32_t
listed (const KmMachine *m)
{
  return m->state->node_stat[KM_NR_INACTIVE_ANON] + m->state->node_stat[KM_NR_INACTIVE_FILE];
}

static const KmFrame *
frame_at (const KmMachine *m, const char *task, const char *at)
{
  return km_frame (m, test_value (m, task, "pfn %s %s", task, at));
}

/* A machine on which sh has an area a, and no page waits on CPU 0. */
static KmMachine *
machine_with_sh (const char *arguments)
{
  KmMachine *m = test_machine (arguments);

  test_do (m, "exec sh");
  test_do (m, "a = mmap sh 64p rw");
  test_do (m, "write sh a+63p");
  test_do (m, "madvise sh a+63p 1p dontneed");
  g_assert_cmpuint (waiting (m, 0), ==, 0);
  return m;
}

static void
test_full (void)
{
  g_autoptr (KmMachine) m = machine_with_sh ("ram=64M layout=classic");
  uint32_t before = listed (m);

  test_do (m, "write sh a len=14p");
  g_assert_cmpuint (waiting (m, 0), ==, 14);
  g_assert_cmpuint (listed (m), ==, before);
  g_assert_cmpuint (frame_at (m, "sh", "a")->refcount, ==, 2);
  g_assert_false (frame_at (m, "sh", "a")->flags & KM_PG_LRU);
  test_check (m);
  test_do (m, "write sh a+14p");
  g_assert_cmpuint (waiting (m, 0), ==, 0);
  g_assert_cmpuint (listed (m), ==, before + 15);
  g_assert_cmpuint (frame_at (m, "sh", "a")->refcount, ==, 1);
  g_assert_true (frame_at (m, "sh", "a+14p")->flags & KM_PG_LRU);
  test_check (m);
}

/* Pages of files wait with the others. */
static void
test_file_pages (void)
{
  g_autoptr (KmMachine) m = machine_with_sh ("ram=64M layout=classic");

  test_do (m, "file f size=12K");
  test_do (m, "c = mmap sh 3p r file=f");
  test_do (m, "read sh c");
  g_assert_cmpuint (waiting (m, 0), ==, 3);
  g_assert_cmpuint (frame_at (m, "sh", "c")->refcount, ==, 3);  /* cache, entry, batch */
}

/* do_wp_page () copies what somebody else has, and the batch is somebody. */
static void
test_last_sharer (void)
{
  g_autoptr (KmMachine) m = machine_with_sh ("ram=64M layout=classic");
  uint64_t first, second;

  test_do (m, "write sh a len=2p");
  test_do (m, "fork sh child");
  test_do (m, "write child a");         /* child has a page of its own, sh the old one alone */
  first = test_value (m, "sh", "pfn sh a");
  g_assert_cmpuint (km_frame (m, first)->mapcount, ==, 1);
  test_do (m, "write sh a");
  g_assert_cmpuint (test_value (m, "sh", "pfn sh a"), !=, first);
  test_check (m);

  /* With the end of child the batch is emptied: nobody else has the second page. */
  second = test_value (m, "sh", "pfn sh a+1p");
  test_do (m, "exit child");
  test_do (m, "write sh a+1p");
  g_assert_cmpuint (test_value (m, "sh", "pfn sh a+1p"), ==, second);
  g_assert_cmpuint (km_frame (m, first)->refcount, ==, 0);
  test_check (m);
}

/* A page that another CPU unmaps is freed when its own CPU empties the batch. */
static void
test_other_cpu (void)
{
  g_autoptr (KmMachine) m = machine_with_sh ("ram=64M layout=classic cpus=2");
  uint64_t pfn;

  test_do (m, "write sh a cpu=0");
  pfn = test_value (m, "sh", "pfn sh a");
  test_do (m, "munmap sh a 1p cpu=1");
  g_assert_cmpuint (km_frame (m, pfn)->refcount, ==, 1);
  g_assert_cmpuint (km_frame (m, pfn)->mapcount, ==, 0);
  test_check (m);
  test_do (m, "munmap sh a+1p 1p cpu=0");
  g_assert_cmpuint (km_frame (m, pfn)->refcount, ==, 0);
  test_check (m);
}

/* mlock wants each page on its list. */
static void
test_mlock (void)
{
  g_autoptr (KmMachine) m = machine_with_sh ("ram=64M layout=classic");

  test_do (m, "write sh a+9p");
  test_do (m, "mlock sh a 3p");
  g_assert_cmpuint (waiting (m, 0), ==, 0);
  g_assert_true (frame_at (m, "sh", "a+2p")->flags & KM_PG_LRU);
  g_assert_true (frame_at (m, "sh", "a+9p")->flags & KM_PG_LRU);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pagevec/full", test_full);
  g_test_add_func ("/pagevec/file-pages", test_file_pages);
  g_test_add_func ("/pagevec/last-sharer", test_last_sharer);
  g_test_add_func ("/pagevec/other-cpu", test_other_cpu);
  g_test_add_func ("/pagevec/mlock", test_mlock);
  return g_test_run ();
}
