/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mmap, munmap, mprotect, brk, read, write, alloc_pages …: the verbs that use memory. */
#include "core/language/commands.h"
#include "core/machine/internal.h"

#include "core/fault/walk.h"
#include "core/physical/buddy.h"
#include "core/physical/frames.h"
#include "core/user/mm.h"

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

/* --- Mappings --------------------------------------------------------------------------------- */

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

/* --- Accesses --------------------------------------------------------------------------------- */

static void
report_signal (KmCall *call)
{
  const KmTask *task = call->task;
  const char *code = task->signal == KM_SIGBUS ? "BUS_ADRERR"
                     : task->sig_code == KM_SEGV_MAPERR ? "SEGV_MAPERR" : "SEGV_ACCERR";
  g_autofree char *addr = task->sig_addr == 0 ? g_strdup ("(nil)")
                                             : g_strdup_printf ("0x%x", task->sig_addr);

  g_string_append_printf (call->m->out, "%s: signal %u %s si_addr=%s error_code=%u trapno=14\n",
                          task->comm, task->signal, code, addr, task->error_code);
}

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
          report_signal (call);
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

/* --- Frames ----------------------------------------------------------------------------------- */

gboolean
km_verb_alloc_pages (KmCall *call, const KmArgs_alloc_pages *args, GError **error)
{
  uint32_t gfp = args->GFP.slot.arg != NULL ? args->GFP.slot.bits : KM_GFP_KERNEL;
  uint64_t order;
  KmPfn pfn;

  if (!km_call_value (call, args->ORDER, 0, KM_MAX_ORDER - 1, &order, error))
    return FALSE;
  pfn = km_pages_alloc (call->m, gfp, order, gfp & KM_GFP_MOVABLE ? KM_USE_ANON : KM_USE_KERNEL);
  if (pfn == 0)
    km_call_fail (call, "page allocation failure");
  else
    km_call_result (call, KM_NAME_PFN, pfn, order);
  return TRUE;
}

gboolean
km_verb_free_pages (KmCall *call, const KmArgs_free_pages *args, GError **error)
{
  const KmArg *arg = args->NAME.slot.arg;
  const KmName *name = km_name_find (call->m, arg->text);

  if (name == NULL || name->kind != KM_NAME_PFN || name->freed)
    {
      km_call_error (call, arg->column, error,
                     "“%s” cannot be given back; expected a name that alloc_pages gave and that is still in use",
                     arg->text);
      return FALSE;
    }
  KM_EDIT (call->m, name->freed, 1);
  km_pages_free (call->m, name->value, name->ref);
  return TRUE;
}

/* --- print, expect ---------------------------------------------------------------------------- */

gboolean
km_verb_print (KmCall *call, const KmArgs_print *args, GError **error)
{
  return km_report (call->m, call->line, call->line->args, call->line->n_args, call->m->out, error);
}

gboolean
km_verb_expect (KmCall *call, const KmArgs_expect *args, GError **error)
{
  KmExpect e;
  uint64_t left, right;

  if (!km_expect_split (call->line, &e, error)
      || !km_query (call->m, call->line, e.left, e.n_left, call->task, &left, error)
      || !km_query (call->m, call->line, e.right, e.n_right, call->task, &right, error))
    return FALSE;
  if (km_compare (e.op, left, right))
    return TRUE;
  km_call_error (call, e.left->column, error,
                 "the value is %" G_GUINT64_FORMAT " (0x%" G_GINT64_MODIFIER "x); expected %s %" G_GUINT64_FORMAT
                 " (0x%" G_GINT64_MODIFIER "x)", left, left, km_compare_name (e.op), right, right);
  if (error != NULL && *error != NULL)
    {
      (*error)->domain = KM_MACHINE_ERROR;
      (*error)->code = KM_MACHINE_ERROR_EXPECT;
    }
  return FALSE;
}
