/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/vma-add.h"

#include "core/user/anon-vma.h"
#include "core/user/i-mmap.h"
#include "core/user/limits.h"
#include "core/user/vma-adjust.h"
#include "core/user/vma-merge.h"

#include <errno.h>

const KmVma *
km_vma_new (KmMachine *m, const KmMm *mm, const KmVmaDef *def)
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

/* vm_area_dup (), anon_vma_clone (): a copy for the same pages. NULL without memory. */
static const KmVma *
new_copy (KmMachine *m, const KmMm *mm, const KmVmaDef *def, const KmVma *from)
{
  const KmVma *new = km_vma_new (m, mm, def);

  if (new == NULL)
    return NULL;
  KM_EDIT (m, new->anon_vma, from->anon_vma);
  if (km_anon_vma_clone (m, new, from))
    return new;
  km_vma_free (m, new);
  return NULL;
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
  vma = km_vma_new (m, mm, def);
  if (vma == NULL)
    return NULL;
  km_vma_link_at (m, mm, vma, &place);
  km_vma_link_file (m, vma);
  km_step (m, VMA_INSERT, .vma = vma->id, .start = vma->vm_start, .end = vma->vm_end,
           .perm = vma->vm_flags);
  return vma;
}

const KmVma *
km_vma_copy (KmMachine *m, const KmMm *mm, const KmVmaDef *def, const KmVma *from)
{
  const KmVma *new = new_copy (m, mm, def, from);

  if (new == NULL)
    return NULL;
  km_vma_link (m, mm, new);
  km_vma_link_file (m, new);
  km_step (m, VMA_INSERT, .vma = new->id, .start = new->vm_start, .end = new->vm_end, .perm = new->vm_flags);
  return new;
}

uint32_t
km_vma_split (KmMachine *m, const KmMm *mm, const KmVma *vma, KmAddr addr, gboolean new_below)
{
  uint32_t below = (addr - vma->vm_start) >> KM_PAGE_SHIFT;
  KmVmaDef def = { vma->vm_start, vma->vm_end, vma->vm_flags, vma->vm_file, vma->vm_pgoff,
                   vma->special };
  KmVmaBorders borders = { vma->vm_start, vma->vm_end, vma->vm_pgoff, NULL, NULL };

  if (new_below)
    {
      def.end = borders.start = addr;
      borders.pgoff += below;
    }
  else
    {
      def.start = borders.end = addr;
      def.pgoff += below;
    }
  borders.insert = new_copy (m, mm, &def, vma);
  if (borders.insert == NULL)
    return KM_ERROR (ENOMEM);
  km_vma_adjust (m, mm, vma, &borders);
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
