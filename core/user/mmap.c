/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/mmap.h"

#include "core/cache/file.h"
#include "core/cache/truncate.h"
#include "core/user/gaps.h"
#include "core/user/limits.h"
#include "core/user/munmap.h"
#include "core/user/vma-add.h"

#include <errno.h>

#define LEGACY_MAP_MASK                                                                                   \
  (KM_MAP_SHARED_VALIDATE | KM_MAP_FIXED | KM_MAP_ANONYMOUS | KM_MAP_32BIT | KM_MAP_GROWSDOWN             \
   | KM_MAP_DENYWRITE | KM_MAP_EXECUTABLE | KM_MAP_LOCKED | KM_MAP_NORESERVE | KM_MAP_POPULATE            \
   | KM_MAP_NONBLOCK | KM_MAP_STACK | KM_MAP_HUGETLB | KM_MAP_HUGE_SIZES)
#define MAY_ALL (KM_VM_MAYREAD | KM_VM_MAYWRITE | KM_VM_MAYEXEC)

/* --- Flags ------------------------------------------------------------------------------------ */

uint32_t
km_mm_data_flags (const KmMm *mm)
{
  return KM_VM_READ | KM_VM_WRITE | MAY_ALL | (mm->personality & KM_PER_READ_IMPLIES_EXEC ? KM_VM_EXEC : 0);
}

/* calc_vm_prot_bits (), calc_vm_flag_bits () */
static uint32_t
vm_flags_of (const KmMm *mm, const KmMmapDef *def)
{
  uint32_t flags = def->prot & (KM_VM_READ | KM_VM_WRITE | KM_VM_EXEC);

  if ((def->prot & KM_PROT_READ) && (mm->personality & KM_PER_READ_IMPLIES_EXEC))
    flags |= KM_VM_EXEC;
  if (def->flags & KM_MAP_GROWSDOWN)
    flags |= KM_VM_GROWSDOWN;
  if (def->flags & KM_MAP_DENYWRITE)
    flags |= KM_VM_DENYWRITE;
  if (def->flags & KM_MAP_LOCKED)
    flags |= KM_VM_LOCKED;
  return flags | mm->def_flags | MAY_ALL;
}

/* The part of do_mmap () that looks at the file: 0 or a -errno. */
static uint32_t
file_flags (const KmMmapDef *def, uint32_t *flags)
{
  uint32_t type = def->flags & KM_MAP_TYPE;

  if (type == KM_MAP_SHARED_VALIDATE && (def->flags & ~(uint32_t) LEGACY_MAP_MASK))
    return KM_ERROR (EOPNOTSUPP);
  if (type == KM_MAP_SHARED || type == KM_MAP_SHARED_VALIDATE)
    {
      if ((def->prot & KM_PROT_WRITE) && !(def->mode & KM_FMODE_WRITE))
        return KM_ERROR (EACCES);
      *flags |= KM_VM_SHARED | KM_VM_MAYSHARE;
      if (!(def->mode & KM_FMODE_WRITE))
        *flags &= ~(uint32_t) (KM_VM_MAYWRITE | KM_VM_SHARED);
    }
  else if (type != KM_MAP_PRIVATE)
    return KM_ERROR (EINVAL);
  if (!(def->mode & KM_FMODE_READ))
    return KM_ERROR (EACCES);
  return *flags & KM_VM_GROWSDOWN ? KM_ERROR (EINVAL) : 0;
}

/* The same of anonymous memory. */
static uint32_t
anonymous_flags (const KmMmapDef *def, uint32_t *flags)
{
  uint32_t type = def->flags & KM_MAP_TYPE;

  if (type == KM_MAP_PRIVATE)
    return 0;
  if (type != KM_MAP_SHARED || (*flags & KM_VM_GROWSDOWN))
    return KM_ERROR (EINVAL);
  *flags |= KM_VM_SHARED | KM_VM_MAYSHARE;
  return 0;
}

