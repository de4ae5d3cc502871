/* SPDX-License-Identifier: GPL-2.0-or-later */
/* malloc, free, call, ret. */
#include "core/language/call.h"

#include "core/fault/access.h"
#include "core/fault/signal.h"
#include "core/libc/malloc.h"
#include "core/user/heap.h"

#define RETURN_ADDRESS 4u
#define USUAL_FRAME 64u         /* bytes of local variables */
#define MOST_FRAMES 65536u

gboolean
km_verb_malloc (KmCall *call, const KmArgs_malloc *args, GError **error)
{
  const KmTask *task = km_call_task (call, args->TASK, error);
  uint64_t bytes;
  KmAddr addr;

  if (task == NULL || !km_call_value (call, args->BYTES, 0, G_MAXUINT32, &bytes, error))
    return FALSE;
  KM_EDIT (call->m, task->signal, 0);
  addr = km_libc_malloc (call->m, task, (uint32_t) bytes);
  if (addr != 0)
    km_call_result (call, KM_NAME_MALLOC, addr, 0);
  else if (task->signal != 0)
    km_signal_report (call->m, task);
  if (addr == 0)
    km_call_fail (call, "NULL");
  return TRUE;
}

gboolean
km_verb_free (KmCall *call, const KmArgs_free *args, GError **error)
{
  const KmTask *task = km_call_task (call, args->TASK, error);
  const KmArg *what = args->ADDR.slot.arg;
  const KmName *name;
  uint64_t addr;

  if (task == NULL || !km_call_value (call, args->ADDR, 0, G_MAXUINT32, &addr, error))
    return FALSE;
  if (km_libc_chunk (call->m, km_mm (call->m, task->mm), (KmAddr) addr) == NULL)
    {
      km_call_error (call, what->column, error,
                     "“%s” is no memory of %s; expected an address that malloc gave and that is still in use", what->text,
                     args->TASK.slot.arg->text);
      return FALSE;
    }
  KM_EDIT (call->m, task->signal, 0);
  km_libc_free (call->m, task, (KmAddr) addr);
  if (task->signal != 0)
    km_signal_report (call->m, task);
  name = km_name_find (call->m, what->text);
  if (name != NULL && name->kind == KM_NAME_MALLOC)
    KM_EDIT (call->m, name->freed, 1);
  return TRUE;
}

/* The return address is pushed, the pointer makes room for the variables, and the lowest of them is stored to. */
static gboolean
call_one (KmCall *call, const KmTask *task, uint32_t bytes, GError **error)
{
  KmMachine *m = call->m;
  KmAddr old = task->sp, sp = old - RETURN_ADDRESS - bytes;
  KmPfn pfn;

  if (old < RETURN_ADDRESS + bytes)
    {
      km_call_error (call, call->line->verb_column, error, "no address is left below 0x%08x; expected a smaller frame", old);
      return FALSE;
    }
  if (!km_task_access (m, task, old - RETURN_ADDRESS, KM_ACCESS_WRITE, &pfn))
    return TRUE;
  if (!km_frame_push (m, task, sp))
    {
      km_call_error (call, call->line->verb_column, error, "%u calls have not returned; expected no more, a simulation holds "
                     "that many", task->n_frames);
      return FALSE;
    }
  km_step (m, CALL_FRAME, .task = task->id, .old = old, .sp = sp, .count = task->n_frames);
  if (bytes > 0)
    km_task_access (m, task, sp, KM_ACCESS_WRITE, &pfn);
  return TRUE;
}

gboolean
km_verb_call (KmCall *call, const KmArgs_call *args, GError **error)
{
  const KmTask *task = km_call_task (call, args->TASK, error);
  uint64_t frames, bytes;

  if (task == NULL || !km_call_value (call, args->frames, 1, MOST_FRAMES, &frames, error)
      || !km_call_value (call, args->bytes, USUAL_FRAME, 1u << 30, &bytes, error))
    return FALSE;
  KM_EDIT (call->m, task->signal, 0);
  for (guint i = 0; i < frames && task->signal == 0 && !km_machine_must_stop (call->m); i++)
    if (!call_one (call, task, (uint32_t) bytes & ~3u, error))
      return FALSE;
  if (task->signal != 0)
    km_signal_report (call->m, task);
  return TRUE;
}

gboolean
km_verb_ret (KmCall *call, const KmArgs_ret *args, GError **error)
{
  const KmTask *task = km_call_task (call, args->TASK, error);
  uint64_t frames;
  KmPfn pfn;

  if (task == NULL || !km_call_value (call, args->frames, 1, MOST_FRAMES, &frames, error))
    return FALSE;
  if (frames > task->n_frames)
    {
      km_call_error (call, call->line->verb_column, error, "%u calls have not returned; expected at most that many frames",
                     task->n_frames);
      return FALSE;
    }
  KM_EDIT (call->m, task->signal, 0);
  for (guint i = 0; i < frames && !km_machine_must_stop (call->m); i++)
    {
      KmAddr old = task->sp;

      /* RET pops the address to go on at. */
      if (!km_task_access (call->m, task, km_call_frame (call->m, task->frame)->top - RETURN_ADDRESS, KM_ACCESS_READ, &pfn))
        {
          km_signal_report (call->m, task);
          return TRUE;
        }
      km_frame_pop (call->m, task);
      km_step (call->m, RET_FRAME, .task = task->id, .old = old, .sp = task->sp, .count = task->n_frames);
    }
  return TRUE;
}
