/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The facade: branches, lines that fail, limits, names, the cursor. */
#include "core/machine/machine.h"
#include "core/state/edit.h"
#include "core/language/script.h"
#include "tests/core/support.h"

/* --- Branches --------------------------------------------------------------------------------- */

static const KmCommandRecord *
command (const KmMachine *m, guint i)
{
  return g_ptr_array_index (m->commands, i);
}

/*
 *   exec ─ a1 ─ a2 ─ a3           kept as a branch when b1 is issued after a1
 *             └ b1 ─ b2
 */
static void
test_branch (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  uint64_t end_a, end_b, fork_hash;
  uint32_t steps_a, fork;

  test_do (m, "exec sh");
  test_do (m, "a = mmap sh 4p rw at=0x50000000");
  fork = km_machine_cursor (m);
  fork_hash = km_machine_hash (m);
  test_do (m, "write sh a len=2p");
  test_do (m, "write sh a+2p value=3");
  end_a = km_machine_hash (m);
  steps_a = km_machine_n_steps (m);

  km_machine_goto (m, fork);
  g_assert_cmphex (km_machine_hash (m), ==, fork_hash);
  test_do (m, "munmap sh a 2p");
  test_do (m, "write sh a+3p");
  end_b = km_machine_hash (m);
  g_assert_cmphex (end_b, !=, end_a);
  g_assert_cmpuint (km_machine_n_branches (m), ==, 1);
  g_assert_cmpuint (km_machine_branch (m, 0)->fork, ==, fork);
  g_assert_cmpuint (km_machine_branch (m, 0)->commands->len, ==, 2);
  g_assert_cmpstr (command (m, 3)->text, ==, "munmap sh a 2p");

  for (guint i = 0; i < 6; i++)         /* there and back, each time to the last byte */
    {
      g_assert_true (km_machine_switch_branch (m, 0));
      g_assert_cmphex (km_machine_hash (m), ==, fork_hash);
      km_machine_goto (m, km_machine_n_steps (m));
      g_assert_cmphex (km_machine_hash (m), ==, i % 2 == 0 ? end_a : end_b);
      g_assert_cmpstr (command (m, 3)->text, ==,
                       i % 2 == 0 ? "write sh a len=2p" : "munmap sh a 2p");
      g_assert_cmpuint (m->commands->len, ==, 5);
      if (i % 2 == 0)
        g_assert_cmpuint (km_machine_n_steps (m), ==, steps_a);
      test_check (m);
    }
}

/* From the middle of a command that one is finished first; the branch leaves behind it. */
static void
test_branch_from_within (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  uint32_t last;

  test_do (m, "exec sh");
  test_do (m, "write sh stack_start-16");
  last = command (m, 2)->last_step;
  test_do (m, "exit sh");
  km_machine_goto (m, command (m, 2)->first_step + 2);
  test_do (m, "read sh text");
  g_assert_cmpuint (km_machine_branch (m, 0)->fork, ==, last);
  g_assert_cmpuint (command (m, 3)->first_step, ==, last + 1);
  g_assert_cmpuint (test_value (m, NULL, "rss sh"), >, 0);
  test_check (m);
}

/* A wrong line issued in the past makes no branch and moves nothing; neither does one that only
 * reads. */
static void
test_failure_in_the_past (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  g_autoptr (GError) error = NULL;
  uint32_t steps, middle;
  uint64_t end, at_middle;

  test_do (m, "exec sh");
  test_do (m, "write sh stack_start-16");
  test_do (m, "exit sh");
  steps = km_machine_n_steps (m);
  end = km_machine_hash (m);
  middle = command (m, 2)->first_step + 3;
  km_machine_goto (m, middle);
  at_middle = km_machine_hash (m);
  g_assert_false (km_machine_run (m, "x", 1, "write sh nowhere", NULL, &error));
  g_assert_cmpuint (km_machine_n_steps (m), ==, steps);
  g_assert_cmpuint (km_machine_cursor (m), ==, middle);
  g_assert_cmphex (km_machine_hash (m), ==, at_middle);
  g_free (test_run (m, "print maps sh"));
  g_assert_cmpuint (km_machine_n_branches (m), ==, 0);
  g_assert_cmpuint (km_machine_cursor (m), ==, middle);
  km_machine_goto (m, steps);
  g_assert_cmphex (km_machine_hash (m), ==, end);
}

