/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/ui/drawing.h"
#include "ui/draw/cell-check.h"
#include "ui/draw/metrics.h"
#include "ui/session/session-view.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

/* gettext looks at LANGUAGE again when this counter moves. */
extern int _nl_msg_cat_cntr;

static VmrTextCache *cache;

void
test_speak (VmrSession  *session,
            VmrLanguage  language)
{
  if (session != NULL)
    vmr_session_set_language (session, language);
  g_setenv ("LANGUAGE", language == VMR_LANGUAGE_ZH ? "zh_CN" : "en", TRUE);
  _nl_msg_cat_cntr++;
}

void
test_drawing_init (int           *argc,
                   char        ***argv,
                   VmrTextCache **texts,
                   VmrSession   **session)
{
  g_test_init (argc, argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");
  bindtextdomain ("vmarium", g_getenv ("VMARIUM_LOCALEDIR"));
  bind_textdomain_codeset ("vmarium", "UTF-8");
  textdomain ("vmarium");
  /* g_dgettext () decides at its first call whether there are translations at all. */
  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  g_assert_cmpstr (g_dgettext ("vmarium", "Next step"), !=, "Next step");
  *texts = cache = vmr_text_cache_new (NULL, NULL);
  if (session != NULL)
    *session = vmr_session_new ();
  test_speak (session ? *session : NULL, VMR_LANGUAGE_EN);
}

int
test_drawing_run (VmrTextCache *texts,
                  VmrSession   *session)
{
  int status = g_test_run ();

  if (session != NULL)
    g_object_unref (session);
  vmr_text_cache_free (texts);
  return status;
}

VmrCells *
test_draw (const VmrSession *session,
           TestLayout        layout,
           double            width,
           double            height,
           double            lecture)
{
  VmrMetrics metrics = lecture > 0 ? vmr_metrics_lecture (lecture, 1) : vmr_metrics_desk (13.333, 1);
  VmrCells *cells = vmr_cells_new (vmr_palette_get (VMR_THEME_LIGHT, FALSE), cache, metrics, width, height);

  layout (session, cells);
  return cells;
}

/* Texts whose middle lies in a box, and whose glyphs reach into its outline, as wide as a projector shows it. */
static guint
n_on_outlines (const VmrCells *cells)
{
  guint n = 0;

  for (guint b = 0; b < vmr_cells_n (cells); b++)
    for (guint t = b + 1; t < vmr_cells_n (cells) && vmr_cells_get (cells, b)->shape == VMR_SHAPE_BOX; t++)
      {
        VmrRect box = vmr_cells_get (cells, b)->rect, text = vmr_cells_get (cells, t)->rect;
        double middle = text.y + text.h / 2, stroke = vmr_cells_get (cells, b)->width * 1.5;

        /* The number of a step has a ground of its own. */
        if (vmr_cells_get (cells, t)->layout == NULL || vmr_cells_get (cells, t - 1)->shape == VMR_SHAPE_DOT || text.x < box.x || text.x + text.w > box.x + box.w ||
            middle < box.y || middle > box.y + box.h || (text.y >= box.y + stroke - 1 &&
                                                         text.y + text.h <= box.y + box.h - stroke + 1))
          continue;
        g_test_message ("“%s” lies on its outline", test_text_at (cells, t));
        n++;
      }
  return n;
}

guint
test_flaws (const VmrSession *session,
            TestLayout        layout)
{
  static const double sizes[][3] = {
    { 848, 612, 0 }, { 820, 400, 0 }, { 560, 430, 0 }, { 460, 420, 0 }, { 640, 420, 0 }, { 1100, 760, 0 },
    { 1500, 760, 1080 }, { 876, 330, 720 }, { 900, 600, 768 },
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (VmrCells) cells = test_draw (session, layout, sizes[i][0], sizes[i][1], sizes[i][2]);
      g_autoptr (GPtrArray) flaws = vmr_cells_check (cells);

      for (guint k = 0; k < flaws->len; k++)
        g_test_message ("%.0f×%.0f: %s", sizes[i][0], sizes[i][1], ((VmrFlaw *) flaws->pdata[k])->message);
      n += flaws->len + n_on_outlines (cells);
    }
  return n;
}

const char *
test_text_at (const VmrCells *cells,
              guint           index)
{
  const VmrCell *cell = vmr_cells_get (cells, index);

  return cell->layout ? pango_layout_get_text (cell->layout) : "";
}

gboolean
test_says (const VmrCells *cells,
           const char     *words)
{
  for (guint i = 0; i < vmr_cells_n (cells); i++)
    if (strstr (test_text_at (cells, i), words))
      return TRUE;
  return FALSE;
}

guint
test_measure (VmrSession     *session,
              const VmrCells *cells,
              const char     *name,
              guint           theme)
{
  g_autoptr (GPtrArray) flaws = vmr_cells_check (cells);

  for (guint i = 0; i < flaws->len; i++)
    g_test_message ("%s %.0f×%.0f %s step %u: %s", name, cells->width, cells->height,
                    vmr_theme_name (theme), vmr_session_cursor (session),
                    ((VmrFlaw *) flaws->pdata[i])->message);
  return flaws->len;
}
