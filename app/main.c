/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vmarium-config.h"

#include "app/application.h"
#include "app/render.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr (VmrApplication) application = NULL;
  const char *locale_dir = g_getenv ("VMARIUM_LOCALEDIR");

  setlocale (LC_ALL, "");
  bindtextdomain ("vmarium", locale_dir ? locale_dir : VMARIUM_LOCALEDIR);
  bind_textdomain_codeset ("vmarium", "UTF-8");
  textdomain ("vmarium");
  /* Pictures and --version must work where there is no display. */
  for (int i = 1; i < argc; i++)
    if (g_str_has_prefix (argv[i], "--render="))
      return vmr_render_main (argc, argv);
  application = vmr_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
