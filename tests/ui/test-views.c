/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every panel and stage × size × theme × language × step: what the measurements find is a
 * failure. */
#include "core/state/machine-private.h"
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/draw/roles.h"
#include "ui/lecture/lecture.h"
#include "ui/lecture/shown.h"
#include "ui/panels/address-zoom.h"
#include "ui/panels/address.h"
#include "ui/panels/inspector.h"
#include "ui/panels/physical.h"
#include "ui/panels/rail.h"
#include "ui/panels/ranges.h"
#include "ui/panels/slim.h"
#include "ui/panels/story.h"
#include "ui/panels/totals.h"
#include "ui/session/session-hold.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"
#include "tests/ui/test-views.h"

#include <math.h>
#include <string.h>

VmrSession *session;
VmrTextCache *texts;
guint n_flaws;

static const struct
{
  const char *name;
  void (*layout) (gpointer data, const VmrSession *session, VmrCells *cells);
  double width, height;
  gpointer (*data_new)  (void);
  void     (*data_free) (gpointer data);
} panels[] = {
  { "address", vmr_address_layout, 336, 660, vmr_address_data_new, vmr_address_data_free },
  { "address", vmr_address_layout, 310, 420, vmr_address_data_new, vmr_address_data_free },
  { "physical", vmr_physical_layout, 368, 660, vmr_physical_data_new, vmr_physical_data_free },
  { "physical", vmr_physical_layout, 340, 480, vmr_physical_data_new, vmr_physical_data_free },
  { "story", vmr_story_layout, 1576, 205, NULL, NULL },
  { "story", vmr_story_layout, 1000, 130, NULL, NULL },
  { "totals", vmr_totals_layout, 600, 36, NULL, NULL },
  { "totals", vmr_totals_layout, 300, 36, NULL, NULL },
  { "inspector", vmr_inspector_layout, 250, 560, NULL, NULL },
  { "slim", vmr_slim_address_layout, 44, 500, NULL, NULL },
  { "slim", vmr_slim_physical_layout, 44, 500, NULL, NULL },
  { "slim parts", vmr_slim_rail_layout, 44, 500, NULL, NULL },
};

/* Large fonts (Sans 16 at 96 dpi) and the desktop's high contrast. */
#define LARGE_PX 21.33

/* While it is held, a layout that moves it ends the test: km_machine_goto () refuses a machine that is busy. */
static void
hold_cursor (gboolean hold)
{
  ((KmMachine *) vmr_session_machine (session))->busy = hold;
}

static void
measure_all (guint  theme,
             double font_px)
{
  const VmrPalette *palette = vmr_palette_get (theme, font_px > 15);

  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (palette, texts, vmr_metrics_desk (font_px, 1),
                                                  panels[i].width, panels[i].height);
      gpointer data = panels[i].data_new ? panels[i].data_new () : NULL;

      hold_cursor (TRUE);
      panels[i].layout (data, session, cells);
      hold_cursor (FALSE);
      if (panels[i].data_free)
        panels[i].data_free (data);
      n_flaws += test_measure (session, cells, panels[i].name, theme);
    }
  for (guint s = 0; s < vmr_stages_n (); s++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
      {
        VmrMetrics metrics = sizes[i].lecture > 0 ? vmr_metrics_lecture (sizes[i].lecture, 1)
                             : vmr_metrics_desk (font_px, 1);
        g_autoptr (VmrCells) cells = vmr_cells_new (palette, texts, metrics, sizes[i].width,
                                                    sizes[i].height);

        /* With large fonts the smallest window still gives more than this. */
        if (font_px > 15 && sizes[i].width < 800)
          continue;
        vmr_session_pin (session, vmr_stages_get (s)->name);
        hold_cursor (TRUE);
        vmr_stages_get (s)->layout (session, cells);
        hold_cursor (FALSE);
        n_flaws += test_measure (session, cells, vmr_stages_get (s)->name, theme);
      }
  vmr_session_pin (session, NULL);
}

