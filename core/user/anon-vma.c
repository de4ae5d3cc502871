/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/anon-vma.h"

#include "core/user/anon-vma-tree.h"
#include "core/user/vma.h"

/* --- One anon_vma ----------------------------------------------------------------------------- */

/* anon_vma_alloc (): a root of its own, without children; NULL without memory. */
static const KmAnonVma *
new_anon_vma (KmMachine *m)
{
  const KmAnonVma *anon = km_anon_vma (m, km_anon_vma_take (m));

  if (anon == NULL)
    return NULL;
  KM_EDIT (m, anon->refcount, 1);
  KM_EDIT (m, anon->root, (KmAnonVmaId) { anon->id });
  KM_EDIT (m, anon->parent, (KmAnonVmaId) { anon->id });
  return anon;
}

/* put_anon_vma (), __put_anon_vma (): the root outlives all that have it as root. */
static void
put_anon_vma (KmMachine *m, const KmAnonVma *anon)
{
  const KmAnonVma *root = km_anon_vma (m, anon->root);

  KM_BUMP (m, anon->refcount, -1u);
  if (anon->refcount > 0)
    return;
  km_anon_vma_give (m, (KmAnonVmaId) { anon->id });
  if (root != anon)
    put_anon_vma (m, root);
}

/* --- One link --------------------------------------------------------------------------------- */

static void
insert_link (KmMachine *m, const KmAnonVmaChain *link, const KmVma *vma)
{
  const KmAnonVma *anon = km_anon_vma (m, link->anon_vma);

  KM_EDIT (m, link->start, vma->vm_pgoff);
  KM_EDIT (m, link->last, vma->vm_pgoff + km_vma_pages (vma) - 1);
  km_interval_insert (&m->store, &anon->rb_root, &link->rb, km_chain_intervals ());
}

static void
remove_link (KmMachine *m, const KmAnonVmaChain *link)
{
  const KmAnonVma *anon = km_anon_vma (m, link->anon_vma);

  km_interval_remove (&m->store, &anon->rb_root, &link->rb, km_chain_intervals ());
}

/* anon_vma_chain_link (): in front of the area's others; FALSE without memory. */
static gboolean
add_link (KmMachine *m, const KmVma *vma, const KmAnonVma *anon)
{
  KmAnonVmaChainId id = km_anon_vma_chain_take (m);
  const KmAnonVmaChain *link = km_anon_vma_chain (m, id), *first = km_vma_chain_first (m, vma);

  if (link == NULL)
    return FALSE;
  KM_EDIT (m, link->vma, (KmVmaId) { vma->id });
  KM_EDIT (m, link->anon_vma, (KmAnonVmaId) { anon->id });
  KM_EDIT (m, link->next, vma->anon_vma_chain);
  if (first != NULL)
    KM_EDIT (m, first->prev, id);
  else
    KM_EDIT (m, vma->anon_vma_chain_last, id);
  KM_EDIT (m, vma->anon_vma_chain, id);
  insert_link (m, link, vma);
  return TRUE;
}

/* --- The first write -------------------------------------------------------------------------- */

/* reusable_anon_vma (): a neighbour that could be one area with this but for its permissions lends its
 * anon_vma, so that the two may still merge later. */
static gboolean
neighbour_lends (const KmVma *below, const KmVma *above, const KmVma *lender)
{
  return below != NULL && above != NULL && below->vm_end == above->vm_start && KM_SAME (below->vm_file, above->vm_file)
         && !((below->vm_flags ^ above->vm_flags) & ~(uint32_t) KM_VM_ACCESS_FLAGS)
         && above->vm_pgoff == below->vm_pgoff + km_vma_pages (below) && !KM_IS_NONE (lender->anon_vma)
         && km_vma_chain_is_single (lender);
}

/* find_mergeable_anon_vma (): the upper neighbour is asked first. */
static const KmAnonVma *
borrow_anon_vma (const KmMachine *m, const KmVma *vma)
{
  const KmVma *next = km_vma_next (m, vma), *prev = km_vma_prev (m, vma);

  if (neighbour_lends (vma, next, next))
    return km_anon_vma (m, next->anon_vma);
  return neighbour_lends (prev, vma, prev) ? km_anon_vma (m, prev->anon_vma) : NULL;
}

gboolean
km_anon_vma_prepare (KmMachine *m, const KmVma *vma)
{
  const KmAnonVma *lent, *anon;

  if (!KM_IS_NONE (vma->anon_vma))
    return TRUE;
  lent = borrow_anon_vma (m, vma);
  anon = lent != NULL ? lent : new_anon_vma (m);
  if (anon == NULL)
    return FALSE;
  if (lent == NULL)
    KM_BUMP (m, anon->num_children, 1);         /* its own parent */
  if (!add_link (m, vma, anon))
    {
      if (lent == NULL)
        put_anon_vma (m, anon);
      return FALSE;
    }
  KM_EDIT (m, vma->anon_vma, (KmAnonVmaId) { anon->id });
  KM_BUMP (m, anon->num_active_vmas, 1);
  km_step (m, ANON_VMA, .vma = vma->id, .new = lent == NULL);
  return TRUE;
}

