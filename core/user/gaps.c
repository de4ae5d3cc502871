/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/gaps.h"

#include "core/state/edit.h"
#include "core/user/errno.h"
#include "core/user/limits.h"
#include "core/user/vma.h"

#include <errno.h>

#define TASK_UNMAPPED_BASE 0x40000000u   /* where the bottom-up search starts */

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

/* unmapped_area (): the lowest gap from @low on. */
static uint32_t
search_bottom_up (KmMachine *m, const KmMm *mm, uint32_t length, KmAddr low)
{
  uint64_t at = low;

  while (at + length <= KM_TASK_SIZE)
    {
      const KmVma *next = km_vma_find (m, mm, at);

      if (next == NULL || at + length <= km_vma_start_gap (next))
        {
          km_step (m, GAP_FOUND_UP, .start = at, .length = length, .lowest = low);
          return at;
        }
      at = next->vm_end;
    }
  return KM_ERROR (ENOMEM);
}

/* unmapped_area_topdown () */
static uint32_t
search_top_down (KmMachine *m, const KmMm *mm, uint32_t length)
{
  KmAddr high = mm->mmap_base, low = MAX (m->state->mmap_min_addr, KM_PAGE_SIZE), end = high;
  const KmVma *above;

  if (length > high || high - length < low)
    return KM_ERROR (ENOMEM);
  if (mm->highest_vm_end > high - length)
    {
      above = search_gap (m, mm, length, low, high);
      if (above == NULL)
        return KM_ERROR (ENOMEM);
      end = MIN (km_vma_start_gap (above), high);
    }
  km_step (m, GAP_FOUND, .start = end - length, .length = length, .above = end);
  return end - length;
}

static gboolean
hint_fits (const KmMachine *m, const KmMm *mm, KmAddr hint, uint32_t length)
{
  const KmVma *next = km_vma_find (m, mm, hint);

  return hint >= m->state->mmap_min_addr && hint <= KM_TASK_SIZE - length
         && (next == NULL || hint + length <= km_vma_start_gap (next));
}

/* arch_get_unmapped_area (), arch_get_unmapped_area_topdown () */
static uint32_t
choose (KmMachine *m, const KmMm *mm, KmAddr hint, uint32_t length, gboolean fixed)
{
  uint32_t at;

  if (length > KM_TASK_SIZE - m->state->mmap_min_addr)
    return KM_ERROR (ENOMEM);
  if (fixed || (hint != 0 && hint_fits (m, mm, hint, length)))
    return hint;
  if (mm->legacy_layout)
    return search_bottom_up (m, mm, length, mm->mmap_base);
  at = search_top_down (m, mm, length);
  return KM_IS_ERROR (at) ? search_bottom_up (m, mm, length, TASK_UNMAPPED_BASE) : at;
}

KmAddr
km_mm_round_hint (const KmMachine *m, KmAddr hint)
{
  hint = km_page_align_down (hint);
  return hint != 0 && hint < m->state->mmap_min_addr ? km_page_align_up (m->state->mmap_min_addr) : hint;
}

uint32_t
km_mm_unmapped_area (KmMachine *m, const KmMm *mm, KmAddr hint, uint32_t length, gboolean fixed)
{
  uint32_t at;

  if (length > KM_TASK_SIZE)
    return KM_ERROR (ENOMEM);
  at = choose (m, mm, hint, length, fixed);
  if (KM_IS_ERROR (at))
    return at;
  if (at > KM_TASK_SIZE - length)
    return KM_ERROR (ENOMEM);
  if (at & ~KM_PAGE_MASK)
    return KM_ERROR (EINVAL);
  /* cap_mmap_addr () */
  return at < m->state->mmap_min_addr && !km_mm_is_root (mm) ? KM_ERROR (EPERM) : at;
}
