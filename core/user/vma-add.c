/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/vma-add.h"

#include "core/cache/file.h"
#include "core/user/limits.h"
#include "core/user/vma-merge.h"

#include <errno.h>

static const KmVma *
new_area (KmMachine *m, const KmMm *mm, const KmVmaDef *def)
{
  const KmFile *file = km_file (m, def->file);
  const KmVma *vma = km_vma (m, km_vma_take (m));

  if (vma == NULL)
    return NULL;
  KM_EDIT (m, vma->vm_start, def->start);
  KM_EDIT (m, vma->vm_end, def->end);
  KM_EDIT (m, vma->vm_flags, def->flags);
  KM_EDIT (m, vma->vm_file, def->file);
  KM_EDIT (m, vma->vm_pgoff, def->pgoff);
  KM_EDIT (m, vma->special, def->special);
  KM_EDIT (m, vma->vm_mm, (KmMmId) { mm->id });
  if (file != NULL)
    KM_BUMP (m, file->n_maps, 1);
  return vma;
}

const KmVma *
km_vma_add (KmMachine *m, const KmMm *mm, const KmVmaDef *def)
{
  KmVmaPlace place = km_vma_find_place (m, mm, def->start);
  const KmVma *vma;

  if (def->special == KM_VMA_PLAIN)
    {
      vma = km_vma_merge (m, mm, place.prev, def, KM_NONE (KmAnonVmaId));
      if (vma != NULL)
        return vma;
    }
  vma = new_area (m, mm, def);
  if (vma == NULL)
    return NULL;
  km_vma_link_at (m, mm, vma, &place);
  km_step (m, VMA_INSERT, .vma = vma->id, .start = vma->vm_start, .end = vma->vm_end,
           .perm = vma->vm_flags);
  return vma;
}

const KmVma *
km_vma_copy (KmMachine *m, const KmMm *mm, const KmVmaDef *def, const KmVma *from)
{
  const KmVma *new = new_area (m, mm, def);

  if (new == NULL)
    return NULL;
  km_anon_vma_clone (m, new, from);
  km_vma_link (m, mm, new);
  km_step (m, VMA_INSERT, .vma = new->id, .start = new->vm_start, .end = new->vm_end, .perm = new->vm_flags);
  return new;
}

uint32_t
km_vma_split (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr addr, gboolean new_below)
{
  uint32_t below = (addr - vma->vm_start) >> KM_PAGE_SHIFT;
  KmVmaDef def = { vma->vm_start, vma->vm_end, vma->vm_flags, vma->vm_file, vma->vm_pgoff,
                   vma->special };
  const KmVma *new;

  if (new_below)
    def.end = addr;
  else
    {
      def.start = addr;
      def.pgoff += below;
    }
  new = new_area (m, mm, &def);
  if (new == NULL)
    return KM_ERROR (ENOMEM);
  km_anon_vma_clone (m, new, vma);
  if (new_below)
    km_vma_set_range (m, mm, vma, addr, vma->vm_end, vma->vm_pgoff + below);
  else
    km_vma_set_range (m, mm, vma, vma->vm_start, addr, vma->vm_pgoff);
  km_vma_link (m, mm, new);
  km_step (m, VMA_SPLIT, .vma = vma->id, .addr = addr, .new_below = new_below);
  return 0;
}

uint32_t
km_vma_cut (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr start, KmAddr end)
{
  uint32_t wrong = 0;

  if (start != vma->vm_start)
    wrong = km_mm_map_count_fits (m, mm, 0) ? km_vma_split (m, mm, vma, start, TRUE) : KM_ERROR (ENOMEM);
  if (wrong == 0 && end != vma->vm_end)
    wrong = km_mm_map_count_fits (m, mm, 0) ? km_vma_split (m, mm, vma, end, FALSE) : KM_ERROR (ENOMEM);
  return wrong;
}
