/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The VMAs stage with no area, a few, hundreds and thousands of them, at every size: no text over another,
 * nothing outside, nothing of no width. */
#include "tests/ui/drawing.h"
#include "tests/ui/test-vmas.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-move.h"
#include "ui/session/session-stops.h"
#include "ui/stages/stage.h"

#include <string.h>

static VmrTextCache *texts;

static void
run (VmrSession *session,
     const char *format,
     ...) G_GNUC_PRINTF (2, 3);

static void
run (VmrSession *session,
     const char *format,
     ...)
{
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  vmr_session_run (session, line, NULL, &error);
  g_assert_no_error (error);
}

static guint
flaws_at (const VmrSession *session,
          double            width,
          double            height,
          double            lecture)
{
  g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                              lecture > 0 ? vmr_metrics_lecture (lecture, 1)
                                              : vmr_metrics_desk (13.333, 1), width, height);
  g_autoptr (GPtrArray) flaws = NULL;

  vmr_stage_vmas.layout (session, cells);
  g_assert_cmpuint (vmr_cells_n (cells), >, 8);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    g_assert_cmpfloat (vmr_cells_get (cells, i)->rect.w, >=, 0);
  flaws = vmr_cells_check (cells);
  for (guint i = 0; i < flaws->len; i++)
    g_test_message ("%.0f×%.0f: %s", width, height, ((VmrFlaw *) flaws->pdata[i])->message);
  return flaws->len + test_vmas_whole (session, cells);
}

static void
measure (const VmrSession *session)
{
  static const double sizes[][3] = {
    { 848, 612, 0 }, { 560, 430, 0 }, { 460, 420, 0 }, { 640, 420, 0 }, { 1100, 760, 0 },
    { 1500, 760, 1080 }, { 900, 600, 768 },
  };
  guint flaws = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    flaws += flaws_at (session, sizes[i][0], sizes[i][1], sizes[i][2]);
  g_assert_cmpuint (flaws, ==, 0);
}

static VmrSession *
sandbox (void)
{
  VmrSession *session = vmr_session_new ();

  vmr_session_open_machine (session, "ram=64M", NULL);
  return session;
}

/* Before any program, and while the first is only being made. */
static void
test_none (void)
{
  g_autoptr (VmrSession) session = sandbox ();

  measure (session);
  run (session, "exec sh text=64K data=8K bss=16K");
  vmr_session_set_depth (session, KM_DEPTH_ALL);
  for (guint step = vmr_session_first (session); step <= vmr_session_n_steps (session); step++)
    {
      vmr_session_jump (session, step);
      measure (session);
    }
}

static gboolean
says (const VmrSession *session,
      const char       *words)
{
  g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                              vmr_metrics_desk (13.333, 1), 1100, 760);

  vmr_stage_vmas.layout (session, cells);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->layout &&
        g_str_equal (pango_layout_get_text (vmr_cells_get (cells, i)->layout), words))
      return TRUE;
  return FALSE;
}

/* A program without data has started nevertheless: what it maps is not its bss. */
static void
test_anon_name (void)
{
  g_autoptr (VmrSession) session = sandbox ();

  run (session, "exec sh");
  run (session, "x = mmap sh 1M rw");
  vmr_session_move (session, VMR_MOVE_LAST);
  g_assert_true (says (session, "anon mmap"));
  g_assert_false (says (session, "bss"));
}

/* The heap's ends are known when the kernel has set them, and not before; sizes are rounded as in
 * the panel beside. */
static void
test_brk (void)
{
  g_autoptr (VmrSession) session = sandbox ();
  gboolean set = FALSE;

  run (session, "exec sh text=1924532 data=12412 bss=426896");
  vmr_session_set_depth (session, KM_DEPTH_ALL);
  for (guint step = vmr_session_first (session); step <= vmr_session_n_steps (session); step++)
    {
      vmr_session_jump (session, step);
      set |= km_machine_step_kind (vmr_session_machine (session), step) == KM_STEP_EXEC_BSS;
      g_assert_cmpint (says (session, "brk"), ==, set);
    }
  g_assert_true (set);
  g_assert_true (says (session, "1.8 M"));
}

static void
test_many (gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);
  g_autoptr (VmrSession) session = sandbox ();
  gint64 before;

  run (session, "exec sh text=64K data=8K bss=16K");
  run (session, "big = mmap sh %up rw", n);
  for (guint i = 1; i < n; i += 2)
    run (session, "mprotect sh big+%up 1p r", i);
  measure (session);
  run (session, "munmap sh big+%up 3p", n / 2);
  vmr_session_jump (session, vmr_session_n_steps (session));
  measure (session);
  before = g_get_monotonic_time ();
  flaws_at (session, 848, 612, 0);
  g_test_message ("%u areas: %.1f ms", n, (g_get_monotonic_time () - before) / 1000.0);
}

/* Beside a command of any length: where a node and the gap below the stack have two sizes, the reason is said, in
 * a hall too. */
static void
test_guard (void)
{
  static const char *const lines[] = {
    "exec sh text=64K", "exec sh text=64K data=8K bss=16K", "exec sh text=1924532 data=12412 bss=426896",
    "exec longcommand text=1924532 data=12412 bss=426896",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (VmrSession) session = sandbox ();
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_lecture (1080, 1), 1500, 760);
      gboolean found = FALSE;

      run (session, "%s", lines[i]);
      vmr_session_jump (session, vmr_session_n_steps (session));
      vmr_stage_vmas.layout (session, cells);
      for (guint j = 0; j < vmr_cells_n (cells); j++)
        found |= vmr_cells_get (cells, j)->shape == VMR_SHAPE_TEXT &&
                 strstr (pango_layout_get_text (vmr_cells_get (cells, j)->layout), "without the stack’s guard");
      g_test_message ("%s", lines[i]);
      g_assert_true (found);
    }
}

