/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mmap, munmap, mprotect, madvise, truncate, brk: the verbs that change an address space. */
#include "core/language/call.h"

#include "core/cache/file.h"
#include "core/fault/populate.h"
#include "core/syscall/range-call.h"
#include "core/user/brk.h"
#include "core/user/madvise.h"
#include "core/user/mmap.h"
#include "core/user/mprotect.h"
#include "core/user/mremap.h"
#include "core/user/munmap.h"
#include "core/user/truncate.h"

#include <errno.h>

/* r, w, rw: how the file of a mapping was opened. */
static gboolean
read_mode (KmCall *call, KmSlotWord open, uint32_t *mode, GError **error)
{
  const KmArg *arg = open.slot.arg;

  *mode = KM_FMODE_READ | KM_FMODE_WRITE;
  if (arg == NULL || strcmp (arg->text, "rw") == 0)
    return TRUE;
  if (strcmp (arg->text, "r") == 0)
    *mode = KM_FMODE_READ;
  else if (strcmp (arg->text, "w") == 0)
    *mode = KM_FMODE_WRITE;
  else
    {
      km_call_error (call, arg->text_column, error, "“%s” is no way to open a file; expected r, w or rw", arg->text);
      return FALSE;
    }
  return TRUE;
}

/* offset= in bytes or pgoff= in pages, as mmap2 takes it. */
static gboolean
read_offset (KmCall *call, const KmArgs_mmap *args, uint32_t *pgoff, GError **error)
{
  uint64_t bytes, pages;

  if (!km_call_value (call, args->offset, 0, (uint64_t) G_MAXUINT32 << KM_PAGE_SHIFT, &bytes, error)
      || !km_call_value (call, args->pgoff, bytes >> KM_PAGE_SHIFT, G_MAXUINT32, &pages, error))
    return FALSE;
  *pgoff = (uint32_t) pages;
  if (bytes % KM_PAGE_SIZE != 0)
    *pgoff = G_MAXUINT32;               /* mmap2 cannot say it; the library would refuse with EINVAL */
  return TRUE;
}

static uint32_t
map_flags (const KmArgs_mmap *args)
{
  const struct { KmSlotFlag flag; uint32_t bit; } flags[] = {
    { args->fixed, KM_MAP_FIXED }, { args->noreplace, KM_MAP_FIXED_NOREPLACE }, { args->growsdown, KM_MAP_GROWSDOWN },
    { args->locked, KM_MAP_LOCKED }, { args->noreserve, KM_MAP_NORESERVE }, { args->populate, KM_MAP_POPULATE },
    { args->nonblock, KM_MAP_NONBLOCK },
  };
  uint32_t bits = args->shared.slot.arg != NULL ? KM_MAP_SHARED : KM_MAP_PRIVATE;

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (flags[i].flag.slot.arg != NULL)
      bits |= flags[i].bit;
  return bits | (args->file.slot.arg == NULL ? KM_MAP_ANONYMOUS : 0);
}

gboolean
km_verb_mmap (KmCall *call, const KmArgs_mmap *args, GError **error)
{
  const KmMm *mm = km_call_mm (call, args->TASK, error);
  KmMmapDef def = { .prot = args->PROT.slot.bits, .flags = map_flags (args) };
  uint64_t length, at, more;
  uint32_t addr;
  gboolean populate;

  if (mm == NULL || !km_call_value (call, args->LEN, 0, G_MAXUINT32, &length, error)
      || !km_call_value (call, args->at, 0, G_MAXUINT32, &at, error)
      || !km_call_value (call, args->flags, 0, G_MAXUINT32, &more, error)
      || !read_mode (call, args->open, &def.mode, error) || !read_offset (call, args, &def.pgoff, error))
    return FALSE;
  if (args->file.slot.arg != NULL)
    {
      const KmFile *file = km_call_file (call, args->file, error);

      if (file == NULL)
        return FALSE;
      def.file = (KmFileId) { file->id };
    }
  if (args->offset.slot.arg != NULL && def.pgoff == G_MAXUINT32)
    return km_call_answer (call, KM_ERROR (EINVAL));
  def.length = (uint32_t) length;
  def.addr = (uint32_t) at;
  def.flags |= (uint32_t) more;
  addr = km_mm_mmap (call->m, mm, &def, &populate);
  if (KM_IS_ERROR (addr))
    return km_call_answer (call, addr);
  km_call_result (call, KM_NAME_ADDR, addr, 0);
  if (populate)
    km_mm_populate (call->m, call->task, addr, addr + km_page_align_up (def.length));
  return TRUE;
}