/* --- The area --------------------------------------------------------------------------------- */

/* shmem_zero_setup (): the file behind a shared mapping that has none; a -errno when there is no memory. */
static uint32_t
shmem_setup (KmMachine *m, const KmMm *mm, KmVmaDef *area)
{
  uint32_t pages = (area->end - area->start) >> KM_PAGE_SHIFT;
  uint32_t charged = area->flags & KM_VM_NORESERVE ? 0 : pages;

  if (charged > 0 && !km_mm_charge (m, mm, charged))
    return KM_ERROR (ENOMEM);
  area->file = km_file_new_shmem (m, area->end - area->start);
  if (KM_IS_NONE (area->file))
    {
      km_mm_uncharge (m, charged);
      return KM_ERROR (ENOMEM);
    }
  KM_EDIT (m, km_file (m, area->file)->charged, charged);
  return 0;
}

/* accountable_mapping () */
static gboolean
is_accountable (uint32_t flags)
{
  return (flags & (KM_VM_NORESERVE | KM_VM_SHARED | KM_VM_WRITE)) == KM_VM_WRITE;
}

/* Limits are asked before the old areas go, memory after it: a refusal for want of memory has already unmapped. */
static gboolean
make_room (KmMachine *m, const KmMm *mm, const KmVmaDef *area)
{
  uint32_t pages = (area->end - area->start) >> KM_PAGE_SHIFT;

  if (!km_mm_may_expand (mm, area->flags, pages)
      && !km_mm_may_expand (mm, area->flags, pages - km_mm_count_pages (m, mm, area->start, area->end)))
    {
      km_mm_refuse_expand (m, mm, area->flags, pages);
      return FALSE;
    }
  return !KM_IS_ERROR (km_mm_munmap (m, mm, area->start, area->end - area->start));
}

/* mmap_region () */
static uint32_t
map_region (KmMachine *m, const KmMm *mm, KmVmaDef *area)
{
  uint32_t pages = (area->end - area->start) >> KM_PAGE_SHIFT;
  const KmFile *file = km_file (m, area->file);
  gboolean shmem = (area->flags & KM_VM_SHARED) && (file == NULL || file->zero_device);

  if (!make_room (m, mm, area))
    return KM_ERROR (ENOMEM);
  if (is_accountable (area->flags))
    {
      if (!km_mm_charge (m, mm, pages))
        return KM_ERROR (ENOMEM);
      area->flags |= KM_VM_ACCOUNT;
    }
  if (shmem && KM_IS_ERROR (shmem_setup (m, mm, area)))
    return KM_ERROR (ENOMEM);
  if (km_vma_add (m, mm, area) == NULL)
    {
      if (shmem)
        km_file_evict_shmem (m, km_file (m, area->file));
      if (area->flags & KM_VM_ACCOUNT)
        km_mm_uncharge (m, pages);
      return KM_ERROR (ENOMEM);
    }
  if (area->flags & KM_VM_LOCKED)
    KM_BUMP (m, mm->locked_vm, pages);
  return area->start;
}

/* --- mmap ------------------------------------------------------------------------------------- */

/* get_unmapped_area () as do_mmap () asks for it. */
static uint32_t
find_place (KmMachine *m, const KmMm *mm, const KmMmapDef *def, uint32_t length)
{
  gboolean noreplace = (def->flags & KM_MAP_FIXED_NOREPLACE) != 0;
  gboolean fixed = noreplace || (def->flags & KM_MAP_FIXED);
  uint32_t addr = km_mm_unmapped_area (m, mm, fixed ? def->addr : km_mm_round_hint (m, def->addr), length, fixed);
  const KmVma *next;

  if (KM_IS_ERROR (addr) || !noreplace)
    return addr;
  next = km_vma_find (m, mm, addr);
  return next != NULL && next->vm_start < addr + length ? KM_ERROR (EEXIST) : addr;
}

