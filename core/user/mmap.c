/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mmap, munmap, mprotect, brk: mm/mmap.c, mm/mprotect.c. */
#include "core/cache/file.h"
#include "core/mmu/tables.h"
#include "core/mmu/tlb.h"
#include "core/physical/frames.h"
#include "core/user/mm.h"

#include <errno.h>

#define TASK_UNMAPPED_BASE 0x40000000u   /* where the bottom-up search starts */
#define FAIL(error) ((uint32_t) -(error))

const char *
km_errno_name (uint32_t value)
{
  switch (-(int32_t) value)
    {
    case ENOMEM: return "ENOMEM";
    case EINVAL: return "EINVAL";
    case EACCES: return "EACCES";
    case EPERM: return "EPERM";
    default: return "EUNKNOWN";
    }
}

/* --- Looking for room ------------------------------------------------------------------------- */

static KmAddr
gap_start_of (const KmMachine *m, const KmVma *vma)
{
  const KmVma *prev = km_vma_prev (m, vma);

  return prev == NULL ? 0 : prev->vm_end;
}

static uint32_t
subtree_gap (const KmMachine *m, KmRbLink link)
{
  return link == 0 ? 0 : km_vma_from_node (m, link)->rb_subtree_gap;
}

/* The highest gap of @length below @high: right subtree, own gap, left subtree, and up again. */
static const KmVma *
search_gap (const KmMachine *m, const KmMm *mm, uint32_t length, KmAddr low, KmAddr high)
{
  KmRbLink link = mm->mm_rb.root;
  gboolean came_up = FALSE;

  if (subtree_gap (m, link) < length)
    return NULL;
  for (;;)
    {
      const KmVma *vma = km_vma_from_node (m, link);
      KmAddr start = gap_start_of (m, vma), end = km_vma_start_gap (vma);
      KmRbLink from;

      if (!came_up && start <= high - length && subtree_gap (m, vma->vm_rb.right) >= length)
        {
          link = vma->vm_rb.right;
          continue;
        }
      if (end < low + length)
        return NULL;
      if (start <= high - length && end > start && end - start >= length)
        return vma;
      came_up = FALSE;
      if (subtree_gap (m, vma->vm_rb.left) >= length)
        {
          link = vma->vm_rb.left;
          continue;
        }
      do                        /* up, until we come from a right child */
        {
          from = link;
          link = km_rb_parent (km_rb_node (&m->store, link));
          if (link == 0)
            return NULL;
        }
      while (km_rb_node (&m->store, link)->right != from);
      came_up = TRUE;
    }
}

static uint32_t
search_bottom_up (const KmMachine *m, const KmMm *mm, uint32_t length)
{
  uint64_t at = TASK_UNMAPPED_BASE;

  while (at + length <= KM_TASK_SIZE)
    {
      const KmVma *next = km_vma_find (m, mm, at);

      if (next == NULL || at + length <= km_vma_start_gap (next))
        return at;
      at = next->vm_end;
    }
  return FAIL (ENOMEM);
}

uint32_t
km_mm_unmapped_area (KmMachine *m, const KmMm *mm, uint32_t length)
{
  KmAddr high = mm->mmap_base, end;
  const KmVma *above;

  if (length > KM_TASK_SIZE)
    return FAIL (ENOMEM);
  if (length > high || high - length < KM_MMAP_MIN_ADDR)
    return search_bottom_up (m, mm, length);
  if (mm->highest_vm_end <= high - length)
    {
      km_step (m, GAP_FOUND, .start = high - length, .length = length, .above = high);
      return high - length;
    }
  above = search_gap (m, mm, length, KM_MMAP_MIN_ADDR, high);
  if (above == NULL)
    return search_bottom_up (m, mm, length);
  end = MIN (km_vma_start_gap (above), high);
  km_step (m, GAP_FOUND, .start = end - length, .length = length, .above = end);
  return end - length;
}

/* A hint counts when the range is free and clear of a stack's guard gap. */
static gboolean
hint_fits (const KmMachine *m, const KmMm *mm, KmAddr hint, uint32_t length)
{
  const KmVma *next = km_vma_find (m, mm, hint);

  return hint >= KM_MMAP_MIN_ADDR && length <= KM_TASK_SIZE && hint <= KM_TASK_SIZE - length
         && (next == NULL || hint + length <= km_vma_start_gap (next));
}

