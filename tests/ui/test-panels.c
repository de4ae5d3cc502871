/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What single panels and stages show: zoom, light between them, inks, marks, and who is dead. */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/draw/roles.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/shown.h"
#include "ui/panels/address-tasks.h"
#include "ui/panels/address-zoom.h"
#include "ui/panels/address.h"
#include "ui/panels/physical-zoom.h"
#include "ui/panels/physical.h"
#include "ui/panels/ranges.h"
#include "ui/panels/story.h"
#include "ui/panels/totals.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

#include <math.h>
#include <string.h>

static VmrSession *session;
static VmrTextCache *texts;
static guint n_flaws;

/* --- zoom ------------------------------------------------------------------------------------- */

static void
test_zoom_frames (void)
{
  gpointer data = vmr_physical_data_new ();

  test_some_use (session, "classic");
  n_flaws = 0;
  for (guint level = 0; level <= 3; level++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), 368, 660);
      guint frames = 0;

      vmr_physical_layout (data, session, cells);
      n_flaws += test_measure (session, cells, "physical near", VMR_THEME_LIGHT);
      for (guint i = 0; i < vmr_cells_n (cells); i++)
        frames += vmr_cells_get (cells, i)->ref.kind == VMR_REF_FRAME;
      if (level == 3)
        g_assert_cmpuint (frames, >, 200);
      else
        g_assert_true (vmr_physical_zoom (data, session, cells, 1, 180, 300));
    }
  vmr_physical_data_free (data);
  g_assert_cmpuint (n_flaws, ==, 0);
}

static void
test_zoom_addresses (void)
{
  gpointer data = vmr_address_data_new ();
  guint times = 0;

  test_some_use (session, "classic");
  n_flaws = 0;
  for (gboolean more = TRUE; more; times++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_DARK, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), 336, 660);

      g_assert_cmpuint (times, <, 30);
      vmr_address_layout (data, session, cells);
      n_flaws += test_measure (session, cells, "address near", VMR_THEME_DARK);
      more = vmr_address_zoom (data, session, cells, 1, 160, 300);
      vmr_address_advance (data, 1e9);
      if (!more)
        g_assert_true (vmr_address_zoom (data, session, cells, 0, 160, 300));
    }
  g_assert_cmpuint (times, >, 2);
  vmr_address_data_free (data);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* The box of an area in @cells, or NULL. */
static const VmrCell *
area_cell (const VmrCells *cells,
           const KmVma    *vma)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->shape == VMR_SHAPE_BOX && cell->ref.kind == VMR_REF_VMA && cell->ref.id == vma->id)
        return cell;
    }
  return NULL;
}

/* Side by side equal addresses have equal heights, and each program has its column. */
static void
test_beside (void)
{
  static const char *const commands[] = { "exec one text=64K data=8K bss=16K", "exec two text=64K data=40K bss=16K",
                                          "m = mmap one 1M rw", "fork two three", "write two data" };
  VmrCell press = { .ref = vmr_ref (VMR_REF_ACTION, VMR_ACTION_BESIDE, 0) };
  gpointer data = vmr_address_data_new ();
  double left = 0;

  test_open_machine (session, "ram=256M layout=classic");
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    test_run (session, commands[i]);
  g_assert_true (vmr_address_press (data, session, &press));
  n_flaws = 0;
  for (guint width = 300; width <= 420; width += 60)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), width, 660);
      const KmMachine *machine = vmr_session_machine (session);
      const KmTask *task = km_task (machine, km_machine_state (machine)->first_task);
      double bottom[2] = { 0 };
      guint columns = 0;

      vmr_address_layout (data, session, cells);
      n_flaws += test_measure (session, cells, "side by side", VMR_THEME_LIGHT);
      for (left = 0; task != NULL; task = km_task (machine, task->next))
        {
          const KmVma *text = km_vma (machine, km_mm (machine, task->mm)->mmap);
          const VmrCell *cell = area_cell (cells, text), *next = area_cell (cells, km_vma (machine, text->vm_next));

          if (cell == NULL)
            continue;
          g_assert_nonnull (next);
          g_assert_cmpfloat (cell->rect.x, >, left);
          left = cell->rect.x;
          if (columns > 0)
            g_assert_cmpfloat (fabs (cell->rect.y + cell->rect.h - bottom[0]), <, 0.01);
          if (columns > 0)
            g_assert_cmpfloat (fabs (next->rect.y + next->rect.h - bottom[1]), <, 0.01);
          bottom[0] = cell->rect.y + cell->rect.h;
          bottom[1] = next->rect.y + next->rect.h;
          columns++;
        }
      g_assert_cmpuint (columns, >=, 2);
    }
  g_assert_true (vmr_address_press (data, session, &press));
  vmr_address_data_free (data);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* Back and forth the picture is the same: layout depends on the state alone. */
