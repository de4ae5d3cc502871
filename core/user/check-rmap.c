/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/user/check-rmap.h"

#include "core/state/check.h"
#include "core/state/machine-private.h"
#include "core/user/anon-vma-tree.h"
#include "core/user/i-mmap.h"
#include "core/user/vma.h"

/* What each anon_vma should come to, by index. */
typedef struct
{
  uint32_t n_vmas;              /* areas whose anon_vma it is */
  uint32_t n_links;             /* in the chains of areas */
  uint32_t n_children;          /* others whose parent it is */
  uint32_t n_below;             /* others whose root it is */
} Expected;

/* --- Areas and their chains ------------------------------------------------------------------- */

static gboolean
check_link (const KmMachine *m, const KmVma *vma, const KmAnonVmaChain *link, GError **error)
{
  if (link->vma.value != vma->id || km_anon_vma (m, link->anon_vma) == NULL || !km_interval_is_in (&link->rb))
    KM_FAIL ("area 0x%08x: a link of another area, to no anon_vma, or in no tree", vma->vm_start);
  if (link->start != vma->vm_pgoff || link->last != vma->vm_pgoff + km_vma_pages (vma) - 1)
    KM_FAIL ("area 0x%08x: its link stands at pages 0x%x–0x%x", vma->vm_start, link->start, link->last);
  return TRUE;
}

static gboolean
check_chain (const KmMachine *m, const KmVma *vma, Expected *expected, GError **error)
{
  KmAnonVmaChainId before = KM_NONE (KmAnonVmaChainId);
  gboolean own = FALSE;

  for (const KmAnonVmaChain *link = km_vma_chain_first (m, vma); link != NULL; link = km_chain_next (m, link))
    {
      if (!KM_SAME (link->prev, before))
        KM_FAIL ("area 0x%08x: its links do not point back", vma->vm_start);
      if (!check_link (m, vma, link, error))
        return FALSE;
      own |= KM_SAME (link->anon_vma, vma->anon_vma);
      expected[KM_ID_INDEX (link->anon_vma.value)].n_links++;
      before = (KmAnonVmaChainId) { link->id };
    }
  if (!KM_SAME (before, vma->anon_vma_chain_last))
    KM_FAIL ("area 0x%08x: the last of its links is another one", vma->vm_start);
  if (own == KM_IS_NONE (vma->anon_vma))
    KM_FAIL ("area 0x%08x: an anon_vma without a link to it, or links without an anon_vma", vma->vm_start);
  if (own)
    expected[KM_ID_INDEX (vma->anon_vma.value)].n_vmas++;
  return TRUE;
}

/* --- anon_vmas -------------------------------------------------------------------------------- */

/* Order and shape of the tree, and that what is in it belongs there. */
static gboolean
check_tree (const KmMachine *m, const KmAnonVma *anon, guint *n, GError **error)
{
  guint index = KM_ID_INDEX (anon->id);
  const char *wrong = km_interval_check (&m->store, &anon->rb_root, km_chain_intervals (), n);

  if (wrong != NULL)
    KM_FAIL ("anon_vma %u: %s", index, wrong);
  for (const KmAnonVmaChain *link = km_anon_vma_first (m, anon, 0, G_MAXUINT32); link != NULL;
       link = km_anon_vma_next (m, link, 0, G_MAXUINT32))
    if (link->anon_vma.value != anon->id || km_vma (m, link->vma) == NULL)
      KM_FAIL ("anon_vma %u: a link in its tree is another's, or of no area", index);
  return TRUE;
}

static gboolean
check_anon_vma (const KmMachine *m, const KmAnonVma *anon, const Expected *expected, GError **error)
{
  guint index = KM_ID_INDEX (anon->id), n, lives;

  if (!check_tree (m, anon, &n, error))
    return FALSE;
  lives = n > 0;
  if (n != expected->n_links || anon->num_active_vmas != expected->n_vmas)
    KM_FAIL ("anon_vma %u: %u links in its tree, %u active areas; %u and %u found", index, n, anon->num_active_vmas,
             expected->n_links, expected->n_vmas);
  if (anon->num_children != expected->n_children + (anon->parent.value == anon->id ? lives : 0)
      || anon->refcount != expected->n_below + lives)
    KM_FAIL ("anon_vma %u: %u children, %u references; %u have it as parent, %u as root", index, anon->num_children,
             anon->refcount, expected->n_children, expected->n_below);
  return TRUE;
}