/* Branches of branches: each keeps what it had. */
static void
test_many_branches (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  uint64_t hash[6];
  uint32_t fork;

  test_do (m, "exec sh");
  test_do (m, "a = mmap sh 8p rw");
  fork = km_machine_cursor (m);
  for (guint i = 0; i < G_N_ELEMENTS (hash); i++)
    {
      km_machine_goto (m, fork);
      test_do (m, "write sh a+%up", i);
      test_do (m, "write sh a len=%up", i + 1);
      hash[i] = km_machine_hash (m);
    }
  g_assert_cmpuint (km_machine_n_branches (m), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      g_assert_true (km_machine_switch_branch (m, i));
      km_machine_goto (m, km_machine_n_steps (m));
      g_assert_cmphex (km_machine_hash (m), ==, hash[i]);
      g_assert_true (km_machine_switch_branch (m, i));
      km_machine_goto (m, km_machine_n_steps (m));
      g_assert_cmphex (km_machine_hash (m), ==, hash[5]);
    }
  test_check (m);
}

/*   exec ─ a ─ c                 c became a branch when x was issued, and then a and x themselves one
 *        │   └ x               when y was: c has left a line that is not there now
 *        └ y
 */
static void
test_branch_of_another_line (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  uint32_t start, fork;
  uint64_t hash;

  test_do (m, "exec sh");
  start = km_machine_cursor (m);
  test_do (m, "a = mmap sh 8p rw");
  fork = km_machine_cursor (m);
  test_do (m, "write sh a");
  hash = km_machine_hash (m);
  km_machine_goto (m, fork);
  test_do (m, "write sh a+1p");
  km_machine_goto (m, start);
  test_do (m, "y = mmap sh 64p rw populate");
  g_assert_cmpuint (km_machine_n_steps (m), >, fork);
  g_assert_false (km_machine_switch_branch (m, 0));
  test_check (m);
  g_assert_true (km_machine_switch_branch (m, 1));
  g_assert_true (km_machine_switch_branch (m, 0));
  km_machine_goto (m, km_machine_n_steps (m));
  g_assert_cmphex (km_machine_hash (m), ==, hash);
  test_check (m);
}

/* --- Lines that fail -------------------------------------------------------------------------- */