static void
test_there_and_back (void)
{
  guint n, counts[2];

  test_some_use (session, "classic");
  n = vmr_session_n_steps (session);
  for (guint turn = 0; turn < 2; turn++)
    {
      g_autoptr (VmrCells) cells = NULL;

      vmr_session_goto (session, n / 2);
      cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                             vmr_metrics_desk (13.333, 1), 848, 600);
      vmr_stage_translate.layout (session, cells);
      vmr_address_layout (NULL, session, cells);
      counts[turn] = vmr_cells_n (cells);
      vmr_session_move (session, VMR_MOVE_LAST);
    }
  g_assert_cmpuint (counts[0], ==, counts[1]);
}

static VmrPort
port_of (void      (*layout) (gpointer data, const VmrSession *session, VmrCells *cells),
         gpointer    data,
         VmrPortKind kind)
{
  g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                              vmr_metrics_desk (13.333, 1), 400, 600);

  layout (data, session, cells);
  return cells->ports[kind];
}

/* The light leaves the address space for the stage, and the stage for the frame, and both sides
 * name the same thing. */
static void
test_ports (void)
{
  g_autoptr (GError) error = NULL;
  gpointer map = vmr_physical_data_new ();
  guint memory;
  VmrPort a, b;

  test_some_use (session, "classic");
  vmr_session_run (session, "write sh stack_start-0x8010", NULL, &error);
  g_assert_no_error (error);
  /* With less detail the stage has its own picture of memory, and only the address comes in. */
  b = port_of (vmr_middle_layout, NULL, VMR_PORT_ADDRESS);
  g_assert_true (b.set);
  g_assert_false (port_of (vmr_middle_layout, NULL, VMR_PORT_FRAME).set);
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  memory = km_machine_find_step (vmr_session_machine (session),
                                 km_machine_n_commands (vmr_session_machine (session)) - 1, "memory");
  vmr_session_jump (session, memory);
  a = port_of (vmr_address_layout, NULL, VMR_PORT_ADDRESS);
  b = port_of (vmr_middle_layout, NULL, VMR_PORT_ADDRESS);
  g_assert_true (a.set && b.set);
  g_assert_cmphex (a.what & 0xffff, ==, 0x5ff0);
  g_assert_cmphex (a.what, ==, b.what);
  a = port_of (vmr_middle_layout, NULL, VMR_PORT_FRAME);
  b = port_of (vmr_physical_layout, map, VMR_PORT_FRAME);
  g_assert_true (a.set && b.set);
  g_assert_cmphex (a.what, ==, b.what);
  /* Before the frame is known nothing leads to it. */
  vmr_session_jump (session, km_machine_find_step (vmr_session_machine (session),
                                                   km_machine_n_commands (vmr_session_machine (session)) - 1,
                                                   "page-fault"));
  g_assert_false (port_of (vmr_middle_layout, NULL, VMR_PORT_FRAME).set);
  vmr_physical_data_free (map);
}

