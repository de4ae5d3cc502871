/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A file that is cut while programs map it. */
#include "core/user/truncate.h"

#include "core/cache/file.h"
#include "core/user/errno.h"
#include "tests/core/support.h"

#include <errno.h>

/* sh maps f, 13 pages of which the last is not full, twice: r shared, p private with a copy of page 10. */
static KmMachine *
machine_with_file (void)
{
  KmMachine *m = test_machine ("ram=64M layout=classic");

  test_do (m, "exec sh");
  test_do (m, "file f size=50K");
  test_do (m, "r = mmap sh 14p r file=f shared");
  test_do (m, "p = mmap sh 14p rw file=f");
  test_do (m, "read sh r len=13p");
  test_do (m, "write sh p+10p");
  return m;
}

static const KmFile *
file_f (const KmMachine *m)
{
  return km_file_from_path (m, "/f");
}

static uint32_t
content (const KmMachine *m, const char *at)
{
  return km_frame_content (m, test_value (m, "sh", "pfn sh %s", at));
}

static guint64
file_pages (const KmMachine *m)
{
  return m->state->node_stat[KM_NR_FILE_PAGES];
}

static void
assert_signal (KmMachine *m, const char *command, const char *signal)
{
  g_autofree char *out = test_run (m, "%s", command);

  if (signal == NULL)
    g_assert_cmpstr (out, ==, "");
  else
    g_assert_nonnull (strstr (out, signal));
}

static void
test_cut (void)
{
  g_autoptr (KmMachine) m = machine_with_file ();
  uint32_t first = content (m, "r"), second = content (m, "r+1p");
  guint64 cached = file_pages (m);

  test_do (m, "truncate sh f 5000");
  g_assert_cmpuint (file_f (m)->nr_pages, ==, 2);
  g_assert_cmpuint (file_pages (m), ==, cached - 11);
  g_assert_cmphex (content (m, "r"), ==, first);
  g_assert_cmphex (content (m, "r+1p"), !=, second);     /* its second part is zeros now */
  assert_signal (m, "read sh r+2p", "BUS_ADRERR");
  test_check (m);

  m = (km_machine_free (m), machine_with_file ());
  test_do (m, "truncate sh f 5000");
  assert_signal (m, "read sh p+10p", "BUS_ADRERR");     /* the private copy went, too */
  test_check (m);
}

static void
test_grow_again (void)
{
  g_autoptr (KmMachine) m = machine_with_file ();
  uint32_t tail;

  test_do (m, "truncate sh f 5000");
  tail = content (m, "r+1p");
  test_do (m, "truncate sh f 50K");
  test_do (m, "read sh r len=4p");
  g_assert_cmphex (content (m, "r+1p"), ==, tail);
  g_assert_cmphex (content (m, "r+2p"), ==, 0);
  g_assert_cmphex (content (m, "r+3p"), ==, 0);
  test_check (m);
}

/* What the disk has is what a page that was not in the cache reads. */
static void
test_cut_unread (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");

  test_do (m, "exec sh");
  test_do (m, "file f size=50K");
  test_do (m, "truncate sh f 5000");
  test_do (m, "truncate sh f 12K");
  test_do (m, "r = mmap sh 3p r file=f");
  test_do (m, "read sh r len=3p");
  g_assert_cmphex (content (m, "r"), ==, file_f (m)->content);
  g_assert_cmphex (content (m, "r+1p"), !=, file_f (m)->content + 1);
  g_assert_cmphex (content (m, "r+1p"), !=, 0);
  g_assert_cmphex (content (m, "r+2p"), ==, 0);
}

/* The tree of pages becomes higher; what it held is found as before, and all of it goes with the end of the file. */
static void
test_higher (void)
{
  g_autoptr (KmMachine) m = machine_with_file ();
  uint64_t pfn = test_value (m, "sh", "pfn sh r+1p");

  test_do (m, "truncate sh f 600M");
  g_assert_cmpuint (km_file_page (m, file_f (m), 1), ==, pfn);
  test_do (m, "far = mmap sh 2p r file=f offset=500M");
  test_do (m, "read sh far");
  g_assert_cmphex (content (m, "far"), ==, 0);
  test_do (m, "truncate sh f 0");
  g_assert_cmpuint (file_f (m)->nr_pages, ==, 0);
  g_assert_true (KM_IS_NONE (file_f (m)->root));
  assert_signal (m, "read sh r", "BUS_ADRERR");
  test_check (m);
}

static void
test_private_copies_stay (void)
{
  g_autoptr (KmMachine) m = machine_with_file ();
  uint32_t copy = content (m, "p+10p");

  test_do (m, "read sh p");
  m->busy = m->store.recording = m->quiet = TRUE;       /* as within a command */
  km_file_unmap (m, file_f (m), 0, G_MAXUINT32, FALSE);
  m->busy = m->store.recording = m->quiet = FALSE;
  g_assert_cmphex (content (m, "p+10p"), ==, copy);
  g_assert_cmpuint (test_value (m, "sh", "present sh p"), ==, 0);
  g_assert_cmpuint (test_value (m, "sh", "present sh r"), ==, 0);
}

static void
test_refused (void)
{
  g_autoptr (KmMachine) m = machine_with_file ();
  const KmFile *program = km_file_from_path (m, "/bin/sh");
  g_autofree char *zero = NULL;

  g_assert_nonnull (program);
  g_assert_cmphex (km_file_truncate (m, program, 0), ==, KM_ERROR (ETXTBSY));
  test_do (m, "file z size=0 path=/dev/zero");
  zero = test_run (m, "truncate sh z 4K");
  g_assert_cmpstr (zero, ==, "truncate: EINVAL\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/truncate/cut", test_cut);
  g_test_add_func ("/truncate/grow-again", test_grow_again);
  g_test_add_func ("/truncate/cut-unread", test_cut_unread);
  g_test_add_func ("/truncate/higher", test_higher);
  g_test_add_func ("/truncate/private-copies-stay", test_private_copies_stay);
  g_test_add_func ("/truncate/refused", test_refused);
  return g_test_run ();
}
