/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The red-black tree above the areas, and the way that a search has taken through it. */
#include "ui/stages/vmas-private.h"

#include "core/user/vma.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static VmrPoint
node_place (const VmrVmas   *s,
            const VmrColumn *column)
{
  return (VmrPoint) { column->x + column->w / 2, s->head + s->level * (column->depth + 0.5) };
}

static void
edge_draw (VmrVmas         *s,
           const VmrColumn *column)
{
  VmrPoint at = node_place (s, column);
  VmrPoint path[2];
  VmrColumn *parent;

  vmr_cells_segment (s->cells, at.x, at.y, at.x, s->list_y, VMR_INK_LINE, 1)->flags |=
    VMR_CELL_DASHED;
  if (km_rb_parent (&column->vma->vm_rb) == 0)
    return;
  parent = vmr_vmas_find (s, km_vma_from_node (s->machine, km_rb_parent (&column->vma->vm_rb)));
  if (parent == NULL)
    return;
  path[0] = node_place (s, parent);
  path[1] = at;
  if (column->visited && parent->visited)
    vmr_cells_light (s->cells, path, 2, FALSE);
  else
    vmr_cells_line (s->cells, path, 2, VMR_INK_SECONDARY, 1.2);
}

/* As wide as its number, and clear of the lines from the nodes of its neighbours down to their areas. Two nodes of
 * one level are no neighbours. */
static double
node_width (const VmrVmas   *s,
            const VmrColumn *column,
            char            *gap,
            gsize            length)
{
  guint i = (guint) (column - vmr_vmas_column (s, 0));
  double x = column->x + column->w / 2, half = MIN (x, s->cells->width - x);

  if (i > 0)
    half = MIN (half, x - (column - 1)->x - (column - 1)->w / 2);
  if (i + 1 < s->columns->len)
    half = MIN (half, (column + 1)->x + (column + 1)->w / 2 - x);
  vmr_vmas_size (column->vma->rb_subtree_gap, gap, length);
  /* Without its number it is a mark. */
  if (vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, gap) + 6 > 2 * half - 4)
    return MIN (s->small * 1.4, MAX (2 * half - 4, 4));
  return MIN (vmr_cells_measure (s->cells, VMR_SMALL | VMR_MONO | VMR_BOLD, gap) + MAX (12, s->small * 1.4),
              2 * half - 4);
}

static void
node_draw (VmrVmas         *s,
           const VmrColumn *column)
{
  gboolean black = km_rb_is_black (&column->vma->vm_rb);
  VmrPoint at = node_place (s, column);
  char gap[24];
  double h = MIN (s->row * 1.15, s->level * 0.8), w = node_width (s, column, gap, sizeof gap);
  g_autofree char *name = NULL;
  VmrCell *cell;

  name = g_strdup_printf (_("%s node of 0x%08x, rb_subtree_gap %s"), black ? _("black") : _("red"),
                          column->vma->vm_start, gap);
  cell = vmr_cells_box (s->cells, VMR_RECT (at.x - w / 2, at.y - h / 2, w, h),
                        black ? VMR_INK_BLACK : VMR_INK_LIGHT, black ? VMR_TINT_FULL : VMR_TINT_PALE,
                        black ? 4 : h / 2);
  /* A red node is pale: full red is this step. */
  if (column->visited)
    vmr_cell_outline (cell, VMR_INK_ACCENT, 3);
  else
    vmr_cell_outline (cell, VMR_INK_SECONDARY, 1);
  if (column->visited && column->visited == vmr_session_cursor (s->session))
    cell->flags |= VMR_CELL_CAUSE;
  cell->part = 1;
  vmr_cells_subject (s->cells, cell, vmr_ref (VMR_REF_VMA, column->vma->id, 0), name, NULL);
  vmr_cells_text (s->cells, VMR_RECT (at.x - w / 2, at.y - h / 2, w, h),
                  VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_AUTO, gap, NULL);
}

/* The light falls from the last node of the search to its area. */
static void
found_draw (VmrVmas *s)
{
  guint found = vmr_stage_reached (s->session, KM_STEP_VMA_FOUND);
  KmVmaId id = { (uint32_t) vmr_stage_arg (s->session, found, vma) };
  VmrColumn *column = found ? vmr_vmas_find (s, km_vma (s->machine, id)) : NULL;
  VmrPoint path[2];

  if (column == NULL || found != vmr_session_cursor (s->session))
    return;
  path[0] = node_place (s, column);
  path[1] = (VmrPoint) { path[0].x, s->list_y - 2 };
  vmr_cells_light (s->cells, path, 2, TRUE);
}

void
vmr_vmas_tree (VmrVmas *s)
{
  for (guint i = 0; i < s->columns->len; i++)
    edge_draw (s, vmr_vmas_column (s, i));
  found_draw (s);
  for (guint i = 0; i < s->columns->len; i++)
    node_draw (s, vmr_vmas_column (s, i));
  for (guint i = 0; i < s->columns->len; i++)
    {
      const VmrColumn *column = vmr_vmas_column (s, i);
      VmrPoint at = node_place (s, column);
      double reach = vmr_cells_dot_reach (s->cells), x;
      char gap[24];

      x = at.x - node_width (s, column, gap, sizeof gap) / 2 - reach * 0.6;
      if (column->visited && s->level > reach * 3)
        vmr_stage_dot (s->session, s->cells, MAX (x, reach + 2), at.y - MIN (s->level * 0.4, s->row * 0.7),
                       column->visited);
    }
}
