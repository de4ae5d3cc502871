/* SPDX-License-Identifier: GPL-2.0-or-later */
/* read, write, exec_at: what a program does at an address. */
#include "core/language/call.h"

#include "core/fault/access.h"
#include "core/fault/signal.h"
#include "core/physical/frames.h"

/* Touches each page of [addr, addr + length) once; @content is what a write leaves there. */
static gboolean
access_range (KmCall *call, KmSlotNumber addr, KmAccess access, uint64_t length, uint32_t value,
              gboolean whole, GError **error)
{
  uint64_t start, end, at;
  KmPfn pfn;

  if (!km_call_value (call, addr, 0, G_MAXUINT32, &start, error))
    return FALSE;
  end = MIN (start + MAX (length, 1), 1ull << 32);
  KM_EDIT (call->m, call->task->signal, 0);
  for (at = start; at < end; at = (at & KM_PAGE_MASK) + KM_PAGE_SIZE)
    {
      if (km_machine_must_stop (call->m))
        return TRUE;
      if (!km_task_access (call->m, call->task, at, access, &pfn))
        {
          km_signal_report (call->m, call->task);
          return TRUE;
        }
      if (access == KM_ACCESS_WRITE)
        km_frame_set_content (call->m, pfn,
                              !whole       ? km_content_unique (call->m)
                              : value == 0 ? 0
                                           : KM_CONTENT_VALUE | value);
    }
  return TRUE;
}

gboolean
km_verb_read (KmCall *call, const KmArgs_read *args, GError **error)
{
  uint64_t length;

  return km_call_task (call, args->TASK, error) != NULL
         && km_call_value (call, args->len, 1, G_MAXUINT32, &length, error)
         && access_range (call, args->ADDR, KM_ACCESS_READ, length, 0, FALSE, error);
}

gboolean
km_verb_write (KmCall *call, const KmArgs_write *args, GError **error)
{
  uint64_t length, value;

  return km_call_task (call, args->TASK, error) != NULL
         && km_call_value (call, args->len, 1, G_MAXUINT32, &length, error)
         && km_call_value (call, args->value, 0, KM_CONTENT_VALUE - 1, &value, error)
         && access_range (call, args->ADDR, KM_ACCESS_WRITE, length, value,
                          args->value.slot.arg != NULL, error);
}

gboolean
km_verb_exec_at (KmCall *call, const KmArgs_exec_at *args, GError **error)
{
  return km_call_task (call, args->TASK, error) != NULL
         && access_range (call, args->ADDR, KM_ACCESS_EXEC, 1, 0, FALSE, error);
}
