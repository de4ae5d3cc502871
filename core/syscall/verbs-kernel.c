/* SPDX-License-Identifier: GPL-2.0-or-later */
/* syscall: the way into the kernel and back. */
#include "core/language/call.h"

#include "core/fault/walk.h"
#include "core/mmu/tlb.h"

/* arch/x86/entry/syscalls/syscall_32.tbl: what the other verbs stand for, and harmless calls */
static const struct { const char *name; uint32_t number; } calls[] = {
  { "exit", 1 }, { "fork", 2 }, { "read", 3 }, { "write", 4 }, { "open", 5 }, { "close", 6 },
  { "execve", 11 }, { "time", 13 }, { "getpid", 20 }, { "pause", 29 }, { "sync", 36 },
  { "brk", 45 }, { "munmap", 91 }, { "mprotect", 125 }, { "msync", 144 }, { "mlock", 150 },
  { "munlock", 151 }, { "nanosleep", 162 }, { "mremap", 163 }, { "pread64", 180 },
  { "pwrite64", 181 }, { "mmap2", 192 }, { "madvise", 219 }, { "gettid", 224 },
  { "exit_group", 252 },
};

gboolean
km_verb_syscall (KmCall *call, const KmArgs_syscall *args, GError **error)
{
  KmMachine *m = call->m;
  const KmTask *task = km_call_task (call, args->TASK, error);
  const KmArg *name = args->NAME.slot.arg;
  guint i = 0;
  KmAddr stack;

  if (task == NULL)
    return FALSE;
  while (i < G_N_ELEMENTS (calls) && strcmp (calls[i].name, name->text) != 0)
    i++;
  if (i == G_N_ELEMENTS (calls))
    {
      km_call_error (call, name->column, error,
                     "“%s” is no system call; expected one of i386 such as getpid, mmap2 or brk",
                     name->text);
      return FALSE;
    }
  km_switch_to (m, task);
  stack = KM_PAGE_OFFSET + (task->kernel_stack << KM_PAGE_SHIFT) + KM_STACK_FRAMES * KM_PAGE_SIZE;
  KM_EDIT (m, km_cpu (m)->user_mode, 0);
  /* The registers of the program are saved there. */
  km_cpu_kernel_access (m, stack - 4);
  km_step (m, SYSCALL_ENTER, .task = task->id, .number = calls[i].number, .stack = stack);
  KM_EDIT (m, km_cpu (m)->user_mode, 1);
  km_step (m, SYSCALL_EXIT, .task = task->id);
  return TRUE;
}