/* After: machine, exec sh, a = mmap, b = alloc_pages, gone freed, file f. Columns count from 1. */
static const struct { const char *line, *message; } wrong[] = {
  /* the scanner */
  { "write sh \"abc", "10: quote never closed; expected another one in this line" },
  { "= mmap sh 1p rw", "1: no command here; expected NAME = VERB or VERB" },
  { "x = y = mmap sh 1p rw",
    "5: “y” is no command; expected one such as exec, read, write or mmap "
    "(`help` lists them all)" },
  { "write sh (1+2", "14: end of the expression; expected +, - or a closing parenthesis" },
  { "write sh 12q", "12: ‘q’; expected a digit, one of K M G p, + or -" },
  { "write sh 1+", "12: end of the expression; expected a number, a name or a parenthesis" },
  { "mmap sh 99999999999999999999 rw", "9: number too large; expected less than 2^64" },
  /* the manifest */
  { "frobnicate sh",
    "1: “frobnicate” is no command; expected one such as exec, read, write or mmap "
    "(`help` lists them all)" },
  { "write sh", "9: the line ends; expected an address (ADDR)" },
  { "write sh 0 0",
    "12: “0” is one argument too many; expected write TASK:task ADDR:addr [len=value] "
    "[value=value]" },
  { "write sh 0 size=3",
    "12: “size=” is no argument of write; expected TASK:task ADDR:addr [len=value] "
    "[value=value]" },
  { "write sh 0 len=1 len=2", "18: “len=” for the second time; expected it once" },
  { "mmap sh 1p qq", "12: “qq” does not fit here; expected permissions such as rw, r, rx or none" },
  { "alloc_pages 0 GFP_NOTHING",
    "15: “GFP_NOTHING” does not fit here; expected an allocation mask such as GFP_KERNEL" },
  { "x = munmap sh a 1p",
    "1: “x =” before munmap, which has no result; expected the command alone" },
  { "stack = mmap sh 1p rw", "1: “stack” has a meaning already; expected another name" },
  /* names and values */
  { "write nobody 0", "7: “nobody” is no task; expected one that exec started" },
  { "write f 0", "7: “f” is no task; expected one that exec started" },
  { "write sh never", "10: unknown name ‘never’; expected a number or a name defined before" },
  { "write sh gone", "10: “gone” was given back; expected a name that is in use" },
  { "write sh sh", "10: “sh” is a task; expected a value" },
  { "a = mmap sh 1p rw", "1: “a” is in use already; expected a new name" },
  { "exec sh", "6: “sh” is in use already; expected a new name" },
  { "write sh 0x100000000", "10: address 0x100000000, which is 4294967296, is too large; "
    "expected at most 4294967295" },
  { "write sh a-0xffffffff", "11: difference below zero; expected 0 or more" },
  { "alloc_pages 11", "13: order 11 is too large; expected at most 10" },
  { "free_pages gone",
    "12: “gone” cannot be given back; expected a name that alloc_pages gave and that is still in use" },
  { "free_pages a", 
    "12: “a” cannot be given back; expected a name that alloc_pages gave and that is still in use" },
  { "mmap sh 1p rw file=never", "20: “never” is no file; expected one that `file` made" },
  { "file g path=/f",
    "6: the path “/f” cannot be used; expected one of at most 63 bytes that is not on the disk yet" },
  { "madvise sh a 1p willneed", "17: “willneed” is no advice that is simulated; expected dontneed" },
  { "set swappiness 201",
    "5: “swappiness” cannot be set to 201; expected one of auto_daemons 0 to 1, swappiness 0 to 200…" },
  { "set dirty_ratio 5",
    "5: “dirty_ratio” cannot be set to 5; expected one of auto_daemons 0 to 1, swappiness 0 to 200…" },
  { "exec t text=0", "13: a program without text; expected at least one byte" },
  { "exec t seg=0:4K:rw",
    "12: “0:4K:rw” does not describe an area; expected a length above 0, an address from 64 KiB "
    "on, and address and "
    "offset equal within the page" },
  { "exec t seg=1:2",
    "12: “1:2” does not describe areas; expected at most 32 of ADDR:LEN:PERM or "
    "ADDR:LEN:PERM:FILE@OFFSET" },
  { "exec t elf=/nowhere/at-all",
    "12: /nowhere/at-all: No such file or directory; expected a file to read" },
  { "exec abcdefghijklmnopqrstuvwxyz012345",
    "6: “abcdefghijklmnopqrstuvwxyz012345” has 32 letters; expected a name of at most 31" },
  { "abcdefghijklmnopqrstuvwxyz012345 = mmap sh 1p rw",
    "1: “abcdefghijklmnopqrstuvwxyz012345” has 32 letters; expected a name of at most 31" },
  { "exec t seg=0xbffd0000:64K:rw",
    "12: “0xbffd0000:64K:rw” reaches into the stack, which is there first; expected an area that "
    "ends at 0xbffdf000 or below" },
  { "exec t seg=0x08048000:64K:rw:f@5G",
    "12: the value 5G, which is 5368709120, is too large; expected at most 4294967295" },
  { "write sh a cpu=1", "16: there is no CPU 1; expected one below 1" },
  { "machine ram=64M", "1: machine after other commands; expected it as the first line" },
  { "expect rss sh == 1", "8: the value is 4096 (0x1000); expected == 1 (0x1)" },
  { "expect rss",
    "11: nothing to compare with; expected VALUE OP VALUE, as in: expect rss sh == 4p" },
  { "expect 1 ==",
    "12: nothing to compare with; expected VALUE OP VALUE, as in: expect rss sh == 4p" },
  { "print nothing", "7: “nothing” cannot be printed; expected one of size maps smaps vmas…" },
  { "print maps", "7: print maps has another number of arguments; expected TASK" },
  { "print walk sh", "7: print walk has another number of arguments; expected TASK ADDR" },
};

static KmMachine *
prepared (void)
{
  KmMachine *m = test_machine ("ram=32M layout=classic");

  test_do (m, "exec sh");
  test_do (m, "a = mmap sh 2p rw");
  test_do (m, "b = alloc_pages 1");
  test_do (m, "gone = alloc_pages 0");
  test_do (m, "free_pages gone");
  test_do (m, "file f size=8K");
  return m;
}

