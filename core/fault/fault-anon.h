/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Anonymous pages and copy on write, and what all parts of the handler share: mm/memory.c. */

#include "core/state/edit.h"

G_BEGIN_DECLS

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

/* A frame for a user page, GFP_HIGHUSER_MOVABLE, with the caller's contents; 0 without memory. */
KmPfn km_user_page_new (KmMachine *m, const KmFault *fault, gboolean zero);
/* page_add_new_anon_rmap () and lru_cache_add_…: the frame belongs to the page from now on. */
void km_anon_page_add (KmMachine *m, const KmFault *fault, KmPfn pfn);
/* set_pte_at () with its step. */
void km_pte_set (KmMachine *m, const KmFault *fault, KmPfn pfn, uint64_t bits);
/* maybe_mkwrite (pte_mkdirty ()): a debugger's store makes a page of its own, but not a writable one, in an area that may
 * not be written. */
uint64_t km_write_bits (const KmVma *vma);

G_END_DECLS