static void
test_views (gconstpointer preset)
{
  static const VmrLanguage languages[] = { VMR_LANGUAGE_EN, VMR_LANGUAGE_BOTH, VMR_LANGUAGE_ZH };
  guint n, stride;

  test_some_use (session, preset);
  n = vmr_session_n_steps (session);
  stride = MAX (n / 24, 1);
  vmr_session_select (session, vmr_ref (VMR_REF_ZONE, KM_ZONE_NORMAL, 0));
  for (guint step = vmr_session_first (session); step <= n; step += stride)
    {
      guint turn = step / stride;

      vmr_session_goto (session, step);
      test_speak (session, languages[turn / VMR_N_THEMES % 3]);
      measure_all (turn % VMR_N_THEMES, turn % 4 == 3 ? LARGE_PX : 13.333);
    }
  test_speak (session, VMR_LANGUAGE_EN);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* The scripts that make each kind of step, each stage at each of them. */
#define STEPS_OF_A_SCRIPT 40u

static void
test_scripts (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("VMARIUM_SRCDIR"), "tests/core/steps", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  n_flaws = 0;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GError) error = NULL;
      guint turn = 0, stride;

      vmr_session_open_path (session, path, &error);
      g_assert_no_error (error);
      stride = MAX (vmr_session_n_steps (session) / STEPS_OF_A_SCRIPT, 1);
      g_test_message ("%s", name);
      for (guint step = vmr_session_first (session); step <= vmr_session_n_steps (session);
           step += stride, turn++)
        {
          vmr_session_jump (session, step);
          test_speak (session, turn % 2 ? VMR_LANGUAGE_ZH : VMR_LANGUAGE_EN);
          measure_all (turn % VMR_N_THEMES, 13.333);
        }
    }
  test_speak (session, VMR_LANGUAGE_EN);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* A program may have 65,530 areas: those around the subject are drawn, the others counted. */
static void
test_many_areas (void)
{
  static const guint counts[] = { 20, 64, 304, 3000 };
  guint made = 0;

  vmr_session_open_machine (session, "ram=64M layout=classic", NULL);
  vmr_session_run (session, "exec sh text=64K data=12K bss=16K", NULL, NULL);
  n_flaws = 0;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      for (; made < counts[i]; made++)
        vmr_session_run (session, made % 2 ? "mmap sh 4K rw" : "mmap sh 4K r", NULL, NULL);
      vmr_session_run (session, "read sh 0xb7f00000", NULL, NULL);
      vmr_session_move (session, VMR_MOVE_LAST);
      test_speak (session, i % 2 ? VMR_LANGUAGE_ZH : VMR_LANGUAGE_EN);
      measure_all (i % VMR_N_THEMES, 13.333);
    }
  test_speak (session, VMR_LANGUAGE_EN);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* Before a machine has booted everything can be drawn, too: the start page stands over it. */
static void
test_no_machine (void)
{
  VmrSession *opened = session;

  session = vmr_session_new ();
  n_flaws = 0;
  test_speak (session, VMR_LANGUAGE_EN);
  g_assert_null (vmr_session_state (session));
  measure_all (VMR_THEME_LIGHT, 13.333);
  g_object_unref (session);
  session = opened;
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* --- lessons ---------------------------------------------------------------------------------- */

int
main (int    argc,
      char **argv)
{
  test_drawing_init (&argc, &argv, &texts, &session);
  g_test_add_data_func ("/views/measured/classic", "classic", test_views);
  g_test_add_data_func ("/views/measured/pae", "debian-5.10-pae", test_views);
  g_test_add_func ("/views/no-machine", test_no_machine);
  g_test_add_func ("/views/scripts", test_scripts);
  g_test_add_func ("/views/many-areas", test_many_areas);
  test_lessons_add ("/views/stops/", test_stops);
  g_test_add_func ("/views/lecture", test_lecture);
  g_test_add_func ("/views/questions", test_questions);
  g_test_add_func ("/views/nothing-given-away", test_nothing_given_away);
  return test_drawing_run (texts, session);
}
