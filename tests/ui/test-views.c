/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every panel and stage × size × theme × language × step: what the measurements find is a
 * failure. */
#include "tests/ui/drawing.h"
#include "tests/ui/support.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/roles.h"
#include "ui/lecture/lecture.h"
#include "ui/panels/ranges.h"

#include <math.h>
#include <string.h>

static VmrSession *session;
static VmrTextCache *texts;
static guint n_flaws;

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
};

static const struct { double width, height, lecture; } sizes[] = {
  { 848, 600, 0 }, { 890, 500, 0 }, { 1100, 720, 0 }, { 700, 440, 0 }, { 876, 330, 0 },
  { 1132, 410, 0 }, { 1920, 900, 1080 },
};

static void
measure (const VmrCells *cells,
         const char     *name,
         guint           theme)
{
  g_autoptr (GPtrArray) flaws = vmr_cells_check (cells);

  for (guint i = 0; i < flaws->len; i++)
    {
      g_test_message ("%s %.0f×%.0f %s step %u: %s", name, cells->width, cells->height,
                      vmr_theme_name (theme), vmr_session_cursor (session),
                      ((VmrFlaw *) flaws->pdata[i])->message);
      n_flaws++;
    }
}

/* Large fonts (Sans 16 at 96 dpi) and the desktop's high contrast. */
#define LARGE_PX 21.33

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

      panels[i].layout (data, session, cells);
      if (panels[i].data_free)
        panels[i].data_free (data);
      measure (cells, panels[i].name, theme);
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
        vmr_stages_get (s)->layout (session, cells);
        measure (cells, vmr_stages_get (s)->name, theme);
      }
}

static void
run_lines (const char *preset)
{
  g_autoptr (GError) failed = NULL;
  static const char *const lines[] = {
    "exec sh text=1020K data=12K bss=416K", "buf = mmap sh 64K rw", "write sh buf+0x3000 len=8K",
    "write sh stack_start-16", "blk = alloc_pages 3", "free_pages blk",
  };

  vmr_session_open_preset (session, preset, &failed);
  g_assert_no_error (failed);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (GError) error = NULL;

      vmr_session_run (session, lines[i], NULL, &error);
      g_assert_no_error (error);
      vmr_session_move (session, VMR_MOVE_LAST);
    }
}

static void
test_views (gconstpointer preset)
{
  static const VmrLanguage languages[] = { VMR_LANGUAGE_EN, VMR_LANGUAGE_BOTH, VMR_LANGUAGE_ZH };
  guint n, stride;

  run_lines (preset);
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

static void
layout_measure (void      (*layout) (gpointer, const VmrSession *, VmrCells *),
                const char *name,
                VmrMetrics  metrics,
                double      width,
                double      height,
                guint       theme)
{
  g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (theme, FALSE), texts, metrics, width,
                                              height);

  layout (NULL, session, cells);
  measure (cells, name, theme);
}

static void
open_lesson (void)
{

  test_open_lesson (session, "06-demand-paging");
}

/* The page a lecture shows is drawn and measured at every step, with every number of captions. */
static void
test_lecture (void)
{
  static const struct { double width, height; } screens[] = {
    { 1920, 1080 }, { 1024, 768 }, { 1280, 720 }, { 1600, 1000 },
  };
  guint first, n;

  open_lesson ();
  first = vmr_session_first (session);
  n = vmr_session_n_steps (session);
  n_flaws = 0;
  for (guint step = first; step <= n; step++)
    {
      test_speak (session, step % 2 ? VMR_LANGUAGE_EN : VMR_LANGUAGE_ZH);
      vmr_session_jump (session, step);
      vmr_session_set_captions (session, step % 3);
      /* The stages are measured by themselves; here what stands around them. */
      for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
        layout_measure (vmr_lecture_layout, "lecture", vmr_metrics_lecture (screens[i].height, 1),
                        screens[i].width, screens[i].height,
                        step % 2 ? VMR_THEME_PROJECTOR : VMR_THEME_DARK);
    }
  vmr_session_pin (session, NULL);
  vmr_session_set_captions (session, 1);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* What stands below the drawing leaves room for where the access goes, once a step has told it. */
static void
measure_walk (const VmrCells *cells)
{
  KmStepKind kind = km_machine_step_kind (vmr_session_machine (session),
                                          MAX (vmr_session_cursor (session), 1));
  guint n = 0;

  if (vmr_stage_shown (session) != &vmr_stage_translate ||
      vmr_session_detail (session) != VMR_DETAIL_FULL || kind == KM_STEP_ACCESS ||
      kind == KM_STEP_SEGMENT || kind == KM_STEP_TLB_MISS)
    return;
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      VmrRefKind ref = vmr_cells_get (cells, i)->ref.kind;

      n += ref == VMR_REF_PTE || ref == VMR_REF_FRAME;
    }
  if (n > 0)
    return;
  g_test_message ("middle %.0f×%.0f step %u: no table and no frame", cells->width, cells->height,
                  vmr_session_cursor (session));
  n_flaws++;
}

