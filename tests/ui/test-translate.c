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
#include "tests/ui/test-translate.h"

#include <math.h>
#include <string.h>

VmrSession *session;
VmrTextCache *texts;
guint n_flaws;

VmrCells *
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

guint
n_subjects (const VmrCells *cells)
{
  guint n = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    n += !vmr_ref_is_none (vmr_cells_get (cells, i)->ref) &&
         vmr_cells_get (cells, i)->ref.kind != VMR_REF_ACTION;
  return n;
}

/* The subject with this name, NULL when there is none. */
const VmrCell *
named (const VmrCells *cells,
       const char     *name)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (g_strcmp0 (vmr_cells_get (cells, i)->name, name) == 0)
      return vmr_cells_get (cells, i);
  return NULL;
}

guint
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

void
measure (guint size,
         guint theme)
{
  g_autoptr (VmrCells) cells = draw (size, theme);
  g_autoptr (GPtrArray) flaws = vmr_cells_check (cells);
  guint least = sizes[size].height < 360 || sizes[size].lecture > 0 ? 1 : 2;

  for (guint i = 0; i < flaws->len; i++, n_flaws++)
    g_test_message ("%s %.0f×%.0f detail %d step %u: %s (at %.0f, %.0f)", vmr_session_path (session), cells->width,
                    cells->height, vmr_session_detail (session),
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

void
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
void
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
          /* A miss has read no row; unfolded, it sends the light on to the directory. */
          g_assert_cmpint (n_lights (cells) > 0, ==, i > (detail == VMR_DETAIL_PLAIN));
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

/* --- the same address, the same step --------------------------------------------------------- */

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
  g_test_add_func ("/translate/crowded", test_crowded);
  g_test_add_func ("/translate/same-address", test_same_address);
  g_test_add_func ("/translate/flush", test_flush);
  g_test_add_func ("/translate/zero-page", test_zero_page);
  g_test_add_func ("/translate/card-number", test_card_number);
  g_test_add_func ("/translate/hit", test_hit_is_not_read);
  g_test_add_func ("/translate/fault-pill", test_fault_pill);
  g_test_add_func ("/translate/three-levels", test_three_levels);
  g_test_add_func ("/translate/hall-segment", test_hall_segment);
  g_test_add_func ("/translate/directory-words", test_directory_words);
  g_test_add_func ("/translate/frame-counts", test_frame_counts);
  g_test_add_func ("/translate/empty-runs", test_empty_runs);
  g_test_add_func ("/translate/large-page", test_large_page);
  g_test_add_func ("/translate/reuse", test_reuse);
  g_test_add_func ("/translate/large-neighbour", test_large_neighbour);
  g_test_add_func ("/translate/no-table", test_no_table);
  g_test_add_data_func ("/translate/directories", "ram=64M layout=classic", test_directories);
  g_test_add_data_func ("/translate/directories-pae", "ram=64M layout=debian-5.10-pae",
                        test_directories);
  g_test_add_func ("/translate/never-empty", test_never_empty);
  g_test_add_data_func ("/translate/script", "ram=64M layout=classic", test_script);
  g_test_add_data_func ("/translate/script-pae", "ram=64M layout=debian-5.10-pae", test_script);
  g_test_add_func ("/translate-stage/made", test_made);
  test_lessons_add ("/translate/dots/", test_dots);
  g_test_add_func ("/translate/lessons", test_every_lesson);
  return test_drawing_run (texts, session);
}
