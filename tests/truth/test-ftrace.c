/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ftrace's text: columns and fields as a real kernel wrote them, frames as a real kernel gave them.
 * */
#include <stdio.h>

#include "core/report/ftrace.h"
#include "tests/truth/truth.h"

static GStrv
trace_of (KmMachine *machine)
{
  GString *out = g_string_new (NULL);
  g_autofree char *text = NULL;

  km_report_ftrace (machine, out);
  text = g_string_free (out, FALSE);
  return g_strsplit (text, "\n", -1);
}

static KmMachine *
machine_from (const char *file)
{
  KmMachine *machine = km_machine_new ();
  g_autofree char *path = g_build_filename (g_getenv ("VMARIUM_SRCDIR"), "tests/truth", file, NULL);

  g_free (truth_run (machine, "machine from=\"%s\"", path));
  return machine;
}

/* "mm_page_free: page=c3d187a0 pfn=16317 order=0" without the address, which depends on the boot.
 * */
static char *
event_of (const char *line)
{
  const char *event = strstr (line, ": ");
  g_autoptr (GRegex) page = g_regex_new ("page=[0-9a-f]{8} ", 0, 0, NULL);

  g_assert_nonnull (event);
  return g_regex_replace_literal (page, event + 2, -1, 0, "", 0, NULL);
}

static void
assert_events (KmMachine *machine, const char *const *expected)
{
  g_auto (GStrv) lines = trace_of (machine);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_autofree char *event = NULL;

      if (*lines[i] == '#')
        continue;
      event = event_of (lines[i]);
      g_assert_cmpstr (event, ==, expected[n]);
      n++;
    }
  g_assert_null (expected[n]);
}

/* The frames are those of the recording: 02f71 02f69 02f7f 02f6a, freed hot. */
static void
test_single_frames (void)
{
  static const char *const expected[] = {
    "mm_page_alloc_zone_locked: pfn=12145 order=0 migratetype=0 percpu_refill=1",
    "mm_page_alloc: pfn=12145 order=0 migratetype=0 gfp_flags=GFP_KERNEL",
    "mm_page_alloc_zone_locked: pfn=12137 order=0 migratetype=0 percpu_refill=1",
    "mm_page_alloc: pfn=12137 order=0 migratetype=0 gfp_flags=GFP_KERNEL",
    "mm_page_free: pfn=12137 order=0",
    "mm_page_alloc: pfn=12137 order=0 migratetype=0 gfp_flags=GFP_KERNEL", NULL
  };
  g_autoptr (KmMachine) machine = machine_from ("mini-64M/buddy-pcp-order0.txt");

  g_free (truth_run (machine, "a = alloc_pages 0"));
  g_free (truth_run (machine, "b = alloc_pages 0"));
  g_free (truth_run (machine, "free_pages b"));
  g_free (truth_run (machine, "c = alloc_pages 0"));
  assert_events (machine, expected);
}

/* Frame 01fa0 of the recording. */
static void
test_blocks (void)
{
  static const char *const expected[] = {
    "mm_page_alloc_zone_locked: pfn=8096 order=5 migratetype=2 percpu_refill=0",
    "mm_page_alloc: pfn=8096 order=5 migratetype=2 gfp_flags=GFP_KERNEL|__GFP_RECLAIMABLE",
    "mm_page_free: pfn=8096 order=5", NULL
  };
  g_autoptr (KmMachine) machine = machine_from ("mini-64M/buddy-fallback.txt");

  g_free (truth_run (machine, "a = alloc_pages 5 \"GFP_KERNEL|__GFP_RECLAIMABLE\""));
  g_free (truth_run (machine, "free_pages a"));
  assert_events (machine, expected);
}

/* After boot every block is movable: the first unmovable page takes a whole pageblock of them over.
 * */
static void
test_theft (void)
{
  g_autoptr (KmMachine) machine = km_machine_new ();
  g_auto (GStrv) lines = NULL;
  guint found = 0;

  g_free (truth_run (machine, "machine ram=64M layout=mini"));
  g_free (truth_run (machine, "a = alloc_pages 0"));
  lines = trace_of (machine);
  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], "mm_page_alloc_extfrag: ") != NULL)
      {
        g_assert_nonnull (strstr (lines[i], " alloc_order=0 fallback_order=10 pageblock_order=10 "
                                            "alloc_migratetype=0 fallback_migratetype=1 "
                                            "fragmenting=0 change_ownership=1"));
        g_assert_nonnull (strstr (lines[i + 1], "mm_page_alloc_zone_locked: "));
        found++;
      }
  g_assert_cmpuint (found, ==, 1);
}

