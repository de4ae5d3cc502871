/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/syscall/new-task.h"

#include "core/language/names.h"

gboolean
km_call_may_begin_task (KmCall *call, const KmArg *name, GError **error)
{
  guint most = call->m->tables.tasks.capacity - 1;

  if (!km_name_check_new (call, name, error))
    return FALSE;
  if (call->m->state->tasks.n_used < most)
    return TRUE;
  km_call_error (call, name->column, error, "there are %u tasks already; expected no more, a simulation holds that many",
                 most);
  return FALSE;
}

gboolean
km_call_name_task (KmCall *call, const KmArg *name, const KmTask *task, GError **error)
{
  call->task = task;
  call->subject = (KmTaskId) { task->id };
  if (!km_name_define (call, name->text, name->column, KM_NAME_TASK, 0, task->id, error))
    return FALSE;
  KM_EDIT (call->m, task->name, (KmNameId) { km_name_find (call->m, name->text)->id });
  return TRUE;
}
