/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "app/application.h"
#include "app/language.h"
#include "app/render.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr (VmrApplication) application = NULL;

  vmr_language_init ();
  /* Pictures and --version must work where there is no display. */
  for (int i = 1; i < argc; i++)
    if (g_str_has_prefix (argv[i], "--render="))
      return vmr_render_main (argc, argv);
  application = vmr_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
