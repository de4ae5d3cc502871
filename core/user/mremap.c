/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/mremap.h"

#include "core/user/anon-vma.h"
#include "core/user/gaps.h"
#include "core/user/limits.h"
#include "core/user/move-tables.h"
#include "core/user/munmap.h"
#include "core/user/vma-add.h"
#include "core/user/vma-adjust.h"
#include "core/user/vma-merge.h"

#include <errno.h>

#define MOVE_NEEDS 3           /* areas that a move may need: move_vma () */

/* A call under way. The lengths are whole pages. */
typedef struct
{
  KmMachine *m;
  const KmMm *mm;
  KmAddr addr, new_addr;
  uint32_t old_len, new_len, flags;
  uint32_t charged;             /* pages promised for the growth; taken back when the call fails */
  gboolean locked;              /* the part that has grown is to be faulted in */
} Remap;

/* --- What may grow ---------------------------------------------------------------------------- */

/* The growth of @vma against the limits, and its promise: 0 or a -errno. */
static uint32_t
charge_growth (Remap *r, const KmVma *vma)
{
  uint32_t pages = (r->new_len - r->old_len) >> KM_PAGE_SHIFT;

  if (vma->vm_flags & (KM_VM_DONTEXPAND | KM_VM_PFNMAP))
    return KM_ERROR (EFAULT);
  if (!km_mm_lock_future (r->m, r->mm, vma->vm_flags, pages))
    return KM_ERROR (EAGAIN);
  if (!km_mm_may_expand (r->mm, vma->vm_flags, pages))
    {
      km_mm_refuse_expand (r->m, r->mm, vma->vm_flags, pages);
      return KM_ERROR (ENOMEM);
    }
  if (!(vma->vm_flags & KM_VM_ACCOUNT))
    return 0;
  if (!km_mm_charge (r->m, r->mm, pages))
    return KM_ERROR (ENOMEM);
  r->charged = pages;
  return 0;
}

/* vma_to_resize (): the area, or NULL with *WRONG a -errno. */
static const KmVma *
area_to_resize (Remap *r, uint32_t *wrong)
{
  const KmVma *vma = km_vma_find (r->m, r->mm, r->addr);
  uint32_t pgoff;

  *wrong = KM_ERROR (EFAULT);
  if (vma == NULL || vma->vm_start > r->addr)
    return NULL;
  *wrong = KM_ERROR (EINVAL);
  if (r->old_len == 0 && !(vma->vm_flags & (KM_VM_SHARED | KM_VM_MAYSHARE)))
    return NULL;
  if ((r->flags & KM_MREMAP_DONTUNMAP) && (!km_vma_is_anonymous (r->m, vma) || (vma->vm_flags & KM_VM_SHARED)))
    return NULL;
  *wrong = KM_ERROR (EFAULT);
  if (r->old_len > vma->vm_end - r->addr)
    return NULL;
  if (r->new_len == r->old_len)
    return vma;
  pgoff = ((r->addr - vma->vm_start) >> KM_PAGE_SHIFT) + vma->vm_pgoff;
  *wrong = pgoff + (r->new_len >> KM_PAGE_SHIFT) < pgoff ? KM_ERROR (EINVAL) : charge_growth (r, vma);
  return *wrong == 0 ? vma : NULL;
}

/* vma_expandable () */
static gboolean
is_expandable (Remap *r, const KmVma *vma)
{
  KmAddr end = vma->vm_end + (r->new_len - r->old_len);
  const KmVma *next = km_vma_next (r->m, vma);

  return end >= vma->vm_end && (next == NULL || next->vm_start >= end)
         && !KM_IS_ERROR (km_mm_unmapped_area (r->m, r->mm, vma->vm_start, end - vma->vm_start, TRUE));
}

/* --- Moving ----------------------------------------------------------------------------------- */

/* copy_vma (): an area for the new place, merged with a neighbour there when that fits. It may be the old one,
 * grown; *VMA is then that. NULL without memory. */
static const KmVma *
copy_area (Remap *r, const KmVma **vma)
{
  const KmVma *old = *vma, *new;
  KmAddr old_start = old->vm_start;
  KmVmaDef def = { r->new_addr, r->new_addr + r->new_len, old->vm_flags, old->vm_file,
                   old->vm_pgoff + ((r->addr - old->vm_start) >> KM_PAGE_SHIFT), old->special };
  KmVmaPlace place = km_vma_find_place (r->m, r->mm, r->new_addr);

  /* Nothing written yet: the place in the address space is as good an offset, and may merge. */
  if (km_vma_is_anonymous (r->m, old) && KM_IS_NONE (old->anon_vma))
    def.pgoff = r->new_addr >> KM_PAGE_SHIFT;
  new = km_vma_merge (r->m, r->mm, place.prev, &def, old->anon_vma);
  if (new == NULL)
    return km_vma_copy (r->m, r->mm, &def, old);
  if (old_start >= new->vm_start && old_start < new->vm_end)
    *vma = new;
  return new;
}

