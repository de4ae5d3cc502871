/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/expr.h"

#include "core/language/script.h"

#define PAGE_BYTES 4096u

/* A recursive descent over one word; `at` moves forward only. */
typedef struct
{
  const char *text;
  const char *at;
  guint       column;
  guint       depth;
  KmResolve   resolve;
  gpointer    data;
  GError    **error;
} Expr;

static gboolean parse_value (Expr *e, guint64 *out);

static guint
column_of (const Expr *e, const char *at)
{
  return e->column + (guint) g_utf8_pointer_to_offset (e->text, at);
}

static gboolean
fail (Expr *e, const char *at, KmScriptError code, const char *message)
{
  g_set_error (e->error, KM_SCRIPT_ERROR, (int) code, "%u: %s", column_of (e, at), message);
  return FALSE;
}

static gboolean
fail_found (Expr *e, const char *expected)
{
  g_autofree char *found = NULL;
  g_autofree char *message = NULL;

  if (*e->at == '\0')
    found = g_strdup ("end of the expression");
  else
    found = g_strdup_printf ("‘%.*s’", (int) (g_utf8_next_char (e->at) - e->at), e->at);
  message = g_strdup_printf ("%s; expected %s", found, expected);
  return fail (e, e->at, KM_SCRIPT_ERROR_SYNTAX, message);
}

static gboolean
is_name_char (char c)
{
  return c == '_' || g_ascii_islower (c) || g_ascii_isdigit (c);
}

static gboolean
scale (char suffix, guint64 *factor)
{
  switch (suffix)
    {
    case 'K': *factor = G_GUINT64_CONSTANT (1) << 10; return TRUE;
    case 'M': *factor = G_GUINT64_CONSTANT (1) << 20; return TRUE;
    case 'G': *factor = G_GUINT64_CONSTANT (1) << 30; return TRUE;
    case 'p': *factor = PAGE_BYTES; return TRUE;
    default: return FALSE;
    }
}

static gboolean
parse_number (Expr *e, guint64 *out)
{
  const char *start = e->at;
  guint64 value = 0, factor;
  guint base = 10, digits = 0;

  if (e->at[0] == '0' && e->at[1] == 'x')
    {
      base = 16;
      e->at += 2;
    }
  for (; base == 16 ? g_ascii_isxdigit (*e->at) : g_ascii_isdigit (*e->at); e->at++, digits++)
    if (!g_uint64_checked_mul (&value, value, base)
        || !g_uint64_checked_add (&value, value, (guint64) g_ascii_xdigit_value (*e->at)))
      return fail (e, start, KM_SCRIPT_ERROR_VALUE, "number too large; expected less than 2^64");
  if (digits == 0)
    return fail_found (e, "a hexadecimal digit");
  if (scale (*e->at, &factor))
    {
      if (!g_uint64_checked_mul (&value, value, factor))
        return fail (e, start, KM_SCRIPT_ERROR_VALUE, "number too large; expected less than 2^64");
      e->at++;
    }
  if (g_ascii_isalnum (*e->at) || *e->at == '_')
    return fail_found (e, "a digit, one of K M G p, + or -");
  *out = value;
  return TRUE;
}

static gboolean
parse_name (Expr *e, guint64 *out)
{
  const char *start = e->at;
  g_autofree char *name = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GError) inner = NULL;

  while (is_name_char (*e->at))
    e->at++;
  name = g_strndup (start, (gsize) (e->at - start));
  if (e->resolve != NULL && e->resolve (name, out, e->data, &inner))
    return TRUE;
  if (inner != NULL)
    message = g_strdup (inner->message);
  else
    message
      = g_strdup_printf ("unknown name ‘%s’; expected a number or a name defined before", name);
  return fail (e, start, KM_SCRIPT_ERROR_VALUE, message);
}

static gboolean
parse_term (Expr *e, guint64 *out)
{
  if (g_ascii_isdigit (*e->at))
    return parse_number (e, out);
  if (is_name_char (*e->at))
    return parse_name (e, out);
  if (*e->at != '(')
    return fail_found (e, "a number, a name or a parenthesis");
  if (++e->depth > KM_EXPR_MAX_NEST)
    return fail (e, e->at, KM_SCRIPT_ERROR_SIZE,
                 "parentheses nested too deeply; expected at most 32 levels");
  e->at++;
  if (!parse_value (e, out))
    return FALSE;
  if (*e->at != ')')
    return fail_found (e, "+, - or a closing parenthesis");
  e->at++;
  e->depth--;
  return TRUE;
}

static gboolean
parse_value (Expr *e, guint64 *out)
{
  if (!parse_term (e, out))
    return FALSE;
  while (*e->at == '+' || *e->at == '-')
    {
      const char *op = e->at++;
      guint64 term;

      if (!parse_term (e, &term))
        return FALSE;
      if (*op == '+' && !g_uint64_checked_add (out, *out, term))
        return fail (e, op, KM_SCRIPT_ERROR_VALUE, "sum too large; expected less than 2^64");
      if (*op == '-' && term > *out)
        return fail (e, op, KM_SCRIPT_ERROR_VALUE, "difference below zero; expected 0 or more");
      if (*op == '-')
        *out -= term;
    }
  return TRUE;
}

gboolean
km_expr_eval (const char *text, guint column, KmResolve resolve, gpointer data, guint64 *out,
              GError **error)
{
  Expr e = { .text = text, .at = text, .column = column, .resolve = resolve, .data = data,
             .error = error };
  guint64 value = 0;

  g_return_val_if_fail (text != NULL && out != NULL, FALSE);

  if (!parse_value (&e, &value))
    return FALSE;
  if (*e.at != '\0')
    return fail_found (&e, "+, - or the end");
  *out = value;
  return TRUE;
}

gboolean
km_name_is_valid (const char *text)
{
  if (*text != '_' && !g_ascii_islower (*text))
    return FALSE;
  while (is_name_char (*text))
    text++;
  return *text == '\0';
}