/* --- mmap ------------------------------------------------------------------------------------- */

static gboolean
is_accountable (uint32_t flags)
{
  return (flags & (KM_VM_NORESERVE | KM_VM_SHARED | KM_VM_WRITE)) == KM_VM_WRITE;
}

/* __vm_enough_memory () in mode 0: only a request beyond all RAM and swap is refused. */
static gboolean
enough_memory (KmMachine *m, uint32_t pages)
{
  uint32_t total = m->state->config.swap_pages;

  for (guint i = 0; i < KM_N_ZONES; i++)
    total += km_zone (m, i)->managed;
  if (pages <= total)
    return TRUE;
  km_step (m, NO_MEMORY, .pages = pages, .total = total);
  return FALSE;
}

static uint32_t
choose_address (KmMachine *m, const KmMm *mm, const KmMmapDef *def, uint32_t length)
{
  KmAddr hint = km_page_align_up (def->hint);

  if (def->fixed)
    {
      if (def->hint & ~KM_PAGE_MASK)
        return FAIL (EINVAL);
      if (length > KM_TASK_SIZE || def->hint > KM_TASK_SIZE - length)
        return FAIL (ENOMEM);
      return def->hint < KM_MMAP_MIN_ADDR ? FAIL (EPERM) : def->hint;
    }
  if (hint != 0 && hint_fits (m, mm, hint, length))
    return hint;
  return km_mm_unmapped_area (m, mm, length);
}

uint32_t
km_mm_mmap (KmMachine *m, const KmMm *mm, const KmMmapDef *def)
{
  uint32_t length = km_page_align_up (def->length), addr;
  KmVmaDef area = { .flags = def->prot | KM_VM_MAY_ALL, .file = def->file,
                    .pgoff = def->offset >> KM_PAGE_SHIFT };

  if (def->length == 0 || def->offset % KM_PAGE_SIZE != 0)
    return FAIL (EINVAL);
  if (length == 0 || mm->map_count >= KM_MAX_MAP_COUNT)
    return FAIL (ENOMEM);
  addr = choose_address (m, mm, def, length);
  if (KM_IS_ERROR (addr))
    return addr;
  if (def->shared)
    area.flags |= KM_VM_SHARED | KM_VM_MAYSHARE;
  /* mmap_region () unmaps before it looks whether there is memory: what was there is gone even if
   * there is none. */
  if (def->fixed && KM_IS_ERROR (km_mm_munmap (m, mm, addr, length)))
    return FAIL (ENOMEM);
  if (is_accountable (area.flags))
    {
      if (!enough_memory (m, length >> KM_PAGE_SHIFT))
        return FAIL (ENOMEM);
      area.flags |= KM_VM_ACCOUNT;
    }
  if (def->shared && KM_IS_NONE (area.file))
    {
      area.file = km_file_new_shmem (m, length);
      if (KM_IS_NONE (area.file))
        return FAIL (ENOMEM);
    }
  else if (KM_IS_NONE (area.file))
    area.pgoff = addr >> KM_PAGE_SHIFT;
  area.start = addr;
  area.end = addr + length;
  if (km_vma_add (m, mm, &area) == NULL)
    {
      if (def->shared && KM_IS_NONE (def->file))
        km_file_evict_shmem (m, km_file (m, area.file));
      return FAIL (ENOMEM);
    }
  if (area.flags & KM_VM_ACCOUNT)
    KM_BUMP (m, m->state->committed, length >> KM_PAGE_SHIFT);
  return addr;
}

/* --- munmap ----------------------------------------------------------------------------------- */

/* free_pgtables (): tables go with the last area they served, up to the neighbours. */
static void
unmap_region (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end, const KmVma *prev,
              const KmVma *next)
{
  uint32_t reach = km_table_reach (m, 2);
  KmAddr floor = prev == NULL ? 0 : prev->vm_end;
  KmAddr ceiling = next == NULL ? KM_TASK_SIZE : next->vm_start;
  uint64_t first = MAX ((uint64_t) (start & ~(reach - 1)),
                        ((uint64_t) floor + reach - 1) & ~(uint64_t) (reach - 1));
  uint64_t last = MIN (((uint64_t) end + reach - 1) & ~(uint64_t) (reach - 1),
                       (uint64_t) ceiling & ~(uint64_t) (reach - 1));

  km_mm_zap (m, mm, start, end);
  if (first < last)
    km_tables_free (m, mm, first, last);
}

