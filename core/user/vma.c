/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/vma.h"

#include "core/state/edit.h"

const KmVma *
km_vma_from_node (const KmMachine *m, KmRbLink link)
{
  return link == 0 ? NULL : KM_RB_RECORD (km_rb_node (&m->store, link), KmVma, vm_rb);
}

guint
km_vma_depth (const KmMachine *m, const KmVma *vma)
{
  guint depth = 0;

  for (const KmRbNode *node = &vma->vm_rb; km_rb_parent (node) != 0; node = km_rb_node (&m->store, km_rb_parent (node)))
    depth++;
  return depth;
}

const KmVma *
km_vma_next (const KmMachine *m, const KmVma *vma)
{
  return km_vma (m, vma->vm_next);
}

const KmVma *
km_vma_prev (const KmMachine *m, const KmVma *vma)
{
  return km_vma (m, vma->vm_prev);
}

const KmVma *
km_vma_first (const KmMachine *m, const KmMm *mm)
{
  return km_vma (m, mm->mmap);
}

KmAddr
km_vma_start_gap (const KmVma *vma)
{
  if (!(vma->vm_flags & KM_VM_GROWSDOWN))
    return vma->vm_start;
  return vma->vm_start > KM_STACK_GUARD_GAP ? vma->vm_start - KM_STACK_GUARD_GAP : 0;
}

const KmVma *
km_vma_find (const KmMachine *m, const KmMm *mm, KmAddr addr)
{
  const KmVma *found = NULL;
  KmRbLink link = mm->mm_rb.root;

  while (link != 0)
    {
      const KmVma *vma = km_vma_from_node (m, link);

      km_rb_prefetch (&m->store, &vma->vm_rb);
      if (vma->vm_end > addr)
        {
          found = vma;
          if (vma->vm_start <= addr)
            break;
          link = vma->vm_rb.left;
        }
      else
        link = vma->vm_rb.right;
    }
  return found;
}

gboolean
km_vma_is_anonymous (const KmMachine *m, const KmVma *vma)
{
  const KmFile *file = km_file (m, vma->vm_file);

  return vma->special == KM_VMA_PLAIN && (file == NULL || file->zero_device);
}

uint32_t
km_mm_count_pages (const KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end)
{
  uint32_t pages = 0;

  for (const KmVma *vma = km_vma_find (m, mm, start); vma != NULL && vma->vm_start < end; vma = km_vma_next (m, vma))
    pages += (MIN (end, vma->vm_end) - MAX (start, vma->vm_start)) >> KM_PAGE_SHIFT;
  return pages;
}

uint32_t
km_mm_rss (const KmMm *mm)
{
  return mm->rss[KM_RSS_FILE] + mm->rss[KM_RSS_ANON] + mm->rss[KM_RSS_SHMEM];
}
