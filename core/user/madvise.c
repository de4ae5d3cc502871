/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/madvise.h"

#include "core/cache/truncate.h"
#include "core/user/mm.h"
#include "core/user/truncate.h"
#include "core/user/vma-flags.h"
#include "core/user/vma.h"

#include <errno.h>

/* What an advice does to the flags of an area, and which areas refuse it. */
static const struct
{
  uint32_t advice;
  const char *name;
  uint32_t clear, set, refuse;
} advices[] = {
  { KM_MADV_NORMAL, "normal", KM_VM_RAND_READ | KM_VM_SEQ_READ, 0, 0 },
  { KM_MADV_RANDOM, "random", KM_VM_SEQ_READ, KM_VM_RAND_READ, 0 },
  { KM_MADV_SEQUENTIAL, "sequential", KM_VM_RAND_READ, KM_VM_SEQ_READ, 0 },
  { KM_MADV_WILLNEED, "willneed", 0, 0, 0 },
  { KM_MADV_DONTNEED, "dontneed", 0, 0, KM_VM_LOCKED | KM_VM_HUGETLB | KM_VM_PFNMAP },
  { KM_MADV_FREE, "free", 0, 0, KM_VM_LOCKED | KM_VM_HUGETLB | KM_VM_PFNMAP },
  { KM_MADV_REMOVE, "remove", 0, 0, KM_VM_LOCKED },
  { KM_MADV_DONTFORK, "dontfork", 0, KM_VM_DONTCOPY, 0 },
  { KM_MADV_DOFORK, "dofork", KM_VM_DONTCOPY, 0, KM_VM_IO },
  { KM_MADV_MERGEABLE, "mergeable", 0, KM_VM_MERGEABLE, 0 },
  { KM_MADV_UNMERGEABLE, "unmergeable", KM_VM_MERGEABLE, 0, 0 },
  { KM_MADV_HUGEPAGE, "hugepage", KM_VM_NOHUGEPAGE, KM_VM_HUGEPAGE, 0 },
  { KM_MADV_NOHUGEPAGE, "nohugepage", KM_VM_HUGEPAGE, KM_VM_NOHUGEPAGE, 0 },
  { KM_MADV_DONTDUMP, "dontdump", 0, KM_VM_DONTDUMP, 0 },
  { KM_MADV_DODUMP, "dodump", KM_VM_DONTDUMP, 0, KM_VM_SPECIAL },
  { KM_MADV_WIPEONFORK, "wipeonfork", 0, KM_VM_WIPEONFORK, KM_VM_SHARED },
  { KM_MADV_KEEPONFORK, "keeponfork", KM_VM_WIPEONFORK, 0, 0 },
  { KM_MADV_COLD, "cold", 0, 0, KM_VM_LOCKED | KM_VM_HUGETLB | KM_VM_PFNMAP },
  { KM_MADV_PAGEOUT, "pageout", 0, 0, KM_VM_LOCKED | KM_VM_HUGETLB | KM_VM_PFNMAP },
};
#define UNMERGEABLE_AREAS                                                                                 \
  (KM_VM_SHARED | KM_VM_MAYSHARE | KM_VM_PFNMAP | KM_VM_IO | KM_VM_DONTEXPAND | KM_VM_HUGETLB | KM_VM_MIXEDMAP)

static guint
find_advice (uint32_t advice)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (advices) && advices[i].advice != advice)
    i++;
  return i;
}

gboolean
km_advice_parse (const char *name, uint32_t *advice)
{
  for (guint i = 0; i < G_N_ELEMENTS (advices); i++)
    if (strcmp (advices[i].name, name) == 0)
      {
        *advice = advices[i].advice;
        return TRUE;
      }
  return FALSE;
}