/* Whatever draws an area, its colour says the same. */
static void
test_area_inks (void)
{
  const KmMachine *machine;
  g_autoptr (GArray) ranges = NULL;
  guint seen = 0;

  test_open_lesson (session, "05-program");
  vmr_session_move (session, VMR_MOVE_LAST);
  machine = vmr_session_machine (session);
  ranges = vmr_ranges_collect (session, vmr_session_task (session));
  vmr_session_set_detail (session, VMR_DETAIL_PLAIN);
  for (guint v = 0; v < vmr_stages_n (); v++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), 848, 660);

      vmr_stages_get (v)->layout (session, cells);
      for (guint i = 0; i < vmr_cells_n (cells); i++)
        {
          const VmrCell *cell = vmr_cells_get (cells, i);
          const KmVma *vma = cell->ref.kind == VMR_REF_VMA
                             ? km_vma (machine, (KmVmaId) { cell->ref.id }) : NULL;

          if (vma == NULL || cell->shape != VMR_SHAPE_BOX || cell->fill == VMR_INK_BLACK ||
              cell->fill == VMR_INK_LIGHT || cell->fill == VMR_INK_NONE)
            continue;
          g_assert_cmpint (cell->fill, ==, vmr_area_ink (vma));
          seen++;
        }
    }
  g_assert_cmpuint (seen, >, 0);
  for (guint i = 0; i < ranges->len; i++)
    {
      const VmrRange *range = &g_array_index (ranges, VmrRange, i);

      if (range->ref.kind == VMR_REF_VMA)
        g_assert_cmpint (range->ink, ==, vmr_area_ink (km_vma (machine, (KmVmaId) { range->ref.id })));
    }
}

/* The end of a command changes nothing: it stays on the stage of the stop before it. */
static void
test_done_stays (void)
{
  g_auto (GStrv) lessons = test_lessons ();
  guint seen = 0;

  for (guint l = 0; lessons[l] != NULL; l++)
    {
      g_assert_true (vmr_session_open_path (session, lessons[l], NULL));
      for (guint i = 1; i < vmr_session_act_stops (session); i++)
        {
          guint step = vmr_session_stop_at (session, i);
          const VmrStage *before;

          if (km_machine_step_kind (vmr_session_machine (session), step) != KM_STEP_DONE)
            continue;
          vmr_session_jump (session, vmr_session_stop_before (session, step));
          before = vmr_stage_shown (session);
          vmr_session_jump (session, step);
          g_assert_true (vmr_session_look (session) || vmr_stage_shown (session) == before);
          seen++;
        }
    }
  g_assert_cmpuint (seen, >, 0);
}

/* Steps are called by their titles, and what the processor does by words, in both languages. */
static void
test_step_names (void)
{
  guint seen = 0;

  test_open_lesson (session, "03-translation");
  test_speak (session, VMR_LANGUAGE_ZH);
  for (guint kind = 0; kind < KM_N_STEP_KINDS; kind++)
    if (strchr (km_step_info (kind)->function, ' '))
      g_assert_cmpstr (vmr_step_function (km_step_info (kind)), !=, km_step_info (kind)->function);
  for (guint i = 0; i < vmr_session_n_stops (session, vmr_session_depth (session)); i++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), 1576, 205);

      vmr_session_jump (session, vmr_session_stop_at (session, i));
      vmr_story_layout (NULL, session, cells);
      for (guint k = 0; k < vmr_cells_n (cells); k++)
        for (guint kind = 0; kind < KM_N_STEP_KINDS; kind++)
          {
            const VmrCell *cell = vmr_cells_get (cells, k);
            const char *id = km_step_info (kind)->name;

            if (cell->ref.kind != VMR_REF_STEP || cell->ref.gen != 4)
              continue;
            g_assert_false (strchr (id, '-') && strstr (cell->name, id));
            seen++;
          }
    }
  g_assert_cmpuint (seen, >, 0);
  test_speak (session, VMR_LANGUAGE_EN);
}

/* Beside the button of the branches there is less room; no number goes for that. */
static void
test_totals (void)
{
  g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                              vmr_metrics_desk (13.333, 1), 360, 36);

  test_some_use (session, "classic");
  vmr_totals_layout (NULL, session, cells);
  g_assert_true (test_says (cells, "TLB misses"));
  g_assert_true (test_says (cells, "free"));
}

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, &session);
  g_test_add_func ("/panels/there-and-back", test_there_and_back);
  g_test_add_func ("/panels/ports", test_ports);
  g_test_add_func ("/panels/area-inks", test_area_inks);
  g_test_add_func ("/panels/done-stays", test_done_stays);
  g_test_add_func ("/panels/totals", test_totals);
  g_test_add_func ("/panels/step-names", test_step_names);
  g_test_add_func ("/panels/beside", test_beside);
  g_test_add_func ("/panels/zoom/frames", test_zoom_frames);
  g_test_add_func ("/panels/zoom/addresses", test_zoom_addresses);
  return test_drawing_run (texts, session);
}
