/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * load_elf_binary (), fs/binfmt_elf.c, and setup_arg_pages (), fs/exec.c, in the kernel's order:
 * stack with the argument page, segments, bss, interpreter, vvar and vdso, the stack's contents.
 */
#include "core/exec/exec.h"

#include "core/fault/fault-anon.h"
#include "core/fault/fault.h"
#include "core/fault/filemap.h"
#include "core/mmu/tables.h"
#include "core/mmu/tlb.h"
#include "core/physical/frames.h"
#include "core/user/brk.h"
#include "core/user/gaps.h"
#include "core/user/mm.h"
#include "core/user/mmap.h"
#include "core/user/vma-add.h"
#include "core/user/vma-edit.h"

#define STACK_EXPAND 131072u    /* bytes below the argument pages: setup_arg_pages () */
#define VVAR_PAGES 4
#define MIN_MMAP_GAP (128u << 20)
#define MAX_MMAP_GAP (KM_TASK_SIZE / 6 * 5)
#define STACK_FLAGS (KM_VM_READ | KM_VM_WRITE | KM_VM_MAY_ALL | KM_VM_GROWSDOWN | KM_VM_ACCOUNT)

/* mmap_base (), arch/x86/mm/mmap.c, without randomisation */
static KmAddr
mmap_base (uint32_t stack_limit)
{
  uint32_t gap = stack_limit > MAX_MMAP_GAP - KM_STACK_GUARD_GAP ? MAX_MMAP_GAP
                                                                 : stack_limit + KM_STACK_GUARD_GAP;

  return km_page_align_down (KM_TASK_SIZE - CLAMP (gap, MIN_MMAP_GAP, MAX_MMAP_GAP));
}

/* A write by the kernel to a page of the new program, as copy_strings () and padzero () make it. */
static gboolean
touch (KmMachine *m, const KmTask *task, const KmVma *vma, KmAddr addr)
{
  KmFault fault = { task, km_mm (m, task->mm), vma, addr, TRUE, FALSE };

  KmFaultResult result = KM_IS_NONE (vma->vm_file) ? km_fault_anonymous (m, &fault)
                                                   : km_fault_file (m, &fault);
  KmPfn pfn;

  if (result != KM_FAULT_OK)
    return FALSE;
  km_fault_account (m, task, fault.major);
  pfn = km_entry_pfn (km_tables_entry (m, fault.mm->pgd, addr));
  km_frame_set_content (m, pfn, km_content_unique (m));
  return TRUE;
}

KmAddr
km_exec_stack_start (uint32_t stack_limit)
{
  return KM_TASK_SIZE - KM_PAGE_SIZE - MIN (STACK_EXPAND, km_page_align_down (stack_limit));
}

static gboolean
set_up_stack (KmMachine *m, const KmTask *task, const KmMm *mm)
{
  KmAddr top = KM_TASK_SIZE, args = top - KM_PAGE_SIZE, start = km_exec_stack_start (mm->stack_limit);
  KmVmaDef def = {
    args, top, STACK_FLAGS, KM_NONE (KmFileId), args >> KM_PAGE_SHIFT, KM_VMA_PLAIN
  };
  const KmVma *vma = km_vma_add (m, mm, &def);
  KmPfn pfn;

  if (vma == NULL || !touch (m, task, vma, args))
    return FALSE;
  pfn = km_entry_pfn (km_tables_entry (m, mm->pgd, args));
  km_step (m, EXEC_ARGS, .addr = args, .pfn = pfn);
  km_vma_set_range (m, mm, vma, start, top, start >> KM_PAGE_SHIFT);
  KM_BUMP (m, m->state->committed, km_vma_pages (vma));
  km_step (m, EXEC_STACK, .start = vma->vm_start, .end = vma->vm_end, .pages = km_vma_pages (vma));
  return TRUE;
}

