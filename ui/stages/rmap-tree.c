/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The tree that struct page leads to: for each area the pages it is filed under. Below it the rows of the other anon_vmas
 * that the same areas are linked to: pages that a child has written itself hang there. */
#include "ui/stages/rmap-private.h"

#include "core/user/anon-vma-tree.h"

#include <glib/gi18n-lib.h>

#define MOST_ROWS 2

static VmrRect
pill_of (const VmrRmap      *s,
         const VmrRmapPlace *place)
{
  guint top = G_MAXUINT;
  double w = MIN (place->w, s->small * 8.4), h = s->line * 1.1;
  double y = s->tree_y + s->line * 1.15;

  for (guint i = 0; i < s->shown; i++)
    top = MIN (top, vmr_rmap_place (s, s->first + i)->node.depth);
  if (place->node.depth > top && !s->low)
    y += s->line * 1.05;
  return VMR_RECT (place->x + place->w / 2 - w / 2, y, w, h);
}

/* From the parent's pill to its own. */
static void
edge_draw (VmrRmap            *s,
           const VmrRmapPlace *place)
{
  VmrRect at = pill_of (s, place);

  for (guint i = 0; i < s->shown; i++)
    {
      const VmrRmapPlace *other = vmr_rmap_place (s, s->first + i);
      VmrRect up = pill_of (s, other);
      gboolean right = at.x > up.x;
      VmrPoint way[2] = { { right ? up.x + up.w : up.x, up.y + up.h / 2 }, { right ? at.x : at.x + at.w, at.y + at.h / 2 } };

      if (other->at.vma == place->node.parent && place->area != VMR_RMAP_AHEAD && other->area != VMR_RMAP_AHEAD)
        vmr_rmap_way (s, way, 2, place->area == VMR_RMAP_NOW ? VMR_RMAP_PAST : place->area, FALSE);
    }
}

static void
pill_draw (VmrRmap            *s,
           const VmrRmapPlace *place)
{
  VmrRect r = pill_of (s, place);
  g_autofree char *text = g_strdup_printf ("%05x–%05x", place->node.first, place->node.last);
  g_autofree char *name = g_strdup_printf (_("in the tree: pages %s of %s"), text,
                                           place->at.task ? km_task_name (s->machine, place->at.task) : "?");
  VmrCell *cell = vmr_cells_box (s->cells, r, s->anon ? VMR_INK_ANON : VMR_INK_FILE, VMR_TINT_PALE, r.h / 2);

  cell->part = 1;
  if (place->area == VMR_RMAP_NOW)
    {
      vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
      cell->flags |= VMR_CELL_CAUSE;
    }
  else
    vmr_cell_outline (cell, s->anon ? VMR_INK_ANON : VMR_INK_FILE, 1);
  if (place->area == VMR_RMAP_SPARED)
    cell->flags |= VMR_CELL_DASHED;
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_VMA, place->at.vma->id, 0), name, NULL);
  vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO | VMR_CENTER, VMR_INK_TEXT, text, NULL);
}

/* The ground of the tree, its name, and the light that comes in from struct page. */
static void
pane_draw (VmrRmap *s)
{
  VmrRect r = VMR_RECT (s->left_w - s->small * 0.6, s->tree_y, s->cells->width - s->m * 0.4 - s->left_w, s->tree_h);
  double y = s->page.y + s->small * 0.4 + s->line * 1.5, x = r.x + s->small * 0.6;
  g_autofree char *name = s->anon ? g_strdup_printf ("anon_vma %u", KM_ID_INDEX (s->anon->id)) : g_strdup (s->file->path);
  VmrPoint way[2] = { { s->page.x + s->page.w, y }, { r.x, y } };
  VmrCell *cell = vmr_cells_box (s->cells, r, s->anon ? VMR_INK_ANON : VMR_INK_FILE, VMR_TINT_FAINT / 2, 6);
  gboolean now = s->start > 0 && s->cursor == s->start;

  if (now)
    {
      vmr_cell_outline (cell, VMR_INK_LIGHT, 2);
      cell->flags |= VMR_CELL_CHANGED;
    }
  cell = vmr_cells_text (s->cells, VMR_RECT (x, r.y + 1, r.w * 0.5, s->line), VMR_SMALL | VMR_MONO | VMR_BOLD, VMR_INK_TEXT,
                         name, NULL);
  vmr_cells_text (s->cells, VMR_RECT (x + (cell ? cell->rect.w : 0) + s->small, r.y + 1,
                                      r.w - s->small * 2.2 - (cell ? cell->rect.w : 0), s->line), VMR_SMALL | VMR_RIGHT,
                  VMR_INK_SECONDARY,
                  s->anon ? _("rb_root: areas that may map its pages, by first page")
                          : _("i_mmap: areas that map the file, by first page"),
                  s->anon ? _("areas that may map its pages") : _("areas that map the file"), NULL);
  vmr_rmap_way (s, way, 2, s->start == 0 ? VMR_RMAP_STILL : now ? VMR_RMAP_NOW : VMR_RMAP_PAST, TRUE);
}

