/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/markup.h"

#include <string.h>

#define MAX_DEPTH 16u
#define MAX_ATTRIBUTES 16u

G_DEFINE_QUARK (km-markup-error-quark, km_markup_error)

typedef struct
{
  guint   element;
  guint   line, column;
  GStrv   names, values;
  GString *text;
  gboolean has_children;
} Open;

struct _KmMarkup
{
  const KmMarkupFormat *format;
  const char           *file;
  gpointer              data;
  Open                  open[MAX_DEPTH];
  guint                 depth;
  gboolean              had_root;
  /* GMarkup tells where a tag ends; the way back to its "<" needs the text. `at` only moves
   * forward, counted as GMarkup counts. */
  const char           *at;
  guint                 at_line, at_column;
};

static const Open *
top (const KmMarkup *m)
{
  return &m->open[m->depth - 1];
}

static gboolean
fail_at (const KmMarkup *m, guint line, guint column, GError **error, KmMarkupError code,
         const char *message)
{
  g_set_error (error, KM_MARKUP_ERROR, (int) code, "%s:%u:%u: %s", m->file, line, column, message);
  return FALSE;
}

gboolean
km_markup_fail (const KmMarkup *m, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list list;

  va_start (list, format);
  message = g_strdup_vprintf (format, list);
  va_end (list);
  return fail_at (m, m->depth > 0 ? top (m)->line : 1, m->depth > 0 ? top (m)->column : 1, error,
                  KM_MARKUP_ERROR_CONTENT, message);
}

const char *
km_markup_attribute (const KmMarkup *m, const char *name)
{
  const Open *open = top (m);

  for (guint i = 0; open->names[i] != NULL; i++)
    if (g_str_equal (open->names[i], name))
      return open->values[i];
  return NULL;
}

const char *
km_markup_language (const KmMarkup *m)
{
  return km_markup_attribute (m, "xml:lang");
}

guint
km_markup_line (const KmMarkup *m)
{
  return top (m)->line;
}

guint
km_markup_column (const KmMarkup *m)
{
  return top (m)->column;
}

gboolean
km_markup_uint (const KmMarkup *m, const char *name, guint max, guint *value, GError **error)
{
  const char *text = km_markup_attribute (m, name);
  guint64 number;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, max, &number, NULL))
    return km_markup_fail (m, error, "%s=\"%s\"; expected a number from 0 to %u", name, text, max);
  *value = (guint) number;
  return TRUE;
}

/* GMarkup counts the newline as the first character of the line behind it. */
static guint
true_column (guint line, guint column)
{
  return line > 1 && column > 1 ? column - 1 : MAX (column, 1);
}

/* The place of the last "<" before where GMarkup stands now. */
static void
tag_start (KmMarkup *m, GMarkupParseContext *context, guint *line, guint *column)
{
  gint to_line, to_column;

  g_markup_parse_context_get_position (context, &to_line, &to_column);
  *line = m->at_line;
  *column = true_column (m->at_line, m->at_column);
  while (*m->at != '\0' && (m->at_line < (guint) to_line
                            || (m->at_line == (guint) to_line && m->at_column < (guint) to_column)))
    {
      if (*m->at == '<')
        {
          *line = m->at_line;
          *column = true_column (m->at_line, m->at_column);
        }
      m->at = g_utf8_next_char (m->at);
      m->at_column++;
      if (*m->at == '\n')
        {
          m->at_line++;
          m->at_column = 1;
        }
    }
}

