/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/names.h"

#include "core/language/call.h"
#include "core/language/module.h"
#include "core/language/verbs.h"

gboolean
km_name_is_reserved (const char *name)
{
  return km_verb_from_name (name) != NULL || strcmp (name, "repeat") == 0 || strcmp (name, "end") == 0
         || strcmp (name, "none") == 0 || km_context_name (name) != NULL;
}

gboolean
km_name_free_for_use (const KmMachine *m, const char *name)
{
  const KmName *known = km_name_find (m, name);

  return !km_name_is_reserved (name) && (known == NULL || known->freed);
}

/* Names that were given back stay, so that a message can say so, until their room is needed. */
static void
drop_freed (KmMachine *m)
{
  for (guint i = 0; i < KM_NAME_BUCKETS; i++)
    for (const KmNameId *link = &m->state->name[i]; !KM_IS_NONE (*link);)
      {
        const KmName *at = km_name (m, *link);
        KmNameId next = at->next;

        if (!at->freed)
          {
            link = &at->next;
            continue;
          }
        km_name_give (m, *link);
        KM_EDIT (m, *link, next);
      }
}

static const KmName *
name_new (KmMachine *m, const char *name)
{
  KmNameId id = km_name_take (m);
  char text[KM_NAME_MAX + 1] = "";
  const KmName *at;

  if (KM_IS_NONE (id))
    {
      drop_freed (m);
      id = km_name_take (m);
    }
  at = km_name (m, id);
  if (at == NULL)
    return NULL;
  g_strlcpy (text, name, sizeof text);
  km_store_copy (&m->store, at->name, text, sizeof text);
  KM_EDIT (m, at->next, *km_name_bucket (m, name));
  KM_EDIT (m, *km_name_bucket (m, name), id);
  return at;
}

gboolean
km_name_define (const KmCall *call, const char *name, guint column, KmNameKind kind,
                uint32_t value, uint32_t ref, GError **error)
{
  KmMachine *m = call->m;
  const KmName *at = km_name_find (m, name);

  if (at == NULL)
    at = name_new (m, name);
  if (at == NULL)
    {
      km_call_error (call, column, error, "%u names are in use; expected one of them to be given "
                     "back before “%s”", m->state->names.n_used, name);
      return FALSE;
    }
  KM_EDIT (m, at->kind, kind);
  KM_EDIT (m, at->value, value);
  KM_EDIT (m, at->ref, ref);
  KM_EDIT (m, at->freed, 0);
  return TRUE;
}

gboolean
km_name_define_none (const KmCall *call, const char *name, guint column, GError **error)
{
  if (!km_name_define (call, name, column, KM_NAME_NONE, call->line->number, 0, error))
    return FALSE;
  KM_EDIT (call->m, km_name_find (call->m, name)->freed, 1);
  return TRUE;
}

gboolean
km_name_check_new (const KmCall *call, const KmArg *arg, GError **error)
{
  if (km_name_free_for_use (call->m, arg->text))
    return TRUE;
  km_call_error (call, arg->column, error, "“%s” is in use already; expected a new name", arg->text);
  return FALSE;
}