static gboolean
is_linked (const VmrRmap   *s,
           const KmVma     *vma,
           const KmAnonVma *anon)
{
  const KmAnonVmaChain *link = km_vma_chain_first (s->machine, vma);

  while (link != NULL && km_anon_vma (s->machine, link->anon_vma) != anon)
    link = km_chain_next (s->machine, link);
  return link != NULL;
}

/* The row of an anon_vma that is not the page's: a knot where an area is linked to it. */
static void
row_draw (VmrRmap         *s,
          const KmAnonVma *anon,
          double           y)
{
  double first = 0, last = 0, knot = s->small * 0.35, w = vmr_rmap_place (s, s->first)->w;
  g_autofree char *name = g_strdup_printf ("anon_vma %u", KM_ID_INDEX (anon->id));

  for (guint i = 0; i < s->shown; i++)
    {
      const VmrRmapPlace *place = vmr_rmap_place (s, s->first + i);
      double x = place->x + w * 0.12;

      if (place->area == VMR_RMAP_AHEAD || !is_linked (s, place->at.vma, anon))
        continue;
      vmr_cells_segment (s->cells, x, y, x, s->area_y, VMR_INK_LINE, 1);
      if (last > 0)
        vmr_cells_segment (s->cells, last + knot, y, x - knot, y, VMR_INK_LINE, 1);
      vmr_cell_outline (vmr_cells_box (s->cells, VMR_RECT (x - knot, y - knot, 2 * knot, 2 * knot), VMR_INK_PANEL,
                                       VMR_TINT_FULL, knot), VMR_INK_SECONDARY, 1.5);
      first = first > 0 ? first : x;
      last = x;
    }
  /* Before the first knot; else behind the last one, up to the next arrow from the tree. */
  if (first > 0 && vmr_cells_text (s->cells, VMR_RECT (s->left_w, y - s->line / 2, first - s->left_w - knot - 4, s->line),
                                   VMR_SMALL | VMR_MONO | VMR_RIGHT, VMR_INK_SECONDARY, name, NULL) == NULL)
    vmr_cells_text (s->cells, VMR_RECT (last + knot + 4, y - s->line / 2, w * 0.34, s->line), VMR_SMALL | VMR_MONO,
                    VMR_INK_SECONDARY, name, NULL);
}

static void
loom_draw (VmrRmap *s)
{
  const KmAnonVma *rows[MOST_ROWS];
  guint n = 0;

  for (guint i = 0; i < s->shown && s->loom_h > 0; i++)
    {
      const KmVma *vma = vmr_rmap_place (s, s->first + i)->at.vma;
      const KmAnonVma *own = km_anon_vma (s->machine, vma->anon_vma);
      gboolean known = own == NULL || own == s->anon;

      for (guint k = 0; k < n; k++)
        known |= rows[k] == own;
      if (!known && n < MOST_ROWS)
        rows[n++] = own;
    }
  for (guint i = 0; i < n; i++)
    row_draw (s, rows[i], s->loom_y + s->line * (0.9 + 1.1 * i));
}

void
vmr_rmap_tree (VmrRmap *s)
{
  if (s->anon == NULL && s->file == NULL)
    return;
  pane_draw (s);
  loom_draw (s);
  for (guint i = 0; i < s->shown; i++)
    edge_draw (s, vmr_rmap_place (s, s->first + i));
  for (guint i = 0; i < s->shown; i++)
    {
      const VmrRmapPlace *place = vmr_rmap_place (s, s->first + i);
      VmrRect r = pill_of (s, place);
      VmrPoint way[2] = { { r.x + r.w / 2, r.y + r.h }, { r.x + r.w / 2, s->area_y } };

      if (place->area == VMR_RMAP_AHEAD)
        continue;
      vmr_rmap_way (s, way, 2, place->area, TRUE);
      pill_draw (s, place);
    }
}
