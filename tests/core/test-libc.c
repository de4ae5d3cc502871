/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The heap against a list kept beside it: pieces never overlap, and what is free is found again. Bounds are those of glibc
 * 2.36 on i386, looked at in a program there. */
#include "core/libc/malloc.h"
#include "core/user/vma.h"
#include "tests/core/support.h"

static KmMachine *
machine (void)
{
  KmMachine *m = test_machine ("ram=64M layout=classic");

  test_do (m, "exec sh text=8K data=4K bss=4K");
  return m;
}

static const KmTask *
sh (const KmMachine *m)
{
  return km_task_from_name (m, "sh");
}

static const KmMm *
mm_of (const KmMachine *m)
{
  return km_mm (m, sh (m)->mm);
}

/* The first call: 33 pages and one more, since memory must begin at a multiple of 16 behind 8 bytes of header. */
static void
test_first (void)
{
  g_autoptr (KmMachine) m = machine ();
  KmAddr start = mm_of (m)->start_brk;

  test_do (m, "p = malloc sh 100");
  g_assert_cmphex (mm_of (m)->brk, ==, start + 0x22000);
  g_assert_cmpuint (test_count_steps (m, "brk"), ==, 2);
  test_do (m, "expect p == 0x%x", start + 16);
  test_do (m, "expect rss sh == 2p");           /* of the stack, and the page with the header */
  test_do (m, "q = malloc sh 1");
  test_do (m, "expect q == p+0x70");
  g_assert_cmpuint (test_count_steps (m, "brk"), ==, 0);
  test_check (m);
}

static void
test_large (void)
{
  g_autoptr (KmMachine) m = machine ();
  KmAddr before = mm_of (m)->brk;
  guint areas = mm_of (m)->map_count;

  test_do (m, "m = malloc sh 128K");
  g_assert_cmphex (mm_of (m)->brk, ==, before);
  g_assert_cmpuint (mm_of (m)->map_count, ==, areas + 1);
  test_do (m, "expect m == 0x%x", mm_of (m)->mmap_base - 5 * KM_PAGE_SIZE - 33 * KM_PAGE_SIZE + 16);
  test_do (m, "free sh m");
  g_assert_cmpuint (mm_of (m)->map_count, ==, areas);
  /* Such a piece now comes from the heap: the threshold has moved. */
  test_do (m, "m = malloc sh 128K");
  g_assert_cmphex (mm_of (m)->brk, >, before);
  test_check (m);
}

/* A hole in the middle keeps the heap large; only the top goes back. */
static void
test_shrink (void)
{
  g_autoptr (KmMachine) m = machine ();
  KmAddr high;

  test_do (m, "a = malloc sh 100K");
  test_do (m, "b = malloc sh 100K");
  test_do (m, "c = malloc sh 100K");
  high = mm_of (m)->brk;
  test_do (m, "free sh a");
  test_do (m, "free sh b");
  g_assert_cmphex (mm_of (m)->brk, ==, high);
  test_do (m, "free sh c");
  g_assert_cmphex (mm_of (m)->brk, <, high);
  g_assert_cmphex (mm_of (m)->brk, ==, mm_of (m)->start_brk + 0x21000);
  test_check (m);
}

#define N_PIECES 40
typedef struct { KmAddr addr; uint32_t size; } Piece;

static void
assert_apart (const Piece *pieces, guint last)
{
  for (guint i = 0; i < N_PIECES; i++)
    if (i != last && pieces[i].addr != 0)
      g_assert_true (pieces[i].addr + pieces[i].size <= pieces[last].addr
                     || pieces[last].addr + pieces[last].size <= pieces[i].addr);
}

