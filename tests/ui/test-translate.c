/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The Translate stage at every detail, size and language: it fits, it is never empty, what lights
 * is the step's, and nothing of the future is on it. */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/draw/roles.h"
#include "ui/panels/panels.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/walk.h"
#include "ui/session/words.h"
#include "ui/stages/stage.h"

#include <math.h>
#include <string.h>

static VmrSession *session;
static VmrTextCache *texts;
static guint n_flaws;

static const struct { double width, height, lecture, font; } sizes[] = {
  { 460, 420, 0, 13.333 }, { 640, 420, 0, 13.333 }, { 848, 600, 0, 13.333 },
  { 1100, 760, 0, 13.333 },
  { 876, 330, 0, 13.333 }, { 1132, 410, 0, 13.333 }, { 900, 660, 0, 21.33 }, { 1820, 760, 1080, 0 },
  { 950, 480, 768, 0 },
};
#define DESK 3                  /* the index of an ample size */

static VmrCells *
draw (guint size,
      guint theme)
{
  VmrMetrics metrics = sizes[size].lecture > 0 ? vmr_metrics_lecture (sizes[size].lecture, 1)
                       : vmr_metrics_desk (sizes[size].font, 1);
  VmrCells *cells = vmr_cells_new (vmr_palette_get (theme, FALSE), texts, metrics,
                                   sizes[size].width,
                                   sizes[size].height);

  vmr_stages_find ("translate")->layout (session, cells);
  return cells;
}

static guint
n_subjects (const VmrCells *cells)
{
  guint n = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    n += !vmr_ref_is_none (vmr_cells_get (cells, i)->ref) &&
         vmr_cells_get (cells, i)->ref.kind != VMR_REF_ACTION;
  return n;
}

/* The subject with this name, NULL when there is none. */
static const VmrCell *
named (const VmrCells *cells,
       const char     *name)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (g_strcmp0 (vmr_cells_get (cells, i)->name, name) == 0)
      return vmr_cells_get (cells, i);
  return NULL;
}

static guint
n_lights (const VmrCells *cells)
{
  guint n = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    n += (vmr_cells_get (cells, i)->flags & VMR_CELL_LIGHT) != 0;
  return n;
}

static guint
n_of_kind (const VmrCells *cells,
           VmrRefKind      kind)
{
  guint n = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    n += vmr_cells_get (cells, i)->ref.kind == kind;
  return n;
}

/* A frame has the colour of its use wherever it is drawn, and in a hall an entry that of its frame. */
static void
check_colours (const VmrCells *cells)
{
  const KmMachine *machine = vmr_session_machine (session);

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      gboolean entry = cell->ref.kind == VMR_REF_PTE && cell->ref.gen == 1 && cells->metrics.lecture &&
                       vmr_session_detail (session) == VMR_DETAIL_FULL;
      KmPfn pfn;

      if (cell->shape != VMR_SHAPE_BOX || cell->fill < VMR_INK_FIRST_ROLE ||
          (!entry && cell->ref.kind != VMR_REF_FRAME) || !vmr_walk_ref_frame (machine, cell->ref, &pfn) ||
          cell->fill == vmr_use_ink (km_frame_use_at (machine, pfn)))
        continue;
      n_flaws++;
      g_test_message ("detail %d step %u: frame 0x%05x has a colour of its own",
                      vmr_session_detail (session), vmr_session_cursor (session), pfn);
    }
}

/* --- everything, everywhere ------------------------------------------------------------------- */

static void
measure (guint size,
         guint theme)
{
  g_autoptr (VmrCells) cells = draw (size, theme);
  g_autoptr (GPtrArray) flaws = vmr_cells_check (cells);
  guint least = sizes[size].height < 360 || sizes[size].lecture > 0 ? 1 : 2;

  for (guint i = 0; i < flaws->len; i++, n_flaws++)
    g_test_message ("%.0f×%.0f detail %d step %u: %s (at %.0f, %.0f)", cells->width, cells->height,
                    vmr_session_detail (session),
                    vmr_session_cursor (session) - vmr_session_first (session) + 1,
                    ((VmrFlaw *) flaws->pdata[i])->message,
                    vmr_cells_get (cells, ((VmrFlaw *) flaws->pdata[i])->cell)->rect.x,
                    vmr_cells_get (cells, ((VmrFlaw *) flaws->pdata[i])->cell)->rect.y);
  check_colours (cells);
  if (n_subjects (cells) >= least)
    return;
  n_flaws++;
  g_test_message ("%.0f×%.0f detail %d step %u: the stage is empty", cells->width, cells->height,
                  vmr_session_detail (session),
                  vmr_session_cursor (session) - vmr_session_first (session) + 1);
}

