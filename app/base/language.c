/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vmarium-config.h"

#include "app/base/language.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

/* gettext looks at LANGUAGE again when this counter moves. */
extern int _nl_msg_cat_cntr;

static gboolean desktop_chinese;

void
vmr_language_init (void)
{
  const char *dir = g_getenv ("VMARIUM_LOCALEDIR");
  const char *locale = setlocale (LC_ALL, "");

  desktop_chinese = g_str_has_prefix (g_get_language_names ()[0], "zh");
  /* In the C locale gettext ignores LANGUAGE. */
  locale = setlocale (LC_MESSAGES, NULL);
  if (locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX"))
    if (setlocale (LC_ALL, "C.UTF-8") == NULL)
      setlocale (LC_ALL, "en_US.UTF-8");
  bindtextdomain ("vmarium", dir ? dir : VMARIUM_LOCALEDIR);
  bind_textdomain_codeset ("vmarium", "UTF-8");
  textdomain ("vmarium");
  /* g_dgettext () decides at its first call, for the life of the program, whether there is any
   * translation at all. Ask it while there is. */
  vmr_language_apply (TRUE);
  g_dgettext ("vmarium", "Next step");
  vmr_language_apply (desktop_chinese);
}

void
vmr_language_apply (gboolean chinese)
{
  g_setenv ("LANGUAGE", chinese ? "zh_CN" : "en", TRUE);
  _nl_msg_cat_cntr++;
}

gboolean
vmr_language_desktop (void)
{
  return desktop_chinese;
}
