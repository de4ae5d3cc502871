/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/verbs.h"

#include "core/language/call.h"

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

const char *
km_arg_kind_expected (KmVerbArgKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);
  return kinds[kind].expected;
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