static gboolean
is_translation (guint step)
{
  KmSubsystem sub = km_machine_step_info (vmr_session_machine (session), step)->subsystem;

  return sub == KM_SUB_TRANSLATE || sub == KM_SUB_FAULT || sub == KM_SUB_MACHINE;
}

/* All steps of translation and a few of the others, each at another size, theme and language. */
static void
measure_session (void)
{
  static const VmrLanguage languages[] = { VMR_LANGUAGE_EN, VMR_LANGUAGE_ZH, VMR_LANGUAGE_BOTH };
  guint turn = 0;

  n_flaws = 0;
  for (guint step = vmr_session_first (session); step <= vmr_session_n_steps (session); step++)
    {
      if (!is_translation (step) && step % 7 != 0)
        continue;
      vmr_session_jump (session, step);
      for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_FULL; detail++)
        for (guint size = turn % 2; size < G_N_ELEMENTS (sizes); size += 2)
          {
            turn++;
            /* Full detail at the smallest sizes is the whole window's affair. */
            if (detail == VMR_DETAIL_FULL && sizes[size].width < 640)
              continue;
            test_speak (session, languages[turn % 3]);
            vmr_session_set_detail (session, (VmrDetail) detail);
            measure (size, turn % VMR_N_THEMES);
          }
      turn++;
    }
  test_speak (session, VMR_LANGUAGE_EN);
  g_assert_cmpuint (n_flaws, ==, 0);
}

static void
test_every_lesson (void)
{
  g_auto (GStrv) paths = test_lessons ();

  for (guint i = 0; paths[i] != NULL; i++)
    {
      g_assert_true (vmr_session_open_path (session, paths[i], NULL));
      g_test_message ("%s", paths[i]);
      measure_session ();
    }
}

static void
two_programs (const char *machine)
{
  test_open_machine (session, machine);
  test_run (session, "exec editor text=32K data=8K bss=16K");
  test_run (session, "read editor text");
  test_run (session, "write editor data");
  test_run (session, "exec shell text=32K data=8K bss=16K");
  test_run (session, "write shell data");
}

static void
test_script (gconstpointer machine)
{
  static const char *const lines[] = {
    "switch editor", "read editor bss", "write editor bss+4", "syscall editor getpid",
    "big = mmap shell 16M rw", "write shell big len=12K", "munmap shell big 16M", "write shell stack_start-16",
    "exec logd text=1020K data=12K bss=416K", "write logd data", "read shell 0xc0100000", "read editor 0x20000000",
  };

  two_programs (machine);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    test_run (session, lines[i]);
  measure_session ();
}

/* --- what the drawing says -------------------------------------------------------------------- */

/* To the first step of a kind in the last command. */
static void
go_to (const char *kind)
{
  const KmMachine *machine = vmr_session_machine (session);
  guint step = km_machine_find_step (machine, km_machine_n_commands (machine) - 1, kind);

  g_assert_cmpuint (step, >, 0);
  vmr_session_jump (session, step);
}

static guint
frame_of (const char *expression)
{
  g_autoptr (GError) error = NULL;
  uint64_t value;

  km_machine_evaluate (vmr_session_machine (session), NULL, expression, &value, &error);
  g_assert_no_error (error);
  return (guint) value;
}

/* A row is an entry, a frame is a frame, and both programs have theirs on one line. */
static void
test_subjects (void)
{
  g_autoptr (VmrCells) cells = NULL;
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  const VmrCell *a, *b;

  two_programs ("ram=64M layout=classic");
  vmr_session_set_detail (session, VMR_DETAIL_PLAIN);
  cells = draw (DESK, VMR_THEME_LIGHT);
  left = g_strdup_printf ("editor, page 0x08050, frame 0x%05x", frame_of ("pfn editor data"));
  right = g_strdup_printf ("shell, page 0x08050, frame 0x%05x", frame_of ("pfn shell data"));
  a = named (cells, left);
  b = named (cells, right);
  g_assert_nonnull (a);
  g_assert_nonnull (b);
  g_assert_cmpint (a->ref.kind, ==, VMR_REF_PTE);
  g_assert_cmpfloat (a->rect.y, ==, b->rect.y);
  g_assert_cmpint (vmr_cells_find (cells, vmr_ref (VMR_REF_FRAME, frame_of ("pfn editor data"), 0)),
                   >=, 0);
  g_assert_cmpint (vmr_cells_find (cells, vmr_ref (VMR_REF_FRAME, frame_of ("pfn shell data"), 0)),
                   >=, 0);
  g_assert_cmpint (vmr_cells_find (cells, vmr_ref (VMR_REF_AREA, KM_PAGE_OFFSET, 0)), >=, 0);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (vmr_cells_find (cells, vmr_ref (VMR_REF_ACTION, VMR_ACTION_DETAIL + i, 0)), >=,
                     0);
  g_assert_true (test_says (cells, "waits") && test_says (cells, "runs now"));
  g_assert_true (test_says (cells, "The same drawing unfolds"));
}

