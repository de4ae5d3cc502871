/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/mm.h"

#include "core/mmu/tables.h"
#include "core/mmu/tlb.h"
#include "core/physical/alloc.h"
#include "core/physical/buddy.h"
#include "core/physical/frames.h"
#include "core/user/heap.h"
#include "core/user/limits.h"
#include "core/user/mmu-gather.h"
#include "core/user/rmap.h"
#include "core/user/vma-edit.h"

static void
link_task (KmMachine *m, const KmTask *task)
{
  KmTaskId id = { task->id }, last = m->state->last_task;

  KM_EDIT (m, task->prev, last);
  if (KM_IS_NONE (last))
    KM_EDIT (m, m->state->first_task, id);
  else
    KM_EDIT (m, km_task (m, last)->next, id);
  KM_EDIT (m, m->state->last_task, id);
}

static void
unlink_task (KmMachine *m, const KmTask *task)
{
  if (KM_IS_NONE (task->prev))
    KM_EDIT (m, m->state->first_task, task->next);
  else
    KM_EDIT (m, km_task (m, task->prev)->next, task->next);
  if (KM_IS_NONE (task->next))
    KM_EDIT (m, m->state->last_task, task->prev);
  else
    KM_EDIT (m, km_task (m, task->next)->prev, task->prev);
}

static void
give_task (KmMachine *m, const KmTask *task)
{
  if (task->kernel_stack != 0)
    {
      km_node_count (m, KM_NR_KERNEL_STACK, -(int) KM_STACK_FRAMES * 4);
      km_pages_free (m, task->kernel_stack, KM_STACK_ORDER);
    }
  km_frames_forget (m, task);
  if (!KM_IS_NONE (task->mm))
    km_mm_give (m, task->mm);
  km_task_give (m, (KmTaskId) { task->id });
}

const KmTask *
km_task_make (KmMachine *m, const char *comm)
{
  const KmTask *task = km_task (m, km_task_take (m));
  const KmMm *mm;
  char name[16] = "";

  if (task == NULL)
    return NULL;
  g_strlcpy (name, comm, sizeof name);
  km_store_copy (&m->store, task->comm, name, sizeof name);
  KM_EDIT (m, task->pid, m->state->next_pid);
  KM_BUMP (m, m->state->next_pid, 1);
  KM_EDIT (m, task->mm, km_mm_take (m));
  KM_EDIT (m, task->kernel_stack,
           km_pages_alloc (m, KM_GFP_KERNEL | KM_GFP_ACCOUNT | KM_GFP_ZERO, KM_STACK_ORDER, KM_USE_KERNEL));
  mm = km_mm (m, task->mm);
  if (mm == NULL || task->kernel_stack == 0 || km_pgd_new (m, mm) == 0)
    {
      give_task (m, task);
      return NULL;
    }
  km_node_count (m, KM_NR_KERNEL_STACK, (int) KM_STACK_FRAMES * 4);
  KM_EDIT (m, mm->users, 1);
  KM_EDIT (m, mm->owner, (KmTaskId) { task->id });
  link_task (m, task);
  return task;
}

const KmTask *
km_task_new (KmMachine *m, const char *comm)
{
  const KmTask *task = km_task_make (m, comm);

  if (task != NULL)
    km_step (m, EXEC_MM, .task = task->id, .pid = task->pid, .pgd = km_mm (m, task->mm)->pgd);
  return task;
}

static guint
zap (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end, gboolean keep_anon)
{
  KmGather gather;
  guint frames;

  km_gather_begin (&gather, m, mm);
  frames = km_gather_zap (&gather, start, end, keep_anon);
  km_gather_finish (&gather);
  return frames;
}

guint
km_mm_zap (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end)
{
  return zap (m, mm, start, end, FALSE);
}

guint
km_mm_zap_file (KmMachine *m, const KmMm *mm, KmAddr start, KmAddr end)
{
  return zap (m, mm, start, end, TRUE);
}

/* exit_mmap (): pages, then tables, then areas from low to high. */
void
km_task_exit (KmMachine *m, const KmTask *task)
{
  const KmMm *mm = km_mm (m, task->mm);
  const KmVma *vma;
  guint frames = 0, tables;
  KmGather gather;

  km_gather_begin (&gather, m, mm);
  for (vma = km_vma_first (m, mm); vma != NULL; vma = km_vma_next (m, vma))
    frames += km_gather_zap (&gather, vma->vm_start, vma->vm_end, FALSE);
  km_gather_finish (&gather);
  tables = km_tables_free (m, mm, 0, KM_TASK_SIZE);
  while ((vma = km_vma_first (m, mm)) != NULL)
    {
      if (vma->vm_flags & KM_VM_ACCOUNT)
        km_mm_uncharge (m, km_vma_pages (vma));
      if (vma->vm_flags & KM_VM_LOCKED)
        KM_BUMP (m, mm->locked_vm, -km_vma_pages (vma));
      km_vma_remove (m, mm, vma);
    }
  km_heap_forget (m, mm);
  km_switch_away (m, task, TRUE);
  km_pgd_free (m, mm);
  km_step (m, EXIT_MM, .task = task->id, .frames = frames, .tables = tables);
  unlink_task (m, task);
  give_task (m, task);
}