/* "…" stands for the rest of a list that grows. */
static void
assert_message (const char *message, const char *expected)
{
  g_autofree char *start = NULL;

  if (!g_str_has_suffix (expected, "…"))
    {
      g_assert_cmpstr (message, ==, expected);
      return;
    }
  start = g_strndup (expected, strlen (expected) - strlen ("…"));
  g_assert_true (g_str_has_prefix (message, start));
}

static void
test_wrong_lines (void)
{
  g_autoptr (KmMachine) m = prepared ();
  uint64_t hash = km_machine_hash (m);
  uint32_t steps = km_machine_n_steps (m);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      char *transcript = (char *) "untouched";

      g_assert_false (km_machine_run (m, "dir/x.vms", 12, wrong[i].line, &transcript, &error));
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, "dir/x.vms:12:"));
      assert_message (error->message + strlen ("dir/x.vms:12:"), wrong[i].message);
      g_assert_null (transcript);
      g_assert_cmphex (km_machine_hash (m), ==, hash);
      g_assert_cmpuint (km_machine_n_steps (m), ==, steps);
      g_assert_cmpuint (m->commands->len, ==, 7);
    }
  test_check (m);
}

/* A machine that cannot exist leaves none behind, and another may be tried. */
static const struct { const char *line, *message; } no_machine[] = {
  { "machine ram=1", "f:1:13: a RAM size of 1 does not end with a page; expected a multiple of 4 KiB" },
  { "machine ram=65G",
    "f:1:13: ram 65G, which is 69793218560, is too large; expected at most 68719476736" },
  { "machine layout=amiga",
    "f:1:16: “amiga” is no layout; expected classic, mini, debian-5.10 or debian-5.10-pae" },
  { "machine cpus=0", "f:1:14: no CPU at all; expected 1 to 8" },
  { "machine cpus=9", "f:1:14: cpus 9 is too large; expected at most 8" },
  { "machine slab=slob", "f:1:14: “slob” is no slab allocator; expected slub or slab" },
  { "machine ram=64M layout=mini e820_top=1M",
    "f:1:38: RAM that ends at 1024 KiB; expected 48128 KiB to the 65536 KiB there are" },
  { "machine ram=64M layout=mini e820_top=128M",
    "f:1:38: RAM that ends at 131072 KiB; expected 48128 KiB to the 65536 KiB there are" },
  { "machine managed=Normal:5/4",
    "f:1:17: “Normal:5/4” gives no zone its frames; expected ZONE:BOOT/FINAL with DMA, Normal or "
    "HighMem and two counts of frames, the second not below the first" },
};

static void
test_no_machine (void)
{
  g_autoptr (KmMachine) m = km_machine_new ();

  for (guint i = 0; i < G_N_ELEMENTS (no_machine); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (km_machine_run (m, "f", 1, no_machine[i].line, NULL, &error));
      g_assert_cmpstr (error->message, ==, no_machine[i].message);
      g_assert_null (m->state);
      g_assert_cmpuint (m->commands->len, ==, 0);
    }
  test_do (m, "machine ram=32M");
  test_check (m);
}

/* --- Limits ----------------------------------------------------------------------------------- */

static void
test_step_limit (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  g_autoptr (GError) error = NULL;
  uint64_t hash;
  uint32_t steps;

  test_do (m, "exec sh");
  test_do (m, "a = mmap sh 4M rw");
  hash = km_machine_hash (m);
  steps = km_machine_n_steps (m);
  m->step_limit = 1000;
  g_assert_false (km_machine_run (m, "f", 3, "write sh a len=4M", NULL, &error));
  g_assert_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_LIMIT);
  g_assert_cmpstr (error->message, ==,
                   "f:3:1: more than 1000 steps; expected a command that takes fewer");
  g_assert_cmphex (km_machine_hash (m), ==, hash);
  g_assert_cmpuint (km_machine_n_steps (m), ==, steps);
  test_check (m);
  m->step_limit = 2000000;
  test_do (m, "write sh a len=4M");
  test_check (m);
}

