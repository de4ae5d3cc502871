/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mmap, munmap, mprotect, madvise, brk: the verbs that change an address space. */
#include "core/language/call.h"

#include "core/fault/access.h"
#include "core/user/brk.h"
#include "core/user/mmap.h"
#include "core/user/mprotect.h"

static const KmMm *
call_mm (KmCall *call, KmSlotTask named, GError **error)
{
  const KmTask *task = km_call_task (call, named, error);

  return task == NULL ? NULL : km_mm (call->m, task->mm);
}

static gboolean
call_range (KmCall *call, KmSlotNumber start, KmSlotNumber bytes, uint32_t *addr, uint32_t *length,
            GError **error)
{
  uint64_t a, l;

  if (!km_call_value (call, start, 0, G_MAXUINT32, &a, error)
      || !km_call_value (call, bytes, 0, G_MAXUINT32, &l, error))
    return FALSE;
  *addr = a;
  *length = l;
  return TRUE;
}

static void
populate (KmCall *call, KmAddr start, uint32_t length, uint32_t prot)
{
  KmPfn pfn;

  for (uint64_t at = start; at < (uint64_t) start + length && !km_machine_must_stop (call->m);
       at += KM_PAGE_SIZE)
    if (!km_task_access (call->m, call->task, at,
                         prot & KM_VM_WRITE ? KM_ACCESS_WRITE : KM_ACCESS_READ, &pfn))
      return;
}

gboolean
km_verb_mmap (KmCall *call, const KmArgs_mmap *args, GError **error)
{
  const KmMm *mm = call_mm (call, args->TASK, error);
  KmMmapDef def = { .prot = args->PROT.slot.bits, .shared = args->shared.slot.arg != NULL,
                    .fixed = args->fixed.slot.arg != NULL };
  uint64_t length, at, offset;
  uint32_t addr;

  if (mm == NULL || !km_call_value (call, args->LEN, 0, G_MAXUINT32, &length, error)
      || !km_call_value (call, args->at, 0, G_MAXUINT32, &at, error)
      || !km_call_value (call, args->offset, 0, G_MAXUINT32, &offset, error))
    return FALSE;
  if (args->file.slot.arg != NULL)
    {
      const KmFile *file = km_call_file (call, args->file, error);

      if (file == NULL)
        return FALSE;
      def.file = (KmFileId) { file->id };
    }
  def.length = length;
  def.hint = at;
  def.offset = offset;
  addr = km_mm_mmap (call->m, mm, &def);
  if (KM_IS_ERROR (addr))
    {
      km_call_fail (call, km_errno_name (addr));
      return TRUE;
    }
  km_call_result (call, KM_NAME_ADDR, addr, 0);
  if (args->populate.slot.arg != NULL)
    populate (call, addr, length, def.prot);
  return TRUE;
}

gboolean
km_verb_munmap (KmCall *call, const KmArgs_munmap *args, GError **error)
{
  const KmMm *mm = call_mm (call, args->TASK, error);
  uint32_t addr, length, result;

  if (mm == NULL || !call_range (call, args->ADDR, args->LEN, &addr, &length, error))
    return FALSE;
  result = km_mm_munmap (call->m, mm, addr, length);
  if (KM_IS_ERROR (result))
    km_call_fail (call, km_errno_name (result));
  return TRUE;
}

gboolean
km_verb_mprotect (KmCall *call, const KmArgs_mprotect *args, GError **error)
{
  const KmMm *mm = call_mm (call, args->TASK, error);
  uint32_t addr, length, result;

  if (mm == NULL || !call_range (call, args->ADDR, args->LEN, &addr, &length, error))
    return FALSE;
  result = km_mm_mprotect (call->m, mm, addr, length, args->PROT.slot.bits);
  if (KM_IS_ERROR (result))
    km_call_fail (call, km_errno_name (result));
  return TRUE;
}

gboolean
km_verb_madvise (KmCall *call, const KmArgs_madvise *args, GError **error)
{
  const KmMm *mm = call_mm (call, args->TASK, error);
  const KmArg *advice = args->ADVICE.slot.arg;
  uint32_t addr, length, result;

  if (mm == NULL || !call_range (call, args->ADDR, args->LEN, &addr, &length, error))
    return FALSE;
  if (strcmp (advice->text, "dontneed") != 0)
    {
      km_call_error (call, advice->column, error, "“%s” is no advice that is simulated; expected dontneed", advice->text);
      return FALSE;
    }
  result = km_mm_dontneed (call->m, mm, addr, length);
  if (KM_IS_ERROR (result))
    km_call_fail (call, km_errno_name (result));
  return TRUE;
}

gboolean
km_verb_brk (KmCall *call, const KmArgs_brk *args, GError **error)
{
  const KmMm *mm = call_mm (call, args->TASK, error);
  const KmArg *arg = args->ADDR.slot.arg;
  char sign = arg->text[0];
  gboolean relative = sign == '+' || sign == '-';
  uint64_t value, wanted;
  uint32_t brk;

  if (mm == NULL
      || !km_call_eval (call, arg->text + relative, arg->text_column + relative, G_MAXUINT32,
                        &value, error))
    return FALSE;
  wanted = sign == '+' ? mm->brk + value : sign == '-' ? mm->brk - value : value;
  brk = wanted > G_MAXUINT32 ? mm->brk : km_mm_brk (call->m, mm, wanted);
  if (brk != wanted)
    km_call_fail (call, "ENOMEM");
  else
    km_call_result (call, KM_NAME_ADDR, brk, 0);
  return TRUE;
}
