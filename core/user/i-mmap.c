/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/i-mmap.h"

#include "core/user/vma.h"

static const KmVma *
from_node (const KmRbNode *node)
{
  return node == NULL ? NULL : KM_RB_RECORD (node, KmVma, shared);
}

/* vma_start_pgoff (), vma_last_pgoff () */
static uint32_t
first_page (const KmStore *store, const KmRbNode *node)
{
  return from_node (node)->vm_pgoff;
}

static uint32_t
last_page (const KmStore *store, const KmRbNode *node)
{
  const KmVma *vma = from_node (node);

  return vma->vm_pgoff + km_vma_pages (vma) - 1;
}

static const KmIntervals by_page = {
  { (int32_t) offsetof (KmVma, shared_last) - (int32_t) offsetof (KmVma, shared), last_page }, first_page
};

const KmIntervals *
km_file_intervals (void)
{
  return &by_page;
}

const KmVma *
km_file_first_area (const KmMachine *m, const KmFile *file, uint32_t first, uint32_t last)
{
  return from_node (km_rb_node (&m->store, km_interval_first (&m->store, &file->i_mmap, first, last, &by_page)));
}

const KmVma *
km_file_next_area (const KmMachine *m, const KmVma *vma, uint32_t first, uint32_t last)
{
  KmRbLink next = km_interval_next (&m->store, km_rb_link (&m->store, &vma->shared), first, last, &by_page);

  return from_node (km_rb_node (&m->store, next));
}

void
km_vma_link_file (KmMachine *m, const KmVma *vma)
{
  const KmFile *file = km_file (m, vma->vm_file);

  if (file != NULL)
    km_interval_insert (&m->store, &file->i_mmap, &vma->shared, &by_page);
}

void
km_vma_link_file_after (KmMachine *m, const KmVma *vma, const KmVma *parent)
{
  const KmFile *file = km_file (m, vma->vm_file);

  if (file != NULL)
    km_interval_insert_after (&m->store, &file->i_mmap, &vma->shared, &parent->shared, &by_page);
}

void
km_vma_unlink_file (KmMachine *m, const KmVma *vma)
{
  const KmFile *file = km_file (m, vma->vm_file);

  if (file != NULL && km_interval_is_in (&vma->shared))
    km_interval_remove (&m->store, &file->i_mmap, &vma->shared, &by_page);
}