/* The old area goes, but its promise moves along: VM_ACCOUNT is hidden from munmap, and given back to what is
 * left of the area on either side. */
static void
unmap_old (Remap *r, const KmVma *vma)
{
  gboolean account = (vma->vm_flags & KM_VM_ACCOUNT) != 0;
  KmAddr start = vma->vm_start, end = vma->vm_end, stop = r->addr + r->old_len;

  if (account)
    KM_EDIT (r->m, vma->vm_flags, vma->vm_flags & ~(uint32_t) KM_VM_ACCOUNT);
  if (KM_IS_ERROR (km_mm_munmap (r->m, r->mm, r->addr, r->old_len)) || !account)
    return;
  for (const KmVma *left = km_vma_find (r->m, r->mm, start); left != NULL && left->vm_start < end;
       left = km_vma_next (r->m, left))
    if ((left->vm_end == r->addr && start < r->addr) || (left->vm_start == stop && stop < end))
      KM_EDIT (r->m, left->vm_flags, left->vm_flags | KM_VM_ACCOUNT);
}

/* MREMAP_DONTUNMAP: the old area stays, empty, and its promise is made once more. All of it loses VM_LOCKED, also what
 * has not moved, and locked_vm stays: 5.10 counts too many pages from then on. */
static void
keep_old (Remap *r, const KmVma *vma, const KmVma *new)
{
  if (vma->vm_flags & KM_VM_ACCOUNT)
    KM_BUMP (r->m, r->m->state->committed, r->new_len >> KM_PAGE_SHIFT);
  if (vma->vm_flags & KM_VM_LOCKED)
    KM_EDIT (r->m, vma->vm_flags, vma->vm_flags & ~(uint32_t) (KM_VM_LOCKED | KM_VM_LOCKONFAULT));
  if (new != vma && vma->vm_start == r->addr && vma->vm_end == r->addr + r->old_len)
    km_anon_vma_unlink (r->m, vma);
}

/* move_vma (): the new address or a -errno. */
static uint32_t
move_area (Remap *r, const KmVma *vma)
{
  KmMachine *m = r->m;
  uint32_t flags = vma->vm_flags, hiwater;
  const KmVma *new;

  if (!km_mm_map_count_fits (m, r->mm, -MOVE_NEEDS))
    return KM_ERROR (ENOMEM);
  new = copy_area (r, &vma);
  if (new == NULL)
    return KM_ERROR (ENOMEM);
  km_step (m, VMA_MOVE, .old_start = r->addr, .new_start = r->new_addr, .length = r->new_len);
  if (km_mm_move_tables (m, r->mm, r->addr, r->new_addr, r->old_len) < r->old_len)
    {
      km_mm_move_tables (m, r->mm, r->new_addr, r->addr, r->old_len);
      km_mm_munmap (m, r->mm, r->new_addr, r->new_len);
      return KM_ERROR (ENOMEM);
    }
  hiwater = r->mm->hiwater_vm;
  if (r->flags & KM_MREMAP_DONTUNMAP)
    keep_old (r, vma, new);
  else
    {
      r->locked = (flags & KM_VM_LOCKED) != 0;
      if (r->locked)
        KM_BUMP (m, r->mm->locked_vm, r->new_len >> KM_PAGE_SHIFT);
      unmap_old (r, vma);
    }
  /* While both were there the process was larger than it ever is again. */
  KM_EDIT (m, r->mm->hiwater_vm, hiwater);
  return r->new_addr;
}

/* --- mremap ----------------------------------------------------------------------------------- */

