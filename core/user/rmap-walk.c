/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/rmap-walk.h"

#include "core/mmu/tables.h"
#include "core/user/vma.h"

/* Whether the area may have the page, and where: vma_address (). */
static gboolean
address_in (const KmMachine *m, const KmVma *vma, const KmFrame *frame, KmAddr *addr)
{
  gboolean same = km_frame_is_anon (frame) ? km_frame_anon_vma (m, frame) == km_anon_vma (m, vma->anon_vma)
                                           : km_frame_file (m, frame) == km_file (m, vma->vm_file);

  if (!same || frame->index < vma->vm_pgoff || frame->index - vma->vm_pgoff >= km_vma_pages (vma))
    return FALSE;
  *addr = vma->vm_start + ((frame->index - vma->vm_pgoff) << KM_PAGE_SHIFT);
  return TRUE;
}

guint
km_rmap_walk (const KmMachine *m, KmPfn pfn, gboolean (*visit) (const KmMapping *mapping, gpointer data),
              gpointer data)
{
  const KmFrame *frame = km_frame (m, pfn);
  guint n = 0;

  if (frame == NULL || (km_frame_anon_vma (m, frame) == NULL && km_frame_file (m, frame) == NULL))
    return 0;
  for (const KmTask *task = km_task (m, m->state->first_task); task != NULL; task = km_task (m, task->next))
    {
      const KmMm *mm = km_mm (m, task->mm);

      for (const KmVma *vma = km_vma_first (m, mm); vma != NULL; vma = km_vma_next (m, vma))
        {
          KmMapping mapping = { task, vma, 0 };

          if (!address_in (m, vma, frame, &mapping.addr))
            continue;
          if (km_entry_pfn (km_tables_entry (m, mm->pgd, mapping.addr)) != pfn)
            continue;
          n++;
          if (!visit (&mapping, data))
            return n;
        }
    }
  return n;
}
