/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/truncate.h"

#include "core/cache/truncate.h"
#include "core/user/errno.h"
#include "core/user/i-mmap.h"
#include "core/user/mm.h"
#include "core/user/vma.h"

#include <errno.h>

void
km_file_unmap (KmMachine *m, const KmFile *file, uint32_t first, uint32_t end, gboolean even_cows)
{
  for (const KmVma *vma = km_file_first_area (m, file, first, end - 1); vma != NULL;
       vma = km_file_next_area (m, vma, first, end - 1))
    {
      uint32_t from = MAX (first, vma->vm_pgoff), to = MIN (end, vma->vm_pgoff + km_vma_pages (vma));

      (even_cows ? km_mm_zap : km_mm_zap_file) (m, km_mm (m, vma->vm_mm),
                                                vma->vm_start + ((from - vma->vm_pgoff) << KM_PAGE_SHIFT),
                                                vma->vm_start + ((to - vma->vm_pgoff) << KM_PAGE_SHIFT));
    }
}

/* get_write_access (): the areas that execve laid out keep writers away from their file. */
static gboolean
is_program (const KmMachine *m, const KmFile *file)
{
  const KmVma *vma = km_file_first_area (m, file, 0, G_MAXUINT32);

  while (vma != NULL && !(vma->vm_flags & KM_VM_DENYWRITE))
    vma = km_file_next_area (m, vma, 0, G_MAXUINT32);
  return vma != NULL;
}

uint32_t
km_file_truncate (KmMachine *m, const KmFile *file, uint64_t bytes)
{
  uint64_t old = file->size;

  if (file->zero_device)
    return KM_ERROR (EINVAL);
  if (is_program (m, file))
    return KM_ERROR (ETXTBSY);
  km_file_set_size (m, file, bytes);
  if (bytes >= old)
    return 0;
  /* The page in which the file ends from now on stays mapped. */
  km_file_unmap (m, file, km_file_n_pages (file), G_MAXUINT32, TRUE);
  km_file_drop_end (m, file);
  return 0;
}
