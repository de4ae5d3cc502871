/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/syscall/range-call.h"

#include "core/user/errno.h"

const KmMm *
km_call_mm (KmCall *call, KmSlotTask named, GError **error)
{
  const KmTask *task = km_call_task (call, named, error);

  return task == NULL ? NULL : km_mm (call->m, task->mm);
}

gboolean
km_call_range (KmCall *call, KmSlotNumber start, KmSlotNumber bytes, uint32_t *addr, uint32_t *length, GError **error)
{
  uint64_t a, l;

  if (!km_call_value (call, start, 0, G_MAXUINT32, &a, error) || !km_call_value (call, bytes, 0, G_MAXUINT32, &l, error))
    return FALSE;
  *addr = (uint32_t) a;
  *length = (uint32_t) l;
  return TRUE;
}

gboolean
km_call_answer (KmCall *call, uint32_t result)
{
  if (KM_IS_ERROR (result))
    km_call_fail (call, km_errno_name (result));
  return TRUE;
}
