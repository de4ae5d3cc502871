/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/machine/machine.h"
#include "core/state/edit.h"
#include "core/user/vma.h"
#include "tests/core/support.h"
#include "tests/core/test-vma.h"

void
test_split (void)
{
  g_autoptr (KmMachine) m = machine_with_sh ();
  const KmVma *low, *high;
  uint32_t areas;

  test_do (m, "file f size=64K");
  test_do (m, "mmap sh 8p r file=f offset=2p at=0x%x fixed", BASE);
  areas = mm_of (m, "sh")->map_count;
  test_do (m, "munmap sh 0x%x 2p", BASE + 0x3000);
  assert_picture (m, "rrr..rrr", 8);
  g_assert_cmpuint (mm_of (m, "sh")->map_count, ==, areas + 1);
  g_assert_cmpuint (test_count_steps (m, "vma-split"), ==, 2);
  low = km_vma_find (m, mm_of (m, "sh"), BASE);
  high = km_vma_find (m, mm_of (m, "sh"), BASE + 0x5000);
  g_assert_cmpuint (low->vm_pgoff, ==, 2);
  g_assert_cmpuint (high->vm_pgoff, ==, 7);
  g_assert_true (KM_SAME (low->vm_file, high->vm_file));
  g_assert_cmpuint (km_file (m, low->vm_file)->n_maps, ==, 2);
  test_check (m);
}

static void
assert_signal (KmMachine *m, guint expected, const char *line)
{
  g_free (test_run (m, "%s", line));
  g_assert_cmpuint (test_value (m, NULL, "signal sh"), ==, expected);
}

/* When the heap shrinks, the break moves before its areas go. */
void
test_break_first (void)
{
  g_autoptr (KmMachine) m = machine_with_sh ();
  const KmCommandRecord *last;

  test_do (m, "brk sh +100K");
  test_do (m, "brk sh -50K");
  last = km_machine_command (m, km_machine_n_commands (m) - 1);
  g_assert_cmpint (km_machine_step_kind (m, last->first_step), ==, KM_STEP_BRK);
  g_assert_cmpuint (test_count_steps (m, "vma-remove"), ==, 1);
  g_assert_cmphex (test_value (m, "sh", "brk"), ==, test_value (m, "sh", "heap") + (50 << 10));
  test_check (m);
}

/* Grows to the address, page by page or at once; stops at the limit and 256 pages above a
 * neighbour. */
void
test_stack (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
  uint64_t start;

  test_do (m, "exec sh stack=256K");
  start = test_value (m, "sh", "stack_start");
  g_assert_cmphex (start, ==, 0xc0000000 - 0x1000 - 0x20000);
  assert_signal (m, 0, "write sh stack_start-1");
  g_assert_cmphex (test_value (m, "sh", "stack_start"), ==, start - 0x1000);
  assert_signal (m, 0, "write sh stack_start-5p");
  g_assert_cmphex (test_value (m, "sh", "stack_start"), ==, start - 0x6000);
  g_assert_cmpuint (test_step_arg (m, "stack-grow", 1, "pages"), ==, 5);
  assert_signal (m, 0, "write sh 0xc0000000-256K");     /* exactly the limit */
  assert_signal (m, 11, "write sh 0xc0000000-256K-1");
  g_assert_cmpuint (test_step_arg (m, "stack-refuse", 1, "size"), ==, (256 << 10) + 0x1000);
  g_assert_cmpuint (test_step_arg (m, "stack-refuse", 1, "limit"), ==, 256 << 10);
  g_assert_cmphex (test_value (m, "sh", "stack_start"), ==, 0xbffc0000);
  test_check (m);
}

void
test_guard_gap (void)
{
  g_autoptr (KmMachine) m = machine_with_sh ();

  /* 256 pages stay between the stack and an accessible area below it. */
  test_do (m, "mmap sh 1p r at=0xbfe00000 fixed");
  assert_signal (m, 0, "write sh 0xbfe01000+256p");
  assert_signal (m, 11, "write sh 0xbfe01000+256p-1");
  g_assert_cmphex (test_step_arg (m, "stack-guard", 1, "below"), ==, 0xbfe01000);
  g_assert_cmpuint (test_step_arg (m, "stack-guard", 1, "gap"), ==, 255);
  test_do (m, "mprotect sh 0xbfe00000 1p none");        /* one without access does not count */
  assert_signal (m, 0, "write sh 0xbfe01000+256p-1");
  test_check (m);
}

