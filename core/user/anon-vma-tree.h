/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * Links between areas and anon_vmas, read: mm/rmap.c, mm/interval_tree.c. core/user/anon-vma.h makes them.
 *
 *   of an area        km_vma_chain_first (), km_chain_next ()     the newest first: its own anon_vma, …, the root
 *   of an anon_vma    km_anon_vma_first (), km_anon_vma_next ()   by first page, equals in the order in which they came
 */

#include "core/base/interval.h"
#include "core/state/read.h"

G_BEGIN_DECLS

/* How links stand in the tree of an anon_vma. */
const KmIntervals *km_chain_intervals (void);

/* The links of an area, NULL at the end. */
const KmAnonVmaChain *km_vma_chain_first (const KmMachine *m, const KmVma *vma);
const KmAnonVmaChain *km_chain_next (const KmMachine *m, const KmAnonVmaChain *link);
/* list_is_singular (): exactly one link. */
gboolean km_vma_chain_is_single (const KmVma *vma);

/* anon_vma_interval_tree_foreach (): the links to areas that hold a page of [first, last], NULL at the end. */
const KmAnonVmaChain *km_anon_vma_first (const KmMachine *m, const KmAnonVma *anon, uint32_t first, uint32_t last);
const KmAnonVmaChain *km_anon_vma_next (const KmMachine *m, const KmAnonVmaChain *link, uint32_t first, uint32_t last);

G_END_DECLS