/* A drain gives back from the tail: the frame freed first goes first. High is 6, the batch 1. */
static void
test_drain (void)
{
  g_autoptr (KmMachine) machine = machine_from ("mini-64M/buddy-pcp-order0.txt");
  g_auto (GStrv) lines = NULL;
  guint drained = 0, freed = 0, pfn, first = 0;

  for (guint i = 0; i < 8; i++)
    g_free (truth_run (machine, "p%u = alloc_pages 0", i));
  for (guint i = 0; i < 8; i++)
    g_free (truth_run (machine, "free_pages p%u", i));
  lines = trace_of (machine);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *free_event = strstr (lines[i], "mm_page_free: ");
      const char *drain = strstr (lines[i], "mm_page_pcpu_drain: ");

      if (free_event != NULL && freed++ == 0)
        g_assert_cmpint (sscanf (free_event, "mm_page_free: page=%*x pfn=%u", &first), ==, 1);
      if (drain == NULL)
        continue;
      g_assert_cmpint (sscanf (drain, "mm_page_pcpu_drain: page=%*x pfn=%u order=0 migratetype=0", &pfn),
                       ==, 1);
      if (drained++ == 0)
        g_assert_cmpuint (pfn, ==, first);
    }
  g_assert_cmpuint (freed, ==, 8);
  g_assert_cmpuint (drained, ==, 3);
}

static char *
shape (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (!g_ascii_isxdigit (*text))
      g_string_append_c (out, *text);
    else if (out->len == 0 || out->str[out->len - 1] != '#')
      g_string_append_c (out, '#');
  return g_string_free (out, FALSE);
}

static const char *
first_with (GStrv lines, const char *task, const char *event, const char *words)
{
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], task) && strstr (lines[i], event) != NULL
        && strstr (lines[i], words) != NULL)
      return lines[i];
  return NULL;
}

/* The same task touching and giving up pages: each kind of line has the recorded columns and words.
 * */
static void
test_columns (void)
{
  static const char *const events[][2] = {
    { ": mm_page_alloc: ", "GFP_HIGHUSER_MOVABLE|__GFP_ZERO" },
    { ": mm_page_alloc_zone_locked: ", "migratetype=1 percpu_refill=1" }, { ": mm_page_free: ", "" },
    { ": mm_page_pcpu_drain: ", "migratetype=1" },
  };
  g_auto (GStrv) recorded = truth_lines ("mini-64M/touch.trace.txt"), own = NULL;
  g_autoptr (KmMachine) machine = km_machine_new ();

  g_free (truth_run (machine, "machine ram=64M layout=mini"));
  g_free (truth_run (machine, "exec gt"));
  g_free (truth_run (machine, "w = mmap gt 64p rw"));
  g_free (truth_run (machine, "write gt w len=64p"));
  g_free (truth_run (machine, "madvise gt w 64p dontneed"));
  own = trace_of (machine);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      const char *event = events[i][0];
      const char *theirs = first_with (recorded, "              gt-", event, events[i][1]);
      const char *ours = first_with (own, "              gt-", event, events[i][1]);
      g_autofree char *a = NULL, *b = NULL;

      g_assert_nonnull (theirs);
      g_assert_nonnull (ours);
      g_assert_cmpint (strstr (ours, event) - ours, ==, strstr (theirs, event) - theirs);
      g_assert_cmpint (strchr (ours, '[') - ours, ==, strchr (theirs, '[') - theirs);
      g_assert_true (strncmp (strchr (ours, '['), strchr (theirs, '['), 10) == 0);
      a = shape (strstr (ours, event));
      b = shape (strstr (theirs, event));
      g_assert_cmpstr (a, ==, b);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/truth/ftrace/single-frames", test_single_frames);
  g_test_add_func ("/truth/ftrace/blocks", test_blocks);
  g_test_add_func ("/truth/ftrace/theft", test_theft);
  g_test_add_func ("/truth/ftrace/drain", test_drain);
  g_test_add_func ("/truth/ftrace/columns", test_columns);
  return g_test_run ();
}