/* madvise_remove (): what a file system takes a hole out of. Here only shared memory is one. */
static uint32_t
remove_part (KmMachine *m, const KmVma *vma, KmAddr start, KmAddr end)
{
  const KmFile *file = km_file (m, vma->vm_file);
  uint32_t first = vma->vm_pgoff + ((start - vma->vm_start) >> KM_PAGE_SHIFT);
  uint32_t behind = first + ((end - start) >> KM_PAGE_SHIFT);

  if (file == NULL)
    return KM_ERROR (EINVAL);
  if ((vma->vm_flags & (KM_VM_SHARED | KM_VM_WRITE)) != (KM_VM_SHARED | KM_VM_WRITE))
    return KM_ERROR (EACCES);
  if (!file->shmem)
    return KM_ERROR (EOPNOTSUPP);
  km_file_unmap (m, file, first, behind, FALSE);
  km_file_drop_pages (m, file, first, behind);
  return 0;
}

/* madvise_vma () for the part [start, end) of *@vma. */
static uint32_t
advise_part (KmMachine *m, const KmMm *mm, const KmVma **vma, KmAddr start, KmAddr end, guint i)
{
  uint32_t flags = (*vma)->vm_flags;

  if (flags & advices[i].refuse)
    return KM_ERROR (EINVAL);
  switch (advices[i].advice)
    {
    case KM_MADV_DONTNEED:
      km_mm_zap (m, mm, start, end);
      return 0;
    case KM_MADV_FREE: return km_vma_is_anonymous (m, *vma) ? 0 : KM_ERROR (EINVAL);
    case KM_MADV_REMOVE: return remove_part (m, *vma, start, end);
    case KM_MADV_WIPEONFORK:
      if (!KM_IS_NONE ((*vma)->vm_file))
        return KM_ERROR (EINVAL);
      break;
    case KM_MADV_MERGEABLE:     /* ksm_madvise (): an area that it cannot use is passed over */
      if (flags & UNMERGEABLE_AREAS)
        return 0;
      break;
    default: break;
    }
  return km_vma_mark (m, mm, vma, start, end, (flags & ~advices[i].clear) | advices[i].set);
}

uint32_t
km_mm_madvise (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length, uint32_t advice)
{
  guint i = find_advice (advice);
  KmAddr end = start + km_page_align_up (length);
  uint32_t hole = 0;

  if (i == G_N_ELEMENTS (advices) || (start & ~KM_PAGE_MASK) || (length != 0 && km_page_align_up (length) == 0)
      || end < start)
    return KM_ERROR (EINVAL);
  while (start < end)
    {
      const KmVma *vma = km_vma_find (m, mm, start);
      uint32_t wrong;

      if (vma == NULL || vma->vm_start >= end)
        return KM_ERROR (ENOMEM);
      if (vma->vm_start > start)
        hole = KM_ERROR (ENOMEM);
      start = MAX (start, vma->vm_start);
      wrong = advise_part (m, mm, &vma, start, MIN (vma->vm_end, end), i);
      if (wrong != 0)
        return wrong;
      start = vma->vm_end;
    }
  return hole;
}

uint32_t
km_mm_msync (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length, uint32_t flags)
{
  KmAddr end = start + km_page_align_up (length);
  uint32_t hole = 0;

  if ((flags & ~(uint32_t) (KM_MS_ASYNC | KM_MS_INVALIDATE | KM_MS_SYNC)) || (start & ~KM_PAGE_MASK)
      || ((flags & KM_MS_ASYNC) && (flags & KM_MS_SYNC)))
    return KM_ERROR (EINVAL);
  if (end < start)
    return KM_ERROR (ENOMEM);
  while (start < end)
    {
      const KmVma *vma = km_vma_find (m, mm, start);

      if (vma == NULL || vma->vm_start >= end)
        return KM_ERROR (ENOMEM);
      if (vma->vm_start > start)
        hole = KM_ERROR (ENOMEM);
      if ((flags & KM_MS_INVALIDATE) && (vma->vm_flags & KM_VM_LOCKED))
        return KM_ERROR (EBUSY);
      start = vma->vm_end;
    }
  return hole;
}
