/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every panel and stage × size × theme × language × step: what the measurements find is a failure. */
#include "ui/draw/cell-check.h"
#include "ui/lecture/lecture.h"

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
  { "story", vmr_story_layout, 1576, 205, NULL, NULL }, { "story", vmr_story_layout, 1000, 130, NULL, NULL },
  { "totals", vmr_totals_layout, 600, 36, NULL, NULL }, { "totals", vmr_totals_layout, 300, 36, NULL, NULL },
  { "inspector", vmr_inspector_layout, 250, 560, NULL, NULL },
  { "slim", vmr_slim_address_layout, 44, 500, NULL, NULL }, { "slim", vmr_slim_physical_layout, 44, 500, NULL, NULL },
};

static const struct { double width, height, lecture; } sizes[] = {
  { 848, 600, 0 }, { 890, 500, 0 }, { 1100, 720, 0 }, { 700, 440, 0 }, { 1920, 900, 1080 },
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

static void
measure_all (guint theme)
{
  const VmrPalette *palette = vmr_palette_get (theme, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    {
      g_autoptr (VmrCells) cells = vmr_cells_new (palette, texts, vmr_metrics_desk (13.333, 1),
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
                             : vmr_metrics_desk (13.333, 1);
        g_autoptr (VmrCells) cells = vmr_cells_new (palette, texts, metrics, sizes[i].width,
                                                    sizes[i].height);

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
      vmr_session_goto (session, step);
      vmr_session_set_language (session, languages[step % 3]);
      measure_all (step / stride % VMR_N_THEMES);
    }
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

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  texts = vmr_text_cache_new (NULL, NULL);
  session = vmr_session_new ();
  g_test_add_data_func ("/views/measured/classic", "classic", test_views);
  g_test_add_data_func ("/views/measured/pae", "debian-5.10-pae", test_views);
  g_test_add_func ("/views/there-and-back", test_there_and_back);
  status = g_test_run ();
  g_object_unref (session);
  vmr_text_cache_free (texts);
  return status;
}
