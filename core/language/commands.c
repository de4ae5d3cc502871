/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/commands.h"

#include "core/language/call.h"
#include "core/language/names.h"
#include "core/state/gfp.h"

/* A handler sees the slots of a call by their names. */
#define KM_COMMAND(verb, handler, flags, help, arguments)                                       \
  static gboolean                                                                               \
  run_##verb (KmCall *call, GError **error)                                                     \
  {                                                                                             \
    G_STATIC_ASSERT (sizeof (KmArgs_##verb) <= sizeof call->slot);                              \
    return handler (call, (const KmArgs_##verb *) call->slot, error);                           \
  }
#include "core/modules.def"

static KmVerb verbs[] = {
#define KM_POS(name, kind) { #name, KM_VERB_ARG_##kind, FALSE, FALSE },
#define KM_OPT(name, kind) { #name, KM_VERB_ARG_##kind, TRUE, FALSE },
#define KM_KEY(name, kind) { #name, KM_VERB_ARG_##kind, TRUE, TRUE },
#define KM_FLAG(name) { #name, KM_VERB_ARG_FLAG, TRUE, FALSE },
#define KM_COMMAND(verb, handler, flags, help, arguments)                                       \
  { #verb, run_##verb, flags, help, { arguments { NULL, 0, FALSE, FALSE } }, 0, NULL },
#include "core/modules.def"
#undef KM_POS
#undef KM_OPT
#undef KM_KEY
#undef KM_FLAG
};

static const struct { const char *name, *expected; } kinds[] = {
#define KM_KIND(id, name, type, expected) { name, expected },
#include "core/language/command-kinds.def"
#undef KM_KIND
};

const char *
km_arg_kind_name (KmVerbArgKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);
  return kinds[kind].name;
}

/* "TASK:task", "[GFP:gfp]", "[ram=value]", "[fixed]" */
static void
append_spec (GString *out, const KmVerbArg *arg)
{
  const char *open = arg->optional ? "[" : "", *close = arg->optional ? "]" : "";

  if (arg->kind == KM_VERB_ARG_FLAG)
    g_string_append_printf (out, "%s%s%s", open, arg->name, close);
  else
    g_string_append_printf (out, "%s%s%c%s%s", open, arg->name, arg->keyed ? '=' : ':',
                            kinds[arg->kind].name, close);
}

static void
prepare_verbs (void)
{
  static gsize ready;

  if (!g_once_init_enter (&ready))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (const KmVerbArg *arg = verbs[i].arg; arg->name != NULL; arg++)
        {
          if (verbs[i].n_args++ > 0)
            g_string_append_c (text, ' ');
          append_spec (text, arg);
        }
      verbs[i].arguments = g_intern_string (text->str);
    }
  g_once_init_leave (&ready, 1);
}

guint
km_n_verbs (void)
{
  return G_N_ELEMENTS (verbs);
}

const KmVerb *
km_verb (guint i)
{
  prepare_verbs ();
  return &verbs[i];
}

const KmVerb *
km_verb_from_name (const char *name)
{
  prepare_verbs ();
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].verb, name) == 0)
      return &verbs[i];
  return NULL;
}

/* --- Checking a line -------------------------------------------------------------------------- */

gboolean
km_prot_parse (const char *text, uint32_t *prot)
{
  *prot = 0;
  if (strcmp (text, "none") == 0)
    return TRUE;
  for (const char *c = text; *c != '\0'; c++)
    {
      uint32_t bit = *c == 'r' ? KM_VM_READ : *c == 'w' ? KM_VM_WRITE : *c == 'x' ? KM_VM_EXEC : 0;

      if (bit == 0 || (*prot & bit))
        return FALSE;
      *prot |= bit;
    }
  return *prot != 0;
}

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
                     "“%s” does not fit here; expected %s", arg->text, kinds[kind].expected);
  return FALSE;
}

static const KmVerbArg *
spec_of_key (const KmVerb *verb, const char *key)
{
  for (guint i = 0; i < verb->n_args; i++)
    if (verb->arg[i].keyed && strcmp (verb->arg[i].name, key) == 0)
      return &verb->arg[i];
  return NULL;
}

static const KmVerbArg *
spec_of_flag (const KmVerb *verb, const char *word)
{
  for (guint i = 0; i < verb->n_args; i++)
    if (verb->arg[i].kind == KM_VERB_ARG_FLAG && strcmp (verb->arg[i].name, word) == 0)
      return &verb->arg[i];
  return NULL;
}

static gboolean
is_positional (const KmVerbArg *arg)
{
  return !arg->keyed && arg->kind != KM_VERB_ARG_FLAG;
}

static const KmVerbArg *
spec_at (const KmVerb *verb, guint position)
{
  for (guint i = 0; i < verb->n_args; i++)
    if (is_positional (&verb->arg[i]) && position-- == 0)
      return &verb->arg[i];
  return NULL;
}

static gboolean
check_keyed (const KmVerb *verb, const KmLine *line, const KmArg *arg, GError **error)
{
  const KmVerbArg *spec = spec_of_key (verb, arg->key);
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
      if (!arg->quoted && spec_of_flag (verb, arg->text) != NULL)
        continue;
      spec = spec_at (verb, position++);
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
  missing = spec_at (verb, position);
  if (missing == NULL || missing->optional)
    return TRUE;
  km_line_set_error (error, line, (guint) g_utf8_strlen (line->source, -1) + 1,
                     KM_SCRIPT_ERROR_SYNTAX, "the line ends; expected %s (%s)",
                     kinds[missing->kind].expected, missing->name);
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

const KmVerbArg *
km_verb_arg_of (const KmVerb *verb, const KmArg *arg, guint *position)
{
  const KmVerbArg *flag;

  if (arg->form == KM_FORM_KEY)
    return spec_of_key (verb, arg->key);
  flag = arg->quoted ? NULL : spec_of_flag (verb, arg->text);
  return flag != NULL ? flag : spec_at (verb, (*position)++);
}
