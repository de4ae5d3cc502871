/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/application.h"
#include "app/bench/bench.h"
#include "app/export/export.h"
#include "app/base/language.h"
#include "app/export/render.h"

#include <string.h>

/* What must work where there is no display. */
static const struct
{
  const char *option;         /* also as "option=…" */
  int       (*run) (int argc, char **argv);
} offscreen[] = {
  { "--render", vmr_render_main },
  { "--handout", vmr_handout_main },
  { "--exercises", vmr_exercises_main },
  /* Needs one, but opens it itself. */
  { "--bench", vmr_bench_main },
  { "--bench-child", vmr_bench_child_main },
};

static gboolean
is_option (const char *arg,
           const char *option)
{
  gsize n = strlen (option);

  return strncmp (arg, option, n) == 0 && (arg[n] == '\0' || arg[n] == '=');
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (VmrApplication) application = NULL;

  vmr_language_init ();
  for (int i = 1; i < argc; i++)
    for (guint k = 0; k < G_N_ELEMENTS (offscreen); k++)
      if (is_option (argv[i], offscreen[k].option))
        return offscreen[k].run (argc, argv);
  application = vmr_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
