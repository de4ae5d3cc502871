/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/text.h"

#include "core/lesson/markup.h"

#include <string.h>

static void
translation_clear (gpointer data)
{
  KmTextTranslation *translation = data;

  g_free (translation->lang);
  g_free (translation->text);
}

KmText *
km_text_new (const char *english)
{
  KmText *text = g_new0 (KmText, 1);

  text->text = g_strdup (english);
  text->translations = g_array_new (FALSE, FALSE, sizeof (KmTextTranslation));
  g_array_set_clear_func (text->translations, translation_clear);
  return text;
}

void
km_text_free (KmText *text)
{
  if (text == NULL)
    return;
  g_free (text->text);
  g_array_unref (text->translations);
  g_free (text);
}

/* NULL when every brace is closed, none is empty and none stands in another; else what is wrong. */
static const char *
brace_fault (const char *text)
{
  const char *open = NULL;

  for (; *text != '\0'; text++)
    {
      if (open == NULL && (g_str_has_prefix (text, "{{") || g_str_has_prefix (text, "}}")))
        text++;
      else if (*text == '{' && open != NULL)
        return "‘{’ within a placeholder";
      else if (*text == '{')
        open = text;
      else if (*text == '}' && open == NULL)
        return "‘}’ without ‘{’";
      else if (*text == '}' && text == open + 1)
        return "‘{}’";
      else if (*text == '}')
        open = NULL;
      else if (open != NULL && text - open > (gssize) KM_PLACEHOLDER_MAX)
        return "a placeholder too long";
    }
  return open != NULL ? "‘{’ never closed" : NULL;
}

static gboolean
add_translation (KmText *text, const KmMarkup *markup, const char *lang, const char *content,
                 GError **error)
{
  KmTextTranslation translation = { NULL, NULL };

  for (guint i = 0; i < text->translations->len; i++)
    if (g_str_equal (g_array_index (text->translations, KmTextTranslation, i).lang, lang))
      return km_markup_fail (markup, error, "a second text in %s; expected one in each language",
                             lang);
  if (text->translations->len == KM_MARKUP_MAX_LANGUAGES)
    return km_markup_fail (markup, error, "too many languages; expected at most %u",
                           KM_MARKUP_MAX_LANGUAGES);
  translation.lang = g_strdup (lang);
  translation.text = g_strdup (content);
  g_array_append_val (text->translations, translation);
  return TRUE;
}

gboolean
km_text_take (KmText **text, const KmMarkup *markup, const char *content, GError **error)
{
  const char *lang = km_markup_language (markup), *fault = brace_fault (content);

  if (fault != NULL)
    return km_markup_fail (markup, error, "%s; expected {expression}, or {{ for a brace", fault);
  if (lang != NULL && !g_str_equal (lang, "en"))
    {
      if (*text == NULL)
        return km_markup_fail (markup, error, "a text in %s alone; expected its English before it",
                               lang);
      return add_translation (*text, markup, lang, content, error);
    }
  if (*text != NULL)
    return km_markup_fail (markup, error,
                           "a second text; expected one, with its translations behind it");
  *text = km_text_new (content);
  return TRUE;
}

const char *
km_text_pick (const KmText *text, const char *lang)
{
  gsize whole, part;

  if (text == NULL)
    return NULL;
  if (lang == NULL)
    return text->text;
  whole = strcspn (lang, ".@");
  part = strcspn (lang, "_.@");
  /* First as asked for, then any of the same language. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < text->translations->len; i++)
      {
        const KmTextTranslation *t = &g_array_index (text->translations, KmTextTranslation, i);
        gsize n = pass == 0 ? whole : part;

        if (strncmp (t->lang, lang, n) == 0
            && (t->lang[n] == '\0' || (pass == 1 && t->lang[n] == '_')))
          return t->text;
      }
  return text->text;
}

/* Splits at the next placeholder: what stands before it goes to OUT, its expression is returned;
 * NULL at the end. */
static char *
next_placeholder (const char **at, GString *out)
{
  const char *c = *at, *close;

  for (; *c != '\0'; c++)
    {
      if ((c[0] == '{' || c[0] == '}') && c[1] == c[0])
        c++;
      else if (*c == '{' && (close = strchr (c, '}')) != NULL)
        {
          *at = close + 1;
          return g_strndup (c + 1, (gsize) (close - c - 1));
        }
      if (out != NULL)
        g_string_append_c (out, *c);
    }
  *at = c;
  return NULL;
}

/* "count:frame|frames" is the word that goes with the value of "count". *BAR is then set. */
static char *
name_of (const char *expression, const char **bar)
{
  const char *colon = strchr (expression, ':');

  *bar = colon == NULL ? NULL : strchr (colon, '|');
  if (*bar == NULL)
    return g_strdup (expression);
  return g_strndup (expression, (gsize) (colon - expression));
}

static char *
value_of (const char *expression, KmTextLookup lookup, gpointer data)
{
  const char *bar;
  g_autofree char *name = name_of (expression, &bar);
  g_autofree char *value = lookup (name, data);

  if (bar == NULL || value == NULL)
    return g_steal_pointer (&value);
  if (!g_str_equal (value, "1"))
    return g_strdup (bar + 1);
  expression = strchr (expression, ':') + 1;
  return g_strndup (expression, (gsize) (bar - expression));
}

char *
km_text_expand (const char *text, KmTextLookup lookup, gpointer data)
{
  GString *out = g_string_new (NULL);
  char *expression;

  while ((expression = next_placeholder (&text, out)) != NULL)
    {
      g_autofree char *value = value_of (expression, lookup, data);

      if (value != NULL)
        g_string_append (out, value);
      else
        g_string_append_printf (out, "{%s}", expression);
      g_free (expression);
    }
  return g_string_free (out, FALSE);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

GStrv
km_text_placeholders (const char *text)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  char *expression;

  while ((expression = next_placeholder (&text, NULL)) != NULL)
    {
      const char *bar;
      char *name = name_of (expression, &bar);

      if (g_ptr_array_find_with_equal_func (found, name, g_str_equal, NULL))
        g_free (name);
      else
        g_ptr_array_add (found, name);
      g_free (expression);
    }
  g_ptr_array_sort (found, compare_strings);
  g_ptr_array_add (found, NULL);
  return (GStrv) g_ptr_array_free (g_steal_pointer (&found), FALSE);
}
