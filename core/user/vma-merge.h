/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Neighbours that become one area, and the anon_vma that decides whether they may: vma_merge () of mm/mmap.c, mm/rmap.c. */

#include "core/user/vma-edit.h"

G_BEGIN_DECLS

/* vma_merge (): for [start, end) of @def, which is free or lies within the area after @prev;
 * returns the area that covers it then, or NULL when nothing fits together. */
const KmVma *km_vma_merge (KmMachine *m, const KmMm *mm, const KmVma *prev, const KmVmaDef *def,
                           KmAnonVmaId anon_vma);

/* __anon_vma_prepare (); FALSE without memory. */
gboolean km_anon_vma_prepare (KmMachine *m, const KmVma *vma);
/* The area joins @from's anon_vma (anon_vma_clone ()); nothing when that has none. */
void km_anon_vma_clone (KmMachine *m, const KmVma *vma, const KmVma *from);

G_END_DECLS
