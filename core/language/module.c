/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/module.h"

const KmModule *const km_modules[] = {
#define KM_MODULE(name) &km_module_##name,
#include "core/modules.def"
  NULL
};

const KmContextName *
km_context_name (const char *name)
{
  for (guint i = 0; km_modules[i] != NULL; i++)
    for (const KmContextName *known = km_modules[i]->context; known != NULL && known->name != NULL; known++)
      if (strcmp (known->name, name) == 0)
        return known;
  return NULL;
}

gboolean
km_context_value (const KmMachine *m, const KmTask *task, const char *name, uint64_t *value)
{
  const KmContextName *known = task == NULL ? NULL : km_context_name (name);

  if (known == NULL || km_mm (m, task->mm) == NULL)
    return FALSE;
  *value = known->value (m, task);
  return TRUE;
}