/* With nothing below it the stack still ends at the lowest address of any area. */
void
test_lowest (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");

  test_do (m, "exec sh stack=1G");
  test_do (m, "munmap sh 0x10000 stack_start-0x10000");
  assert_signal (m, 11, "write sh 0x8000");
  g_assert_cmphex (test_step_arg (m, "stack-lowest", 1, "lowest"), ==, m->state->mmap_min_addr);
  test_check (m);
}

/* detach_vmas_to_be_unmapped () comes before the entries go. */
void
test_detached_first (void)
{
  g_autoptr (KmMachine) m = machine_with_sh ();
  uint32_t step, count;

  test_do (m, "mmap sh 4p rw at=0x60000000 fixed");
  test_do (m, "write sh 0x60001000");
  count = mm_of (m, "sh")->map_count;
  test_do (m, "munmap sh 0x60001000 2p");
  step = km_machine_find_step (m, m->commands->len - 1, "vma-remove");
  km_machine_goto (m, step);
  g_assert_cmpuint (mm_of (m, "sh")->map_count, ==, count + 1);
  g_assert_cmphex (km_vma_find (m, mm_of (m, "sh"), 0x60001000)->vm_start, ==, 0x60003000);
  test_check (m);
}

#define N_PAGES 48u

typedef struct
{
  char page[N_PAGES + 1];       /* as in a picture, without the bars */
} Model;

/* mprotect stops at the first hole, having changed what lies before it. */
static gboolean
model_protect (Model *model, guint first, guint n, char letter)
{
  for (guint i = first; i < first + n; i++)
    {
      if (model->page[i] == '.')
        return FALSE;
      model->page[i] = letter;
    }
  return TRUE;
}

static gboolean
model_allows (const Model *model, guint page, const char *verb)
{
  char letter = model->page[page];

  if (strcmp (verb, "write") == 0)
    return letter == 'w';
  /* No NX here: readable is executable. */
  return letter == 'w' || letter == 'r' || letter == 'x';
}

static void
assert_model (const KmMachine *m, const Model *model)
{
  g_autofree char *got = picture (m, N_PAGES);
  char *to = got;

  for (const char *from = got; *from != '\0'; from++)
    if (*from != '|')
      *to++ = *from;
  *to = '\0';
  g_assert_cmpstr (got, ==, model->page);
}

static void
random_step (KmMachine *m, Model *model, GRand *rand)
{
  static const char letters[] = "wrx-";
  static const char *const verbs[] = { "read", "write", "exec_at" };
  guint first = (guint) g_rand_int_range (rand, 0, N_PAGES);
  guint which = (guint) g_rand_int_range (rand, 0, 10);
  guint n = 1 + (guint) g_rand_int_range (rand, 0, (gint32) MIN (N_PAGES - first, 12));
  char letter = letters[g_rand_int_range (rand, 0, 4)];
  KmAddr at = BASE + first * KM_PAGE_SIZE;
  g_autofree char *out = NULL;

  if (which < 3)
    {
      memset (model->page + first, letter, n);
      test_do (m, "mmap sh %up %s at=0x%x fixed", n, prot_of (letter), at);
    }
  else if (which < 5)
    {
      memset (model->page + first, '.', n);
      test_do (m, "munmap sh 0x%x %up", at, n);
    }
  else if (which < 8)
    {
      out = test_run (m, "mprotect sh 0x%x %up %s", at, n, prot_of (letter));
      g_assert_cmpstr (out, ==,
                       model_protect (model, first, n, letter) ? "" : "mprotect: ENOMEM\n");
    }
  else
    {
      const char *verb = verbs[g_rand_int_range (rand, 0, 3)];

      test_do (m, "%s sh 0x%x", verb, at + 123);
      g_assert_cmpuint (test_value (m, NULL, "signal sh"), ==,
                        model_allows (model, first, verb) ? 0 : 11);
    }
}

