/* SPDX-License-Identifier: GPL-2.0-or-later */
/* do_execveat_common (), exec_binprm (): fs/exec.c. */
#include "core/exec/exec.h"

#include "core/exec/load-elf.h"
#include "core/mmu/tlb.h"
#include "core/user/errno.h"

/* The task that runs now, or the one that was killed. */
static KmExecResult
finish (KmBprm *bprm, gboolean ok)
{
  if (ok)
    km_switch_to (bprm->m, bprm->task);
  else
    km_step (bprm->m, EXEC_KILL, .task = bprm->task->id);
  return (KmExecResult) { bprm->task, !ok, 0 };
}

static KmExecResult
refuse (uint32_t wrong)
{
  return (KmExecResult) { NULL, FALSE, wrong };
}

static KmExecResult
run_elf (KmBprm *bprm)
{
  KmExstack stack = km_elf_stack (&bprm->elf);
  /* elf_read_implies_exec (): without PT_GNU_STACK the program is from before there was a choice. */
  uint32_t personality = stack == KM_EXSTACK_DEFAULT ? KM_PER_READ_IMPLIES_EXEC : 0;

  if (!km_exec_begin (bprm, personality))
    return refuse (KM_ERROR (ENOMEM));
  return finish (bprm, km_exec_stack (bprm, stack) && km_elf_load (bprm) && km_exec_vdso (bprm) && km_exec_start (bprm));
}

KmExecResult
km_exec (KmMachine *m, const KmExecDef *def)
{
  KmBprm bprm = { .m = m, .def = def };
  uint32_t wrong = km_bprm_open (&bprm);
  KmExecResult result;

  if (wrong == 0)
    wrong = km_elf_prepare (&bprm);
  result = wrong == 0 ? run_elf (&bprm) : refuse (wrong);
  km_bprm_clear (&bprm);
  return result;
}
