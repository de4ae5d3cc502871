/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mlock, munlock, mlockall, munlockall. */
#include "core/language/call.h"

#include "core/fault/populate.h"
#include "core/syscall/range-call.h"
#include "core/user/mlock.h"

gboolean
km_verb_mlock (KmCall *call, const KmArgs_mlock *args, GError **error)
{
  const KmTask *task = km_call_task (call, args->TASK, error);
  uint32_t addr, length;

  return task != NULL && km_call_range (call, args->ADDR, args->LEN, &addr, &length, error)
         && km_call_answer (call, km_task_mlock (call->m, task, addr, length, args->onfault.slot.arg != NULL));
}

gboolean
km_verb_munlock (KmCall *call, const KmArgs_munlock *args, GError **error)
{
  const KmTask *task = km_call_task (call, args->TASK, error);
  uint32_t addr, length;

  return task != NULL && km_call_range (call, args->ADDR, args->LEN, &addr, &length, error)
         && km_call_answer (call, km_mm_munlock (call->m, km_mm (call->m, task->mm), addr, length));
}

gboolean
km_verb_mlockall (KmCall *call, const KmArgs_mlockall *args, GError **error)
{
  const KmTask *task = km_call_task (call, args->TASK, error);
  uint32_t flags = (args->current.slot.arg != NULL ? KM_MCL_CURRENT : 0)
                   | (args->future.slot.arg != NULL ? KM_MCL_FUTURE : 0)
                   | (args->onfault.slot.arg != NULL ? KM_MCL_ONFAULT : 0);

  return task != NULL && km_call_answer (call, km_task_mlockall (call->m, task, flags));
}

gboolean
km_verb_munlockall (KmCall *call, const KmArgs_munlockall *args, GError **error)
{
  const KmTask *task = km_call_task (call, args->TASK, error);

  if (task != NULL)
    km_mm_munlockall (call->m, km_mm (call->m, task->mm));
  return task != NULL;
}
