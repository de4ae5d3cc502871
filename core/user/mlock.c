/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/mlock.h"

#include "core/user/limits.h"
#include "core/user/vma-flags.h"
#include "core/user/vma.h"

#include <errno.h>

#define LOCK_FLAGS ((uint32_t) (KM_VM_LOCKED | KM_VM_LOCKONFAULT))

/* mlock_fixup (): the lock bits of [start, end) of *@vma; 0 or a -errno. */
static uint32_t
lock_part (KmMachine *m, const KmMm *mm, const KmVma **vma, KmAddr start, KmAddr end, uint32_t lock)
{
  uint32_t old = (*vma)->vm_flags;

  return old & KM_VM_SPECIAL ? 0 : km_vma_mark (m, mm, vma, start, end, (old & ~LOCK_FLAGS) | lock);
}

/* apply_vma_lock_flags () */
static uint32_t
lock_range (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length, uint32_t lock)
{
  KmAddr end = start + length;

  if (end < start)
    return KM_ERROR (EINVAL);
  while (start < end)
    {
      const KmVma *vma = km_vma_find (m, mm, start);
      uint32_t wrong;

      if (vma == NULL || vma->vm_start > start)
        return KM_ERROR (ENOMEM);
      wrong = lock_part (m, mm, &vma, start, MIN (vma->vm_end, end), lock);
      if (wrong != 0)
        return wrong;
      start = vma->vm_end;
    }
  return 0;
}

/* count_mm_mlocked_page_nr () */
static uint32_t
locked_within (const KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length)
{
  uint32_t pages = 0;
  KmAddr end = start + length;

  for (const KmVma *vma = km_vma_find (m, mm, start); vma != NULL && vma->vm_start < end; vma = km_vma_next (m, vma))
    if (vma->vm_flags & KM_VM_LOCKED)
      pages += (MIN (end, vma->vm_end) - MAX (start, vma->vm_start)) >> KM_PAGE_SHIFT;
  return pages;
}

static uint32_t
whole_pages (KmAddr addr, uint32_t length)
{
  return km_page_align_up (length + (addr & ~KM_PAGE_MASK));
}

uint32_t
km_mm_mlock (KmMachine *m, const KmMm *mm, KmAddr addr, uint32_t length, gboolean onfault, KmAddr *start, KmAddr *end)
{
  uint32_t bytes = whole_pages (addr, length), pages = bytes >> KM_PAGE_SHIFT;

  *start = km_page_align_down (addr);
  *end = *start + bytes;
  if (!km_mm_can_lock (mm))
    return KM_ERROR (EPERM);
  /* What is locked already may be locked again. */
  if (!km_mm_may_lock (mm, pages) && !km_mm_may_lock (mm, pages - locked_within (m, mm, *start, bytes)))
    {
      km_mm_refuse_lock (m, mm, pages);
      return KM_ERROR (ENOMEM);
    }
  return lock_range (m, mm, *start, bytes, KM_VM_LOCKED | (onfault ? KM_VM_LOCKONFAULT : 0));
}

uint32_t
km_mm_munlock (KmMachine *m, const KmMm *mm, KmAddr addr, uint32_t length)
{
  return lock_range (m, mm, km_page_align_down (addr), whole_pages (addr, length), 0);
}

/* apply_mlockall_flags (): an area that cannot be changed is left as it is. */
static void
lock_all (KmMachine *m, const KmMm *mm, uint32_t lock)
{
  for (const KmVma *vma = km_vma_first (m, mm); vma != NULL; vma = km_vma_next (m, vma))
    lock_part (m, mm, &vma, vma->vm_start, vma->vm_end, lock);
}

uint32_t
km_mm_mlockall (KmMachine *m, const KmMm *mm, uint32_t flags)
{
  uint32_t onfault = flags & KM_MCL_ONFAULT ? KM_VM_LOCKONFAULT : 0;

  if (flags == 0 || flags == KM_MCL_ONFAULT || (flags & ~(uint32_t) (KM_MCL_CURRENT | KM_MCL_FUTURE | KM_MCL_ONFAULT)))
    return KM_ERROR (EINVAL);
  if (!km_mm_can_lock (mm))
    return KM_ERROR (EPERM);
  if ((flags & KM_MCL_CURRENT) && mm->total_vm > km_mm_limit_pages (mm, KM_RLIMIT_MEMLOCK) && !km_mm_is_root (mm))
    {
      km_mm_refuse_lock (m, mm, mm->total_vm);
      return KM_ERROR (ENOMEM);
    }
  KM_EDIT (m, mm->def_flags, flags & KM_MCL_FUTURE ? KM_VM_LOCKED | onfault : 0);
  if (flags & KM_MCL_CURRENT)
    lock_all (m, mm, KM_VM_LOCKED | onfault);
  return 0;
}

void
km_mm_munlockall (KmMachine *m, const KmMm *mm)
{
  KM_EDIT (m, mm->def_flags, 0);
  lock_all (m, mm, 0);
}
