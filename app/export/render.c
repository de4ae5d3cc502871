/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/export/render.h"

#include "app/base/language.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/draw/picture.h"
#include "ui/lecture/desk.h"
#include "ui/lecture/sheet.h"
#include "ui/lecture/shown.h"
#include "ui/panels/address-zoom.h"
#include "ui/panels/address.h"
#include "ui/panels/inspector.h"
#include "ui/panels/physical.h"
#include "ui/panels/story.h"
#include "ui/panels/totals.h"
#include "ui/session/session-look.h"
#include "ui/session/session-move.h"
#include "ui/session/session-view.h"

#include <glib/gi18n.h>
#include <stdio.h>

static const struct
{
  const char *name;
  void (*layout) (gpointer data, const VmrSession *session, VmrCells *cells);
} panels[] = {
  { "address", vmr_address_layout }, { "physical", vmr_physical_layout },
  { "story", vmr_story_layout }, { "totals", vmr_totals_layout },
  { "inspector", vmr_inspector_layout }, { "middle", vmr_middle_layout },
  { "lecture", vmr_lecture_layout }, { "desk", vmr_desk_layout },
};

typedef struct
{
  char    *output, *view, *size, *theme, *lang, *step, *detail;
  double   lecture, font;
  gboolean check;
} Wish;

static gboolean
lay_out (const Wish *wish,
         VmrSession *session,
         VmrCells   *cells)
{
  const VmrStage *stage = vmr_stages_find (wish->view);
  gpointer data;

  if (wish->view == NULL)
    stage = vmr_stages_for_step (session);
  if (stage != NULL)
    {
      vmr_session_pin (session, stage->name);
      stage->layout (session, cells);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (panels); i++)
    if (g_str_equal (panels[i].name, wish->view))
      {
        data = i == 0 ? vmr_address_data_new () : vmr_physical_data_new ();
        panels[i].layout (data, session, cells);
        if (i == 0)
          vmr_address_data_free (data);
        else
          vmr_physical_data_free (data);
        return TRUE;
      }
  g_printerr (_("%s: no panel or stage of this name\n"), wish->view);
  return FALSE;
}

static int
report (const VmrCells *cells)
{
  g_autoptr (GPtrArray) flaws = vmr_cells_check (cells);

  for (guint i = 0; i < flaws->len; i++)
    g_print ("%s\n", ((VmrFlaw *) flaws->pdata[i])->message);
  return flaws->len ? 1 : 0;
}

/* A number, or KIND[#n] of the latest command that has such a step. */
static gboolean
go_to_step (VmrSession *session,
            const char *name)
{
  const KmMachine *machine = vmr_session_machine (session);
  guint64 number;

  if (g_ascii_string_to_unsigned (name, 10, 1, G_MAXUINT, &number, NULL))
    {
      vmr_session_jump (session, vmr_session_first (session) + number - 1);
      return TRUE;
    }
  for (guint i = km_machine_n_commands (machine); i-- > 0;)
    {
      guint step = km_machine_find_step (machine, i, name);

      if (step == 0)
        continue;
      vmr_session_jump (session, step);
      return TRUE;
    }
  g_printerr (_("%s: no such step; expected its number, KIND or KIND#n\n"), name);
  return FALSE;
}

static gboolean
set_detail (VmrSession *session,
            const char *name)
{
  int detail = vmr_detail_from_name (name);

  if (detail < 0)
    g_printerr (_("--detail=%s; expected plain, levels or full\n"), name);
  else
    vmr_session_set_detail (session, (VmrDetail) detail);
  return detail >= 0;
}

static int
render (const Wish *wish,
        const char *path)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (VmrTextCache) texts = vmr_text_cache_new (NULL, NULL);
  g_autoptr (VmrCells) cells = NULL;
  g_autoptr (GError) error = NULL;
  VmrTheme theme = VMR_THEME_LIGHT;
  int width = 848, height = 660, status = 0;

  if (wish->size)
    sscanf (wish->size, "%dx%d", &width, &height);
  if (wish->theme)
    vmr_theme_from_name (wish->theme, &theme);
  vmr_language_apply (g_strcmp0 (wish->lang, "zh_CN") == 0);
  if (g_strcmp0 (wish->lang, "zh_CN") == 0)
    vmr_session_set_language (session, VMR_LANGUAGE_ZH);
  else if (g_strcmp0 (wish->lang, "both") == 0)
    vmr_session_set_language (session, VMR_LANGUAGE_BOTH);
  if (path ? !vmr_session_open_path (session, path, &error)
           : !vmr_session_open_preset (session, "classic", &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (wish->detail && !set_detail (session, wish->detail))
    return 2;
  if (wish->step && !go_to_step (session, wish->step))
    return 2;
  cells = vmr_cells_new (vmr_palette_get (theme, FALSE), texts,
                         wish->lecture > 0 ? vmr_metrics_lecture (wish->lecture, 1)
                                           : vmr_metrics_desk (wish->font, 1), width, height);
  if (!lay_out (wish, session, cells))
    return 2;
  if (wish->check)
    status = report (cells);
  if (!vmr_picture_write (cells, g_strcmp0 (wish->view, "desk") == 0 ? VMR_INK_WINDOW
                                                                     : VMR_INK_PANEL,
                          1, wish->output, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  return status;
}

int
vmr_render_main (int    argc,
                 char **argv)
{
  Wish wish = { .font = 13.333 };
  const GOptionEntry options[] = {
    { "render", 0, 0, G_OPTION_ARG_FILENAME, &wish.output, N_("Picture to write"), "PNG" },
    { "view", 0, 0, G_OPTION_ARG_STRING, &wish.view, N_("Panel or stage"), "NAME" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &wish.size, N_("Size in pixels"), "WxH" },
    { "theme", 0, 0, G_OPTION_ARG_STRING, &wish.theme, N_("light, dark or projector"), "NAME" },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &wish.lang, N_("en, zh_CN or both"), "LANG" },
    { "step", 0, 0, G_OPTION_ARG_STRING, &wish.step, N_("Step: its number or KIND"), "STEP" },
    { "lecture", 0, 0, G_OPTION_ARG_DOUBLE, &wish.lecture, N_("Lecture mode for this height"),
      "H" },
    { "detail", 0, 0, G_OPTION_ARG_STRING, &wish.detail, N_("How much of a drawing is shown"),
      "plain|levels|full" },
    { "font", 0, 0, G_OPTION_ARG_DOUBLE, &wish.font, N_("Font size in pixels"), "PX" },
    { "check", 0, 0, G_OPTION_ARG_NONE, &wish.check, N_("Measure the labels"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_("FILE"));
  g_autoptr (GError) error = NULL;
  int status;

  g_option_context_add_main_entries (context, options, "vmarium");
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  status = render (&wish, argc > 1 ? argv[1] : NULL);
  g_free (wish.output);
  g_free (wish.view);
  g_free (wish.size);
  g_free (wish.theme);
  g_free (wish.lang);
  g_free (wish.step);
  g_free (wish.detail);
  return status;
}