static gboolean
check_anon_vmas (const KmMachine *m, Expected *expected, GError **error)
{
  const KmAnonVma *anon;

  for (anon = NULL; (anon = km_anon_vma_after (m, anon)) != NULL;)
    {
      if (km_anon_vma (m, anon->parent) == NULL || km_anon_vma (m, anon->root) == NULL)
        KM_FAIL ("anon_vma %u has lost its parent or root", KM_ID_INDEX (anon->id));
      if (anon->parent.value != anon->id)
        expected[KM_ID_INDEX (anon->parent.value)].n_children++;
      if (anon->root.value != anon->id)
        expected[KM_ID_INDEX (anon->root.value)].n_below++;
    }
  for (anon = NULL; (anon = km_anon_vma_after (m, anon)) != NULL;)
    if (!check_anon_vma (m, anon, &expected[KM_ID_INDEX (anon->id)], error))
      return FALSE;
  return TRUE;
}

/* --- Files ------------------------------------------------------------------------------------ */

static gboolean
check_file (const KmMachine *m, const KmFile *file, GError **error)
{
  guint n;
  const char *wrong = km_interval_check (&m->store, &file->i_mmap, km_file_intervals (), &n);

  if (wrong != NULL)
    KM_FAIL ("i_mmap of %s: %s", file->path, wrong);
  for (const KmVma *vma = km_file_first_area (m, file, 0, G_MAXUINT32); vma != NULL;
       vma = km_file_next_area (m, vma, 0, G_MAXUINT32))
    if (vma->id == 0 || vma->vm_file.value != file->id)
      KM_FAIL ("i_mmap of %s: an area that does not map it", file->path);
  if (n != file->n_maps)
    KM_FAIL ("i_mmap of %s has %u areas, %u map it", file->path, n, file->n_maps);
  return TRUE;
}

/* --- All -------------------------------------------------------------------------------------- */

gboolean
km_rmap_check (const KmMachine *m, GError **error)
{
  g_autofree Expected *expected = g_new0 (Expected, m->state->anon_vmas.n_ever + 1);
  const KmVma *vma = NULL;

  while ((vma = km_vma_after (m, vma)) != NULL)
    {
      if (!check_chain (m, vma, expected, error))
        return FALSE;
      if (!KM_IS_NONE (vma->vm_file) && !km_interval_is_in (&vma->shared))
        KM_FAIL ("area 0x%08x is not in the tree of its file", vma->vm_start);
    }
  if (!check_anon_vmas (m, expected, error))
    return FALSE;
  for (const KmFile *file = NULL; (file = km_file_after (m, file)) != NULL;)
    if (!check_file (m, file, error))
      return FALSE;
  return TRUE;
}

/* The area must have a link to the page's anon_vma, wherever in the chain. */
static gboolean
has_link_to (const KmMachine *m, const KmVma *vma, const KmAnonVma *anon)
{
  const KmAnonVmaChain *link = km_vma_chain_first (m, vma);

  while (link != NULL && km_anon_vma (m, link->anon_vma) != anon)
    link = km_chain_next (m, link);
  return anon != NULL && link != NULL;
}

gboolean
km_rmap_check_entry (const KmMachine *m, const KmVma *vma, KmAddr at, KmPfn pfn, GError **error)
{
  const KmFrame *frame = km_frame_at (m, pfn);
  gboolean found = km_frame_is_anon (frame) ? has_link_to (m, vma, km_frame_anon_vma (m, frame))
                                            : km_frame_file (m, frame) == km_file (m, vma->vm_file);

  if (frame->flags & KM_PG_RESERVED)
    return TRUE;                /* the vdso is part of the kernel's image */
  if (!found || frame->index != vma->vm_pgoff + ((at - vma->vm_start) >> KM_PAGE_SHIFT))
    KM_FAIL ("0x%08x maps frame 0x%05x, page 0x%x, and no walk leads from it there", at, pfn, frame->index);
  return TRUE;
}