/* In no order, of all sizes; in the end nothing is left but the top. */
static void
test_random (void)
{
  g_autoptr (KmMachine) m = machine ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  Piece pieces[N_PIECES] = { { 0, 0 } };

  for (guint n = 0; n < 600; n++)
    {
      guint i = (guint) g_rand_int_range (rand, 0, N_PIECES);

      if (pieces[i].addr != 0)
        {
          test_do (m, "free sh 0x%x", pieces[i].addr);
          pieces[i].addr = 0;
          continue;
        }
      pieces[i].size = (uint32_t) g_rand_int_range (rand, 1, n % 7 == 0 ? 400000 : 5000);
      test_do (m, "malloc sh %u", pieces[i].size);
      for (const KmChunk *chunk = km_chunk (m, mm_of (m)->first_chunk); chunk != NULL; chunk = km_chunk (m, chunk->next))
        if (chunk->used && chunk->size >= pieces[i].size)
          {
            gboolean known = FALSE;

            for (guint k = 0; k < N_PIECES; k++)
              known |= pieces[k].addr == chunk->addr + 8;
            if (!known)
              pieces[i].addr = chunk->addr + 8;
          }
      g_assert_cmphex (pieces[i].addr, !=, 0);
      g_assert_cmphex (pieces[i].addr % 16, ==, 0);
      assert_apart (pieces, i);
      if (n % 50 == 0)
        test_check (m);
    }
  for (guint i = 0; i < N_PIECES; i++)
    if (pieces[i].addr != 0)
      test_do (m, "free sh 0x%x", pieces[i].addr);
  g_assert_true (KM_SAME (mm_of (m)->first_chunk, mm_of (m)->top_chunk));
  g_assert_true (KM_SAME (mm_of (m)->last_chunk, mm_of (m)->top_chunk));
  test_check (m);
}

/* Frames go in the reverse order, the stack grows on demand and stays as large. */
static void
test_calls (void)
{
  g_autoptr (KmMachine) m = machine ();
  KmAddr sp = sh (m)->sp, start;
  uint32_t rss;

  test_do (m, "call sh frames=2 bytes=100");
  g_assert_cmphex (sh (m)->sp, ==, sp - 2 * 104);
  test_do (m, "call sh frames=40 bytes=4K");
  start = km_vma_find (m, mm_of (m), sh (m)->sp)->vm_start;
  g_assert_cmphex (start, ==, km_page_align_down (sh (m)->sp));
  rss = km_mm_rss (mm_of (m));
  test_do (m, "ret sh frames=42");
  g_assert_cmphex (sh (m)->sp, ==, sp);
  g_assert_cmphex (km_vma_find (m, mm_of (m), start)->vm_start, ==, start);
  g_assert_cmpuint (km_mm_rss (mm_of (m)), ==, rss);
  test_do (m, "call sh bytes=9M");
  g_assert_cmpuint (sh (m)->signal, ==, KM_SIGSEGV);
  test_check (m);
}

/* The child has the parent's pieces and calls, and from then on each goes on by itself. */
static void
test_fork (void)
{
  g_autoptr (KmMachine) m = machine ();
  g_autofree char *before = NULL, *kid = NULL, *after = NULL, *frames = NULL, *kid_frames = NULL;

  test_do (m, "p = malloc sh 100");
  test_do (m, "q = malloc sh 3000");
  test_do (m, "large = malloc sh 200000");
  test_do (m, "free sh p");
  test_do (m, "call sh frames=3");
  before = test_run (m, "print heap sh");
  frames = test_run (m, "print frames sh");
  test_do (m, "fork sh kid");
  kid = test_run (m, "print heap kid");
  g_assert_cmpstr (kid, ==, before);
  kid_frames = test_run (m, "print frames kid");
  g_assert_cmpstr (kid_frames, ==, frames);
  test_check (m);
  test_do (m, "free kid q");
  test_do (m, "ret kid frames=2");
  after = test_run (m, "print heap sh");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (sh (m)->n_frames, ==, 3);
  test_do (m, "exit sh");
  test_do (m, "malloc kid 100");
  test_do (m, "exit kid");
  g_assert_cmpuint (m->state->chunks.n_used, ==, 0);
  g_assert_cmpuint (m->state->call_frames.n_used, ==, 0);
  test_check (m);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/libc/first", test_first);
  g_test_add_func ("/libc/large", test_large);
  g_test_add_func ("/libc/shrink", test_shrink);
  g_test_add_func ("/libc/random", test_random);
  g_test_add_func ("/libc/calls", test_calls);
  g_test_add_func ("/libc/fork", test_fork);
  return g_test_run ();
}