gboolean
km_verb_mremap (KmCall *call, const KmArgs_mremap *args, GError **error)
{
  const KmMm *mm = km_call_mm (call, args->TASK, error);
  KmMremapDef def = { .flags = (args->maymove.slot.arg != NULL ? KM_MREMAP_MAYMOVE : 0)
                               | (args->to.slot.arg != NULL ? KM_MREMAP_FIXED | KM_MREMAP_MAYMOVE : 0)
                               | (args->dontunmap.slot.arg != NULL ? KM_MREMAP_DONTUNMAP : 0) };
  uint64_t new_len, to, more;
  KmAddr populate;
  uint32_t at;

  if (mm == NULL || !km_call_range (call, args->ADDR, args->OLD_LEN, &def.addr, &def.old_len, error)
      || !km_call_value (call, args->NEW_LEN, 0, G_MAXUINT32, &new_len, error)
      || !km_call_value (call, args->to, 0, G_MAXUINT32, &to, error)
      || !km_call_value (call, args->flags, 0, G_MAXUINT32, &more, error))
    return FALSE;
  def.new_len = (uint32_t) new_len;
  def.new_addr = (uint32_t) to;
  def.flags |= (uint32_t) more;
  at = km_mm_mremap (call->m, mm, &def, &populate);
  if (KM_IS_ERROR (at))
    return km_call_answer (call, at);
  km_call_result (call, KM_NAME_ADDR, at, 0);
  if (populate != 0)
    km_mm_populate (call->m, call->task, populate, at + km_page_align_up (def.new_len));
  return TRUE;
}

gboolean
km_verb_munmap (KmCall *call, const KmArgs_munmap *args, GError **error)
{
  const KmMm *mm = km_call_mm (call, args->TASK, error);
  uint32_t addr, length;

  return mm != NULL && km_call_range (call, args->ADDR, args->LEN, &addr, &length, error)
         && km_call_answer (call, km_mm_munmap (call->m, mm, addr, length));
}

gboolean
km_verb_mprotect (KmCall *call, const KmArgs_mprotect *args, GError **error)
{
  const KmMm *mm = km_call_mm (call, args->TASK, error);
  uint32_t addr, length, result;
  uint32_t prot = args->PROT.slot.bits | (args->growsdown.slot.arg != NULL ? KM_PROT_GROWSDOWN : 0)
                  | (args->growsup.slot.arg != NULL ? KM_PROT_GROWSUP : 0)
                  | (args->sem.slot.arg != NULL ? KM_PROT_SEM : 0);

  if (mm == NULL || !km_call_range (call, args->ADDR, args->LEN, &addr, &length, error))
    return FALSE;
  result = km_mm_mprotect (call->m, mm, addr, length, prot);
  if (result == 0 && (prot & KM_PROT_WRITE))
    km_mm_populate_locked (call->m, call->task, addr, addr + km_page_align_up (length));
  return km_call_answer (call, result);
}

gboolean
km_verb_madvise (KmCall *call, const KmArgs_madvise *args, GError **error)
{
  const KmMm *mm = km_call_mm (call, args->TASK, error);
  const KmArg *advice = args->ADVICE.slot.arg;
  uint32_t addr, length, number;

  if (mm == NULL || !km_call_range (call, args->ADDR, args->LEN, &addr, &length, error))
    return FALSE;
  if (!km_advice_parse (advice->text, &number))
    {
      km_call_error (call, advice->column, error, "“%s” is no advice; expected one of madvise (2), such as dontneed",
                     advice->text);
      return FALSE;
    }
  return km_call_answer (call, km_mm_madvise (call->m, mm, addr, length, number));
}

gboolean
km_verb_msync (KmCall *call, const KmArgs_msync *args, GError **error)
{
  const KmMm *mm = km_call_mm (call, args->TASK, error);
  uint32_t flags = (args->async.slot.arg != NULL ? KM_MS_ASYNC : 0) | (args->sync.slot.arg != NULL ? KM_MS_SYNC : 0)
                   | (args->invalidate.slot.arg != NULL ? KM_MS_INVALIDATE : 0);
  uint32_t addr, length;

  return mm != NULL && km_call_range (call, args->ADDR, args->LEN, &addr, &length, error)
         && km_call_answer (call, km_mm_msync (call->m, mm, addr, length, flags));
}

gboolean
km_verb_truncate (KmCall *call, const KmArgs_truncate *args, GError **error)
{
  const KmFile *file;
  uint64_t bytes;

  if (km_call_task (call, args->TASK, error) == NULL
      || !km_call_value (call, args->BYTES, 0, KM_FILE_MAX, &bytes, error))
    return FALSE;
  file = km_call_file (call, args->FILE, error);
  return file != NULL && km_call_answer (call, km_file_truncate (call->m, file, bytes));
}

gboolean
km_verb_brk (KmCall *call, const KmArgs_brk *args, GError **error)
{
  const KmMm *mm = km_call_mm (call, args->TASK, error);
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
  brk = wanted > G_MAXUINT32 ? mm->brk : km_mm_brk_populate (call->m, call->task, wanted);
  /* A refused brk is no error: it says where the break is, and `brk T 0` is how a program asks. */
  if (brk != wanted && value != 0)
    g_string_append_printf (call->m->out, "brk: refused, the break stays at 0x%08x\n", brk);
  km_call_result (call, KM_NAME_ADDR, brk, 0);
  return TRUE;
}
