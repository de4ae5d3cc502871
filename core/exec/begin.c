/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/exec/begin.h"

#include "core/fault/fault-anon.h"
#include "core/fault/fault.h"
#include "core/fault/filemap.h"
#include "core/mmu/tables.h"
#include "core/mmu/tlb.h"
#include "core/physical/frames.h"
#include "core/physical/pagevec.h"
#include "core/user/expand.h"
#include "core/user/gaps.h"
#include "core/user/mmap.h"
#include "core/user/vma-add.h"

#define STACK_EXPAND 131072u    /* bytes below the argument pages: setup_arg_pages () */
#define STK_LIM (8u << 20)      /* _STK_LIM: what a set-user-ID program has at most */
#define VVAR_PAGES 4
#define MIN_MMAP_GAP (128u << 20)
#define MAX_MMAP_GAP (KM_TASK_SIZE / 6 * 5)
#define TASK_UNMAPPED_BASE 0x40000000u
#define AUXV_PAIRS 21u
#define PLATFORM_BYTES 5u       /* "i686" */
#define RANDOM_BYTES 16u        /* AT_RANDOM */
#define SETID_CLEARS ((uint32_t) (KM_PER_READ_IMPLIES_EXEC | KM_PER_COMPAT_LAYOUT | KM_PER_MMAP_PAGE_ZERO))
#define PER_MASK 0xffu
#define S_ISUID_BIT 04000u
#define S_ISGID_BIT 02000u

/* --- Address space ---------------------------------------------------------------------------- */

/* mmap_base (), without randomisation */
static KmAddr
mmap_base (uint32_t stack_limit)
{
  uint32_t gap = stack_limit + KM_STACK_GUARD_GAP > stack_limit ? stack_limit + KM_STACK_GUARD_GAP : stack_limit;

  return km_page_align_up (KM_TASK_SIZE - CLAMP (gap, MIN_MMAP_GAP, MAX_MMAP_GAP));
}

/* arch_pick_mmap_layout () */
static void
pick_layout (KmMachine *m, const KmMm *mm)
{
  gboolean legacy = m->state->legacy_va_layout || (mm->personality & KM_PER_COMPAT_LAYOUT);

  KM_EDIT (m, mm->legacy_layout, legacy);
  KM_EDIT (m, mm->mmap_base, legacy ? TASK_UNMAPPED_BASE : mmap_base (mm->rlimit[KM_RLIMIT_STACK]));
}

/* bprm->secureexec: it runs with other rights than who started it. */
static gboolean
is_secure (const KmBprm *bprm)
{
  const KmImage *image = bprm->image;

  return image != NULL && bprm->def->uid != 0
         && (((image->mode & S_ISUID_BIT) && image->uid != bprm->def->uid)
             || ((image->mode & S_ISGID_BIT) && image->gid != bprm->def->gid));
}

gboolean
km_exec_begin (KmBprm *bprm, uint32_t personality)
{
  KmMachine *m = bprm->m;
  const KmExecDef *def = bprm->def;
  gboolean secure = is_secure (bprm);
  const KmMm *mm;

  bprm->task = km_task_new (m, def->comm);
  if (bprm->task == NULL)
    return FALSE;
  bprm->mm = mm = km_mm (m, bprm->task->mm);
  KM_EDIT (m, mm->uid, bprm->image != NULL && (bprm->image->mode & S_ISUID_BIT) ? bprm->image->uid : def->uid);
  KM_EDIT (m, mm->personality, (secure ? def->personality & ~SETID_CLEARS : def->personality & ~PER_MASK) | personality);
  for (guint i = 0; i < KM_N_RLIMITS; i++)
    KM_EDIT (m, mm->rlimit[i], def->rlimit[i]);
  if (secure)
    KM_EDIT (m, mm->rlimit[KM_RLIMIT_STACK], MIN (def->rlimit[KM_RLIMIT_STACK], STK_LIM));
  pick_layout (m, mm);
  return TRUE;
}

/* --- Memory ----------------------------------------------------------------------------------- */

/* The fault of a store to @addr of @vma. */
static KmFaultResult
store_fault (KmBprm *bprm, KmFault *fault)
{
  uint64_t entry = km_tables_entry (bprm->m, fault->mm->pgd, fault->addr);

  if (entry != 0)
    return km_fault_write_protected (bprm->m, fault, entry);
  return km_vma_is_anonymous (bprm->m, fault->vma) ? km_fault_anonymous (bprm->m, fault)
                                                   : km_fault_file (bprm->m, fault);
}

