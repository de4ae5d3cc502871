/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/fork.h"

#include "core/mmu/tlb.h"
#include "core/user/anon-vma-tree.h"
#include "core/user/anon-vma.h"
#include "core/user/copy-range.h"
#include "core/user/heap.h"
#include "core/user/i-mmap.h"
#include "core/user/limits.h"
#include "core/user/mm.h"
#include "core/user/vma-add.h"

/* mm_init (), dup_mm (): what the program has set up comes along; counters and locks begin anew. */
static void
copy_words (KmMachine *m, const KmMm *mm, const KmMm *old)
{
  const size_t first = offsetof (KmMm, start_code), end = offsetof (KmMm, users);

  km_store_copy (&m->store, &mm->start_code, &old->start_code, end - first);
  KM_EDIT (m, mm->mmap_base, old->mmap_base);
  KM_EDIT (m, mm->legacy_layout, old->legacy_layout);
  KM_EDIT (m, mm->def_flags, old->def_flags & KM_VM_NOHUGEPAGE);        /* VM_INIT_DEF_MASK */
}

static guint
count_links (const KmMachine *m, const KmVma *vma)
{
  guint n = 0;

  for (const KmAnonVmaChain *link = km_vma_chain_first (m, vma); link != NULL; link = km_chain_next (m, link))
    n++;
  return n;
}

/* The child's area, in the file's tree and in the child's list; NULL without memory. VM_WIPEONFORK: it begins empty. */
static const KmVma *
dup_area (KmMachine *m, const KmMm *mm, const KmVma *from)
{
  KmVmaDef def = { from->vm_start, from->vm_end, from->vm_flags & ~(uint32_t) (KM_VM_LOCKED | KM_VM_LOCKONFAULT),
                   from->vm_file, from->vm_pgoff, from->special };
  const KmVma *vma = km_vma_new (m, mm, &def);
  gboolean wiped = (from->vm_flags & KM_VM_WIPEONFORK) != 0, fresh = FALSE;

  if (vma == NULL)
    return NULL;
  if (!wiped && !km_anon_vma_fork (m, vma, from, &fresh))
    {
      km_vma_free (m, vma);
      return NULL;
    }
  km_vma_link_file_after (m, vma, from);
  km_vma_link (m, mm, vma);
  km_step (m, FORK_AREA, .vma = vma->id, .start = vma->vm_start, .end = vma->vm_end, .perm = vma->vm_flags);
  if (wiped)
    km_step (m, FORK_WIPED, .vma = vma->id, .start = vma->vm_start, .end = vma->vm_end);
  else if (fresh)
    km_step (m, FORK_ANON_VMA, .vma = vma->id, .links = count_links (m, vma));
  else if (!KM_IS_NONE (vma->anon_vma))
    km_step (m, FORK_ANON_REUSE, .vma = vma->id, .links = count_links (m, vma));
  return vma;
}

/* One round of dup_mmap (); FALSE without memory. */
static gboolean
copy_area (KmMachine *m, const KmMm *mm, const KmVma *from)
{
  const KmMm *old = km_mm (m, from->vm_mm);
  uint32_t charged = from->vm_flags & KM_VM_ACCOUNT ? km_vma_pages (from) : 0;
  const KmVma *vma;

  if (from->vm_flags & KM_VM_DONTCOPY)
    {
      km_step (m, FORK_LEFT_OUT, .vma = from->id, .start = from->vm_start, .end = from->vm_end);
      return TRUE;
    }
  if (charged > 0 && !km_mm_charge (m, old, charged))
    return FALSE;
  vma = dup_area (m, mm, from);
  if (vma == NULL)
    {
      km_mm_uncharge (m, charged);
      return FALSE;
    }
  return (from->vm_flags & KM_VM_WIPEONFORK) || km_copy_page_range (m, vma, from);
}

/* dup_mmap () */
static gboolean
copy_areas (KmMachine *m, const KmMm *mm, const KmMm *old)
{
  const KmVma *from = km_vma_first (m, old);

  KM_EDIT (m, old->copied, 1);
  while (from != NULL && !km_machine_must_stop (m) && copy_area (m, mm, from))
    from = km_vma_next (m, from);
  KM_EDIT (m, old->copied, 0);
  km_tlb_flush_range (m, old, 0, KM_TASK_SIZE);         /* flush_tlb_mm (): entries that are read-only now */
  KM_EDIT (m, mm->hiwater_rss, km_mm_rss (mm));
  KM_EDIT (m, mm->hiwater_vm, mm->total_vm);
  return from == NULL;
}

const KmTask *
km_task_fork_begin (KmMachine *m, const KmTask *parent)
{
  const KmMm *old = km_mm (m, parent->mm), *mm;
  const KmTask *child = km_task_make (m, parent->comm);

  if (child == NULL)
    return NULL;
  mm = km_mm (m, child->mm);
  KM_EDIT (m, child->parent, (KmTaskId) { parent->id });
  KM_EDIT (m, child->ip, parent->ip);
  KM_EDIT (m, child->sp, parent->sp);
  copy_words (m, mm, old);
  km_heap_copy (m, mm, old);
  km_frames_copy (m, child, parent);
  return child;
}

gboolean
km_task_fork_areas (KmMachine *m, const KmTask *child)
{
  const KmMm *mm = km_mm (m, child->mm);

  km_step (m, FORK_MM, .task = child->id, .parent = child->parent.value, .pid = child->pid, .pgd = mm->pgd);
  if (copy_areas (m, mm, km_mm (m, km_task (m, child->parent)->mm)))
    return TRUE;
  km_task_exit (m, child);
  return FALSE;
}

const KmTask *
km_task_fork (KmMachine *m, const KmTask *parent)
{
  const KmTask *child = km_task_fork_begin (m, parent);

  return child != NULL && km_task_fork_areas (m, child) ? child : NULL;
}