/* A place of the caller's own, or a copy that leaves the old area: mremap_to (). */
static uint32_t
remap_to (Remap *r)
{
  KmMachine *m = r->m;
  gboolean fixed = (r->flags & KM_MREMAP_FIXED) != 0;
  const KmVma *vma;
  uint32_t wrong, at;

  if ((r->new_addr & ~KM_PAGE_MASK) || r->new_len > KM_TASK_SIZE || r->new_addr > KM_TASK_SIZE - r->new_len
      || (r->addr + r->old_len > r->new_addr && r->new_addr + r->new_len > r->addr))
    return KM_ERROR (EINVAL);
  /* Two areas may be cut before move_area () asks for its three. */
  if (!km_mm_map_count_fits (m, r->mm, -MOVE_NEEDS - 2))
    return KM_ERROR (ENOMEM);
  if (fixed)
    {
      wrong = km_mm_munmap (m, r->mm, r->new_addr, r->new_len);
      if (wrong != 0)
        return wrong;
    }
  if (r->old_len >= r->new_len)
    {
      wrong = km_mm_munmap (m, r->mm, r->addr + r->new_len, r->old_len - r->new_len);
      if (wrong != 0 && r->old_len != r->new_len)
        return wrong;
      r->old_len = r->new_len;
    }
  vma = area_to_resize (r, &wrong);
  if (vma == NULL)
    return wrong;
  if ((r->flags & KM_MREMAP_DONTUNMAP) && !km_mm_may_expand (r->mm, vma->vm_flags, r->old_len >> KM_PAGE_SHIFT))
    {
      km_mm_refuse_expand (m, r->mm, vma->vm_flags, r->old_len >> KM_PAGE_SHIFT);
      return KM_ERROR (ENOMEM);
    }
  at = km_mm_unmapped_area (m, r->mm, fixed ? r->new_addr : km_page_align_up (r->new_addr), r->new_len, fixed);
  if (KM_IS_ERROR (at))
    return at;
  r->new_addr = at;
  return move_area (r, vma);
}

/* Where it is if the room behind it is free, elsewhere if it may move. */
static uint32_t
grow (Remap *r)
{
  uint32_t wrong, pages = (r->new_len - r->old_len) >> KM_PAGE_SHIFT, at;
  const KmVma *vma = area_to_resize (r, &wrong);

  if (vma == NULL)
    return wrong;
  if (r->old_len == vma->vm_end - r->addr && is_expandable (r, vma))
    {
      KmVmaBorders borders = { vma->vm_start, r->addr + r->new_len, vma->vm_pgoff, NULL, NULL };

      km_vma_adjust (r->m, r->mm, vma, &borders);
      if (vma->vm_flags & KM_VM_LOCKED)
        KM_BUMP (r->m, r->mm->locked_vm, pages);
      r->locked = (vma->vm_flags & KM_VM_LOCKED) != 0;
      r->new_addr = r->addr;
      km_step (r->m, VMA_GROW, .vma = vma->id, .start = vma->vm_start, .end = vma->vm_end, .pages = pages);
      return r->addr;
    }
  if (!(r->flags & KM_MREMAP_MAYMOVE))
    return KM_ERROR (ENOMEM);
  at = km_mm_unmapped_area (r->m, r->mm, 0, r->new_len, FALSE);
  if (KM_IS_ERROR (at))
    return at;
  r->new_addr = at;
  return move_area (r, vma);
}

static uint32_t
remap (Remap *r)
{
  uint32_t wrong;

  if (r->flags & (KM_MREMAP_FIXED | KM_MREMAP_DONTUNMAP))
    return remap_to (r);
  if (r->old_len < r->new_len)
    return grow (r);
  wrong = km_mm_munmap (r->m, r->mm, r->addr + r->new_len, r->old_len - r->new_len);
  return wrong != 0 && r->old_len != r->new_len ? wrong : r->addr;
}

uint32_t
km_mm_mremap (KmMachine *m, const KmMm *mm, const KmMremapDef *def, KmAddr *populate)
{
  Remap r = { m, mm, def->addr, def->new_addr, km_page_align_up (def->old_len), km_page_align_up (def->new_len),
              def->flags, 0, FALSE };
  const uint32_t known = KM_MREMAP_MAYMOVE | KM_MREMAP_FIXED | KM_MREMAP_DONTUNMAP;
  gboolean moves = (def->flags & KM_MREMAP_MAYMOVE) != 0;
  uint32_t at;

  *populate = 0;
  if ((def->flags & ~known) || (!moves && (def->flags & (KM_MREMAP_FIXED | KM_MREMAP_DONTUNMAP)))
      || ((def->flags & KM_MREMAP_DONTUNMAP) && def->old_len != def->new_len) || (def->addr & ~KM_PAGE_MASK)
      || r.new_len == 0)
    return KM_ERROR (EINVAL);
  at = remap (&r);
  if (KM_IS_ERROR (at))
    km_mm_uncharge (m, r.charged);
  else if (r.locked && r.new_len > r.old_len)
    *populate = r.new_addr + r.old_len;
  return at;
}