gboolean
km_exec_touch (KmBprm *bprm, KmAddr addr)
{
  KmMachine *m = bprm->m;
  const KmVma *vma = km_vma_find (m, bprm->mm, addr);
  KmFault fault = { bprm->task, bprm->mm, vma, addr, TRUE, FALSE };

  if (vma == NULL || vma->vm_start > addr || !(vma->vm_flags & KM_VM_WRITE))
    return FALSE;
  if (!(km_tables_entry (m, bprm->mm->pgd, addr) & KM_PTE_RW))
    {
      if (store_fault (bprm, &fault) != KM_FAULT_OK)
        return FALSE;
      km_fault_account (m, bprm->task, fault.major);
    }
  km_frame_set_content (m, km_entry_pfn (km_tables_entry (m, bprm->mm->pgd, addr)), km_content_unique (m));
  return TRUE;
}

gboolean
km_exec_zero_pages (KmBprm *bprm, KmAddr start, KmAddr end, uint32_t flags)
{
  KmAddr first = km_page_align_up (start), last = km_page_align_up (end);

  if (last <= first)
    return TRUE;
  if (KM_IS_ERROR (km_mm_brk_area (bprm->m, bprm->mm, first, last, flags)))
    return FALSE;
  km_step (bprm->m, EXEC_INTERP_BSS, .start = first, .end = last);
  return TRUE;
}

gboolean
km_exec_set_brk (KmBprm *bprm, KmAddr start, KmAddr end, uint32_t flags)
{
  KmAddr first = km_page_align_up (start), last = km_page_align_up (end);

  if (last > first && KM_IS_ERROR (km_mm_brk_area (bprm->m, bprm->mm, first, last, flags)))
    return FALSE;
  KM_EDIT (bprm->m, bprm->mm->start_brk, last);
  KM_EDIT (bprm->m, bprm->mm->brk, last);
  if (last > first)
    km_step (bprm->m, EXEC_BSS, .start = first, .end = last, .brk = last);
  return TRUE;
}

/* --- Stack ------------------------------------------------------------------------------------ */

static uint32_t
stack_flags (const KmMm *mm, KmExstack executable)
{
  uint32_t flags = km_mm_data_flags (mm) | KM_VM_GROWSDOWN | KM_VM_ACCOUNT | mm->def_flags;

  if (executable == KM_EXSTACK_ENABLE_X)
    return flags | KM_VM_EXEC;
  return executable == KM_EXSTACK_DISABLE_X ? flags & ~(uint32_t) KM_VM_EXEC : flags;
}

/* copy_strings (): the pages that hold them, before anything else is there. */
static const KmVma *
argument_pages (KmBprm *bprm, KmExstack executable)
{
  KmMachine *m = bprm->m;
  KmAddr top = KM_TASK_SIZE, start = km_page_align_down (bprm->p);
  KmVmaDef def = { start, top, stack_flags (bprm->mm, executable), KM_NONE (KmFileId), start >> KM_PAGE_SHIFT,
                   KM_VMA_PLAIN };
  const KmVma *vma = km_vma_add (m, bprm->mm, &def);

  if (vma == NULL)
    return NULL;
  KM_BUMP (m, m->state->committed, km_vma_pages (vma));
  for (KmAddr at = top - KM_PAGE_SIZE; at >= start; at -= KM_PAGE_SIZE)
    {
      if (!km_exec_touch (bprm, at))
        return NULL;
      km_step (m, EXEC_ARGS, .addr = at, .pfn = km_entry_pfn (km_tables_entry (m, bprm->mm->pgd, at)));
    }
  return vma;
}

gboolean
km_exec_stack (KmBprm *bprm, KmExstack executable)
{
  KmMachine *m = bprm->m;
  const KmVma *vma = argument_pages (bprm, executable);
  uint32_t limit = km_page_align_down (bprm->mm->rlimit[KM_RLIMIT_STACK]), size;
  KmAddr start;

  if (vma == NULL)
    return FALSE;
  km_lru_add_drain (m);         /* exec_mmap (): the old address space ends */
  KM_EDIT (m, bprm->mm->start_stack, bprm->p);
  size = vma->vm_end - vma->vm_start;
  start = size + STACK_EXPAND > limit ? vma->vm_end - limit : vma->vm_start - STACK_EXPAND;
  if (start < vma->vm_start && !km_vma_grow_down (m, vma, start))
    return FALSE;
  km_step (m, EXEC_STACK, .start = vma->vm_start, .end = vma->vm_end, .pages = km_vma_pages (vma));
  return TRUE;
}

