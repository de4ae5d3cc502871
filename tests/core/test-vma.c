/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Areas as pictures: one letter a page, "|" between two areas that touch.
 *   w  rw    r  r    x  rx    -  none    .  hole
 */
#include "core/machine/machine.h"
#include "core/state/edit.h"
#include "core/user/vma.h"
#include "tests/core/support.h"
#include "tests/core/test-vma.h"

const KmMm *
mm_of (const KmMachine *m, const char *task)
{
  return km_mm (m, km_task_from_name (m, task)->mm);
}

KmMachine *
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

const char *
prot_of (char letter)
{
  return letter == 'w' ? "rw" : letter == 'r' ? "r" : letter == 'x' ? "rx" : "none";
}

char *
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

void
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

/* --- Against an array of permissions ---------------------------------------------------------- */

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vma/merge", test_merge);
  g_test_add_func ("/vma/no-merge", test_no_merge);
  g_test_add_func ("/vma/split", test_split);
  g_test_add_func ("/vma/stack", test_stack);
  g_test_add_func ("/vma/break-first", test_break_first);
  g_test_add_func ("/vma/guard-gap", test_guard_gap);
  g_test_add_func ("/vma/lowest", test_lowest);
  g_test_add_func ("/vma/detached-first", test_detached_first);
  g_test_add_func ("/vma/random", test_random);
  g_test_add_func ("/vma/placement", test_placement);
  g_test_add_func ("/vma/mapping", test_mapping);
  g_test_add_func ("/vma/shared-memory-goes-back", test_shared_memory_goes_back);
  return g_test_run ();
}
