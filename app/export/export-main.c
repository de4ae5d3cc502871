/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Handouts and exercise sheets from the command line. */
#include "app/export/export.h"
#include "ui/lecture/exercises.h"
#include "ui/lecture/handout.h"
#include "ui/session/session-view.h"

#include "app/base/language.h"

#include <glib/gi18n.h>

typedef struct
{
  char         *output, *steps, *lang;
  int           per_page, seed;
  gboolean      grey, key;
} Wish;

static void
wish_clear (Wish *wish)
{
  g_free (wish->output);
  g_free (wish->steps);
  g_free (wish->lang);
}

static int
fail (const GError *error)
{
  g_printerr ("vmarium: %s\n", error->message);
  return 2;
}

/* NULL when there was something wrong, which has been said: exactly one file is wanted. */
static const char *
wish_parse (Wish               *wish,
            const GOptionEntry *options,
            int                *argc,
            char              **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_("LESSON"));
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, "vmarium");
  if (!g_option_context_parse (context, argc, &argv, &error))
    {
      fail (error);
      return NULL;
    }
  if (*argc != 2)
    {
      g_printerr ("%s\n", _("vmarium: one lesson or script is wanted"));
      return NULL;
    }
  if (wish->lang)
    vmr_language_apply (g_str_equal (wish->lang, "zh_CN"));
  return argv[1];
}

static gboolean
wants_chinese (const Wish *wish)
{
  return wish->lang ? g_str_equal (wish->lang, "zh_CN") : vmr_language_desktop ();
}

static int
handout (const Wish *wish,
         const char *path)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  VmrHandoutDef def = vmr_handout_def_default ();
  g_autoptr (VmrPaper) pages = NULL;
  g_autoptr (GError) error = NULL;

  vmr_session_set_language (session, wants_chinese (wish) ? VMR_LANGUAGE_ZH
                            : g_strcmp0 (wish->lang, "both") == 0 ? VMR_LANGUAGE_BOTH
                            : VMR_LANGUAGE_EN);
  def.per_page = (guint) wish->per_page;
  def.steps = wish->steps;
  def.grey = wish->grey;
  if (!vmr_session_open_path (session, path, &error) ||
      (pages = vmr_handout_new (session, &def, &error)) == NULL ||
      !vmr_paper_write (pages, wish->output, &error))
    return fail (error);
  return 0;
}

int
vmr_handout_main (int    argc,
                  char **argv)
{
  Wish wish = { .per_page = (int) vmr_handout_def_default ().per_page };
  const GOptionEntry options[] = {
    { "handout", 0, 0, G_OPTION_ARG_FILENAME, &wish.output, N_("Handout to write"), "PDF" },
    { "per-page", 0, 0, G_OPTION_ARG_INT, &wish.per_page, N_("Steps on a page: 1, 2 or 6"), "N" },
    { "steps", 0, 0, G_OPTION_ARG_STRING, &wish.steps, N_("Which steps, such as 5-12,20"),
      "LIST" },
    { "grey", 0, 0, G_OPTION_ARG_NONE, &wish.grey, N_("In greys"), NULL },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &wish.lang, N_("en, zh_CN or both"), "LANG" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  const char *path = wish_parse (&wish, options, &argc, argv);
  int status = path ? handout (&wish, path) : 2;

  wish_clear (&wish);
  return status;
}

int
vmr_exercises_main (int    argc,
                    char **argv)
{
  Wish wish = { .seed = 1 };
  const GOptionEntry options[] = {
    { "exercises", 0, 0, G_OPTION_ARG_FILENAME, &wish.output, N_("Exercise sheet to write"),
      "PDF" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &wish.seed, N_("Number of the sheet: other numbers in it"),
      "N" },
    { "key", 0, 0, G_OPTION_ARG_NONE, &wish.key, N_("With the answers"), NULL },
    { "lang", 0, 0, G_OPTION_ARG_STRING, &wish.lang, N_("en, zh_CN or both"), "LANG" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  const char *path = wish_parse (&wish, options, &argc, argv);
  g_autoptr (VmrPaper) pages = NULL;
  g_autoptr (GError) error = NULL;
  int status = path ? 0 : 2;

  if (path)
    pages = vmr_exercises_new (path, (guint) MAX (wish.seed, 0), wish.key, wants_chinese (&wish),
                               &error);
  if (path && (pages == NULL || !vmr_paper_write (pages, wish.output, &error)))
    status = fail (error);
  wish_clear (&wish);
  return status;
}
