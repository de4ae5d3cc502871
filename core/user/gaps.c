/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/gaps.h"

#include "core/state/edit.h"
#include "core/user/errno.h"
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
  return KM_ERROR (ENOMEM);
}

uint32_t
km_mm_unmapped_area (KmMachine *m, const KmMm *mm, uint32_t length)
{
  KmAddr high = mm->mmap_base, end;
  const KmVma *above;

  if (length > KM_TASK_SIZE)
    return KM_ERROR (ENOMEM);
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
gboolean
km_mm_hint_fits (const KmMachine *m, const KmMm *mm, KmAddr hint, uint32_t length)
{
  const KmVma *next = km_vma_find (m, mm, hint);

  return hint >= KM_MMAP_MIN_ADDR && length <= KM_TASK_SIZE && hint <= KM_TASK_SIZE - length
         && (next == NULL || hint + length <= km_vma_start_gap (next));
}
