/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/commands.h"

#include "core/physical/buddy.h"

/* A handler sees the slots of a call by their names. */
#define KM_COMMAND(verb, handler, flags, help, arguments)                                       \
  static gboolean                                                                               \
  run_##verb (KmCall *call, GError **error)                                                     \
  {                                                                                             \
    G_STATIC_ASSERT (sizeof (KmArgs_##verb) <= sizeof call->slot);                              \
    return handler (call, (const KmArgs_##verb *) call->slot, error);                           \
  }
#include "core/language/commands.def"
#undef KM_COMMAND

static KmVerb verbs[] = {
#define KM_POS(name, kind) { #name, KM_VERB_ARG_##kind, FALSE, FALSE },
#define KM_OPT(name, kind) { #name, KM_VERB_ARG_##kind, TRUE, FALSE },
#define KM_KEY(name, kind) { #name, KM_VERB_ARG_##kind, TRUE, TRUE },
#define KM_FLAG(name) { #name, KM_VERB_ARG_FLAG, TRUE, FALSE },
#define KM_COMMAND(verb, handler, flags, help, arguments)                                       \
  { #verb, run_##verb, flags, help, { arguments { NULL, 0, FALSE, FALSE } }, 0, NULL },
#include "core/language/commands.def"
#undef KM_COMMAND
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
km_call_check (const KmLine *line, GError **error)
{
  const KmVerb *verb = km_verb_from_name (line->verb);
  KmExpect ignored;

  if (verb == NULL)
    km_line_set_error (error, line, line->verb_column, KM_SCRIPT_ERROR_SYNTAX,
                       "“%s” is no command; expected one such as exec, read, write or mmap (all: "
                       "`help` in the console, `vmsim list`)",
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

/* --- Arguments of a call ---------------------------------------------------------------------- */

/* The argument of the manifest that one of the line is for; NULL for cpu=, which all verbs know. */
static const KmVerbArg *
spec_of (const KmVerb *verb, const KmArg *arg, guint *position)
{
  const KmVerbArg *flag;

  if (arg->form == KM_FORM_KEY)
    return spec_of_key (verb, arg->key);
  flag = arg->quoted ? NULL : spec_of_flag (verb, arg->text);
  return flag != NULL ? flag : spec_at (verb, (*position)++);
}

static void
slot_fill (KmSlot *slot, const KmArg *arg)
{
  g_autofree char *unknown = NULL;

  slot->arg = arg;
  if (slot->spec->kind == KM_VERB_ARG_PROT)
    km_prot_parse (arg->text, &slot->bits);
  if (slot->spec->kind == KM_VERB_ARG_GFP)
    km_gfp_parse (arg->text, &slot->bits, &unknown);
}

void
km_call_bind (KmCall *call)
{
  guint position = 0;

  for (guint i = 0; i < call->verb->n_args; i++)
    call->slot[i] = (KmSlot) { &call->verb->arg[i], NULL, 0 };
  for (guint i = 0; i < call->line->n_args; i++)
    {
      const KmArg *arg = &call->line->args[i];
      const KmVerbArg *spec = spec_of (call->verb, arg, &position);

      if (spec != NULL && call->slot[spec - call->verb->arg].arg == NULL)
        slot_fill (&call->slot[spec - call->verb->arg], arg);
    }
}

const KmArg *
km_call_next (const KmCall *call, KmSlotWords words, const KmArg *before)
{
  const KmArg *end = call->line->args + call->line->n_args;

  if (before == NULL)
    return words.slot.arg;
  for (const KmArg *arg = before + 1; arg < end; arg++)
    if (arg->form == KM_FORM_KEY && strcmp (arg->key, words.slot.spec->name) == 0)
      return arg;
  return NULL;
}

void
km_call_error (const KmCall *call, guint column, GError **error, const char *format, ...)
{
  va_list args;
  g_autofree char *message = NULL;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  km_line_set_error (error, call->line, column, KM_SCRIPT_ERROR_VALUE, "%s", message);
}

typedef struct { const KmMachine *m; const KmTask *task; } Resolver;

static gboolean
resolve (const char *name, guint64 *value, gpointer data, GError **error)
{
  Resolver *r = data;
  const KmName *known;

  if (km_context_value (r->m, r->task, name, value))
    return TRUE;
  known = r->m->state == NULL ? NULL : km_name_find (r->m, name);
  if (known == NULL)
    return FALSE;
  if (known->freed)
    {
      g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
                   "“%s” was given back; expected a name that is in use", name);
      return FALSE;
    }
  if (known->kind == KM_NAME_TASK || known->kind == KM_NAME_FILE)
    {
      g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
                   "“%s” is a %s; expected a value", name,
                   known->kind == KM_NAME_TASK ? "task" : "file");
      return FALSE;
    }
  *value = known->value;
  return TRUE;
}

/* "order 11 is too large": WHAT is the name of the argument. */
static void
too_large (const KmCall *call, const char *what, const char *text, guint column, uint64_t got,
           uint64_t max, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, got);
  g_autofree char *name = g_ascii_strdown (what, -1);
  g_autofree char *is = strcmp (text, number) == 0 ? g_strdup ("")
                        : g_strdup_printf (", which is %s,", number);

  km_call_error (call, column, error, "%s %s%s is too large; expected at most %" G_GUINT64_FORMAT,
                 strcmp (name, "addr") == 0 ? "address"
                 : strcmp (name, "len") == 0 ? "length" : name, text, is, max);
}

static gboolean
eval (const KmCall *call, const char *what, const char *text, guint column, uint64_t max,
      uint64_t *value, GError **error)
{
  Resolver resolver = { call->m, call->task };
  guint64 got;

  if (!km_expr_eval (text, column, resolve, &resolver, &got, error))
    {
      km_line_prefix_error (error, call->line);
      return FALSE;
    }
  if (got > max)
    {
      too_large (call, what, text, column, got, max, error);
      return FALSE;
    }
  *value = got;
  return TRUE;
}

gboolean
km_call_eval (const KmCall *call, const char *text, guint column, uint64_t max, uint64_t *value,
              GError **error)
{
  return eval (call, "the value", text, column, max, value, error);
}

gboolean
km_call_value (const KmCall *call, KmSlotNumber number, uint64_t fallback, uint64_t max,
               uint64_t *value, GError **error)
{
  const KmArg *arg = number.slot.arg;

  *value = fallback;
  return arg == NULL || eval (call, number.slot.spec->name, arg->text, arg->text_column, max, value,
                              error);
}

const KmTask *
km_call_task (KmCall *call, KmSlotTask task, GError **error)
{
  const KmArg *arg = task.slot.arg;

  call->task = km_task_from_name (call->m, arg->text);
  if (call->task == NULL)
    km_call_error (call, arg->column, error, "“%s” is no task; expected one that exec started",
                   arg->text);
  return call->task;
}

const KmFile *
km_call_file (const KmCall *call, KmSlotFile file, GError **error)
{
  const KmArg *arg = file.slot.arg;
  const KmName *name = km_name_find (call->m, arg->text);

  if (name != NULL && name->kind == KM_NAME_FILE)
    return km_file (call->m, (KmFileId) { name->ref });
  km_call_error (call, arg->text_column, error, "“%s” is no file; expected one that `file` made",
                 arg->text);
  return NULL;
}

char *
km_machine_path (const KmMachine *m, const char *path)
{
  if (m->base_dir == NULL || g_path_is_absolute (path))
    return g_strdup (path);
  return g_build_filename (m->base_dir, path, NULL);
}

void
km_call_result (KmCall *call, KmNameKind kind, uint32_t value, uint32_t ref)
{
  call->has_result = TRUE;
  call->result_kind = kind;
  call->result = value;
  call->result_ref = ref;
}

/* As the C library would name it. */
void
km_call_fail (KmCall *call, const char *what)
{
  g_string_append_printf (call->m->out, "%s: %s\n", call->verb->verb, what);
  call->is_none = TRUE;
}
