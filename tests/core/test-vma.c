/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Areas as pictures: one letter a page, "|" between two areas that touch.
 *   w  rw    r  r    x  rx    -  none    .  hole
 */
#include "core/machine/machine.h"
#include "core/state/edit.h"
#include "core/user/vma.h"
#include "tests/core/support.h"

#define BASE 0x60000000u        /* far from everything exec maps */

static const KmMm *
mm_of (const KmMachine *m, const char *task)
{
  return km_mm (m, km_task_from_name (m, task)->mm);
}

static KmMachine *
machine_with_sh (void)
{
  KmMachine *m = test_machine ("ram=64M layout=classic");

  test_do (m, "exec sh text=8K data=4K bss=4K");
  return m;
}

static char
letter_of (const KmVma *vma)
{
  switch (vma->vm_flags & (KM_VM_READ | KM_VM_WRITE | KM_VM_EXEC))
    {
    case KM_VM_READ | KM_VM_WRITE: return 'w';
    case KM_VM_READ: return 'r';
    case KM_VM_READ | KM_VM_EXEC: return 'x';
    case 0: return '-';
    default: return '?';
    }
}

static const char *
prot_of (char letter)
{
  return letter == 'w' ? "rw" : letter == 'r' ? "r" : letter == 'x' ? "rx" : "none";
}

static char *
picture (const KmMachine *m, guint n_pages)
{
  GString *out = g_string_new (NULL);
  const KmVma *before = NULL;

  for (guint i = 0; i < n_pages; i++)
    {
      KmAddr at = BASE + i * KM_PAGE_SIZE;
      const KmVma *vma = km_vma_find (m, mm_of (m, "sh"), at);

      if (vma != NULL && vma->vm_start > at)
        vma = NULL;
      if (vma != before && vma != NULL && before != NULL)
        g_string_append_c (out, '|');
      g_string_append_c (out, vma == NULL ? '.' : letter_of (vma));
      before = vma;
    }
  return g_string_free (out, FALSE);
}

/* All of it is mapped writable first, so that the areas differ in their permissions alone: one that
 * was never writable does not carry VM_ACCOUNT and would not merge with one that was. */
static guint
draw (KmMachine *m, const char *pages)
{
  guint n = 0, n_pages = 0;

  for (const char *c = pages; *c != '\0'; c++)
    n_pages += *c != '|';
  test_do (m, "mmap sh %up rw at=0x%x fixed", n_pages, BASE);
  for (const char *c = pages; *c != '\0'; c++)
    {
      if (*c == '.')
        test_do (m, "munmap sh 0x%x 1p", BASE + n * KM_PAGE_SIZE);
      else if (*c != 'w' && *c != '|')
        test_do (m, "mprotect sh 0x%x 1p %s", BASE + n * KM_PAGE_SIZE, prot_of (*c));
      n += *c != '|';
    }
  return n_pages;
}

/* mm/mmap.c, the comment above vma_merge (). `page` and `pages` say where the command works. */
static const struct
{
  guint which;
  const char *before, *command;
  guint page, pages;
  const char *after;
} merges[] = {
  { 1, "ww..ww", "mmap rw", 2, 2, "wwwwww" },
  { 2, "ww..rr", "mmap rw", 2, 2, "wwww|rr" },
  { 2, "ww....", "mmap rw", 2, 2, "wwww.." },
  { 3, "rr..ww", "mmap rw", 2, 2, "rr|wwww" },
  { 3, "....ww", "mmap rw", 2, 2, "..wwww" },
  { 0, "rr..rr", "mmap rw", 2, 2, "rr|ww|rr" },
  { 0, "......", "mmap rw", 2, 2, "..ww.." },
  { 4, "rrr|www", "mprotect rw", 2, 1, "rr|wwww" },
  { 5, "rrr|www", "mprotect r", 3, 1, "rrrr|ww" },
  { 6, "rr|ww|rr", "mprotect r", 2, 2, "rrrrrr" },
  { 7, "rr|ww|xx", "mprotect r", 2, 2, "rrrr|xx" },
  { 8, "rr|ww|xx", "mprotect rx", 2, 2, "rr|xxxx" },
  { 0, "rr|ww|xx", "mprotect none", 2, 2, "rr|--|xx" },
  { 0, "wwwwww", "mprotect r", 2, 2, "ww|rr|ww" },
  { 0, "wwwwww", "mprotect r", 0, 3, "rrr|www" },
  { 2, "ww....", "mmap rw", 2, 4, "wwwwww" },
  { 1, "ww|rr|ww", "mmap rw", 2, 2, "wwwwww" },         /* fixed: what was there goes first */
};