/* The frame comes with pte-set, the road with the memory step, and not before. */
static void
test_fault (void)
{
  static const char *const before[] = { "access", "tlb-miss", "walk-table", "page-fault",
                                        "fault-enter",
                                        "anon-write", "zone-chosen" };
  g_autofree char *row = NULL;
  g_autofree char *number = NULL;

  two_programs ("ram=64M layout=classic");
  test_run (session, "write shell bss+0x40");
  number = g_strdup_printf ("0x%05x", frame_of ("pfn shell bss"));
  row = g_strdup_printf ("shell, page 0x08052, frame %s", number);
  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_LEVELS; detail++)
    {
      vmr_session_set_detail (session, (VmrDetail) detail);
      for (guint i = 0; i < G_N_ELEMENTS (before); i++)
        {
          g_autoptr (VmrCells) cells = NULL;

          go_to (before[i]);
          cells = draw (DESK, VMR_THEME_LIGHT);
          g_assert_false (test_says (cells, number));
          g_assert_cmpint (n_lights (cells) > 0, ==, i > 0);
          g_assert_cmpint (test_says (cells, "page fault"), ==, i > 2);
        }
      {
        g_autoptr (VmrCells) cells = NULL;

        go_to ("pte-set");
        cells = draw (DESK, VMR_THEME_LIGHT);
        g_assert_true (test_says (cells, number));
        if (detail == VMR_DETAIL_PLAIN)
          g_assert_cmpint (named (cells, row)->stroke, ==, VMR_INK_LIGHT);
      }
      {
        g_autoptr (VmrCells) cells = NULL;

        /* The retry asks again: the road is not there yet. */
        go_to ("tlb-miss#2");
        cells = draw (DESK, VMR_THEME_LIGHT);
        g_assert_false (test_says (cells, "page fault"));
        for (guint i = 0; i < vmr_cells_n (cells); i++)
          if (vmr_cells_get (cells, i)->ref.kind == VMR_REF_FRAME)
            g_assert_cmpint (vmr_cells_get (cells, i)->stroke, !=, VMR_INK_LIGHT);
      }
    }
}

/* In a hall the retry draws nothing the cursor has not reached, and the TLB says what it knows. */
static void
test_hall (void)
{
  g_autoptr (VmrCells) cells = NULL;
  g_autoptr (VmrCells) later = NULL;
  static const char *const retry[] = { "segment#2", "walk-directory#2" };
  guint hall = G_N_ELEMENTS (sizes) - 2;

  two_programs ("ram=64M layout=classic");
  test_run (session, "write shell bss+0x40");
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  go_to ("tlb-miss#2");
  cells = draw (hall, VMR_THEME_PROJECTOR);
  g_assert_true (test_says (cells, "TLB"));
  g_assert_cmpuint (n_of_kind (cells, VMR_REF_FRAME), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (retry); i++)
    {
      g_autoptr (VmrCells) between = NULL;

      go_to (retry[i]);
      between = draw (hall, VMR_THEME_PROJECTOR);
      g_assert_cmpuint (n_of_kind (between, VMR_REF_PTE), ==, i);
      g_assert_cmpuint (n_of_kind (between, VMR_REF_FRAME), ==, 0);
    }
  go_to ("walk-table#2");
  later = draw (hall, VMR_THEME_PROJECTOR);
  g_assert_false (test_says (later, "TLB"));
  g_assert_false (test_says (later, "#PF"));
}

