/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/draw/family.h"

/* Of what is asked for in Chinese the first font is the Chinese one, so English is named. */
static PangoFont *
load_english (PangoContext *context,
              const char   *family)
{
  PangoFontDescription *wish = pango_font_description_new ();
  PangoLanguage *language = pango_context_get_language (context);
  PangoFont *font;

  pango_font_description_set_family (wish, family);
  pango_font_description_set_absolute_size (wish, 16 * PANGO_SCALE);
  pango_context_set_language (context, pango_language_from_string ("en"));
  font = pango_context_load_font (context, wish);
  pango_context_set_language (context, language);
  pango_font_description_free (wish);
  return font;
}

char *
vmr_family_latin_first (PangoContext *context,
                        const char   *family)
{
  PangoFont *font;
  PangoFontDescription *found;
  const char *latin;
  char *families;

  g_return_val_if_fail (PANGO_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (family != NULL, NULL);
  font = load_english (context, family);
  if (font == NULL)
    return g_strdup (family);
  found = pango_font_describe (font);
  latin = pango_font_description_get_family (found);
  families = g_str_equal (latin, family) ? g_strdup (family)
                                         : g_strconcat (latin, ",", family, NULL);
  pango_font_description_free (found);
  g_object_unref (font);
  return families;
}
