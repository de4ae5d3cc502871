/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/call.h"

#include "core/language/expr.h"
#include "core/language/forms.h"
#include "core/language/module.h"
#include "core/state/gfp.h"

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
      const KmVerbArg *spec = km_verb_arg_of (call->verb, arg, &position);

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
  if (known->kind == KM_NAME_NONE)
    {
      g_set_error (error, KM_MACHINE_ERROR, KM_MACHINE_ERROR_SYNTAX,
                   "“%s” is none, for the call of line %u failed; expected a value", name, known->value);
      return FALSE;
    }
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
  else if (call->task->sleeps_on != 0)
    {
      km_call_error (call, arg->column, error, "“%s” sleeps; expected a command that wakes it first", arg->text);
      return NULL;
    }
  else
    call->subject = (KmTaskId) { call->task->id };
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