/* What a press shows: the middle of the window and the page of a lecture, with the panels beside. */
static void
measure_stop (guint turn)
{
  static const struct { double width, height; } rooms[] = {
    { 848, 660 }, { 890, 560 }, { 876, 455 }, { 820, 442 },
  };
  guint theme = turn % 2 ? VMR_THEME_DARK : VMR_THEME_LIGHT;

  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (theme, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), rooms[i].width,
                                                  rooms[i].height);

      vmr_middle_layout (NULL, session, cells);
      measure (cells, "middle", theme);
      measure_walk (cells);
    }
  layout_measure (vmr_story_layout, "story", vmr_metrics_desk (13.333, 1), 1224, 205, theme);
  layout_measure (vmr_story_layout, "story", vmr_metrics_desk (13.333, 1), 1000, 130, theme);
  layout_measure (vmr_lecture_layout, "lecture", vmr_metrics_lecture (1080, 1), 1920, 1080,
                  VMR_THEME_PROJECTOR);
  layout_measure (vmr_lecture_layout, "lecture", vmr_metrics_lecture (768, 1), 1024, 768, theme);
}

/* Each stop of each lesson in both languages, its questions open and answered. */
static void
test_stops (gconstpointer path)
{
  g_autoptr (GError) error = NULL;
  guint turn = 0;

  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  vmr_session_set_holds (session, FALSE);
  n_flaws = 0;
  do
    {
      test_speak (session, turn % 2 ? VMR_LANGUAGE_ZH : VMR_LANGUAGE_EN);
      measure_stop (turn);
      test_speak (session, turn % 2 ? VMR_LANGUAGE_BOTH : VMR_LANGUAGE_ZH);
      measure_stop (turn++);
    }
  while (vmr_session_move (session, VMR_MOVE_NEXT));
  vmr_session_set_holds (session, TRUE);
  test_speak (session, VMR_LANGUAGE_EN);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* Every question, open, answered wrongly, revealed; in both languages and two themes. */
static void
test_questions (void)
{
  guint n_questions = 0;

  open_lesson ();
  n_flaws = 0;
  for (guint turn = 0; turn < 4; turn++)
    {
      test_speak (session, turn % 2 ? VMR_LANGUAGE_ZH : turn ? VMR_LANGUAGE_BOTH : VMR_LANGUAGE_EN);
      for (guint step = vmr_session_first (session); step < vmr_session_n_steps (session); step++)
        {
          const VmrQuestion *question;
          guint theme = turn < 2 ? VMR_THEME_LIGHT : VMR_THEME_DARK;

          vmr_session_jump (session, step);
          question = vmr_session_question (session);
          if (question == NULL || question->revealed)
            continue;
          n_questions++;
          vmr_session_choose (session, 1);
          vmr_session_type (session, '7');
          layout_measure (vmr_middle_layout, "question", vmr_metrics_desk (13.333, 1), 848, 660,
                          theme);
          layout_measure (vmr_middle_layout, "question", vmr_metrics_desk (13.333, 1), 890, 560,
                          theme);
          layout_measure (vmr_middle_layout, "question", vmr_metrics_desk (13.333, 1), 876, 455,
                          theme);
          layout_measure (vmr_lecture_layout, "question", vmr_metrics_lecture (1080, 1), 1920, 1080,
                          VMR_THEME_PROJECTOR);
          vmr_session_reveal (session);
          layout_measure (vmr_middle_layout, "answer", vmr_metrics_desk (13.333, 1), 848, 660,
                          theme);
          layout_measure (vmr_lecture_layout, "answer", vmr_metrics_lecture (1080, 1), 1920, 1080,
                          VMR_THEME_PROJECTOR);
          vmr_session_ask_again (session);
        }
    }
  vmr_session_pin (session, NULL);
  test_speak (session, VMR_LANGUAGE_EN);
  g_assert_cmpuint (n_questions, >=, 3 * 4);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* While a number is asked for, no text of the drawing is that number. */
static void
test_nothing_given_away (void)
{
  const VmrQuestion *question = NULL;
  g_autoptr (VmrCells) cells = NULL;

  open_lesson ();
  for (guint step = vmr_session_first (session); question == NULL; step++)
    {
      vmr_session_jump (session, step);
      question = vmr_session_question (session);
    }
  g_assert_cmpint (question->ask->kind, ==, KM_ASK_NUMBER);
  cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                         vmr_metrics_desk (13.333, 1), 848, 660);
  vmr_middle_layout (NULL, session, cells);
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (vmr_cells_get (cells, i)->shape == VMR_SHAPE_TEXT)
      g_assert_null (strstr (pango_layout_get_text (vmr_cells_get (cells, i)->layout),
                             question->answer));
}

/* --- zoom ------------------------------------------------------------------------------------- */

static void
test_zoom_frames (void)
{
  gpointer data = vmr_physical_data_new ();

  run_lines ("classic");
  n_flaws = 0;
  for (guint level = 0; level <= 3; level++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), 368, 660);
      guint frames = 0;

      vmr_physical_layout (data, session, cells);
      measure (cells, "physical near", VMR_THEME_LIGHT);
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

  run_lines ("classic");
  n_flaws = 0;
  for (gboolean more = TRUE; more; times++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_DARK, FALSE), texts,
                                                  vmr_metrics_desk (13.333, 1), 336, 660);

      g_assert_cmpuint (times, <, 30);
      vmr_address_layout (data, session, cells);
      measure (cells, "address near", VMR_THEME_DARK);
      more = vmr_address_zoom (data, session, cells, 1, 160, 300);
      vmr_address_advance (data, 1e9);
      if (!more)
        g_assert_true (vmr_address_zoom (data, session, cells, 0, 160, 300));
    }
  g_assert_cmpuint (times, >, 2);
  vmr_address_data_free (data);
  g_assert_cmpuint (n_flaws, ==, 0);
}

