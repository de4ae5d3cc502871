/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What must be told apart in the panels: sizes, dead programs, depths, zones, and what /proc says. */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "tests/ui/test-marks.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/draw/roles.h"
#include "ui/lecture/lecture.h"
#include "ui/panels/address-zoom.h"
#include "ui/panels/address.h"
#include "ui/panels/physical.h"
#include "ui/panels/ranges.h"
#include "ui/panels/slim.h"
#include "ui/panels/story.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"

#include <math.h>
#include <string.h>

VmrSession *session;
VmrTextCache *texts;
static guint n_flaws;

/* The address space says how large each area is, and what is used has its outline over all that lies there. */
static void
test_areas (void)
{
  static const double widths[] = { 300, 345 };

  test_open_machine (session, "ram=64M layout=classic");
  test_speak (session, VMR_LANGUAGE_EN);
  test_run (session, "exec editor text=32K data=8K bss=16K");
  test_run (session, "big = mmap editor 512M r");
  test_run (session, "write editor data");
  test_run (session, "write editor data+4");
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), widths[i], 650);
      gpointer data = vmr_address_data_new ();
      guint present = 0, outline = 0;
      gboolean size = FALSE;

      vmr_address_layout (data, session, cells);
      vmr_address_data_free (data);
      for (guint k = 0; k < vmr_cells_n (cells); k++)
        {
          const VmrCell *cell = vmr_cells_get (cells, k);

          size |= cell->layout && g_str_equal (pango_layout_get_text (cell->layout), "512 MiB");
          if (cell->shape == VMR_SHAPE_BOX && cell->part == 1)
            present = k;
          if (cell->shape == VMR_SHAPE_BOX && cell->stroke == VMR_INK_LIGHT)
            outline = k;
        }
      g_assert_true (size);
      g_assert_cmpuint (present, >, 0);
      g_assert_cmpuint (outline, >, present);
    }
}

static guint
check_dead (const KmMachine *machine,
            const VmrCells  *cells,
            const KmTask    *task)
{
  g_autofree char *number = g_strdup_printf ("%s %u", km_task_name (machine, task), task->pid);
  g_autofree char *pid = g_strdup_printf ("%s · pid %u", km_task_name (machine, task), task->pid);
  g_autofree char *pages = g_strdup_printf ("Pages of %s", km_task_name (machine, task));
  guint seen = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      const char *text = cell->layout ? pango_layout_get_text (cell->layout) : "";

      if (g_str_equal (text, km_task_name (machine, task)) || g_str_equal (text, number) ||
          g_str_has_prefix (text, pid) || g_str_equal (text, pages))
        {
          g_assert_true (cell->style & VMR_STRUCK);
          seen++;
        }
    }
  return seen;
}

/* A program that a signal has ended is struck through wherever its name stands for it, chosen or not. */
static void
test_dead (void)
{
  const KmTask *dead;

  test_open_machine (session, "ram=64M layout=classic");
  test_speak (session, VMR_LANGUAGE_EN);
  test_run (session, "exec editor text=32K data=8K");
  test_run (session, "exec victim text=32K data=8K");
  test_run (session, "write victim 0xc0000000");
  dead = km_task (vmr_session_machine (session), km_machine_state (vmr_session_machine (session))->last_task);
  for (guint chosen = 0; chosen < 2; chosen++)
    {
      static const char *const stages[] = { "translate", "vmas", "pages" };
      g_autoptr (VmrCells) panel = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), 345, 650);
      g_autoptr (VmrCells) slim = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                 vmr_metrics_desk (13.333, 1), 44, 500);
      gpointer data = vmr_address_data_new ();

      if (chosen)
        vmr_session_choose_task (session, (KmTaskId) { dead->id });
      else
        test_run (session, "write editor data");
      vmr_address_layout (data, session, panel);
      vmr_address_data_free (data);
      g_assert_cmpuint (check_dead (vmr_session_machine (session), panel, dead), ==, 1);
      vmr_slim_address_layout (NULL, session, slim);
      g_assert_cmpuint (check_dead (vmr_session_machine (session), slim, dead), ==, chosen);
      for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
        for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_LEVELS; detail++)
          {
            g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                        vmr_metrics_desk (13.333, 1), 1100, 760);

            vmr_session_set_detail (session, (VmrDetail) detail);
            vmr_stages_find (stages[i])->layout (session, cells);
            g_assert_true (check_dead (vmr_session_machine (session), cells, dead) > 0 || (i > 0 && !chosen));
          }
    }
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
}

/* Nothing beside the timeline lies under one of its marks: a press on a depth chooses this depth, however few
 * stops there are. */
static void
test_depths (void)
{
  static const char *const lines[] = { NULL, "write editor data", "write editor bss" };

  test_open_machine (session, "ram=64M layout=classic");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), 1224, 205);
      guint seen = 0;

      test_run (session, lines[i] ? lines[i] : "exec editor text=32K data=8K bss=16K");
      vmr_session_set_depth (session, KM_DEPTH_STORY);
      vmr_story_layout (NULL, session, cells);
      for (guint k = 0; k < vmr_cells_n (cells); k++)
        {
          VmrRect r = vmr_cells_get (cells, k)->rect;
          VmrRef ref = vmr_cells_get (cells, k)->ref;

          if (ref.kind == VMR_REF_ACTION && ref.id >= VMR_ACTION_DEPTH &&
              ref.id <= VMR_ACTION_DEPTH + KM_DEPTH_ALL)
            for (double x = r.x + 1; x < r.x + r.w; x += 4, seen++)
              {
                int at = vmr_cells_pick (cells, x, r.y + r.h / 2);

                g_assert_cmpint (at, >=, 0);
                g_assert_true (vmr_ref_equal (vmr_cells_get (cells, (guint) at)->ref, ref));
              }
          /* What belongs to a step does not reach under them either. */
          for (guint d = 0; d < vmr_cells_n (cells) && ref.kind == VMR_REF_STEP; d++)
            {
              const VmrCell *other = vmr_cells_get (cells, d);

              if (other->ref.kind == VMR_REF_ACTION && other->ref.id >= VMR_ACTION_DEPTH &&
                  other->ref.id <= VMR_ACTION_DEPTH + KM_DEPTH_ALL)
                g_assert_true (r.x + r.w <= other->rect.x || r.x >= other->rect.x + other->rect.w ||
                               r.y + r.h <= other->rect.y || r.y >= other->rect.y + other->rect.h);
            }
        }
      g_assert_cmpuint (seen, >, 0);
    }
}

