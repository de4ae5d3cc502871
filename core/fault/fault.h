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

#include "core/state/edit.h"

G_BEGIN_DECLS

/* mm_account_fault () and the events of handle_mm_fault (): a fault that ended well, the kernel's own
 * accesses for the program included. */
void km_fault_account (KmMachine *m, const KmTask *task, gboolean major);
/* Handles the fault with its steps; FALSE when the task got a signal. */
gboolean km_handle_page_fault (KmMachine *m, const KmTask *task, KmAddr addr, uint32_t error_code);

/* For the parts of the handler. */
typedef enum { KM_FAULT_OK, KM_FAULT_OOM, KM_FAULT_SIGBUS } KmFaultResult;
typedef struct
{
  const KmTask *task;
  const KmMm *mm;
  const KmVma *vma;
  KmAddr addr;
  gboolean write;
  gboolean major;
} KmFault;

/* do_anonymous_page () and do_wp_page (), mm/memory.c */
KmFaultResult km_fault_anonymous (KmMachine *m, const KmFault *fault);
KmFaultResult km_fault_write_protected (KmMachine *m, const KmFault *fault, uint64_t entry);
/* do_fault (): core/fault/filemap.c */
KmFaultResult km_fault_file (KmMachine *m, KmFault *fault);

/* A frame for a user page, GFP_HIGHUSER_MOVABLE, with the caller's contents; 0 without memory. */
KmPfn km_user_page_new (KmMachine *m, const KmFault *fault, gboolean zero);
/* page_add_new_anon_rmap () and lru_cache_add_…: the frame belongs to the page from now on. */
void km_anon_page_add (KmMachine *m, const KmFault *fault, KmPfn pfn);
/* set_pte_at () with its step. */
void km_pte_set (KmMachine *m, const KmFault *fault, KmPfn pfn, uint64_t bits);

G_END_DECLS