/* The kernel's row lights, the road ends at a bar, and the program is dead. */
static void
test_kernel (void)
{
  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_FULL; detail++)
    {
      g_autoptr (VmrCells) cells = NULL;
      g_autoptr (VmrCells) end = NULL;

      two_programs ("ram=64M layout=classic");
      test_run (session, "read shell 0xc0100000");
      vmr_session_set_detail (session, (VmrDetail) detail);
      go_to ("page-fault");
      cells = draw (DESK, VMR_THEME_LIGHT);
      go_to ("fault-signal");
      end = draw (DESK, VMR_THEME_LIGHT);
      if (detail == VMR_DETAIL_FULL)
        {
          g_assert_true (test_says (end, "bad_area_nosemaphore"));
          continue;
        }
      g_assert_true (test_says (cells, "not for programs"));
      g_assert_false (test_says (cells, "dead"));
      g_assert_true (test_says (end, "dead: SIGSEGV"));
    }
}

/* Equal rows of the kernel, one border, and the row above it is the kernel's first. */
static void
test_directories (gconstpointer machine)
{
  g_autoptr (VmrCells) cells = NULL;
  gboolean pae = strstr (machine, "pae") != NULL;
  g_autofree char *first = g_strdup_printf ("shell, directory entry %u, kernel", pae ? 0 : 768);
  const VmrCell *kernel;

  two_programs (machine);
  test_run (session, "switch editor");
  vmr_session_set_detail (session, VMR_DETAIL_LEVELS);
  go_to ("switch");
  cells = draw (DESK, VMR_THEME_LIGHT);
  kernel = named (cells, first);
  g_assert_nonnull (kernel);
  g_assert_cmpint (kernel->ref.kind, ==, VMR_REF_PTE);
  g_assert_true (test_says (cells, "the kernel's rows are the same in both"));
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->name && g_str_has_prefix (cell->name, "shell, directory entry") &&
          !g_str_has_suffix (cell->name, "kernel"))
        g_assert_cmpfloat (cell->rect.y, >=, kernel->rect.y + kernel->rect.h);
    }
}

/* What the step at the cursor names itself. */
static gboolean
step_page (KmAddr *addr)
{
  uint64_t value;

  if (!km_machine_step_arg (vmr_session_machine (session), vmr_session_cursor (session), KM_ARG_NAME_addr,
                            &value, NULL))
    return FALSE;
  *addr = (KmAddr) value;
  return vmr_session_task (session) != NULL &&
         km_mm (vmr_session_machine (session), vmr_session_task (session)->mm) != NULL;
}

/* Full detail: title and indices are those of the address; a hall sees the indices. */
static void
check_address (KmAddr addr)
{
  gboolean pae = km_machine_state (vmr_session_machine (session))->config.pae;
  g_autofree char *page = g_strdup_printf ("0x%05x", addr >> KM_PAGE_SHIFT);
  g_autofree char *name = g_strdup_printf ("address %s", page);
  g_autofree char *index = g_strdup_printf ("%u", addr >> KM_PAGE_SHIFT & (pae ? 511 : 1023));
  g_autoptr (VmrCells) desk = draw (DESK, VMR_THEME_LIGHT);
  g_autoptr (VmrCells) hall = draw (G_N_ELEMENTS (sizes) - 2, VMR_THEME_PROJECTOR);
  gboolean found = FALSE;

  for (guint i = 0; i < vmr_cells_n (hall); i++)
    found |= vmr_cells_get (hall, i)->name && g_str_has_prefix (vmr_cells_get (hall, i)->name, name);
  if (!found || !test_says (desk, page) || !test_says (desk, index))
    {
      g_test_message ("step %u is about page %s", vmr_session_cursor (session), page);
      n_flaws++;
    }
}

/* The drawing is about the address that the step names, whether the processor uses it or the kernel
 * maps it. */
