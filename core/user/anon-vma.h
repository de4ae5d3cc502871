/* SPDX-License-Identifier: GPL-2.0-or-later */
#pragma once

/*
 * anon_vmas, and the links of areas to them, made and undone: mm/rmap.c.
 *
 *   first write     km_anon_vma_prepare ()   a neighbour's anon_vma, or a new root
 *   split, mremap   km_anon_vma_clone ()     the copy gets a link to each anon_vma that the original is linked to
 *   fork            km_anon_vma_fork ()      the same, and an anon_vma of its own in front, or one that has become idle
 *   munmap, exit    km_anon_vma_unlink ()    the links go, and each anon_vma with its last one
 *
 * Invariants (core/user/check-rmap.c): an area that has an anon_vma has a link to it; a link is in the tree of its
 * anon_vma, except between km_anon_vma_leave_trees () and km_anon_vma_enter_trees (); num_active_vmas, num_children
 * and refcount are what areas, children and trees come to.
 */

#include "core/state/edit.h"

G_BEGIN_DECLS

/* __anon_vma_prepare (); FALSE without memory. */
gboolean km_anon_vma_prepare (KmMachine *m, const KmVma *vma);
/* anon_vma_clone (): @vma, which has no link yet, gets those of @from. Its anon_vma is set as in a copy of @from, or
 * none: then it takes over one of the chain that is in use no more. FALSE without memory, and no link is left. */
gboolean km_anon_vma_clone (KmMachine *m, const KmVma *vma, const KmVma *from);
/* anon_vma_fork (): of the child's area @vma for the parent's @from; FALSE without memory. *@fresh: whether an anon_vma
 * was made. */
gboolean km_anon_vma_fork (KmMachine *m, const KmVma *vma, const KmVma *from, gboolean *fresh);
/* unlink_anon_vmas () */
void km_anon_vma_unlink (KmMachine *m, const KmVma *vma);

/* anon_vma_interval_tree_pre_update_vma (), …_post_update_vma (): around a change of the area's pages. Its links come
 * back behind those of the same first page. */
void km_anon_vma_leave_trees (KmMachine *m, const KmVma *vma);
void km_anon_vma_enter_trees (KmMachine *m, const KmVma *vma);

G_END_DECLS
