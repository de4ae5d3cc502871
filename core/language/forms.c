/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/forms.h"

#include "core/state/state.h"

#include <string.h>

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

const KmVerbArg *
km_verb_key (const KmVerb *verb, const char *key)
{
  for (guint i = 0; i < verb->n_args; i++)
    if (verb->arg[i].keyed && strcmp (verb->arg[i].name, key) == 0)
      return &verb->arg[i];
  return NULL;
}

const KmVerbArg *
km_verb_flag (const KmVerb *verb, const char *word)
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

const KmVerbArg *
km_verb_positional (const KmVerb *verb, guint position)
{
  for (guint i = 0; i < verb->n_args; i++)
    if (is_positional (&verb->arg[i]) && position-- == 0)
      return &verb->arg[i];
  return NULL;
}

const KmVerbArg *
km_verb_arg_of (const KmVerb *verb, const KmArg *arg, guint *position)
{
  const KmVerbArg *flag;

  if (arg->form == KM_FORM_KEY)
    return km_verb_key (verb, arg->key);
  flag = arg->quoted ? NULL : km_verb_flag (verb, arg->text);
  return flag != NULL ? flag : km_verb_positional (verb, (*position)++);
}
