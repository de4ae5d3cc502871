/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/commands.h"

#include "core/language/expr.h"
#include "core/language/forms.h"
#include "core/language/names.h"
#include "core/language/verbs.h"
#include "core/state/gfp.h"

static gboolean
any_name (const char *name, guint64 *value, gpointer data, GError **error)
{
  /* Far from both ends, so that sums of unknown names do not overflow. */
  *value = G_MAXUINT32 / 2;
  return TRUE;
}

static gboolean
name_fits (const KmLine *line, const char *name, guint column, GError **error)
{
  if (strlen (name) <= KM_NAME_MAX)
    return TRUE;
  km_line_set_error (error, line, column, KM_SCRIPT_ERROR_SYNTAX,
                     "“%s” has %zu letters; expected a name of at most %u", name, strlen (name),
                     KM_NAME_MAX);
  return FALSE;
}

static gboolean
form_fits (const KmLine *line, const KmArg *arg, KmVerbArgKind kind, GError **error)
{
  uint32_t ignored;
  guint64 value;
  g_autofree char *unknown = NULL;

  switch (kind)
    {
    case KM_VERB_ARG_ADDR: case KM_VERB_ARG_LEN: case KM_VERB_ARG_VALUE:
      if (!arg->quoted && km_expr_eval (arg->text, arg->text_column, any_name, NULL, &value, error))
        return TRUE;
      if (error != NULL && *error != NULL)
        {
          km_line_prefix_error (error, line);
          return FALSE;
        }
      break;
    case KM_VERB_ARG_PROT:
      if (km_prot_parse (arg->text, &ignored))
        return TRUE;
      break;
    case KM_VERB_ARG_GFP:
      if (km_gfp_parse (arg->text, &ignored, &unknown))
        return TRUE;
      break;
    case KM_VERB_ARG_TASK: case KM_VERB_ARG_NEWTASK: case KM_VERB_ARG_NEWNAME:
      if (km_name_is_valid (arg->text))
        return name_fits (line, arg->text, arg->text_column, error);
      break;
    case KM_VERB_ARG_FILE: case KM_VERB_ARG_WORD: case KM_VERB_ARG_PATH: case KM_VERB_ARG_WORDS:
    case KM_VERB_ARG_FLAG: default:
      return TRUE;
    }
  km_line_set_error (error, line, arg->text_column, KM_SCRIPT_ERROR_SYNTAX,
                     "“%s” does not fit here; expected %s", arg->text, km_arg_kind_expected (kind));
  return FALSE;
}

static gboolean
check_keyed (const KmVerb *verb, const KmLine *line, const KmArg *arg, GError **error)
{
  const KmVerbArg *spec = km_verb_key (verb, arg->key);
  /* The computer boots on its first CPU. */
  gboolean common = strcmp (arg->key, "cpu") == 0 && !(verb->flags & FIRST);

  if (spec == NULL && !common)
    {
      km_line_set_error (error, line, arg->column, KM_SCRIPT_ERROR_SYNTAX,
                         "“%s=” is no argument of %s; expected %s", arg->key, verb->verb,
                         *verb->arguments != '\0' ? verb->arguments : "none");
      return FALSE;
    }
  for (const KmArg *before = line->args; before < arg; before++)
    if (before->form == KM_FORM_KEY && strcmp (before->key, arg->key) == 0
        && !(spec != NULL && spec->kind == KM_VERB_ARG_WORDS))
      {
        km_line_set_error (error, line, arg->column, KM_SCRIPT_ERROR_SYNTAX,
                           "“%s=” for the second time; expected it once", arg->key);
        return FALSE;
      }
  return form_fits (line, arg, common ? KM_VERB_ARG_VALUE : spec->kind, error);
}

static gboolean
check_args (const KmVerb *verb, const KmLine *line, GError **error)
{
  guint position = 0;
  const KmVerbArg *missing;

  for (guint i = 0; i < line->n_args; i++)
    {
      const KmArg *arg = &line->args[i];
      const KmVerbArg *spec;

      if (arg->form == KM_FORM_KEY)
        {
          if (!check_keyed (verb, line, arg, error))
            return FALSE;
          continue;
        }
      if (!arg->quoted && km_verb_flag (verb, arg->text) != NULL)
        continue;
      spec = km_verb_positional (verb, position++);
      if (spec == NULL)
        {
          km_line_set_error (error, line, arg->column, KM_SCRIPT_ERROR_SYNTAX,
                             "“%s” is one argument too many; expected %s %s", arg->text, verb->verb,
                             verb->arguments);
          return FALSE;
        }
      if (!form_fits (line, arg, spec->kind, error))
        return FALSE;
    }
  missing = km_verb_positional (verb, position);
  if (missing == NULL || missing->optional)
    return TRUE;
  km_line_set_error (error, line, (guint) g_utf8_strlen (line->source, -1) + 1,
                     KM_SCRIPT_ERROR_SYNTAX, "the line ends; expected %s (%s)",
                     km_arg_kind_expected (missing->kind), missing->name);
  return FALSE;
}

const KmVerb *
km_verb_check (const KmLine *line, GError **error)
{
  const KmVerb *verb = km_verb_from_name (line->verb);
  KmExpect ignored;

  if (verb == NULL)
    km_line_set_error (error, line, line->verb_column, KM_SCRIPT_ERROR_SYNTAX,
                       "“%s” is no command; expected one such as exec, read, write or mmap "
                       "(`help` lists them all)",
                       line->verb);
  else if (line->result != NULL && !(verb->flags & RESULT))
    km_line_set_error (error, line, line->result_column, KM_SCRIPT_ERROR_SYNTAX,
                       "“%s =” before %s, which has no result; expected the command alone",
                       line->result, verb->verb);
  else if (line->result != NULL && km_name_is_reserved (line->result))
    km_line_set_error (error, line, line->result_column, KM_SCRIPT_ERROR_SYNTAX,
                       "“%s” has a meaning already; expected another name", line->result);
  else if (line->result != NULL && !name_fits (line, line->result, line->result_column, error))
    return NULL;
  else if (strcmp (verb->verb, "expect") == 0 ? km_expect_split (line, &ignored, error)
                                           : check_args (verb, line, error))
    return verb;
  return NULL;
}