uint32_t
km_mm_munmap (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length)
{
  KmAddr end = start + km_page_align_up (length);
  g_autoptr (GPtrArray) detached = g_ptr_array_new ();
  const KmVma *vma, *last, *prev, *next;

  if ((start & ~KM_PAGE_MASK) || km_page_align_up (length) == 0 || start > KM_TASK_SIZE
      || km_page_align_up (length) > KM_TASK_SIZE - start)
    return FAIL (EINVAL);
  vma = km_vma_find (m, mm, start);
  if (vma == NULL || vma->vm_start >= end)
    return 0;
  if (start > vma->vm_start)
    {
      if (end < vma->vm_end && mm->map_count >= KM_MAX_MAP_COUNT)
        return FAIL (ENOMEM);
      if (km_vma_split (m, mm, vma, start, FALSE) == NULL)
        return FAIL (ENOMEM);
      vma = km_vma_next (m, vma);
    }
  last = km_vma_find (m, mm, end);
  if (last != NULL && end > last->vm_start && km_vma_split (m, mm, last, end, TRUE) == NULL)
    return FAIL (ENOMEM);
  vma = km_vma_find (m, mm, start);
  prev = km_vma_prev (m, vma);
  next = km_vma_find (m, mm, end);
  while (vma != NULL && vma->vm_start < end)
    {
      const KmVma *after = km_vma_next (m, vma);

      km_vma_detach (m, mm, vma);
      g_ptr_array_add (detached, (gpointer) vma);
      vma = after;
    }
  km_step (m, VMA_REMOVE, .start = start, .end = end);
  unmap_region (m, mm, start, end, prev, next);
  for (guint i = 0; i < detached->len; i++)
    {
      vma = detached->pdata[i];
      if (vma->vm_flags & KM_VM_ACCOUNT)
        KM_BUMP (m, m->state->committed, -km_vma_pages (vma));
      km_vma_free (m, vma);
    }
  return 0;
}

/* --- mprotect --------------------------------------------------------------------------------- */

/* change_protection (): present entries get the new bits; write access of private pages, and of
 * clean pages of files on disk, waits for a fault. */
static void
change_entries (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr start, KmAddr end)
{
  uint64_t prot = km_prot_bits (m, vma->vm_flags);
  const KmFile *file = km_file (m, vma->vm_file);
  gboolean notify = file != NULL && !file->shmem;

  for (KmAddr at = start; at < end; at += KM_PAGE_SIZE)
    {
      guint index;
      KmPfn table = km_tables_find (m, mm->pgd, at, &index);
      uint64_t entry = table == 0 ? 0 : km_entry_read (m, table, index);
      uint64_t keep = entry & (KM_PTE_A | KM_PTE_D | KM_PTE_SPECIAL), bits = prot;

      if (entry == 0)
        continue;
      if (notify && !(entry & KM_PTE_D))
        bits &= ~(uint64_t) KM_PTE_RW;
      km_entry_write (m, table, index, km_entry_make (km_entry_pfn (entry), bits | keep));
    }
  km_tlb_flush_range (m, mm, start, end);
}

/* mprotect_fixup () for the part of @vma within [start, end); returns the area that covers it
 * then. */
static const KmVma *
protect_part (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr start, KmAddr end,
              uint32_t prot)
{
  uint32_t old = vma->vm_flags, flags = (old & ~(uint32_t) KM_VM_ACCESS_FLAGS) | prot;
  const KmVma *prev, *merged;
  KmVmaDef def;

  if (flags == old)
    return vma;
  if ((flags & KM_VM_WRITE)
      && !(old & (KM_VM_ACCOUNT | KM_VM_WRITE | KM_VM_SHARED | KM_VM_NORESERVE)))
    {
      flags |= KM_VM_ACCOUNT;
      KM_BUMP (m, m->state->committed, (end - start) >> KM_PAGE_SHIFT);
    }
  prev = start > vma->vm_start ? vma : km_vma_prev (m, vma);
  def = (KmVmaDef) { start, end, flags, vma->vm_file,
                     vma->vm_pgoff + ((start - vma->vm_start) >> KM_PAGE_SHIFT), vma->special };
  merged = km_vma_merge (m, mm, prev, &def, vma->anon_vma);
  if (merged == NULL)
    {
      if (start != vma->vm_start && km_vma_split (m, mm, vma, start, TRUE) == NULL)
        return NULL;
      if (end != vma->vm_end && km_vma_split (m, mm, vma, end, FALSE) == NULL)
        return NULL;
      merged = vma;
    }
  KM_EDIT (m, merged->vm_flags, flags);
  km_step (m, VMA_FLAGS, .vma = merged->id, .start = start, .end = end, .perm = flags);
  change_entries (m, mm, merged, start, end);
  return merged;
}

