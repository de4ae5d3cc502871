/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/* Neighbours that become one area: vma_merge () of mm/mmap.c. */

#include "core/user/vma-edit.h"

G_BEGIN_DECLS

/* vma_merge (): for [start, end) of @def, which is free or lies within the area after @prev;
 * returns the area that covers it then, or NULL when nothing fits together, or without memory. @anon_vma: of the pages there. */
const KmVma *km_vma_merge (KmMachine *m, const KmMm *mm, const KmVma *prev, const KmVmaDef *def,
                           KmAnonVmaId anon_vma);

G_END_DECLS