/* --- Copies of areas -------------------------------------------------------------------------- */

/* Whether a copy that has no anon_vma takes over @anon: no area's own any more, and at most one child. So a program that
 * forks, exits, and forks again in the child does not grow a chain without end. */
static gboolean
is_idle (const KmAnonVma *anon)
{
  return anon->num_children < 2 && anon->num_active_vmas == 0;
}

gboolean
km_anon_vma_clone (KmMachine *m, const KmVma *vma, const KmVma *from)
{
  const KmAnonVmaChain *link = km_anon_vma_chain (m, from->anon_vma_chain_last);

  for (; link != NULL; link = km_anon_vma_chain (m, link->prev))
    {
      const KmAnonVma *anon = km_anon_vma (m, link->anon_vma);

      if (!add_link (m, vma, anon))
        {
          /* It counts nowhere yet: unlinking must not count it out. */
          KM_EDIT (m, vma->anon_vma, KM_NONE (KmAnonVmaId));
          km_anon_vma_unlink (m, vma);
          return FALSE;
        }
      if (KM_IS_NONE (vma->anon_vma) && !KM_IS_NONE (from->anon_vma) && is_idle (anon))
        KM_EDIT (m, vma->anon_vma, link->anon_vma);
    }
  if (!KM_IS_NONE (vma->anon_vma))
    KM_BUMP (m, km_anon_vma (m, vma->anon_vma)->num_active_vmas, 1);
  return TRUE;
}

gboolean
km_anon_vma_fork (KmMachine *m, const KmVma *vma, const KmVma *from, gboolean *fresh)
{
  const KmAnonVma *parent = km_anon_vma (m, from->anon_vma), *anon;

  *fresh = FALSE;
  if (parent == NULL)
    return TRUE;
  KM_EDIT (m, vma->anon_vma, KM_NONE (KmAnonVmaId));
  if (!km_anon_vma_clone (m, vma, from))
    return FALSE;
  if (!KM_IS_NONE (vma->anon_vma))
    return TRUE;
  anon = new_anon_vma (m);
  if (anon == NULL || !add_link (m, vma, anon))
    {
      if (anon != NULL)
        put_anon_vma (m, anon);
      km_anon_vma_unlink (m, vma);
      return FALSE;
    }
  KM_EDIT (m, anon->num_active_vmas, 1);
  KM_EDIT (m, anon->root, parent->root);
  KM_EDIT (m, anon->parent, from->anon_vma);
  KM_BUMP (m, km_anon_vma (m, parent->root)->refcount, 1);
  KM_EDIT (m, vma->anon_vma, (KmAnonVmaId) { anon->id });
  KM_BUMP (m, parent->num_children, 1);
  *fresh = TRUE;
  return TRUE;
}

/* --- The end ---------------------------------------------------------------------------------- */

/* In two rounds as in the kernel, which may not free an anon_vma while it holds the lock of their root: links of trees
 * that are empty now stay until the second. */
void
km_anon_vma_unlink (KmMachine *m, const KmVma *vma)
{
  const KmAnonVmaChain *link, *next;

  for (link = km_vma_chain_first (m, vma); link != NULL; link = km_chain_next (m, link))
    {
      const KmAnonVma *anon = km_anon_vma (m, link->anon_vma);

      remove_link (m, link);
      if (anon->rb_root.root == 0)
        KM_BUMP (m, km_anon_vma (m, anon->parent)->num_children, -1u);
    }
  if (!KM_IS_NONE (vma->anon_vma))
    KM_BUMP (m, km_anon_vma (m, vma->anon_vma)->num_active_vmas, -1u);
  for (link = km_vma_chain_first (m, vma); link != NULL; link = next)
    {
      const KmAnonVma *anon = km_anon_vma (m, link->anon_vma);

      next = km_chain_next (m, link);
      if (anon->rb_root.root == 0)
        put_anon_vma (m, anon);
      km_anon_vma_chain_give (m, (KmAnonVmaChainId) { link->id });
    }
  KM_EDIT (m, vma->anon_vma, KM_NONE (KmAnonVmaId));
  KM_EDIT (m, vma->anon_vma_chain, KM_NONE (KmAnonVmaChainId));
  KM_EDIT (m, vma->anon_vma_chain_last, KM_NONE (KmAnonVmaChainId));
}

void
km_anon_vma_leave_trees (KmMachine *m, const KmVma *vma)
{
  for (const KmAnonVmaChain *link = km_vma_chain_first (m, vma); link != NULL; link = km_chain_next (m, link))
    remove_link (m, link);
}

void
km_anon_vma_enter_trees (KmMachine *m, const KmVma *vma)
{
  for (const KmAnonVmaChain *link = km_vma_chain_first (m, vma); link != NULL; link = km_chain_next (m, link))
    insert_link (m, link, vma);
}
