/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/script.h"

#include <string.h>

G_DEFINE_QUARK (km-script-error-quark, km_script_error)

/* A place in a line that is being scanned; `line` is filled in on the way. */
typedef struct
{
  KmLine     *line;
  GArray     *args;
  const char *at;
  GError    **error;
} Scan;

static void
arg_clear (gpointer data)
{
  KmArg *arg = data;

  g_free (arg->key);
  g_free (arg->text);
}

static void
set_error_valist (GError **error, const char *file, guint number, guint column, KmScriptError code,
                  const char *format, va_list list)
{
  g_autofree char *message = g_strdup_vprintf (format, list);

  g_set_error (error, KM_SCRIPT_ERROR, (int) code, "%s:%u:%u: %s", file, number, column, message);
}

void
km_line_set_error (GError **error, const KmLine *line, guint column, KmScriptError code,
                   const char *format, ...)
{
  va_list list;

  va_start (list, format);
  set_error_valist (error, line->file, line->number, column, code, format, list);
  va_end (list);
}

void
km_line_prefix_error (GError **error, const KmLine *line)
{
  g_prefix_error (error, "%s:%u:", line->file, line->number);
}

static guint
scan_column (const Scan *s, const char *at)
{
  return 1 + (guint) g_utf8_pointer_to_offset (s->line->source, at);
}

static gboolean
scan_fail (Scan *s, const char *at, KmScriptError code, const char *message)
{
  km_line_set_error (s->error, s->line, scan_column (s, at), code, "%s", message);
  return FALSE;
}

static void
skip_blanks (Scan *s)
{
  while (*s->at == ' ' || *s->at == '\t' || *s->at == '\r')
    s->at++;
}

static gboolean
at_end (const Scan *s)
{
  return *s->at == '\0' || *s->at == '#';
}

static gsize
name_length (const char *at)
{
  gsize n = 0;

  if (*at != '_' && !g_ascii_islower (*at))
    return 0;
  while (at[n] == '_' || g_ascii_islower (at[n]) || g_ascii_isdigit (at[n]))
    n++;
  return n;
}

static gsize
op_length (const char *at)
{
  if (strchr ("=!<>", *at) != NULL && *at != '\0' && at[1] == '=')
    return 2;
  return *at == '<' || *at == '>' ? 1 : 0;
}

/* The end of the word at AT, a blank outside quotes; NULL after setting the error of an open quote.
 */
static const char *
word_end (Scan *s, const char *at, gboolean ops, gboolean *quoted)
{
  const char *open = NULL;

  for (; *at != '\0'; at++)
    {
      if (open == NULL && (*at == ' ' || *at == '\t' || *at == '\r' || (ops && op_length (at) > 0)))
        break;
      if (*at == '\\' && (open == NULL || *open == '"'))
        {
          *quoted = TRUE;
          if (at[1] == '\0')
            {
              scan_fail (s, at, KM_SCRIPT_ERROR_SYNTAX,
                         "‘\\’ at the end of the line; expected a character");
              return NULL;
            }
          at++;
        }
      else if (open != NULL && *at == *open)
        open = NULL;
      else if (open == NULL && (*at == '"' || *at == '\''))
        {
          open = at;
          *quoted = TRUE;
        }
    }
  if (open == NULL)
    return at;
  scan_fail (s, open, KM_SCRIPT_ERROR_SYNTAX,
             "quote never closed; expected another one in this line");
  return NULL;
}

static void
scan_op (Scan *s, gsize length)
{
  KmArg arg = { .form = KM_FORM_OP, .text = g_strndup (s->at, length),
                .column = scan_column (s, s->at), .text_column = scan_column (s, s->at) };

  g_array_append_val (s->args, arg);
  s->at += length;
}

static gboolean
scan_arg (Scan *s)
{
  gboolean ops = g_str_equal (s->line->verb, "expect");
  gsize op = ops ? op_length (s->at) : 0, key = name_length (s->at);
  g_autofree char *raw = NULL;
  const char *start = s->at, *end;
  KmArg arg = { .form = KM_FORM_WORD, .column = scan_column (s, start) };

  if (op > 0)
    {
      scan_op (s, op);
      return TRUE;
    }
  if (key > 0 && start[key] == '=' && !(ops && start[key + 1] == '='))
    {
      arg.form = KM_FORM_KEY;
      start += key + 1;
    }
  end = word_end (s, start, ops, &arg.quoted);
  if (end == NULL)
    return FALSE;
  if (arg.form == KM_FORM_KEY && end == start)
    return scan_fail (s, start, KM_SCRIPT_ERROR_SYNTAX,
                      "nothing after ‘=’; expected a value without blanks");

  raw = g_strndup (start, (gsize) (end - start));
  arg.text = arg.quoted ? g_shell_unquote (raw, NULL) : g_steal_pointer (&raw);
  if (arg.text == NULL)
    return scan_fail (s, start, KM_SCRIPT_ERROR_SYNTAX,
                      "quotes that do not match; expected a word");
  if (arg.form == KM_FORM_KEY)
    arg.key = g_strndup (s->at, key);
  else if (!arg.quoted && (g_ascii_isdigit (*start) || *start == '('))
    arg.form = KM_FORM_VALUE;
  arg.text_column = scan_column (s, start);
  s->at = end;
  g_array_append_val (s->args, arg);
  return TRUE;
}