uint32_t
km_mm_mprotect (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length, uint32_t prot)
{
  KmAddr end = start + km_page_align_up (length), at = start;
  const KmVma *vma = km_vma_find (m, mm, start);

  if (start & ~KM_PAGE_MASK)
    return FAIL (EINVAL);
  if (length == 0)
    return 0;
  if (end <= start || vma == NULL || vma->vm_start > start)
    return FAIL (ENOMEM);
  while (at < end)
    {
      KmAddr stop;

      vma = km_vma_find (m, mm, at);
      if (vma == NULL || vma->vm_start > at)
        return FAIL (ENOMEM);
      if ((prot & ~(vma->vm_flags >> 4)) & KM_VM_ACCESS_FLAGS)
        return FAIL (EACCES);
      stop = MIN (vma->vm_end, end);
      if (protect_part (m, mm, vma, at, stop, prot) == NULL)
        return FAIL (ENOMEM);
      at = stop;
    }
  return 0;
}

/* --- madvise ---------------------------------------------------------------------------------- */

uint32_t
km_mm_dontneed (KmMachine *m, const KmMm *mm, KmAddr start, uint32_t length)
{
  uint64_t end = (uint64_t) start + km_page_align_up (length);
  uint32_t result = 0;

  if ((start & ~KM_PAGE_MASK) || end > KM_TASK_SIZE
      || (length != 0 && km_page_align_up (length) == 0))
    return FAIL (EINVAL);
  for (uint64_t at = start; at < end;)
    {
      const KmVma *vma = km_vma_find (m, mm, at);
      KmAddr from, to;

      if (vma == NULL || vma->vm_start >= end)
        return FAIL (ENOMEM);   /* holes are reported, after the rest was done */
      if (vma->vm_start > at)
        result = FAIL (ENOMEM);
      if (vma->vm_flags & (KM_VM_LOCKED | KM_VM_PFNMAP))
        return FAIL (EINVAL);
      from = MAX (at, vma->vm_start);
      to = MIN (end, vma->vm_end);
      km_mm_zap (m, mm, from, to);
      at = to;
    }
  return result;
}

/* --- brk -------------------------------------------------------------------------------------- */

gboolean
km_mm_brk_area (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end)
{
  KmVmaDef def = { start, end, KM_VM_READ | KM_VM_WRITE | KM_VM_MAY_ALL | KM_VM_ACCOUNT,
                   KM_NONE (KmFileId), start >> KM_PAGE_SHIFT, KM_VMA_PLAIN };

  if (!enough_memory (m, (end - start) >> KM_PAGE_SHIFT) || km_vma_add (m, mm, &def) == NULL)
    return FALSE;
  KM_BUMP (m, m->state->committed, (end - start) >> KM_PAGE_SHIFT);
  return TRUE;
}

uint32_t
km_mm_brk (KmMachine *m, const KmMm *mm, KmAddr brk)
{
  KmAddr old_brk = mm->brk, old = km_page_align_up (mm->brk), new = km_page_align_up (brk);
  const KmVma *next;

  if (brk < mm->start_brk || brk > KM_TASK_SIZE)
    return mm->brk;
  if (new < old)
    {
      if (KM_IS_ERROR (km_mm_munmap (m, mm, new, old - new)))
        return mm->brk;
    }
  else if (new > old)
    {
      next = km_vma_find (m, mm, old);
      if ((next != NULL && new + KM_PAGE_SIZE > km_vma_start_gap (next))
          || !km_mm_brk_area (m, mm, old, new))
        return mm->brk;
    }
  KM_EDIT (m, mm->brk, brk);
  km_step (m, BRK, .old = old_brk, .new = brk);
  return brk;
}