static uint32_t
strings_size (const char *const *strings)
{
  uint32_t size = 0;

  for (guint i = 0; strings[i] != NULL; i++)
    size += strlen (strings[i]) + 1;
  return size;
}

/* create_elf_tables (): below the strings the platform and random bytes, then auxv, envp, argv and argc on a border of
 * 16 bytes. */
static KmAddr
stack_pointer (const KmBprm *bprm)
{
  guint argc = bprm->argv->len, envc = g_strv_length ((char **) bprm->def->envp);
  KmAddr sp = (bprm->p & ~15u) - PLATFORM_BYTES - RANDOM_BYTES;
  uint32_t words = 2 * AUXV_PAIRS + (argc + 1) + (envc + 1) + 1;

  return (sp - words * sizeof (uint32_t)) & ~15u;
}

static void
set_arguments (KmBprm *bprm)
{
  KmMachine *m = bprm->m;
  const KmMm *mm = bprm->mm;
  KmAddr end = bprm->p;

  for (guint i = 0; i < bprm->argv->len; i++)
    end += strlen (g_ptr_array_index (bprm->argv, i)) + 1;
  KM_EDIT (m, mm->arg_start, bprm->p);
  KM_EDIT (m, mm->arg_end, end);
  KM_EDIT (m, mm->env_end, end + strings_size (bprm->def->envp));
}

gboolean
km_exec_start (KmBprm *bprm)
{
  KmMachine *m = bprm->m;
  const KmTask *task = bprm->task;
  KmAddr sp = stack_pointer (bprm);

  /* The strings must still be there to be counted, and the tables are written below them. */
  if (!km_exec_touch (bprm, sp) || !km_exec_touch (bprm, KM_TASK_SIZE - KM_PAGE_SIZE))
    return FALSE;
  set_arguments (bprm);
  KM_EDIT (m, bprm->mm->start_stack, sp);
  KM_EDIT (m, task->sp, sp);
  KM_EDIT (m, task->ip, bprm->entry);
  if (bprm->mm->personality & KM_PER_MMAP_PAGE_ZERO)
    {
      /* Programs of SVr4 read there; whoever may not have it goes without. */
      KmMmapDef zero = { .length = KM_PAGE_SIZE, .prot = KM_PROT_READ | KM_PROT_EXEC,
                         .flags = KM_MAP_FIXED | KM_MAP_PRIVATE | KM_MAP_ANONYMOUS };

      km_mm_mmap (m, bprm->mm, &zero, NULL);
    }
  km_step (m, EXEC_START, .task = task->id, .entry = bprm->entry, .sp = sp);
  return TRUE;
}

/* --- vvar and vdso ---------------------------------------------------------------------------- */

gboolean
km_exec_vdso (KmBprm *bprm)
{
  KmMachine *m = bprm->m;
  const KmMm *mm = bprm->mm;
  uint32_t vdso_pages = m->state->config.layout >= KM_LAYOUT_DEBIAN ? 2 : 1;
  uint32_t length = (VVAR_PAGES + vdso_pages) << KM_PAGE_SHIFT;
  KmAddr vvar = km_mm_unmapped_area (m, mm, 0, length, FALSE), vdso = vvar + (VVAR_PAGES << KM_PAGE_SHIFT);
  KmVmaDef text = { vdso, vvar + length,
                    KM_VM_READ | KM_VM_EXEC | KM_VM_MAYREAD | KM_VM_MAYWRITE | KM_VM_MAYEXEC | KM_VM_DONTEXPAND,
                    KM_NONE (KmFileId), 0, KM_VMA_VDSO };
  KmVmaDef data = { vvar, vdso,
                    KM_VM_READ | KM_VM_MAYREAD | KM_VM_IO | KM_VM_DONTDUMP | KM_VM_PFNMAP | KM_VM_DONTEXPAND,
                    KM_NONE (KmFileId), 0, KM_VMA_VVAR };

  if (KM_IS_ERROR (vvar) || km_vma_add (m, mm, &text) == NULL || km_vma_add (m, mm, &data) == NULL)
    return FALSE;
  km_step (m, EXEC_VDSO, .vvar = vvar, .vdso = vdso, .end = vvar + length);
  return TRUE;
}