void
test_random (void)
{
  g_autoptr (KmMachine) m = machine_with_sh ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  Model model;

  memset (model.page, '.', N_PAGES);
  model.page[N_PAGES] = '\0';
  for (guint i = 0; i < 6000; i++)
    {
      random_step (m, &model, rand);
      assert_model (m, &model);
      if (i % 200 == 0)
        test_check (m);
    }
}

/* Top-down, the highest gap that is large enough; below it when that is full. */
void
test_placement (void)
{
  g_autoptr (KmMachine) m = machine_with_sh ();
  uint64_t top, c;

  test_do (m, "a = mmap sh 10p r");
  test_do (m, "b = mmap sh 10p none");
  top = test_value (m, "sh", "a");
  g_assert_cmphex (test_value (m, "sh", "b"), ==, top - 10 * KM_PAGE_SIZE);
  test_do (m, "munmap sh a+2p 4p");
  test_do (m, "c = mmap sh 4p none");
  c = test_value (m, "sh", "c");
  g_assert_cmphex (c, ==, top + 2 * KM_PAGE_SIZE);
  test_do (m, "d = mmap sh 1p none");
  g_assert_cmphex (test_value (m, "sh", "d"), ==, top - 11 * KM_PAGE_SIZE);
}

/* Shared anonymous memory belongs to whoever maps it: the last one gone, it is free again. */
void
test_shared_memory_goes_back (void)
{
  g_autoptr (KmMachine) m = machine_with_sh ();
  uint64_t free = test_value (m, NULL, "nr_free_pages");
  uint32_t files = m->state->files.n_used;

  for (guint i = 0; i < 300; i++)
    {
      test_do (m, "mmap sh 64p rw shared at=0x%x fixed populate", BASE);
      g_assert_cmpuint (test_value (m, NULL, "Shmem"), ==, 256);
    }
  test_do (m, "munmap sh 0x%x 60p", BASE);
  /* The object still has all its pages. */
  g_assert_cmpuint (test_value (m, NULL, "Shmem"), ==, 256);
  test_do (m, "munmap sh 0x%x 64p", BASE);
  g_assert_cmpuint (test_value (m, NULL, "Shmem"), ==, 0);
  g_assert_cmpuint (m->state->files.n_used, ==, files);
  /* What is missing lies on per-CPU lists. */
  g_assert_cmpuint (free - test_value (m, NULL, "nr_free_pages"), <, 200);
  test_check (m);
}

/* page->mapping leads back to the file and to the anon_vma, also after many have come and gone. */
void
test_mapping (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
  const KmVma *vma;
  const KmFrame *frame;

  test_do (m, "file f size=8K");
  test_do (m, "exec sh text=64K data=12K bss=16K");
  for (guint i = 0; i < 3000; i++)              /* the record's generation needs its highest bit */
    {
      test_do (m, "a%u = mmap sh 1p rw at=0x50000000", i);
      test_do (m, "write sh 0x50000000");
      test_do (m, "munmap sh 0x50000000 1p");
    }
  test_do (m, "mmap sh 1p rw at=0x50000000");
  test_do (m, "write sh 0x50000000");
  test_do (m, "at = mmap sh 1p r file=f");
  test_do (m, "read sh at");
  vma = km_vma_find (m, mm_of (m, "sh"), 0x50000000);
  frame = km_frame (m, (KmPfn) test_value (m, "sh", "pfn sh 0x50000000"));
  g_assert_true (km_frame_is_anon (frame));
  g_assert_nonnull (km_frame_anon_vma (m, frame));
  g_assert_cmphex (km_frame_anon_vma (m, frame)->id, ==, vma->anon_vma.value);
  g_assert_null (km_frame_file (m, frame));
  frame = km_frame (m, (KmPfn) test_value (m, "sh", "pfn sh at"));
  g_assert_false (km_frame_is_anon (frame));
  g_assert_null (km_frame_anon_vma (m, frame));
  g_assert_cmpstr (km_frame_file (m, frame)->path, ==, "/f");
}
