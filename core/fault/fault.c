/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/fault/fault.h"

#include "core/fault/fault-anon.h"
#include "core/fault/filemap.h"
#include "core/fault/walk.h"
#include "core/mmu/tables.h"
#include "core/physical/frames.h"
#include "core/user/expand.h"
#include "core/user/vma-edit.h"

static gboolean
send_signal (KmMachine *m, const KmTask *task, KmSignal signal, KmSignalCode code, KmAddr addr,
             uint32_t error_code)
{
  /* sanitize_error_code (): a kernel address always reports "present", mapped or not. */
  if (addr >= KM_TASK_SIZE)
    error_code |= KM_PF_PROT;
  KM_EDIT (m, task->signal, signal);
  KM_EDIT (m, task->sig_code, code);
  KM_EDIT (m, task->sig_addr, addr);
  KM_EDIT (m, task->error_code, error_code);
  km_step (m, FAULT_SIGNAL, .signal = signal, .code = code, .addr = addr, .error_code = error_code);
  return FALSE;
}

static KmAccess
access_of (uint32_t error_code)
{
  if (error_code & KM_PF_WRITE)
    return KM_ACCESS_WRITE;
  return error_code & KM_PF_INSTR ? KM_ACCESS_EXEC : KM_ACCESS_READ;
}

/* access_error () */
static gboolean
access_error (const KmVma *vma, uint32_t error_code)
{
  if (error_code & KM_PF_WRITE)
    return !(vma->vm_flags & KM_VM_WRITE);
  if (error_code & KM_PF_PROT)
    return TRUE;
  return !(vma->vm_flags & (KM_VM_READ | KM_VM_WRITE | KM_VM_EXEC));
}

/* The area that may serve @addr, the stack grown if that helps; NULL: SEGV_MAPERR. */
static const KmVma *
area_for (KmMachine *m, const KmMm *mm, KmAddr addr)
{
  const KmVma *vma = km_vma_find_steps (m, mm, addr);

  if (vma == NULL)
    return NULL;
  if (vma->vm_start <= addr)
    return vma;
  if (!(vma->vm_flags & KM_VM_GROWSDOWN))
    return NULL;
  km_step (m, FAULT_BELOW_STACK, .addr = addr, .vma = vma->id, .start = vma->vm_start);
  return km_vma_expand_down (m, vma, addr) ? vma : NULL;
}

/* handle_pte_fault () */
static KmFaultResult
handle_pte (KmMachine *m, KmFault *fault)
{
  guint index = km_table_index (m, fault->addr, 1);
  uint64_t entry = km_tables_entry (m, fault->mm->pgd, fault->addr);
  gboolean anonymous = km_vma_is_anonymous (m, fault->vma);

  if (entry == 0)
    {
      km_step (m, PTE_NONE, .addr = fault->addr, .index = index, .anonymous = anonymous);
      return anonymous ? km_fault_anonymous (m, fault) : km_fault_file (m, fault);
    }
  km_step (m, PTE_PRESENT, .addr = fault->addr, .pfn = km_entry_pfn (entry), .write = fault->write);
  if (fault->write && !(entry & KM_PTE_RW))
    return km_fault_write_protected (m, fault, entry);
  return KM_FAULT_OK;           /* another CPU was faster: nothing is left to do */
}

void
km_fault_account (KmMachine *m, const KmTask *task, gboolean major)
{
  km_event (m, KM_PGFAULT, 1);
  if (major)
    {
      km_event (m, KM_PGMAJFAULT, 1);
      KM_BUMP (m, task->maj_flt, 1);
    }
  else
    KM_BUMP (m, task->min_flt, 1);
}

KmFaultResult
km_handle_mm_fault (KmMachine *m, KmFault *fault)
{
  KmFaultResult result = handle_pte (m, fault);

  if (result == KM_FAULT_OK)
    km_fault_account (m, fault->task, fault->major);
  else
    km_event (m, KM_PGFAULT, 1);
  return result;
}

static gboolean
serve (KmMachine *m, const KmTask *task, const KmVma *vma, KmAddr addr, uint32_t error_code)
{
  KmFault fault = { task, km_mm (m, task->mm), vma, addr, (error_code & KM_PF_WRITE) != 0, FALSE };
  KmFaultResult result = km_handle_mm_fault (m, &fault);

  if (result == KM_FAULT_SIGBUS)
    return send_signal (m, task, KM_SIGBUS, KM_BUS_ADRERR, addr, error_code);
  if (result
      == KM_FAULT_OOM) /* the OOM killer is not simulated yet: the task gets SIGBUS's sister */
    return send_signal (m, task, KM_SIGSEGV, KM_SEGV_MAPERR, addr, error_code);
  KM_EDIT (m, km_cpu (m)->user_mode, 1);
  km_step (m, FAULT_RETURN, .addr = addr, .major = fault.major, .minor_total = task->min_flt);
  return TRUE;
}

/* do_user_addr_fault () */
static gboolean
user_addr_fault (KmMachine *m, const KmTask *task, KmAddr addr, uint32_t error_code)
{
  const KmVma *vma;
  KmAccess access = access_of (error_code);

  km_step (m, FAULT_USER_ADDR, .addr = addr, .task_size = KM_TASK_SIZE);
  vma = area_for (m, km_mm (m, task->mm), addr);
  if (vma == NULL)
    {
      km_step (m, FAULT_NO_AREA, .addr = addr);
      return send_signal (m, task, KM_SIGSEGV, KM_SEGV_MAPERR, addr, error_code);
    }
  if (access_error (vma, error_code))
    {
      km_step (m, FAULT_BAD_ACCESS, .vma = vma->id, .perm = vma->vm_flags, .access = access);
      return send_signal (m, task, KM_SIGSEGV, KM_SEGV_ACCERR, addr, error_code);
    }
  km_step (m, FAULT_GOOD_AREA, .vma = vma->id, .perm = vma->vm_flags, .access = access);
  return serve (m, task, vma, addr, error_code);
}

gboolean
km_handle_page_fault (KmMachine *m, const KmTask *task, KmAddr addr, uint32_t error_code)
{
  KM_EDIT (m, km_cpu (m)->user_mode, 0);
  km_step (m, FAULT_ENTER, .addr = addr, .error_code = error_code);
  if (addr < KM_TASK_SIZE)
    return user_addr_fault (m, task, addr, error_code);
  km_step (m, FAULT_KERNEL_ADDR, .addr = addr);
  return send_signal (m, task, KM_SIGSEGV, KM_SEGV_MAPERR, addr, error_code);
}
