/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/repeat.h"

#include "core/language/expr.h"
#include "core/language/script.h"

#include <string.h>

#include "core/base/read-file.h"

/*
 * From text to the list of commands that run. Lines are scanned once each; repeats are written out
 * from the scanned lines, so that a wrong line is reported once and "repeat 0" still checks what it
 * holds.
 */

/* An open "repeat": what follows lines[start] runs `times` times. */
typedef struct
{
  const KmLine *line;
  guint         start;
  guint64       times;
} Repeat;

typedef struct
{
  KmScript *script;
  Repeat    open[KM_SCRIPT_MAX_NEST];
  guint     n_open;
  GError  **error;
} Expand;

static gboolean
open_repeat (Expand *x, const KmLine *line)
{
  Repeat *repeat;

  if (line->n_args != 1 || line->args[0].form != KM_FORM_VALUE)
    {
      km_line_set_error (
        x->error, line, line->n_args > 0 ? line->args[0].column : line->verb_column,
        KM_SCRIPT_ERROR_SYNTAX, "repeat without its count; expected repeat NUMBER");
      return FALSE;
    }
  if (x->n_open == KM_SCRIPT_MAX_NEST)
    {
      km_line_set_error (x->error, line, line->verb_column, KM_SCRIPT_ERROR_SIZE,
                         "repeat nested too deeply; expected at most %u levels",
                         KM_SCRIPT_MAX_NEST);
      return FALSE;
    }
  repeat = &x->open[x->n_open];
  if (!km_expr_eval (line->args[0].text, line->args[0].text_column, NULL, NULL, &repeat->times,
                     x->error))
    {
      km_line_prefix_error (x->error, line);
      return FALSE;
    }
  repeat->line = line;
  repeat->start = x->script->lines->len;
  x->n_open++;
  return TRUE;
}

static gboolean
close_repeat (Expand *x, const KmLine *line)
{
  GPtrArray *lines = x->script->lines;
  const Repeat *repeat;
  guint body;

  if (x->n_open == 0 || line->n_args > 0)
    {
      km_line_set_error (x->error, line,
                         line->n_args > 0 ? line->args[0].column : line->verb_column,
                         KM_SCRIPT_ERROR_SYNTAX,
                         line->n_args > 0 ? "end with an argument; expected end alone"
                                          : "end without repeat; expected a command");
      return FALSE;
    }
  repeat = &x->open[--x->n_open];
  body = lines->len - repeat->start;
  if (body > 0 && repeat->times > (KM_SCRIPT_MAX_RUNS - repeat->start) / body)
    {
      km_line_set_error (x->error, repeat->line, repeat->line->args[0].column, KM_SCRIPT_ERROR_SIZE,
                         "more than %u lines when repeated; expected a smaller count",
                         KM_SCRIPT_MAX_RUNS);
      return FALSE;
    }
  if (repeat->times == 0)
    g_ptr_array_set_size (lines, (gint) repeat->start);
  for (guint64 i = 1; i < repeat->times && body > 0; i++)
    for (guint k = 0; k < body; k++)
      g_ptr_array_add (lines, g_ptr_array_index (lines, repeat->start + k));
  return TRUE;
}

static gboolean
add_line (Expand *x, KmLine *line)
{
  gboolean repeat = g_str_equal (line->verb, "repeat"), end = g_str_equal (line->verb, "end");

  g_ptr_array_add (x->script->source, line);
  if ((repeat || end) && line->result != NULL)
    {
      km_line_set_error (x->error, line, line->result_column, KM_SCRIPT_ERROR_SYNTAX,
                         "%s gives no result; expected %s alone", line->verb, line->verb);
      return FALSE;
    }
  if (repeat)
    return open_repeat (x, line);
  if (end)
    return close_repeat (x, line);
  if (x->script->source->len > KM_SCRIPT_MAX_LINES || x->script->lines->len >= KM_SCRIPT_MAX_RUNS)
    {
      km_line_set_error (x->error, line, 1, KM_SCRIPT_ERROR_SIZE,
                         "too many lines; expected at most %u", KM_SCRIPT_MAX_LINES);
      return FALSE;
    }
  g_ptr_array_add (x->script->lines, line);
  return TRUE;
}

/* TEXT up to END, line by line. */
static gboolean
expand (Expand *x, const char *text, const char *end)
{
  for (guint number = 1; text < end; number++)
    {
      const char *newline = memchr (text, '\n', (gsize) (end - text));
      const char *stop = newline != NULL ? newline : end;
      g_autofree char *source = g_strndup (text, (gsize) (stop - text));
      g_autoptr (GError) inner = NULL;
      KmLine *line = km_line_parse (x->script->file, number, source, &inner);

      if (inner != NULL)
        {
          g_propagate_error (x->error, g_steal_pointer (&inner));
          return FALSE;
        }
      if (line != NULL && !add_line (x, line))
        return FALSE;
      text = stop + 1;
    }
  if (x->n_open == 0)
    return TRUE;
  km_line_set_error (x->error, x->open[x->n_open - 1].line,
                     x->open[x->n_open - 1].line->verb_column, KM_SCRIPT_ERROR_SYNTAX,
                     "repeat never closed; expected a line with end");
  return FALSE;
}

KmScript *
km_script_parse (const char *file, const char *text, gssize length, GError **error)
{
  g_autoptr (KmScript) script = g_new0 (KmScript, 1);
  Expand x = { .script = script, .error = error };
  gsize size;
  const char *nul;

  g_return_val_if_fail (file != NULL && text != NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  script->file = g_intern_string (file);
  script->lines = g_ptr_array_new ();
  script->source = g_ptr_array_new_with_free_func ((GDestroyNotify) km_line_free);
  if (size > KM_SCRIPT_MAX_SIZE)
    {
      g_set_error (error, KM_SCRIPT_ERROR, KM_SCRIPT_ERROR_SIZE,
                   "%s:1:1: script of %" G_GSIZE_FORMAT " bytes; expected at most %u", file, size,
                   KM_SCRIPT_MAX_SIZE);
      return NULL;
    }
  nul = size > 0 ? memchr (text, '\0', size) : NULL;
  if (nul != NULL)
    {
      guint number = 1, column = 1;

      for (const char *at = text; at < nul; at++, column++)
        if (*at == '\n')
          {
            number++;
            column = 0;
          }
      g_set_error (error, KM_SCRIPT_ERROR, KM_SCRIPT_ERROR_ENCODING,
                   "%s:%u:%u: a zero byte; expected UTF-8 text", file, number, column);
      return NULL;
    }
  return expand (&x, text, text + size) ? g_steal_pointer (&script) : NULL;
}

KmScript *
km_script_load (const char *path, GError **error)
{
  gsize length;
  g_autofree char *text = km_read_file (path, KM_SCRIPT_MAX_SIZE, &length, KM_SCRIPT_ERROR,
                                        KM_SCRIPT_ERROR_READ, error);

  return text == NULL ? NULL : km_script_parse (path, text, (gssize) length, error);
}

void
km_script_free (KmScript *script)
{
  if (script == NULL)
    return;
  g_clear_pointer (&script->lines, g_ptr_array_unref);
  g_clear_pointer (&script->source, g_ptr_array_unref);
  g_free (script);
}
