/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines of smaps that calls change: the letters of the flags as Documentation/filesystems/proc.rst of 5.10 has them,
 * and what is locked. */
#include "tests/core/support.h"

#define AT "0x40000000"

/* The lines of @report from the area at AT on to the next one. */
static char *
area_of (const char *report)
{
  const char *from = strstr (report, "40000000-"), *to;

  g_assert_nonnull (from);
  to = strstr (from, "VmFlags");
  g_assert_nonnull (to);
  return g_strndup (from, strchr (to, '\n') - from);
}

static void
assert_line (KmMachine *m, const char *line)
{
  g_autofree char *report = test_run (m, "print smaps sh");
  g_autofree char *area = area_of (report);

  if (strstr (area, line) == NULL)
    g_error ("no line “%s” in\n%s", line, area);
}

static void
test_flags (void)
{
  static const struct { const char *command, *flags; } cases[] = {
    { "madvise sh " AT " 16K sequential", "rd wr mr mw me sr ac " },
    { "madvise sh " AT " 16K random", "rd wr mr mw me rr ac " },
    { "madvise sh " AT " 16K dontfork", "rd wr mr mw me dc ac " },
    { "madvise sh " AT " 16K wipeonfork", "rd wr mr mw me ac wf " },
    { "madvise sh " AT " 16K dontdump", "rd wr mr mw me ac dd " },
    { "madvise sh " AT " 16K hugepage", "rd wr mr mw me ac hg " },
    { "madvise sh " AT " 16K nohugepage", "rd wr mr mw me ac nh " },
    { "madvise sh " AT " 16K mergeable", "rd wr mr mw me ac mg " },
    { "mlock sh " AT " 16K", "rd wr mr mw me lo ac " },
    { "mlock sh " AT " 16K onfault", "rd wr mr mw me lo ?? ac " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");
      g_autofree char *line = g_strdup_printf ("VmFlags: %s", cases[i].flags);

      test_do (m, "exec sh text=8K data=4K bss=4K");
      test_do (m, "mmap sh 16K rw fixed at=" AT);
      test_do (m, "%s", cases[i].command);
      assert_line (m, line);
    }
}

/* What mlock faults in is locked. */
static void
test_locked (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=64M layout=classic");

  test_do (m, "exec sh text=8K data=4K bss=4K");
  test_do (m, "mmap sh 16K rw fixed at=" AT);
  assert_line (m, "Locked:                0 kB");
  test_do (m, "mlock sh " AT " 16K");
  assert_line (m, "Locked:               16 kB");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/maps/flags", test_flags);
  g_test_add_func ("/maps/locked", test_locked);
  return g_test_run ();
}