/* A task may be named by its pid: while exec is under way it has no other name. */
static void
test_pid (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  g_autofree char *by_name = NULL, *by_pid = NULL, *early = NULL, *what = NULL;
  g_autoptr (GError) error = NULL;

  test_do (m, "exec sh text=64K data=8K");
  what = g_strdup_printf ("maps %u", km_task_from_name (m, "sh")->pid);
  by_name = km_machine_print (m, "maps sh", NULL);
  by_pid = km_machine_print (m, what, NULL);
  g_assert_cmpstr (by_pid, ==, by_name);
  km_machine_goto (m, km_machine_find_step (m, m->commands->len - 1, "exec-segment"));
  early = km_machine_print (m, what, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (early, "r-xp"));
  g_assert_null (km_machine_print (m, "maps 9", NULL));
}

/* Every command that takes steps by the page asks on its way: it ends soon after the limit, and is undone. */
static void
test_long_loops (void)
{
  static const char *const lines[] = {
    "write sh a len=4M", "read sh a len=4M", "mmap sh 4M rw populate", "munmap sh b 4M", "exit sh",
  };
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");

  test_do (m, "exec sh");
  test_do (m, "a = mmap sh 4M rw");
  test_do (m, "b = mmap sh 4M rw");
  test_do (m, "write sh b len=4M");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;
      uint64_t hash = km_machine_hash (m);
      uint32_t steps = km_machine_n_steps (m);

      m->step_limit = 100;
      g_assert_false (km_machine_run (m, "f", 3, lines[i], NULL, &error));
      g_assert_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_LIMIT);
      g_assert_cmphex (km_machine_hash (m), ==, hash);
      g_assert_cmpuint (km_machine_n_steps (m), ==, steps);
      /* Where the undone steps were: none was ever written there. */
      g_assert_cmpuint (m->store.steps[steps + 300].edits_end, ==, 0);
      m->step_limit = 2000000;
      test_check (m);
    }
}

static void
test_cancel (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  g_autoptr (GError) error = NULL;
  uint64_t hash;

  test_do (m, "exec sh");
  test_do (m, "a = mmap sh 4M rw");
  hash = km_machine_hash (m);
  g_atomic_int_set (&m->cancelled, 1);
  g_assert_false (km_machine_run (m, "f", 3, "  write sh a len=4M", NULL, &error));
  g_assert_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_CANCELLED);
  g_assert_cmpstr (error->message, ==, "f:3:3: cancelled; nothing has changed");
  g_assert_cmphex (km_machine_hash (m), ==, hash);
  g_atomic_int_set (&m->cancelled, 0);
  test_do (m, "write sh a len=4M");
  test_check (m);
}

/* --- Names and steps -------------------------------------------------------------------------- */

static void
test_names (void)
{
  g_autoptr (KmMachine) m = prepared ();
  g_autoptr (GError) error = NULL;
  uint32_t middle = km_machine_n_steps (m);

  test_do (m, "free_pages b");
  test_do (m, "b = alloc_pages 0");                     /* a freed name may be used again */
  test_do (m, "exit sh");
  test_do (m, "exec sh text=8K");
  test_do (m, "write sh heap-1");
  km_machine_goto (m, middle);
  g_assert_cmpuint (test_value (m, NULL, "refcount b"), ==, 1);
  /* The names, too, are those of that moment. */
  test_do (m, "free_pages b");
  g_assert_false (km_machine_run (m, "f", 1, "free_pages b", NULL, &error));
}

/* A name for each of more results than there is room for: those that were given back make room, also
 * after going back and forth; when all are in use the line fails and nothing has changed. */
static void
test_many_names (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=512M layout=classic");
  g_autoptr (GError) error = NULL;
  const uint32_t room = m->tables.names.capacity - 1;
  uint64_t hash;

  for (guint i = 0; i < room / 2; i++)
    test_do (m, "kept%u = alloc_pages 0", i);
  for (guint i = 0; i < room; i++)
    {
      test_do (m, "n%u = alloc_pages 0", i);
      test_do (m, "free_pages n%u", i);
    }
  hash = km_machine_hash (m);
  km_machine_goto (m, 1);
  km_machine_goto (m, km_machine_n_steps (m));
  g_assert_cmphex (km_machine_hash (m), ==, hash);
  for (guint i = room / 2; i < room; i++)
    test_do (m, "kept%u = alloc_pages 0", i);
  hash = km_machine_hash (m);
  g_assert_false (km_machine_run (m, "f", 1, "exec sh text=4K", NULL, &error));
  g_assert_cmpstr (error->message, ==, "f:1:6: 65535 names are in use; expected one of them to be "
                   "given back before “sh”");
  g_clear_error (&error);
  g_assert_false (km_machine_run (m, "f", 1, "file f size=4K", NULL, &error));
  g_assert_cmphex (km_machine_hash (m), ==, hash);
  test_do (m, "free_pages kept0");
  test_do (m, "exec sh text=4K");
  test_check (m);
}