/* Back and forth the picture is the same: layout depends on the state alone. */
static void
test_there_and_back (void)
{
  guint n, counts[2];

  run_lines ("classic");
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

  run_lines ("classic");
  vmr_session_run (session, "write sh stack_start-0x8010", NULL, &error);
  g_assert_no_error (error);
  /* With less detail the stage has its own picture of memory, and only the address comes in. */
  b = port_of (vmr_middle_layout, NULL, VMR_PORT_ADDRESS);
  g_assert_true (b.set);
  g_assert_false (port_of (vmr_middle_layout, NULL, VMR_PORT_FRAME).set);
  vmr_session_set_detail (session, VMR_DETAIL_FULL);
  memory = km_machine_find_step (vmr_session_machine (session),
                                 vmr_session_machine (session)->commands->len - 1, "memory");
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
                                                   vmr_session_machine (session)->commands->len - 1,
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
check_dead (const VmrCells *cells,
            const KmTask   *task)
{
  g_autofree char *number = g_strdup_printf ("%s %u", task->comm, task->pid);
  g_autofree char *pid = g_strdup_printf ("%s · pid %u", task->comm, task->pid);
  g_autofree char *pages = g_strdup_printf ("Pages of %s", task->comm);
  guint seen = 0;

  for (guint i = 0; i < vmr_cells_n (cells); i++)
    {
      const VmrCell *cell = vmr_cells_get (cells, i);
      const char *text = cell->layout ? pango_layout_get_text (cell->layout) : "";

      if (g_str_equal (text, task->comm) || g_str_equal (text, number) ||
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
  dead = km_task (vmr_session_machine (session), vmr_session_machine (session)->state->last_task);
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
      g_assert_cmpuint (check_dead (panel, dead), ==, 1);
      vmr_slim_address_layout (NULL, session, slim);
      g_assert_cmpuint (check_dead (slim, dead), ==, chosen);
      for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
        for (guint detail = VMR_DETAIL_PLAIN; detail <= VMR_DETAIL_LEVELS; detail++)
          {
            g_autoptr (VmrCells) cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), texts,
                                                        vmr_metrics_desk (13.333, 1), 1100, 760);

            vmr_session_set_detail (session, (VmrDetail) detail);
            vmr_stages_find (stages[i])->layout (session, cells);
            g_assert_true (check_dead (cells, dead) > 0 || (i > 0 && !chosen));
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
                                                   vmr_session_machine (session)->commands->len - 1,
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

      vmr_stages_find ("proc")->layout (session, cells);
      measure (cells, "proc", VMR_THEME_LIGHT);
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
  g_test_add_data_func ("/views/measured/classic", "classic", test_views);
  g_test_add_data_func ("/views/measured/pae", "debian-5.10-pae", test_views);
  g_test_add_func ("/views/no-machine", test_no_machine);
  g_test_add_func ("/views/scripts", test_scripts);
  g_test_add_func ("/views/many-areas", test_many_areas);
  test_lessons_add ("/views/stops/", test_stops);
  g_test_add_func ("/views/proc", test_proc);
  g_test_add_func ("/views/areas", test_areas);
  g_test_add_func ("/views/dead", test_dead);
  g_test_add_func ("/views/depths", test_depths);
  g_test_add_func ("/views/zone-names", test_zone_names);
  g_test_add_func ("/views/map-is-seen", test_map_is_seen);
  g_test_add_func ("/views/there-and-back", test_there_and_back);
  g_test_add_func ("/views/lecture", test_lecture);
  g_test_add_func ("/views/questions", test_questions);
  g_test_add_func ("/views/nothing-given-away", test_nothing_given_away);
  g_test_add_func ("/views/ports", test_ports);
  g_test_add_func ("/views/area-inks", test_area_inks);
  g_test_add_func ("/views/done-stays", test_done_stays);
  g_test_add_func ("/views/step-names", test_step_names);
  g_test_add_func ("/views/zoom/frames", test_zoom_frames);
  g_test_add_func ("/views/zoom/addresses", test_zoom_addresses);
  return test_drawing_run (texts, session);
}
