/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* The new address space, whatever the format of the program: fs/exec.c, arch/x86/mm/mmap.c. */

#include "core/exec/bprm.h"

G_BEGIN_DECLS

/* Whether the stack may be executed: EXSTACK_DEFAULT is as for data. */
typedef enum { KM_EXSTACK_DEFAULT, KM_EXSTACK_DISABLE_X, KM_EXSTACK_ENABLE_X } KmExstack;

/* begin_new_exec (), setup_new_exec (): task and address space; @personality is what the program asks for. FALSE: no
 * memory, and no task. */
gboolean km_exec_begin (KmBprm *bprm, uint32_t personality);
/* The strings, then setup_arg_pages (): FALSE kills. */
gboolean km_exec_stack (KmBprm *bprm, KmExstack executable);
/* ARCH_SETUP_ADDITIONAL_PAGES: vvar and vdso. FALSE kills. */
gboolean km_exec_vdso (KmBprm *bprm);
/* create_elf_tables (), start_thread (): FALSE kills. */
gboolean km_exec_start (KmBprm *bprm);

/* A store by the kernel to the page of @addr, as clear_user () and put_user () make it; FALSE: -EFAULT. */
gboolean km_exec_touch (KmBprm *bprm, KmAddr addr);
/* set_brk (): zero pages from @start up to @end, and the heap behind. @flags is KM_VM_EXEC or 0; FALSE kills. */
gboolean km_exec_set_brk (KmBprm *bprm, KmAddr start, KmAddr end, uint32_t flags);
/* The zero pages alone, those of the interpreter: vm_brk_flags (). */
gboolean km_exec_zero_pages (KmBprm *bprm, KmAddr start, KmAddr end, uint32_t flags);

G_END_DECLS