/* What do_mmap () asks once the place is known: 0 or a -errno. */
static uint32_t
check_flags (KmMachine *m, const KmMm *mm, const KmMmapDef *def, uint32_t pages, uint32_t *flags)
{
  uint32_t wrong;

  *flags = vm_flags_of (mm, def);
  if ((def->flags & KM_MAP_LOCKED) && !km_mm_can_lock (mm))
    return KM_ERROR (EPERM);
  if (!km_mm_lock_future (m, mm, *flags, pages))
    return KM_ERROR (EAGAIN);
  wrong = KM_IS_NONE (def->file) ? anonymous_flags (def, flags) : file_flags (def, flags);
  if (wrong != 0)
    return wrong;
  if ((def->flags & KM_MAP_NORESERVE) && !km_overcommit_is_never (m))
    *flags |= KM_VM_NORESERVE;
  return 0;
}

uint32_t
km_mm_mmap (KmMachine *m, const KmMm *mm, const KmMmapDef *def, gboolean *populate)
{
  uint32_t length = km_page_align_up (def->length), pages = length >> KM_PAGE_SHIFT, addr, wrong;
  gboolean anonymous = KM_IS_NONE (def->file);
  KmVmaDef area = { .file = def->file, .pgoff = def->pgoff };

  if (populate != NULL)
    *populate = FALSE;
  if (def->length == 0 || (def->flags & KM_MAP_HUGETLB))        /* there is no pool of huge pages */
    return KM_ERROR (EINVAL);
  if (length == 0)
    return KM_ERROR (ENOMEM);
  if (def->pgoff + pages < def->pgoff)
    return KM_ERROR (EOVERFLOW);
  if (!km_mm_map_count_fits (m, mm, 1))
    return KM_ERROR (ENOMEM);
  addr = find_place (m, mm, def, length);
  if (KM_IS_ERROR (addr))
    return addr;
  wrong = check_flags (m, mm, def, pages, &area.flags);
  if (wrong != 0)
    return wrong;
  if (anonymous)
    area.pgoff = area.flags & KM_VM_SHARED ? 0 : addr >> KM_PAGE_SHIFT;
  area.start = addr;
  area.end = addr + length;
  addr = map_region (m, mm, &area);
  if (populate != NULL && !KM_IS_ERROR (addr))
    *populate = (area.flags & KM_VM_LOCKED)
                || (def->flags & (KM_MAP_POPULATE | KM_MAP_NONBLOCK)) == KM_MAP_POPULATE;
  return addr;
}

uint32_t
km_mm_brk_area (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end, uint32_t flags)
{
  uint32_t pages = (end - start) >> KM_PAGE_SHIFT;
  KmVmaDef area = { start, end, km_mm_data_flags (mm) | KM_VM_ACCOUNT | mm->def_flags | flags,
                    KM_NONE (KmFileId), start >> KM_PAGE_SHIFT, KM_VMA_PLAIN };
  uint32_t at = km_mm_unmapped_area (m, mm, start, end - start, TRUE);

  if (KM_IS_ERROR (at))
    return at;
  if (!km_mm_lock_future (m, mm, mm->def_flags, pages))
    return KM_ERROR (EAGAIN);
  if (KM_IS_ERROR (km_mm_munmap (m, mm, start, end - start)))
    return KM_ERROR (ENOMEM);
  if (!km_mm_may_expand (mm, area.flags, pages))
    {
      km_mm_refuse_expand (m, mm, area.flags, pages);
      return KM_ERROR (ENOMEM);
    }
  if (!km_mm_map_count_fits (m, mm, 1) || !km_mm_charge (m, mm, pages))
    return KM_ERROR (ENOMEM);
  if (km_vma_add (m, mm, &area) == NULL)
    {
      km_mm_uncharge (m, pages);
      return KM_ERROR (ENOMEM);
    }
  if (area.flags & KM_VM_LOCKED)
    KM_BUMP (m, mm->locked_vm, pages);
  return 0;
}
