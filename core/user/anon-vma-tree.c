/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/anon-vma-tree.h"

#include "core/state/edit.h"

static const KmAnonVmaChain *
from_node (const KmRbNode *node)
{
  return node == NULL ? NULL : KM_RB_RECORD (node, KmAnonVmaChain, rb);
}

/* avc_start_pgoff (), avc_last_pgoff (). From the link itself: the area lies elsewhere in the arena, and changes
 * only while its links are out of their trees. */
static uint32_t
first_page (const KmStore *store, const KmRbNode *node)
{
  return from_node (node)->start;
}

static uint32_t
last_page (const KmStore *store, const KmRbNode *node)
{
  return from_node (node)->last;
}

static const KmIntervals by_page = {
  { (int32_t) offsetof (KmAnonVmaChain, rb_subtree_last) - (int32_t) offsetof (KmAnonVmaChain, rb), last_page }, first_page
};

const KmIntervals *
km_chain_intervals (void)
{
  return &by_page;
}

const KmAnonVmaChain *
km_vma_chain_first (const KmMachine *m, const KmVma *vma)
{
  return km_anon_vma_chain (m, vma->anon_vma_chain);
}

const KmAnonVmaChain *
km_chain_next (const KmMachine *m, const KmAnonVmaChain *link)
{
  return km_anon_vma_chain (m, link->next);
}

gboolean
km_vma_chain_is_single (const KmVma *vma)
{
  return !KM_IS_NONE (vma->anon_vma_chain) && KM_SAME (vma->anon_vma_chain, vma->anon_vma_chain_last);
}

const KmAnonVmaChain *
km_anon_vma_first (const KmMachine *m, const KmAnonVma *anon, uint32_t first, uint32_t last)
{
  return from_node (km_rb_node (&m->store, km_interval_first (&m->store, &anon->rb_root, first, last, &by_page)));
}

const KmAnonVmaChain *
km_anon_vma_next (const KmMachine *m, const KmAnonVmaChain *link, uint32_t first, uint32_t last)
{
  KmRbLink next = km_interval_next (&m->store, km_rb_link (&m->store, &link->rb), first, last, &by_page);

  return from_node (km_rb_node (&m->store, next));
}