static void
test_address (void)
{
  static const char *const lessons[] = { "02-four-gigabytes", "05-program", "06-demand-paging" };
  guint n = 0;

  n_flaws = 0;
  for (guint i = 0; i < G_N_ELEMENTS (lessons); i++)
    {
      KmAddr addr;

      test_open_lesson (session, lessons[i]);
      vmr_session_set_detail (session, VMR_DETAIL_FULL);
      for (guint step = vmr_session_first (session); step <= vmr_session_n_steps (session); step++)
        {
          KmSubsystem sub = km_machine_step_info (vmr_session_machine (session), step)->subsystem;

          if (sub != KM_SUB_TRANSLATE && sub != KM_SUB_FAULT)
            continue;
          vmr_session_jump (session, step);
          if (step_page (&addr))
            {
              check_address (addr);
              n++;
            }
        }
    }
  g_assert_cmpuint (n, >, 20);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* A frame that no entry holds yet is drawn where the walk will end, in place of the fault. */
static void
test_made (void)
{
  g_autofree char *frame = NULL;
  g_autoptr (VmrCells) cells = NULL;

  test_open_lesson (session, "06-demand-paging");
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  for (guint step = vmr_session_first (session);
       km_machine_step_kind (vmr_session_machine (session), vmr_session_cursor (session)) != KM_STEP_CLEAR_PAGE;
       step++)
    vmr_session_jump (session, step);
  frame = vmr_session_words (session, vmr_session_cursor (session), VMR_WORDS_DETAIL, FALSE);
  *strchr (frame, ',') = '\0';
  cells = draw (DESK, VMR_THEME_LIGHT);
  g_assert_true (test_says (cells, frame));
  g_assert_false (test_says (cells, "#PF page fault"));
}

/* Instructions come by CS, data by DS. */
static void
test_selector (void)
{
  g_autoptr (VmrCells) code = NULL;
  g_autoptr (VmrCells) data = NULL;

  two_programs ("ram=64M layout=classic");
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  test_run (session, "exec_at shell text");
  go_to ("access");
  code = draw (DESK, VMR_THEME_LIGHT);
  g_assert_true (test_says (code, "CS 0x0073") && test_says (code, "r-x") && test_says (code, "fetches"));
  test_run (session, "write shell data");
  go_to ("access");
  data = draw (DESK, VMR_THEME_LIGHT);
  g_assert_true (test_says (data, "DS 0x007b") && test_says (data, "rw"));
}

/* An address of the kernel that is not mapped is an empty entry, not a forbidden one. */
static void
test_empty_entry (void)
{
  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_LEVELS; detail++)
    {
      g_autoptr (VmrCells) cells = NULL;

      two_programs ("ram=64M layout=classic");
      vmr_session_set_detail (session, (VmrDetail) detail);
      test_run (session, "read shell 0xfffff000");
      go_to ("page-fault");
      cells = draw (DESK, VMR_THEME_LIGHT);
      g_assert_false (test_says (cells, "not for programs"));
      g_assert_true (test_says (cells, "empty"));
    }
}

/* Without a program, and without an access, there is a picture all the same. */
static void
test_never_empty (void)
{
  test_open_machine (session, "ram=64M layout=classic");
  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_FULL; detail++)
    {
      g_autoptr (VmrCells) cells = NULL;

      vmr_session_set_detail (session, (VmrDetail) detail);
      cells = draw (DESK, VMR_THEME_LIGHT);
      g_assert_true (test_says (cells, "No program runs yet"));
      g_assert_cmpuint (n_subjects (cells), >=, 2);
    }
  test_run (session, "exec editor text=32K data=8K bss=16K");
  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_FULL; detail++)
    {
      g_autoptr (VmrCells) cells = NULL;

      vmr_session_set_detail (session, (VmrDetail) detail);
      cells = draw (DESK, VMR_THEME_LIGHT);
      g_assert_cmpuint (n_subjects (cells), >=, detail == VMR_DETAIL_FULL ? 4 : 10);
      g_assert_cmpuint (n_lights (cells), ==, 0);
    }
}

/* However few rows there are, the entry in the light is one entry. */
static void
assert_one_entry (const VmrCells *cells)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->flags & VMR_CELL_CHANGED && cell->name && strstr (cell->name, "directory entry"))
        g_assert_null (strstr (cell->name, " – "));
    }
}

/* The first instructions of lesson 5, with less and less height for the rows; entries that a fault sets
 * beside its own lead to frames like any other. */
static void
test_low (void)
{
  test_open_lesson (session, "05-program");
  test_speak (session, VMR_LANGUAGE_EN);
  vmr_session_set_detail (session, VMR_DETAIL_LEVELS);
  for (guint step = vmr_session_first (session); step <= vmr_session_n_steps (session); step++)
    {
      KmStepKind kind = km_machine_step_kind (vmr_session_machine (session), step);

      if (kind != KM_STEP_FAULT_RETURN && kind != KM_STEP_FAULT_AROUND)
        continue;
      vmr_session_jump (session, step);
      for (double height = 660; height >= 240; height -= 20)
        {
          g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                      vmr_metrics_desk (13.333, 1), 848, height);

          vmr_stages_find ("translate")->layout (session, cells);
          assert_one_entry (cells);
          g_assert_false (test_says (cells, "looks for a frame"));
        }
    }
}

