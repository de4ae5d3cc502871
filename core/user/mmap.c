/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mmap, munmap: mm/mmap.c. */
#include "core/user/mmap.h"

#include "core/cache/file.h"
#include "core/mmu/tables.h"
#include "core/mmu/tlb.h"
#include "core/physical/frames.h"
#include "core/user/gaps.h"
#include "core/user/mm.h"
#include "core/user/vma-add.h"
#include "core/user/vma-edit.h"

#include <errno.h>

/* --- mmap ------------------------------------------------------------------------------------- */

static gboolean
is_accountable (uint32_t flags)
{
  return (flags & (KM_VM_NORESERVE | KM_VM_SHARED | KM_VM_WRITE)) == KM_VM_WRITE;
}

/* __vm_enough_memory () in mode 0: only a request beyond all RAM and swap is refused. */
gboolean
km_mm_enough_memory (KmMachine *m, uint32_t pages)
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
        return KM_ERROR (EINVAL);
      if (length > KM_TASK_SIZE || def->hint > KM_TASK_SIZE - length)
        return KM_ERROR (ENOMEM);
      return def->hint < KM_MMAP_MIN_ADDR ? KM_ERROR (EPERM) : def->hint;
    }
  if (hint != 0 && km_mm_hint_fits (m, mm, hint, length))
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
    return KM_ERROR (EINVAL);
  if (length == 0 || mm->map_count >= KM_MAX_MAP_COUNT)
    return KM_ERROR (ENOMEM);
  addr = choose_address (m, mm, def, length);
  if (KM_IS_ERROR (addr))
    return addr;
  if (def->shared)
    area.flags |= KM_VM_SHARED | KM_VM_MAYSHARE;
  /* mmap_region () unmaps before it looks whether there is memory: what was there is gone even if
   * there is none. */
  if (def->fixed && KM_IS_ERROR (km_mm_munmap (m, mm, addr, length)))
    return KM_ERROR (ENOMEM);
  if (is_accountable (area.flags))
    {
      if (!km_mm_enough_memory (m, length >> KM_PAGE_SHIFT))
        return KM_ERROR (ENOMEM);
      area.flags |= KM_VM_ACCOUNT;
    }
  if (def->shared && KM_IS_NONE (area.file))
    {
      area.file = km_file_new_shmem (m, length);
      if (KM_IS_NONE (area.file))
        return KM_ERROR (ENOMEM);
    }
  else if (KM_IS_NONE (area.file))
    area.pgoff = addr >> KM_PAGE_SHIFT;
  area.start = addr;
  area.end = addr + length;
  if (km_vma_add (m, mm, &area) == NULL)
    {
      if (def->shared && KM_IS_NONE (def->file))
        km_file_evict_shmem (m, km_file (m, area.file));
      return KM_ERROR (ENOMEM);
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
    return KM_ERROR (EINVAL);
  vma = km_vma_find (m, mm, start);
  if (vma == NULL || vma->vm_start >= end)
    return 0;
  if (start > vma->vm_start)
    {
      if (end < vma->vm_end && mm->map_count >= KM_MAX_MAP_COUNT)
        return KM_ERROR (ENOMEM);
      if (km_vma_split (m, mm, vma, start, FALSE) == NULL)
        return KM_ERROR (ENOMEM);
      vma = km_vma_next (m, vma);
    }
  last = km_vma_find (m, mm, end);
  if (last != NULL && end > last->vm_start && km_vma_split (m, mm, last, end, TRUE) == NULL)
    return KM_ERROR (ENOMEM);
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