static void
test_merge (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (merges); i++)
    {
      g_autoptr (KmMachine) m = machine_with_sh ();
      guint n = draw (m, merges[i].before);
      g_auto (GStrv) words = g_strsplit (merges[i].command, " ", 2);
      KmAddr at = BASE + merges[i].page * KM_PAGE_SIZE;
      g_autofree char *before = picture (m, n), *after = NULL;

      g_test_message ("case %u: %s", merges[i].which, merges[i].before);
      g_assert_cmpstr (before, ==, merges[i].before);
      if (strcmp (words[0], "mmap") == 0)
        test_do (m, "mmap sh %up %s at=0x%x fixed", merges[i].pages, words[1], at);
      else
        test_do (m, "mprotect sh 0x%x %up %s", at, merges[i].pages, words[1]);
      after = picture (m, n);
      g_assert_cmpstr (after, ==, merges[i].after);
      g_assert_cmpuint (test_count_steps (m, "vma-merge"), ==, merges[i].which != 0);
      if (merges[i].which != 0)
        g_assert_cmpuint (test_step_arg (m, "vma-merge", 1, "case"), ==, merges[i].which);
      test_check (m);
    }
}

static void
assert_picture (const KmMachine *m, const char *expected, guint n)
{
  g_autofree char *got = picture (m, n);

  g_assert_cmpstr (got, ==, expected);
}

/* Equal permissions are not enough: offset, file, sharing and the pages' owners must fit too. */
static void
test_no_merge (void)
{
  g_autoptr (KmMachine) m = machine_with_sh ();

  test_do (m, "file f size=64K");
  test_do (m, "mmap sh 2p r file=f at=0x%x fixed", BASE);
  test_do (m, "mmap sh 2p r file=f at=0x%x fixed offset=3p", BASE + 0x2000);
  assert_picture (m, "rr|rr.", 5);
  test_do (m, "mmap sh 1p r file=f at=0x%x fixed offset=5p", BASE + 0x4000);
  assert_picture (m, "rr|rrr.", 6);
  test_do (m, "mmap sh 1p r file=f shared at=0x%x fixed offset=6p", BASE + 0x5000);
  assert_picture (m, "rr|rrr|r.", 7);

  /* Both sides were written before they met: two anon_vmas, so the gap joins the lower one only. */
  test_do (m, "mmap sh 1p rw at=0x%x fixed", BASE);
  test_do (m, "munmap sh 0x%x 6p", BASE + 0x1000);
  test_do (m, "mmap sh 1p rw at=0x%x fixed", BASE + 0x2000);
  test_do (m, "write sh 0x%x", BASE);
  test_do (m, "write sh 0x%x", BASE + 0x2000);
  test_do (m, "mmap sh 1p rw at=0x%x fixed", BASE + 0x1000);
  assert_picture (m, "ww|w", 3);
  g_assert_cmpuint (test_step_arg (m, "vma-merge", 1, "case"), ==, 2);
  test_check (m);
}

static void
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

/* Grows to the address, page by page or at once; stops at the limit and 256 pages above a
 * neighbour. */
static void
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

static void
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
static void
test_lowest (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");

  test_do (m, "exec sh stack=1G");
  test_do (m, "munmap sh 0x10000 stack_start-0x10000");
  assert_signal (m, 11, "write sh 0x8000");
  g_assert_cmphex (test_step_arg (m, "stack-lowest", 1, "lowest"), ==, KM_MMAP_MIN_ADDR);
  test_check (m);
}

/* detach_vmas_to_be_unmapped () comes before the entries go. */
static void
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

/* --- Against an array of permissions ---------------------------------------------------------- */

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

static void
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
static void
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
static void
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
static void
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vma/merge", test_merge);
  g_test_add_func ("/vma/no-merge", test_no_merge);
  g_test_add_func ("/vma/split", test_split);
  g_test_add_func ("/vma/stack", test_stack);
  g_test_add_func ("/vma/guard-gap", test_guard_gap);
  g_test_add_func ("/vma/lowest", test_lowest);
  g_test_add_func ("/vma/detached-first", test_detached_first);
  g_test_add_func ("/vma/random", test_random);
  g_test_add_func ("/vma/placement", test_placement);
  g_test_add_func ("/vma/mapping", test_mapping);
  g_test_add_func ("/vma/shared-memory-goes-back", test_shared_memory_goes_back);
  return g_test_run ();
}