/* The computer boots on its first CPU. */
static void
test_boot_cpu (void)
{
  g_autoptr (KmMachine) m = km_machine_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (km_machine_run (m, "f", 1, "machine ram=64M cpu=9", NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "f:1:17: “cpu=” is no argument of machine"));
}

/* What a later segment maps replaces what an earlier one has mapped there. */
static void
test_segments_overlap (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
  g_autofree char *maps = NULL;

  test_do (m, "exec a seg=0x08048000:64K:rx seg=0x0804c000:32K:rw seg=0x08050000:128K:rw");
  for (uint32_t step = 1; step <= km_machine_n_steps (m); step++)
    {
      km_machine_goto (m, step);
      test_check (m);
    }
  maps = km_machine_print (m, "maps a", NULL);
  g_assert_true (g_str_has_prefix (maps, "08048000-0804c000 r-xp 00000000 00:00 0 \n"
                                   "0804c000-08070000 rw-p 00000000 00:00 0"));
  test_do (m, "exit a");
  test_check (m);
}

static void
test_find_step (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  guint last;
  uint32_t first, second;

  test_do (m, "exec sh");
  test_do (m, "a = mmap sh 4p rw");
  test_do (m, "write sh a len=2p");
  last = m->commands->len - 1;
  first = km_machine_find_step (m, last, "page-fault");
  second = km_machine_find_step (m, last, "page-fault#2");
  g_assert_cmpuint (first, >, command (m, last)->first_step);
  g_assert_cmpuint (second, >, first);
  g_assert_cmpuint (km_machine_find_step (m, last, "page-fault#1"), ==, first);
  g_assert_cmpuint (km_machine_find_step (m, last, "page-fault#3"), ==, 0);
  g_assert_cmpuint (km_machine_find_step (m, last, "no-such-step"), ==, 0);
  g_assert_cmpuint (km_machine_find_step (m, 1, "page-fault"), ==, 0);
  g_assert_cmpuint (km_machine_step_command (m, first), ==, last);
  g_assert_cmpuint (km_machine_step_command (m, 1), ==, 0);
  g_assert_cmpuint (km_machine_step_command (m, command (m, 1)->last_step), ==, 1);
}

/* The same script gives the same bytes. */
static void
test_deterministic (void)
{
  uint64_t hash[2];

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (KmMachine) m = prepared ();

      test_do (m, "write sh a len=2p");
      hash[i] = km_machine_hash (m);
    }
  g_assert_cmphex (hash[0], ==, hash[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/machine/branch", test_branch);
  g_test_add_func ("/machine/branch-from-within", test_branch_from_within);
  g_test_add_func ("/machine/failure-in-the-past", test_failure_in_the_past);
  g_test_add_func ("/machine/many-branches", test_many_branches);
  g_test_add_func ("/machine/branch-of-another-line", test_branch_of_another_line);
  g_test_add_func ("/machine/wrong-lines", test_wrong_lines);
  g_test_add_func ("/machine/no-machine", test_no_machine);
  g_test_add_func ("/machine/step-limit", test_step_limit);
  g_test_add_func ("/machine/long-loops", test_long_loops);
  g_test_add_func ("/machine/pid", test_pid);
  g_test_add_func ("/machine/cancel", test_cancel);
  g_test_add_func ("/machine/names", test_names);
  g_test_add_func ("/machine/many-names", test_many_names);
  g_test_add_func ("/machine/boot-cpu", test_boot_cpu);
  g_test_add_func ("/machine/segments-overlap", test_segments_overlap);
  g_test_add_func ("/machine/find-step", test_find_step);
  g_test_add_func ("/machine/deterministic", test_deterministic);
  return g_test_run ();
}
