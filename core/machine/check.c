/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every invariant: the store's own, and those that each module brings. */
#include "core/machine/check.h"

#include "core/language/module.h"
#include "core/state/check.h"
#include "core/state/machine-private.h"

gboolean
km_machine_check (const KmMachine *m, GError **error)
{
  uint32_t word;

  if (m->state == NULL || m->state->config.ram == 0)
    return TRUE;
  if (!km_store_shadow_check (&m->store, &word))
    KM_FAIL ("word 0x%x of the arena changed without the journal", word);
  for (guint i = 0; km_modules[i] != NULL; i++)
    if (km_modules[i]->check != NULL && !km_modules[i]->check (m, error))
      return FALSE;
  return TRUE;
}
