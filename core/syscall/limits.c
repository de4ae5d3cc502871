/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/syscall/limits.h"

static const char *const names[KM_N_RLIMITS] = {
  [KM_RLIMIT_STACK] = "stack", [KM_RLIMIT_AS] = "as", [KM_RLIMIT_DATA] = "data", [KM_RLIMIT_MEMLOCK] = "memlock",
};

gboolean
km_rlimit_parse (const char *name, KmRlimit *limit)
{
  for (guint i = 0; i < KM_N_RLIMITS; i++)
    if (strcmp (names[i], name) == 0)
      {
        *limit = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
km_call_limit (const KmCall *call, KmSlotNumber number, uint32_t fallback, uint32_t *value, GError **error)
{
  const KmArg *arg = number.slot.arg;
  uint64_t bytes;

  *value = fallback;
  if (arg == NULL)
    return TRUE;
  *value = KM_RLIM_INFINITY;
  if (strcmp (arg->text, "unlimited") == 0)
    return TRUE;
  if (!km_call_value (call, number, 0, KM_RLIM_INFINITY, &bytes, error))
    return FALSE;
  *value = (uint32_t) bytes;
  return TRUE;
}
