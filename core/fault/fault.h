/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * The kernel's page-fault handler: arch/x86/mm/fault.c down to mm/memory.c.
 *
 *   exc_page_fault
 *    ├ address ≥ TASK_SIZE   do_kern_addr_fault ─► SIGSEGV for a user access
 *    └ do_user_addr_fault: find_vma
 *       ├ none ─► SIGSEGV        ├ above, stack ─► expand_stack        └ holds it
 *       └ access_error ─► SIGSEGV, else handle_mm_fault
 *          ├ no entry, anonymous: read ─► zero page, write ─► new frame
 *          ├ no entry, file: read ─► page cache, private write ─► copy, shared write ─► page cache
 *          └ entry there, write: do_wp_page ─► reuse or copy
 */

#include "core/fault/fault-anon.h"

G_BEGIN_DECLS

/* mm_account_fault () and the events of handle_mm_fault (): a fault that ended well, the kernel's own
 * accesses for the program included. */
void km_fault_account (KmMachine *m, const KmTask *task, gboolean major);
/* handle_mm_fault () with its count; the signal is for the caller. */
KmFaultResult km_handle_mm_fault (KmMachine *m, KmFault *fault);
/* Handles the fault with its steps; FALSE when the task got a signal. */
gboolean km_handle_page_fault (KmMachine *m, const KmTask *task, KmAddr addr, uint32_t error_code);

G_END_DECLS
