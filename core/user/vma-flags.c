/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/vma-flags.h"

#include "core/user/vma-add.h"
#include "core/user/vma-merge.h"

uint32_t
km_vma_mark (KmMachine *m, const KmMm *mm, const KmVma **vma, KmAddr start, KmAddr end, uint32_t flags)
{
  const KmVma *area = *vma, *prev = start > area->vm_start ? area : km_vma_prev (m, area), *merged;
  KmVmaDef def = { start, end, flags, area->vm_file,
                   area->vm_pgoff + ((start - area->vm_start) >> KM_PAGE_SHIFT), area->special };
  uint32_t wrong = 0, old = area->vm_flags, pages = (end - start) >> KM_PAGE_SHIFT;

  if (flags == area->vm_flags)
    return 0;
  merged = km_vma_merge (m, mm, prev, &def, area->anon_vma);
  if (merged == NULL)
    wrong = km_vma_cut (m, mm, area, start, end);
  if (wrong != 0)
    return wrong;
  *vma = merged == NULL ? area : merged;
  if ((old ^ flags) & KM_VM_LOCKED)
    KM_BUMP (m, mm->locked_vm, flags & KM_VM_LOCKED ? pages : -pages);
  km_vma_set_flags (m, mm, *vma, flags);
  km_step (m, VMA_MARK, .vma = (*vma)->id, .start = start, .end = end, .perm = flags);
  return 0;
}
