/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fork, exit, switch, setrlimit, personality: the verbs on tasks that run. exec is in verbs-exec.c. */
#include "core/language/call.h"

#include "core/mmu/tlb.h"
#include "core/syscall/limits.h"
#include "core/syscall/new-task.h"
#include "core/user/fork.h"
#include "core/user/heap.h"
#include "core/user/mm.h"

/* What the simulation notes of the program, for which the kernel has no limit: it must have room for all of it twice. */
static gboolean
may_copy_notes (KmCall *call, const KmTask *parent, guint column, GError **error)
{
  const KmMachine *m = call->m;
  guint pieces = km_heap_count (m, km_mm (m, parent->mm));

  if (m->state->chunks.n_used + pieces < m->tables.chunks.capacity &&
      m->state->call_frames.n_used + parent->n_frames < m->tables.call_frames.capacity)
    return TRUE;
  km_call_error (call, column, error, "the parent has %u pieces of heap and %u calls that have not returned; expected fewer, a "
                 "simulation holds %u of each", pieces, parent->n_frames, m->tables.chunks.capacity - 1);
  return FALSE;
}

gboolean
km_verb_fork (KmCall *call, const KmArgs_fork *args, GError **error)
{
  const KmTask *parent = km_call_task (call, args->TASK, error), *child;
  const KmArg *name = args->CHILD.slot.arg;

  if (parent == NULL || !km_call_may_begin_task (call, name, error) || !may_copy_notes (call, parent, name->column, error))
    return FALSE;
  child = km_task_fork_begin (call->m, parent);
  if (child != NULL && !km_call_name_task (call, name, child, error))
    return FALSE;
  if (child == NULL)
    km_call_fail (call, "ENOMEM");
  else if (!km_task_fork_areas (call->m, child))
    {
      KM_EDIT (call->m, km_name_find (call->m, name->text)->freed, 1);
      call->task = parent;
      call->subject = (KmTaskId) { parent->id };
      km_call_fail (call, "ENOMEM");
    }
  return TRUE;
}

gboolean
km_verb_exit (KmCall *call, const KmArgs_exit *args, GError **error)
{
  const KmTask *task = km_call_task (call, args->TASK, error);
  const KmName *name = km_name_find (call->m, args->TASK.slot.arg->text);

  if (task == NULL)
    return FALSE;
  km_task_exit (call->m, task);
  KM_EDIT (call->m, name->freed, 1);
  return TRUE;
}

gboolean
km_verb_switch (KmCall *call, const KmArgs_switch *args, GError **error)
{
  const KmTask *task = km_call_task (call, args->TASK, error);

  if (task == NULL)
    return FALSE;
  km_switch_to (call->m, task);
  return TRUE;
}

gboolean
km_verb_setrlimit (KmCall *call, const KmArgs_setrlimit *args, GError **error)
{
  const KmTask *task = km_call_task (call, args->TASK, error);
  const KmArg *which = args->LIMIT.slot.arg;
  KmRlimit limit;
  uint32_t value;

  if (task == NULL)
    return FALSE;
  if (!km_rlimit_parse (which->text, &limit))
    {
      km_call_error (call, which->column, error, "“%s” is no limit; expected stack, as, data or memlock", which->text);
      return FALSE;
    }
  if (!km_call_limit (call, args->VALUE, 0, &value, error))
    return FALSE;
  KM_EDIT (call->m, km_mm (call->m, task->mm)->rlimit[limit], value);
  return TRUE;
}

gboolean
km_verb_personality (KmCall *call, const KmArgs_personality *args, GError **error)
{
  const KmTask *task = km_call_task (call, args->TASK, error);
  uint64_t value;

  if (task == NULL || !km_call_value (call, args->VALUE, 0, G_MAXUINT32, &value, error))
    return FALSE;
  KM_EDIT (call->m, km_mm (call->m, task->mm)->personality, (uint32_t) value);
  return TRUE;
}