/* The address that is looked for stands above the areas, in an area and in a hole, while it is looked for. */
static void
test_wanted (void)
{
  static const char *const lines[] = { "write sh bss", "write sh 0x20000000" };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (VmrSession) session = sandbox ();
      guint seen = 0;

      run (session, "exec sh text=64K data=8K bss=16K");
      run (session, "%s", lines[i]);
      vmr_session_set_depth (session, KM_DEPTH_ALL);
      do
        {
          g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                      vmr_metrics_desk (13.333, 1), 848, 612);
          guint find = vmr_stage_reached (session, KM_STEP_FIND_VMA);
          g_autofree char *wanted = g_strdup_printf ("0x%08x", (guint) vmr_stage_arg (session, find, addr));

          if (find != vmr_session_cursor (session) || find == 0)
            continue;
          vmr_stage_vmas.layout (session, cells);
          g_assert_true (test_says (cells, wanted));
          measure (session);
          seen++;
        }
      while (vmr_session_move (session, VMR_MOVE_NEXT));
      g_assert_cmpuint (seen, >, 0);
    }
}

/* The record that an area gets at its first anonymous page stands above that area, at that step only. */
static void
test_anon_vma (void)
{
  g_autoptr (VmrSession) session = sandbox ();
  guint seen = 0;

  run (session, "exec sh text=64K data=8K bss=16K");
  run (session, "write sh bss");
  vmr_session_set_depth (session, KM_DEPTH_ALL);
  do
    {
      guint cursor = vmr_session_cursor (session);
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), 848, 612);
      gboolean given = cursor && km_machine_step_kind (vmr_session_machine (session), cursor) == KM_STEP_ANON_VMA;

      vmr_stage_vmas.layout (session, cells);
      g_assert_cmpint (test_says (cells, "anon_vma "), ==, given);
      measure (session);
      seen += given;
    }
  while (vmr_session_move (session, VMR_MOVE_NEXT));
  g_assert_cmpuint (seen, >, 0);
}

/* Where the kernel refuses a request, the drawing says so over the hole that was found for it. */
static void
test_refused (void)
{
  g_autoptr (VmrSession) session = sandbox ();
  guint seen = 0;

  run (session, "exec sh text=64K data=8K bss=16K");
  run (session, "huge = mmap sh 2G rw");
  vmr_session_set_depth (session, KM_DEPTH_ALL);
  do
    {
      guint cursor = vmr_session_cursor (session);
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), 848, 612);
      gboolean refused = cursor && km_machine_step_kind (vmr_session_machine (session), cursor) == KM_STEP_NO_MEMORY;

      vmr_stage_vmas.layout (session, cells);
      g_assert_cmpint (test_says (cells, "refused: 2 G"), ==, refused);
      seen += refused;
    }
  while (vmr_session_move (session, VMR_MOVE_NEXT));
  g_assert_cmpuint (seen, ==, 1);
}

/* Whether some step of a kind shows all of these words, at the desk; every step is measured. */
static void
shows (VmrSession *session,
       KmStepKind  kind,
       const char *one,
       const char *two)
{
  guint seen = 0;

  vmr_session_set_depth (session, KM_DEPTH_ALL);
  do
    {
      guint cursor = vmr_session_cursor (session);
      g_autoptr (VmrCells) cells = test_draw (session, vmr_stage_vmas.layout, 848, 612, 0);

      measure (session);
      seen += cursor && km_machine_step_kind (vmr_session_machine (session), cursor) == kind && test_says (cells, one) &&
              test_says (cells, two);
    }
  while (vmr_session_move (session, VMR_MOVE_NEXT));
  g_assert_cmpuint (seen, >, 0);
}

/* An area that is cut shows what it was and what is new, beside the ends of the heap too; a child its parent's card. */
static void
test_changes (void)
{
  g_autoptr (VmrSession) cut = sandbox ();
  g_autoptr (VmrSession) forked = sandbox ();

  run (cut, "exec sh text=64K data=8K bss=16K");
  run (cut, "brk sh +16p");
  run (cut, "mprotect sh heap+4p 4p r");
  run (cut, "mprotect sh heap+4p 4p rw");
  run (cut, "x = mmap sh 9p rw");
  run (cut, "mprotect sh x+3p 3p r");
  shows (cut, KM_STEP_VMA_FLAGS, "new", "before: one area, 36 K");
  run (forked, "exec sh text=64K data=8K bss=16K");
  run (forked, "fork sh child");
  shows (forked, KM_STEP_FORK_AREA, "sh · pid", "child · pid");
  /* What is over is not shown as what happens. */
  vmr_session_jump (cut, vmr_session_n_steps (cut));
  g_assert_false (says (cut, "new"));
}

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, NULL);
  g_test_add_func ("/vmas/none", test_none);
  g_test_add_func ("/vmas/brk", test_brk);
  g_test_add_func ("/vmas/anon", test_anon_name);
  g_test_add_func ("/vmas/wanted", test_wanted);
  g_test_add_func ("/vmas/guard", test_guard);
  g_test_add_func ("/vmas/lessons", test_vmas_lessons);
  g_test_add_func ("/vmas/anon-vma", test_anon_vma);
  g_test_add_func ("/vmas/refused", test_refused);
  g_test_add_func ("/vmas/changes", test_changes);
  g_test_add_data_func ("/vmas/hundreds", GUINT_TO_POINTER (304), test_many);
  g_test_add_data_func ("/vmas/thousands", GUINT_TO_POINTER (5000), test_many);
  return test_drawing_run (texts, NULL);
}
