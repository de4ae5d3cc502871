/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/fault/populate.h"

#include "core/fault/fault.h"
#include "core/mmu/tables.h"
#include "core/physical/pagevec.h"
#include "core/user/brk.h"
#include "core/user/mlock.h"
#include "core/user/vma.h"

#include <errno.h>

/* faultin_page (): FALSE when the page cannot be had. */
static gboolean
fault_in (KmMachine *m, const KmTask *task, const KmVma *vma, KmAddr at, gboolean write)
{
  const KmMm *mm = km_mm (m, task->mm);
  uint64_t entry = km_tables_entry (m, mm->pgd, at);
  KmFault fault = { task, mm, vma, at, write, FALSE };

  if (entry != 0 && (!write || (entry & KM_PTE_RW)))
    return TRUE;
  return km_handle_mm_fault (m, &fault) == KM_FAULT_OK;
}

/* vm_normal_page (): the zero page is none. */
static gboolean
has_page (const KmMachine *m, const KmTask *task, KmAddr at)
{
  uint64_t entry = km_tables_entry (m, km_mm (m, task->mm)->pgd, at);

  return entry != 0 && !(entry & KM_PTE_SPECIAL);
}

/* populate_vma_page_range (): private writable memory is written, so that it gets pages of its own. */
static gboolean
populate_area (KmMachine *m, const KmTask *task, const KmVma *vma, KmAddr start, KmAddr end)
{
  gboolean write = (vma->vm_flags & (KM_VM_WRITE | KM_VM_SHARED)) == KM_VM_WRITE;

  if (vma->vm_flags & KM_VM_LOCKONFAULT)
    return TRUE;
  if (!(vma->vm_flags & KM_VM_ACCESS_FLAGS))
    return FALSE;
  for (KmAddr at = start; at < end; at += KM_PAGE_SIZE)
    {
      if (km_machine_must_stop (m) || !fault_in (m, task, vma, at, write))
        return FALSE;
      if ((vma->vm_flags & KM_VM_LOCKED) && has_page (m, task, at))
        km_lru_add_drain (m);   /* follow_page_pte (): mlock_vma_page () needs it on its list */
    }
  return TRUE;
}

gboolean
km_mm_populate (KmMachine *m, const KmTask *task, KmAddr start, KmAddr end)
{
  const KmVma *vma = km_vma_find (m, km_mm (m, task->mm), start);

  for (; vma != NULL && vma->vm_start < end; vma = km_vma_next (m, vma))
    if (!(vma->vm_flags & (KM_VM_IO | KM_VM_PFNMAP))
        && !populate_area (m, task, vma, MAX (start, vma->vm_start), MIN (end, vma->vm_end)))
      return FALSE;
  return TRUE;
}

void
km_mm_populate_locked (KmMachine *m, const KmTask *task, KmAddr start, KmAddr end)
{
  const KmVma *vma = km_vma_find (m, km_mm (m, task->mm), start);

  for (; vma != NULL && vma->vm_start < end; vma = km_vma_next (m, vma))
    if (vma->vm_flags & KM_VM_LOCKED)
      populate_area (m, task, vma, MAX (start, vma->vm_start), MIN (end, vma->vm_end));
}

uint32_t
km_task_mlock (KmMachine *m, const KmTask *task, KmAddr addr, uint32_t length, gboolean onfault)
{
  KmAddr start, end;
  uint32_t wrong = km_mm_mlock (m, km_mm (m, task->mm), addr, length, onfault, &start, &end);

  if (wrong != 0)
    return wrong;
  return km_mm_populate (m, task, start, end) ? 0 : KM_ERROR (ENOMEM);
}

uint32_t
km_task_mlockall (KmMachine *m, const KmTask *task, uint32_t flags)
{
  uint32_t wrong = km_mm_mlockall (m, km_mm (m, task->mm), flags);

  if (wrong == 0 && (flags & KM_MCL_CURRENT))
    km_mm_populate_locked (m, task, 0, KM_TASK_SIZE);
  return wrong;
}

uint32_t
km_mm_brk_populate (KmMachine *m, const KmTask *task, KmAddr brk)
{
  const KmMm *mm = km_mm (m, task->mm);
  KmAddr old = km_page_align_up (mm->brk), now = km_mm_brk (m, mm, brk);

  if ((mm->def_flags & KM_VM_LOCKED) && km_page_align_up (now) > old)
    km_mm_populate (m, task, old, km_page_align_up (now));
  return now;
}