/* elf_map (): the part that comes from the file. */
static const KmVma *
map_file_part (KmMachine *m, const KmMm *mm, const KmExecSegment *s)
{
  KmAddr start = km_page_align_down (s->start), end = km_page_align_up (s->start + s->file_bytes);
  uint32_t slack = s->start - start;
  KmVmaDef def = { start, end, s->prot | KM_VM_MAY_ALL | KM_VM_DENYWRITE, s->file,
                   (s->offset - slack) >> KM_PAGE_SHIFT, KM_VMA_PLAIN };
  const KmVma *vma;

  if (KM_IS_ERROR (km_mm_munmap (m, mm, start, end - start)))
    return NULL;
  if (s->relro || (s->prot & KM_VM_WRITE))
    {
      def.flags |= KM_VM_ACCOUNT;       /* stays when mprotect takes the write access away */
      KM_BUMP (m, m->state->committed, (end - start) >> KM_PAGE_SHIFT);
    }
  vma = km_vma_add (m, mm, &def);
  if (vma != NULL)
    km_step (m, EXEC_SEGMENT, .start = start, .end = end, .perm = s->prot,
             .offset = s->offset - slack);
  return vma;
}

/* The tail of the last page from the file: padzero (). */
static gboolean
clear_tail (KmMachine *m, const KmTask *task, const KmVma *vma, const KmExecSegment *s)
{
  KmAddr file_end = s->start + s->file_bytes;

  return vma == NULL || s->bytes <= s->file_bytes || file_end % KM_PAGE_SIZE == 0
         || !(s->prot & KM_VM_WRITE) || touch (m, task, vma, km_page_align_down (file_end));
}

/* The heap will begin behind the last segment. */
static void
set_brk (KmMachine *m, const KmMm *mm, KmAddr end)
{
  if (km_page_align_up (end) <= mm->brk)
    return;
  KM_EDIT (m, mm->start_brk, km_page_align_up (end));
  KM_EDIT (m, mm->brk, km_page_align_up (end));
}

/* Whole anonymous pages: vm_brk_flags (), which set_brk () calls for the program itself. As with the
 * part from the file, what an earlier segment has mapped there is replaced. */
static gboolean
map_zero_pages (KmMachine *m, const KmMm *mm, const KmExecSegment *s, gboolean own)
{
  KmAddr file_end = s->start + s->file_bytes;
  KmAddr first = s->file_bytes == 0 ? km_page_align_down (s->start) : km_page_align_up (file_end);
  KmAddr last = km_page_align_up (s->start + s->bytes);
  KmVmaDef def = { first, last, s->prot | KM_VM_MAY_ALL, KM_NONE (KmFileId), first >> KM_PAGE_SHIFT,
                   KM_VMA_PLAIN };

  if (last <= first)
    return TRUE;
  if (KM_IS_ERROR (km_mm_munmap (m, mm, first, last - first)))
    return FALSE;
  if (s->prot & KM_VM_WRITE)
    {
      def.flags |= KM_VM_ACCOUNT;
      KM_BUMP (m, m->state->committed, (last - first) >> KM_PAGE_SHIFT);
    }
  if (km_vma_add (m, mm, &def) == NULL)
    return FALSE;
  if (own)
    set_brk (m, mm, s->start + s->bytes);
  km_step (m, EXEC_BSS, .start = first, .end = last, .brk = last);
  return TRUE;
}

static gboolean
map_segment (KmMachine *m, const KmTask *task, const KmMm *mm, const KmExecSegment *s, gboolean own)
{
  const KmVma *vma = NULL;
  KmAddr end = s->start + s->bytes;

  if (s->file_bytes > 0)
    {
      vma = map_file_part (m, mm, s);
      if (vma == NULL)
        return FALSE;
    }
  /* load_elf_interp () clears the tail before it maps the rest. */
  if (!own)
    return clear_tail (m, task, vma, s) && map_zero_pages (m, mm, s, FALSE);
  if (!map_zero_pages (m, mm, s, TRUE))
    return FALSE;
  if ((s->prot & KM_VM_EXEC) && mm->end_code < end)
    {
      KM_EDIT (m, mm->end_code, end);
      if (mm->start_code == 0)
        KM_EDIT (m, mm->start_code, s->start);
    }
  if ((s->prot & KM_VM_WRITE) && s->file_bytes > 0)
    {
      KM_EDIT (m, mm->start_data, s->start);
      KM_EDIT (m, mm->end_data, s->start + s->file_bytes);
    }
  if (s->bytes > s->file_bytes)
    {
      KM_EDIT (m, mm->start_bss, s->start + s->file_bytes);
      KM_EDIT (m, mm->end_bss, end);
    }
  set_brk (m, mm, end);
  /* load_elf_binary () calls padzero () after set_brk (). */
  return clear_tail (m, task, vma, s);
}