/* --- the same address, the same step --------------------------------------------------------- */

#define HALL (G_N_ELEMENTS (sizes) - 2)

/* The other program shows where its table leads the address of this one, to the byte; not what it used. */
static void
test_same_address (void)
{
  g_autoptr (VmrCells) same = NULL;
  g_autoptr (VmrCells) rest = NULL;
  g_autoptr (VmrCells) own = NULL;

  two_programs ("ram=64M layout=classic");
  vmr_session_set_detail (session, VMR_DETAIL_PLAIN);
  test_run (session, "write shell data+0x40");
  go_to ("access");
  same = draw (DESK, VMR_THEME_LIGHT);
  g_assert_nonnull (named (same, "The same address for editor: 0x08050040"));
  g_assert_false (test_says (same, "0x08050000"));
  g_assert_true (test_says (same, "In the table of editor the same address leads here."));
  /* And after it, when the CPU changes to the other. */
  test_run (session, "switch editor");
  rest = draw (DESK, VMR_THEME_LIGHT);
  g_assert_nonnull (named (rest, "The same address for editor: 0x08050040"));
  g_assert_false (test_says (rest, "0x08050000"));
  /* It has no such page: what it used itself stays. */
  test_run (session, "write shell bss");
  go_to ("access");
  own = draw (DESK, VMR_THEME_LIGHT);
  g_assert_nonnull (named (own, "editor stores at 0x08050000"));
}

static guint
n_ghosts (const VmrCells *cells)
{
  guint n = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    n += vmr_cells_get (cells, i)->flags & VMR_CELL_GHOST && vmr_cells_get (cells, i)->stroke == VMR_INK_LIGHT;
  return n;
}

/* What the TLB drops is seen to go, all of it, and at this step only. */
static void
test_flush (void)
{
  guint entries;

  two_programs ("ram=64M layout=classic");
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  test_run (session, "read shell text");
  test_run (session, "write shell bss");
  test_run (session, "switch editor");
  for (guint size = 0; size < 2; size++)
    {
      g_autoptr (VmrCells) before = NULL;
      g_autoptr (VmrCells) cells = NULL;
      g_autofree char *words = NULL;

      go_to ("switch");
      before = draw (size ? HALL : DESK, VMR_THEME_LIGHT);
      g_assert_cmpuint (n_ghosts (before), ==, 0);
      go_to ("tlb-flush");
      entries = (guint) vmr_stage_arg (session, vmr_session_cursor (session), entries);
      g_assert_cmpuint (entries, >, 1);
      cells = draw (size ? HALL : DESK, VMR_THEME_LIGHT);
      words = g_strdup_printf ("%u dropped", entries);
      g_assert_cmpuint (n_ghosts (cells), ==, entries);
      g_assert_true (test_says (cells, words));
    }
}

/* The frame that the answer to a fault names is in the picture and lit, before an entry leads to it. */
static void
test_zero_page (void)
{
  g_autofree char *number = NULL;
  KmPfn zero;

  two_programs ("ram=64M layout=classic");
  test_run (session, "read shell bss");
  zero = km_machine_state (vmr_session_machine (session))->zero_page;
  number = g_strdup_printf ("0x%05x", zero);
  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_LEVELS; detail++)
    {
      g_autoptr (VmrCells) cells = NULL;
      int at;

      vmr_session_set_detail (session, (VmrDetail) detail);
      go_to ("anon-read");
      cells = draw (DESK, VMR_THEME_LIGHT);
      at = vmr_cells_find (cells, vmr_ref (VMR_REF_FRAME, zero, 0));
      g_assert_cmpint (at, >=, 0);
      g_assert_cmpint (vmr_cells_get (cells, (guint) at)->stroke, ==, VMR_INK_LIGHT);
      g_assert_true (test_says (cells, number));
    }
}