/* [NAME "="] VERB */
static gboolean
scan_head (Scan *s)
{
  gsize n = name_length (s->at);
  const char *name = s->at;

  if (n == 0)
    return scan_fail (s, s->at, KM_SCRIPT_ERROR_SYNTAX,
                      "no command here; expected NAME = VERB or VERB");
  s->at += n;
  skip_blanks (s);
  if (*s->at == '=' && s->at[1] != '=')
    {
      s->line->result = g_strndup (name, n);
      s->line->result_column = scan_column (s, name);
      s->at++;
      skip_blanks (s);
      name = s->at;
      n = name_length (name);
      if (n == 0)
        return scan_fail (s, name, KM_SCRIPT_ERROR_SYNTAX, "no command after ‘=’; expected a verb");
      s->at += n;
    }
  if (s->at == name + n && !at_end (s) && strchr (" \t\r", *s->at) == NULL)
    return scan_fail (s, s->at, KM_SCRIPT_ERROR_SYNTAX,
                      "a character that no verb has; expected a blank after the verb");
  s->line->verb = g_strndup (name, n);
  s->line->verb_column = scan_column (s, name);
  return TRUE;
}

static gboolean
scan_line (Scan *s)
{
  if (!scan_head (s))
    return FALSE;
  for (skip_blanks (s); !at_end (s); skip_blanks (s))
    {
      if (s->args->len == KM_LINE_MAX_ARGS)
        return scan_fail (s, s->at, KM_SCRIPT_ERROR_SIZE,
                          "too many arguments; expected at most 256");
      if (!scan_arg (s))
        return FALSE;
    }
  return TRUE;
}

KmLine *
km_line_parse (const char *file, guint number, const char *text, GError **error)
{
  g_autoptr (KmLine) line = g_new0 (KmLine, 1);
  Scan s = { .line = line, .error = error };
  gboolean ok;

  g_return_val_if_fail (file != NULL && text != NULL, NULL);

  line->file = g_intern_string (file);
  line->number = number;
  if (strlen (text) > KM_LINE_MAX_SIZE)
    {
      km_line_set_error (error, line, 1, KM_SCRIPT_ERROR_SIZE,
                         "line too long; expected at most %u bytes", KM_LINE_MAX_SIZE);
      return NULL;
    }
  line->source = g_strdup (text);
  if (!g_utf8_validate (text, -1, &s.at))
    {
      km_line_set_error (error, line, 1 + (guint) g_utf8_pointer_to_offset (text, s.at),
                         KM_SCRIPT_ERROR_ENCODING, "a byte that is not UTF-8; expected UTF-8 text");
      return NULL;
    }
  s.at = line->source;
  skip_blanks (&s);
  if (at_end (&s))
    return NULL;

  s.args = g_array_new (FALSE, TRUE, sizeof (KmArg));
  ok = scan_line (&s);
  line->length = (gsize) (s.at - line->source);
  line->n_args = s.args->len;
  line->args = (KmArg *) (gpointer) g_array_free (s.args, FALSE);
  return ok ? g_steal_pointer (&line) : NULL;
}

void
km_line_free (KmLine *line)
{
  if (line == NULL)
    return;
  for (guint i = 0; i < line->n_args; i++)
    arg_clear (&line->args[i]);
  g_free (line->args);
  g_free (line->source);
  g_free (line->result);
  g_free (line->verb);
  g_free (line);
}

const KmArg *
km_line_key (const KmLine *line, const char *key)
{
  for (guint i = 0; i < line->n_args; i++)
    if (line->args[i].form == KM_FORM_KEY && g_str_equal (line->args[i].key, key))
      return &line->args[i];
  return NULL;
}

static const char *const compare_names[] = { "==", "!=", "<", "<=", ">", ">=" };

const char *
km_compare_name (KmCompare op)
{
  return compare_names[op];
}

gboolean
km_compare (KmCompare op, guint64 left, guint64 right)
{
  switch (op)
    {
    case KM_COMPARE_EQ: return left == right;
    case KM_COMPARE_NE: return left != right;
    case KM_COMPARE_LT: return left < right;
    case KM_COMPARE_LE: return left <= right;
    case KM_COMPARE_GT: return left > right;
    case KM_COMPARE_GE: return left >= right;
    default: g_return_val_if_reached (FALSE);
    }
}

gboolean
km_expect_split (const KmLine *line, KmExpect *expect, GError **error)
{
  guint at = 0;
  guint end = 1 + (guint) g_utf8_strlen (line->source, -1);

  while (at < line->n_args && line->args[at].form != KM_FORM_OP)
    at++;
  for (guint i = 0; i < line->n_args; i++)
    if ((line->args[i].form == KM_FORM_OP && i != at) || line->args[i].form == KM_FORM_KEY)
      {
        km_line_set_error (error, line, line->args[i].column, KM_SCRIPT_ERROR_SYNTAX,
                           "‘%s%s’; expected one comparison, as in: expect rss sh == 4p",
                           line->args[i].key != NULL ? line->args[i].key : line->args[i].text,
                           line->args[i].key != NULL ? "=" : "");
        return FALSE;
      }
  if (at == 0 || at + 1 >= line->n_args)
    {
      km_line_set_error (error, line, at == 0 && line->n_args > 0 ? line->args[0].column : end,
                         KM_SCRIPT_ERROR_SYNTAX,
                         "%s; expected VALUE OP VALUE, as in: expect rss sh == 4p",
                         at == 0 ? "nothing to compare" : "nothing to compare with");
      return FALSE;
    }
  expect->left = line->args;
  expect->n_left = at;
  expect->right = line->args + at + 1;
  expect->n_right = line->n_args - at - 1;
  for (expect->op = KM_COMPARE_EQ; expect->op < KM_COMPARE_GE; expect->op++)
    if (g_str_equal (compare_names[expect->op], line->args[at].text))
      break;
  return TRUE;
}