/* map_vdso () */
static gboolean
map_vdso (KmMachine *m, const KmMm *mm)
{
  uint32_t vdso_pages = m->state->config.layout >= KM_LAYOUT_DEBIAN ? 2 : 1;
  uint32_t length = (VVAR_PAGES + vdso_pages) << KM_PAGE_SHIFT;
  KmAddr vvar = km_mm_unmapped_area (m, mm, length), vdso = vvar + (VVAR_PAGES << KM_PAGE_SHIFT);
  KmVmaDef text = { vdso, vvar + length, KM_VM_READ | KM_VM_EXEC | KM_VM_MAY_ALL | KM_VM_DONTEXPAND,
                    KM_NONE (KmFileId), 0,
                    KM_VMA_VDSO };
  KmVmaDef data = { vvar,
                    vdso,
                    KM_VM_READ | KM_VM_MAYREAD | KM_VM_IO | KM_VM_DONTDUMP | KM_VM_PFNMAP
                      | KM_VM_DONTEXPAND,
                    KM_NONE (KmFileId),
                    0,
                    KM_VMA_VVAR };

  if (KM_IS_ERROR (vvar) || km_vma_add (m, mm, &text) == NULL || km_vma_add (m, mm, &data) == NULL)
    return FALSE;
  km_step (m, EXEC_VDSO, .vvar = vvar, .vdso = vdso, .end = vvar + length);
  return TRUE;
}

/* create_elf_tables (): strings from the top down (a null word, the path, one argument, the
 * platform "i686", 16 random bytes), then auxv (20 pairs), envp, argv and argc on a 16-byte
 * border. */
static KmAddr
stack_pointer (const char *comm, const char *path)
{
  KmAddr p = KM_TASK_SIZE - 4;

  p -= strlen (path) + 1;
  p -= strlen (comm) + 1;
  p = (p & ~15u) - 5 - 16;
  p -= 20 * 8 + 4 + 8 + 4;
  return p & ~15u;
}

static gboolean
load (KmMachine *m, const KmTask *task, const KmMm *mm, const KmExecDef *def)
{
  for (guint i = 0; i < def->n_segments; i++)
    {
      if (i == def->n_program)
        km_step (m, EXEC_INTERP, .base = def->segment[i].start);
      if (!map_segment (m, task, mm, &def->segment[i], i < def->n_program))
        return FALSE;
    }
  return map_vdso (m, mm);
}

const KmTask *
km_exec (KmMachine *m, const char *comm, const KmExecDef *def)
{
  const KmTask *task = km_task_new (m, comm);
  const KmMm *mm;
  KmAddr sp;

  if (task == NULL)
    return NULL;
  mm = km_mm (m, task->mm);
  KM_EDIT (m, mm->stack_limit, def->stack_limit);
  KM_EDIT (m, mm->mmap_base, mmap_base (def->stack_limit));
  if (!set_up_stack (m, task, mm) || !load (m, task, mm, def))
    {
      km_task_exit (m, task);
      return NULL;
    }
  sp = stack_pointer (comm, def->path);
  KM_EDIT (m, mm->start_stack, sp);
  KM_EDIT (m, task->sp, sp);
  km_step (m, EXEC_START, .task = task->id, .entry = def->entry, .sp = sp);
  km_switch_to (m, task);
  return task;
}