/* The number of a step stands on the card of a fault, also where the fault itself is folded away. */
static void
test_card_number (void)
{
  guint seen = 0;

  test_open_lesson (session, "01-why-virtual");
  test_speak (session, VMR_LANGUAGE_EN);
  vmr_session_set_detail (session, VMR_DETAIL_PLAIN);
  for (guint i = 0; i < vmr_session_act_stops (session); i++)
    {
      g_autoptr (VmrCells) cells = NULL;

      vmr_session_jump (session, vmr_session_stop_at (session, i));
      cells = draw (DESK, VMR_THEME_LIGHT);
      if (!test_says (cells, "page fault"))
        continue;
      seen++;
      for (guint k = 0; k < vmr_cells_n (cells); k++)
        {
          const VmrCell *card = vmr_cells_get (cells, k);
          guint dots = 0;

          if (card->shape != VMR_SHAPE_BOX || !(card->flags & VMR_CELL_SHADOW))
            continue;
          for (guint d = 0; d < vmr_cells_n (cells); d++)
            dots += vmr_cells_get (cells, d)->shape == VMR_SHAPE_DOT &&
                    fabs (vmr_cells_get (cells, d)->rect.y + vmr_cells_get (cells, d)->rect.h / 2 -
                          card->rect.y) < 2;
          g_assert_cmpuint (dots, ==, 1);
        }
    }
  g_assert_cmpuint (seen, >, 1);
}

/* After a hit no table is read: no sum is red. */
static void
test_hit_is_not_read (void)
{
  g_autoptr (VmrCells) cells = NULL;

  two_programs ("ram=64M layout=classic");
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  test_run (session, "write shell data+8");
  go_to ("tlb-hit");
  cells = draw (DESK, VMR_THEME_LIGHT);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->layout && g_str_has_prefix (pango_layout_get_text (cell->layout), "= 0x"))
        g_assert_cmpint (cell->fill, !=, VMR_INK_LIGHT);
      if (cell->ref.kind == VMR_REF_PTE)
        g_assert_false (cell->flags & VMR_CELL_CHANGED);
    }
}

/* A hall sees what segmentation adds, and to what it comes. */
static void
test_hall_segment (void)
{
  g_autoptr (VmrCells) cells = NULL;

  two_programs ("ram=64M layout=classic");
  test_speak (session, VMR_LANGUAGE_EN);
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  test_run (session, "read shell data");
  go_to ("segment");
  cells = draw (HALL, VMR_THEME_PROJECTOR);
  g_assert_true (test_says (cells, "selector DS = 0x007b"));
  g_assert_true (test_says (cells, "0x00000000") && test_says (cells, "base"));
  g_assert_nonnull (named (cells, "linear address: 0x08050000"));
}

/* In a hall too, each row of a directory says what it holds, and the indices say which they are; a row is
 * named by its page, not by its number in the table. */
static void
test_directory_words (void)
{
  g_autoptr (VmrCells) cells = NULL;

  two_programs ("ram=64M layout=classic");
  test_speak (session, VMR_LANGUAGE_EN);
  vmr_session_set_detail (session, VMR_DETAIL_LEVELS);
  test_run (session, "read shell 0xc0000000");
  go_to ("walk-directory");
  cells = draw (HALL, VMR_THEME_PROJECTOR);
  g_assert_true (test_says (cells, "none"));
  g_assert_true (test_says (cells, "directory 768"));
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->name && g_str_has_prefix (vmr_cells_get (cells, i)->name, "shell, page "))
      g_assert_nonnull (strstr (vmr_cells_get (cells, i)->name, "page 0x"));
}

/* Either "32 frames" or "×32" in the rows of the tables, not both. */
static void
test_frame_counts (void)
{
  test_open_lesson (session, "02-four-gigabytes");
  test_speak (session, VMR_LANGUAGE_EN);
  vmr_session_set_detail (session, VMR_DETAIL_PLAIN);
  for (guint i = 0; i < vmr_session_act_stops (session); i++)
    for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
      {
        g_autoptr (VmrCells) cells = NULL;
        guint brief = 0, whole = 0;

        vmr_session_jump (session, vmr_session_stop_at (session, i));
        cells = draw (size, VMR_THEME_LIGHT);
        for (guint k = 0; k < vmr_cells_n (cells); k++)
          {
            const VmrCell *cell = vmr_cells_get (cells, k);
            const char *text = cell->layout ? pango_layout_get_text (cell->layout) : "";

            brief += g_str_has_prefix (text, "×");
            whole += g_ascii_isdigit (*text) &&
                     (g_str_has_suffix (text, " frames") || g_str_equal (text, "1 frame"));
          }
        g_assert_false (brief && whole);
      }
}

/* The direct map has large pages: their walk ends in the directory, and what else would choose a row of the table
 * is part of the offset. With PAE such a page has half the size. Plain has no directory. */