/* Whether LIST ("id! chapter") has NAME; NEEDED is set when it must be there. */
static gboolean
list_has (const char *list, const char *name)
{
  g_auto (GStrv) words = g_strsplit (list, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_strdelimit (words[i], "!", '\0');
      if (g_str_equal (words[i], name))
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_attributes (KmMarkup *m, const KmMarkupElement *element, GError **error)
{
  const Open *open = top (m);
  g_auto (GStrv) words = g_strsplit (element->attributes, " ", -1);

  for (guint i = 0; open->names[i] != NULL; i++)
    {
      const char *name = open->names[i];
      gboolean language
        = g_str_equal (name, "xml:lang") && (element->flags & KM_MARKUP_TRANSLATABLE) != 0;

      if (!language && !list_has (element->attributes, name))
        return km_markup_fail (m, error, "<%s %s=…>; expected %s%s", element->name, name,
                               *element->attributes != '\0' ? "one of the attributes: "
                                                            : "no attribute",
                               element->attributes);
    }
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_suffix (words[i], "!"))
      {
        words[i][strlen (words[i]) - 1] = '\0';
        if (km_markup_attribute (m, words[i]) == NULL)
          return km_markup_fail (m, error, "<%s> without %s; expected %s=\"…\"", element->name,
                                 words[i], words[i]);
      }
  return TRUE;
}

static const KmMarkupElement *
find_element (KmMarkup *m, const char *name, guint parent, guint *index)
{
  for (guint i = 0; i < m->format->n_elements; i++)
    {
      const KmMarkupElement *element = &m->format->elements[i];

      if (g_str_equal (element->name, name)
          && (parent == G_MAXUINT ? element->parents == 0 : (element->parents & 1u << parent) != 0))
        {
          *index = i;
          return element;
        }
    }
  return NULL;
}

static void
on_start (GMarkupParseContext *context, const char *name, const char **names, const char **values,
          gpointer data, GError **error)
{
  KmMarkup *m = data;
  guint parent = m->depth > 0 ? top (m)->element : G_MAXUINT;
  const KmMarkupElement *element;
  guint index, line, column;
  g_autofree char *message = NULL;

  tag_start (m, context, &line, &column);
  element = find_element (m, name, parent, &index);
  if (element == NULL || m->depth == MAX_DEPTH || (m->depth == 0 && m->had_root))
    {
      message = parent == G_MAXUINT
                  ? g_strdup_printf ("<%s>; expected one <%s> as the outermost element", name,
                                     m->format->elements[0].name)
                  : g_strdup_printf ("<%s> within <%s>; expected one of its elements", name,
                                     m->format->elements[parent].name);
      fail_at (m, line, column, error, KM_MARKUP_ERROR_CONTENT, message);
      return;
    }
  if (m->depth > 0)
    m->open[m->depth - 1].has_children = TRUE;
  m->had_root = TRUE;
  m->open[m->depth++] = (Open){ .element = index,
                                .line = line,
                                .column = column,
                                .names = g_strdupv ((GStrv)names),
                                .values = g_strdupv ((GStrv)values),
                                .text = g_string_new (NULL) };
  if (check_attributes (m, element, error))
    m->format->begin (m, index, m->data, error);
}

/* Blanks run together, none at the ends. */
static char *
normal_space (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean blank = FALSE;

  for (; *text != '\0'; text++)
    if (g_ascii_isspace (*text))
      blank = out->len > 0;
    else
      {
        if (blank)
          g_string_append_c (out, ' ');
        g_string_append_c (out, *text);
        blank = FALSE;
      }
  return g_string_free (out, FALSE);
}

static void
open_clear (Open *open)
{
  g_strfreev (open->names);
  g_strfreev (open->values);
  g_string_free (open->text, TRUE);
}

static void
on_end (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  KmMarkup *m = data;
  const Open *open = top (m);
  const KmMarkupElement *element = &m->format->elements[open->element];
  g_autofree char *text = normal_space (open->text->str);
  gboolean wants_text = (element->flags & KM_MARKUP_TEXT) != 0
                        && !((element->flags & KM_MARKUP_OR_CHILDREN) != 0 && open->has_children);
  guint line, column;
  gboolean ok;

  tag_start (m, context, &line, &column);
  if (wants_text && *text == '\0')
    ok = km_markup_fail (m, error, "<%s> is empty; expected text", name);
  else if (!wants_text && *text != '\0')
    ok = km_markup_fail (m, error, "text within <%s>; expected elements only", name);
  else
    ok = m->format->end (m, open->element, wants_text ? text : NULL, m->data, error);
  if (ok)
    open_clear (&m->open[--m->depth]);
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
         GError **error)
{
  KmMarkup *m = data;
  GString *to = m->depth > 0 ? m->open[m->depth - 1].text : NULL;

  if (to == NULL)
    return;
  if (to->len + length > KM_MARKUP_MAX_TEXT)
    km_markup_fail (m, error, "a text too long; expected at most %u bytes", KM_MARKUP_MAX_TEXT);
  else
    g_string_append_len (to, text, (gssize) length);
}

/* GMarkup's own errors say "Error on line 3 char 5: …"; ours have their place already. */
static void
take_syntax_error (KmMarkup *m, GMarkupParseContext *context, GError *inner, GError **error)
{
  gint line, column;
  const char *message = inner->message, *colon;
  g_autofree char *text = NULL;

  if (inner->domain == KM_MARKUP_ERROR)
    {
      g_propagate_error (error, inner);
      return;
    }
  g_markup_parse_context_get_position (context, &line, &column);
  colon = strstr (message, ": ");
  if ((g_str_has_prefix (message, "Error on line") || g_str_has_prefix (message, "Line "))
      && colon != NULL)
    message = colon + 2;
  text = g_strdup_printf ("%s; expected well-formed XML", message);
  fail_at (m, (guint)line, true_column ((guint)line, (guint)column), error, KM_MARKUP_ERROR_SYNTAX,
           text);
  g_error_free (inner);
}

gboolean
km_markup_parse (const KmMarkupFormat *format, const char *file, const char *text, gssize length,
                 gpointer data, GError **error)
{
  static const GMarkupParser parser
    = { .start_element = on_start, .end_element = on_end, .text = on_text };
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  g_autofree char *copy = NULL;
  KmMarkup m = { .format = format, .file = file, .data = data, .at_line = 1, .at_column = 1 };
  GMarkupParseContext *context;
  GError *inner = NULL;
  gboolean ok;

  if (size > KM_MARKUP_MAX_SIZE)
    {
      g_autofree char *message = g_strdup_printf (
        "a file of %" G_GSIZE_FORMAT " bytes; expected at most %u", size, KM_MARKUP_MAX_SIZE);

      return fail_at (&m, 1, 1, error, KM_MARKUP_ERROR_READ, message);
    }
  copy = g_strndup (text, size);
  if (strlen (copy) < size || !g_utf8_validate (copy, (gssize) size, NULL))
    return fail_at (&m, 1, 1, error, KM_MARKUP_ERROR_SYNTAX,
                    "bytes that are not UTF-8; expected UTF-8 text");
  m.at = copy;
  context = g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &m, NULL);
  ok = g_markup_parse_context_parse (context, copy, (gssize) size, &inner)
       && g_markup_parse_context_end_parse (context, &inner);
  if (!ok)
    take_syntax_error (&m, context, inner, error);
  while (m.depth > 0)
    open_clear (&m.open[--m.depth]);
  g_markup_parse_context_free (context);
  return ok;
}