/* In a hall every zone keeps its name, also the one in which the frame of the step lies. */
static void
test_zone_names (void)
{
  test_open_lesson (session, "02-four-gigabytes");
  test_speak (session, VMR_LANGUAGE_EN);
  for (guint i = 0; i < vmr_session_act_stops (session); i++)
    for (guint size = 0; size < 2; size++)
      {
        double width = size ? 1024 : 1920, height = size ? 768 : 1080;
        g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_PROJECTOR, FALSE), texts,
                                                    vmr_metrics_lecture (height, 1), width, height);

        vmr_session_jump (session, vmr_session_stop_at (session, i));
        vmr_lecture_layout (NULL, session, cells);
        for (guint k = 0; k < vmr_cells_n (cells); k++)
          {
            const VmrCell *plate = vmr_cells_get (cells, k);
            gboolean named = FALSE;

            if (plate->ref.kind != VMR_REF_ZONE || plate->shape != VMR_SHAPE_BOX ||
                plate->fill != VMR_INK_SOFT)
              continue;
            for (guint t = 0; t < vmr_cells_n (cells); t++)
              {
                const VmrCell *text = vmr_cells_get (cells, t);

                named |= text->layout && text->rect.y >= plate->rect.y &&
                         text->rect.y < plate->rect.y + plate->rect.h && text->rect.x >= plate->rect.x &&
                         strstr (plate->name, pango_layout_get_text (text->layout));
              }
            g_assert_true (named);
          }
      }
}

/* The light ends left of the map; only a thin line goes on to the frame, between two rows of cells. */
static void
test_map_is_seen (void)
{
  g_autoptr (VmrCells) cells = NULL;
  gpointer data = vmr_physical_data_new ();
  const VmrPort *port;
  double left = 0, top = 0;

  test_open_machine (session, "ram=64M layout=classic");
  test_run (session, "exec editor text=32K data=8K bss=16K");
  test_run (session, "write editor data");
  vmr_session_jump (session, km_machine_find_step (vmr_session_machine (session),
                                                   km_machine_n_commands (vmr_session_machine (session)) - 1,
                                                   "pte-set"));
  cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts, vmr_metrics_desk (13.333, 1), 345,
                         650);
  vmr_physical_layout (data, session, cells);
  port = &cells->ports[VMR_PORT_FRAME];
  g_assert_true (port->set);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->shape == VMR_SHAPE_BITMAP && port->at.y >= cell->rect.y - 2)
        left = cell->rect.x;
      if (cell->stroke == VMR_INK_LIGHT && cell->ref.kind == VMR_REF_FRAME)
        top = cell->rect.y;
    }
  vmr_physical_data_free (data);
  g_assert_cmpfloat (port->at.x, <, left);
  g_assert_cmpfloat (port->tail, >, 0);
  g_assert_cmpfloat (fabs (port->at.y - top), <=, 1.5);
}

/* Whether something is written right below the cell. */
static gboolean
has_lines (const VmrCells *cells,
           const VmrCell  *title)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);

      if (cell->layout && fabs (cell->rect.x - title->rect.x) < 2 && cell->rect.y > title->rect.y &&
          cell->rect.y < title->rect.y + 2 * title->rect.h)
        return TRUE;
    }
  return FALSE;
}

/* No name of a file stands in /proc with nothing below it, in a command that changes no counter either. */
static void
test_proc (void)
{
  test_open_machine (session, "ram=64M layout=classic");
  test_run (session, "exec sh text=32K data=8K");
  test_run (session, "read sh 0xc0000000");
  n_flaws = 0;
  for (double width = 640; width <= 1200; width += 40)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), width, 600);

      vmr_session_pin (session, "proc");
      vmr_stages_find ("proc")->layout (session, cells);
      n_flaws += test_measure (session, cells, "proc", VMR_THEME_LIGHT);
      for (guint i = 0; i < vmr_cells_n (cells); i++)
        {
          const VmrCell *cell = vmr_cells_get (cells, i);

          if (cell->layout && g_str_has_prefix (pango_layout_get_text (cell->layout), "/proc/"))
            g_assert_true (has_lines (cells, cell));
        }
    }
  g_assert_cmpuint (n_flaws, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, &session);
  g_test_add_func ("/marks/proc", test_proc);
  g_test_add_func ("/marks/areas", test_areas);
  g_test_add_func ("/marks/cached", test_cached);
  g_test_add_func ("/marks/flags-are-free", test_flags_are_free);
  g_test_add_func ("/marks/nodes-have-room", test_nodes_have_room);
  g_test_add_func ("/marks/dead", test_dead);
  g_test_add_func ("/marks/depths", test_depths);
  g_test_add_func ("/marks/zone-names", test_zone_names);
  g_test_add_func ("/marks/map-is-seen", test_map_is_seen);
  return test_drawing_run (texts, session);
}
