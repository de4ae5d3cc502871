/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Page-table entries for a child: copy_page_range () of mm/memory.c. */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* Copies what is mapped in the parent's area @from to the child's area @vma at the same addresses. Of an area whose pages
 * a fault finds again, nothing. Private writable entries lose write access in both; the caller flushes the parent's TLB.
 * FALSE without memory for a page table. */
gboolean km_copy_page_range (KmMachine *m, const KmVma *vma, const KmVma *from);

G_END_DECLS