static void
test_large_page (void)
{
  static const struct { const char *machine, *offset, *size; } cases[] = {
    { "ram=64M layout=classic", "0x075123", "a page of 4 MiB" },
    { "ram=64M layout=debian-5.10-pae", "0x075123", "a page of 2 MiB" },
  };

  test_speak (session, VMR_LANGUAGE_EN);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VmrCells) full = NULL;
      g_autoptr (VmrCells) plain = NULL;

      two_programs (cases[i].machine);
      test_run (session, "read shell 0xc1875123");
      go_to ("page-fault");
      vmr_session_set_detail (session, VMR_DETAIL_FULL);
      full = draw (DESK, VMR_THEME_LIGHT);
      g_assert_true (test_says (full, cases[i].offset));
      g_assert_true (test_says (full, cases[i].size));
      g_assert_true (test_says (full, "S large page"));
      g_assert_false (test_says (full, "Page table"));
      vmr_session_set_detail (session, VMR_DETAIL_PLAIN);
      plain = draw (DESK, VMR_THEME_LIGHT);
      g_assert_false (test_says (plain, "directory entry"));
      g_assert_true (test_says (plain, "not for programs"));
    }
}

/* Programs that take no part stand at the edge, and one that is dead looks so, in both drawings. */
static void
test_others (void)
{
  const KmMachine *machine;

  test_open_machine (session, "ram=64M layout=classic");
  machine = vmr_session_machine (session);
  test_speak (session, VMR_LANGUAGE_EN);
  test_run (session, "exec fourth text=32K data=8K");
  test_run (session, "exec fifth text=32K data=8K");
  test_run (session, "exec first text=32K data=8K");
  test_run (session, "write first 0xc0000000");
  test_run (session, "exec second text=32K data=8K");
  test_run (session, "exec third text=32K data=8K");
  test_run (session, "write third data");
  test_run (session, "write second data");
  vmr_session_choose_task (session, (KmTaskId) { 0 });
  for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_LEVELS; detail++)
    {
      g_autoptr (VmrCells) cells = NULL;
      guint struck = 0;

      vmr_session_set_detail (session, (VmrDetail) detail);
      cells = draw (DESK, VMR_THEME_LIGHT);
      for (const KmTask *task = km_task (machine, km_machine_state (machine)->first_task); task != NULL;
           task = km_task (machine, task->next))
        g_assert_cmpint (vmr_cells_find (cells, vmr_ref (VMR_REF_TASK, task->id, 0)), >=, 0);
      for (guint i = 0; i < vmr_cells_n (cells); i++)
        struck += (vmr_cells_get (cells, i)->name != NULL &&
                   strstr (vmr_cells_get (cells, i)->name, "killed by a signal"));
      g_assert_cmpuint (struck, ==, 1);
    }
}

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, &session);
  g_test_add_func ("/translate/subjects", test_subjects);
  g_test_add_func ("/translate/fault", test_fault);
  g_test_add_func ("/translate/hall", test_hall);
  g_test_add_func ("/translate/kernel", test_kernel);
  g_test_add_func ("/translate/address", test_address);
  g_test_add_func ("/translate/selector", test_selector);
  g_test_add_func ("/translate/empty-entry", test_empty_entry);
  g_test_add_func ("/translate/low", test_low);
  g_test_add_func ("/translate/others", test_others);
  g_test_add_func ("/translate/same-address", test_same_address);
  g_test_add_func ("/translate/flush", test_flush);
  g_test_add_func ("/translate/zero-page", test_zero_page);
  g_test_add_func ("/translate/card-number", test_card_number);
  g_test_add_func ("/translate/hit", test_hit_is_not_read);
  g_test_add_func ("/translate/hall-segment", test_hall_segment);
  g_test_add_func ("/translate/directory-words", test_directory_words);
  g_test_add_func ("/translate/frame-counts", test_frame_counts);
  g_test_add_func ("/translate/large-page", test_large_page);
  g_test_add_data_func ("/translate/directories", "ram=64M layout=classic", test_directories);
  g_test_add_data_func ("/translate/directories-pae", "ram=64M layout=debian-5.10-pae",
                        test_directories);
  g_test_add_func ("/translate/never-empty", test_never_empty);
  g_test_add_data_func ("/translate/script", "ram=64M layout=classic", test_script);
  g_test_add_data_func ("/translate/script-pae", "ram=64M layout=debian-5.10-pae", test_script);
  g_test_add_func ("/translate-stage/made", test_made);
  g_test_add_func ("/translate/lessons", test_every_lesson);
  return test_drawing_run (texts, session);
}
