/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the colours mean: under the map of physical memory, or as a row where that is folded. */
#include "ui/draw/roles.h"
#include "ui/panels/physical-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Of the row: where it begins, and between two names. */
#define ROW_START 4
#define ROW_GAP 10

/* Behind the uses of frames: marks that any of them may bear. */
static const struct
{
  const char *name;
  VmrInk ink;
  guint flags;
  VmrInk line;
} marks[] = {
  { N_("dirty"), VMR_INK_FILE, VMR_CELL_HATCH, 0 },
  { N_("this step"), VMR_INK_PANEL, 0, VMR_INK_LIGHT },
  { N_("page directory"), VMR_INK_PANEL, 0, VMR_INK_TEXT },
};

static guint
n_items (void)
{
  const KmUse *uses;

  return vmr_legend_uses (&uses) + G_N_ELEMENTS (marks);
}

static const char *
item_name (guint i)
{
  const KmUse *uses;
  guint n = vmr_legend_uses (&uses);

  return i < n ? vmr_use_name (uses[i]) : _(marks[i - n].name);
}

static void
use_swatch (VmrCells *cells,
            guint     use,
            VmrRect   r)
{
  VmrCell *cell = vmr_cells_box (cells, r, vmr_use_ink (use), VMR_TINT_FULL, 2);

  if (use == KM_USE_FREE || use == VMR_USE_LOOSE)
    vmr_cell_outline (cell, VMR_INK_SECONDARY, 1);
  else if (use == VMR_USE_BLOCK)
    vmr_cell_outline (cell, VMR_INK_ANON, 1);
}

static void
mark_swatch (VmrCells *cells,
             guint     mark,
             VmrRect   r)
{
  VmrCell *cell = vmr_cells_box (cells, r, marks[mark].ink, VMR_TINT_FULL, 2);

  cell->flags |= marks[mark].flags;
  if (marks[mark].line != VMR_INK_NONE)
    vmr_cell_outline (cell, marks[mark].line, 2);
}

static guint
columns_fit (VmrCells *cells)
{
  double column = 0;

  for (guint i = 0; i < n_items (); i++)
    column = MAX (column, vmr_cells_measure (cells, VMR_SMALL, item_name (i)));
  column += cells->metrics.small * 0.85 + 12;
  return CLAMP ((guint) ((cells->width - 32) / column), 3, 4);
}

double
vmr_legend_height (VmrCells *cells)
{
  guint columns = columns_fit (cells), rows = (n_items () + columns - 1) / columns;

  return cells->metrics.small * 1.55 * (1 + rows) + 8;
}

static double
swatch_side (const VmrCells *cells)
{
  return round (cells->metrics.small * 0.85);
}

/* The name beside a swatch; returns the width of both, 0 when it does not fit. */
static double
name_draw (VmrCells   *cells,
           const char *name,
           VmrRect     r)
{
  double side = swatch_side (cells), w = side + 5 + vmr_cells_measure (cells, VMR_SMALL, name) + 1;

  if (w > r.w)
    return 0;
  vmr_cells_text (cells, VMR_RECT (r.x + side + 5, r.y, r.w - side - 5, r.h), VMR_SMALL,
                  VMR_INK_TEXT, name, NULL);
  return w;
}

static VmrRect
swatch_rect (const VmrCells *cells,
             VmrRect         r)
{
  double side = swatch_side (cells);

  return VMR_RECT (r.x, r.y + (r.h - side) / 2, side, side);
}

static double
use_draw (VmrCells *cells,
          guint     use,
          VmrRect   r)
{
  double w = name_draw (cells, vmr_use_name (use), r);

  if (w > 0)
    use_swatch (cells, use, swatch_rect (cells, r));
  return w;
}

static void
mark_draw (VmrCells *cells,
           guint     mark,
           VmrRect   r)
{
  if (name_draw (cells, _(marks[mark].name), r) > 0)
    mark_swatch (cells, mark, swatch_rect (cells, r));
}

void
vmr_legend_draw (VmrCells *cells,
                 VmrRect   r,
                 guint     swap)
{
  const KmUse *uses;
  guint n = vmr_legend_uses (&uses);
  double line = cells->metrics.small * 1.55;
  guint columns = columns_fit (cells);
  double column = r.w / columns;
  g_autofree char *slots = g_strdup_printf (_("Swap %u slots"), swap);

  vmr_cells_segment (cells, r.x, r.y, r.x + r.w, r.y, VMR_INK_LINE, 1);
  vmr_cells_text (cells, VMR_RECT (r.x, r.y + 4, r.w, line), VMR_SMALL | VMR_BOLD, VMR_INK_TEXT,
                  slots, NULL);
  for (guint i = 0; i < n_items (); i++)
    {
      VmrRect item = VMR_RECT (r.x + i % columns * column, r.y + 4 + line * (1 + i / columns), column,
                               line);

      if (i < n)
        use_draw (cells, uses[i], item);
      else
        mark_draw (cells, i - n, item);
    }
}

void
vmr_legend_row_draw (VmrCells    *cells,
                     const guint *uses,
                     guint        n)
{
  guint rows, row = 0;
  double line, total = 0, x = ROW_START;

  for (guint i = 0; i < n; i++)
    total += cells->metrics.small * 0.85 + 6 + ROW_GAP +
             vmr_cells_measure (cells, VMR_SMALL, vmr_use_name (uses[i]));
  rows = total > cells->width && cells->height >= cells->metrics.small * 2.6 ? 2 : 1;
  line = cells->height / rows;
  for (guint i = 0; i < n; i++)
    {
      double w = use_draw (cells, uses[i], VMR_RECT (x, row * line, cells->width - x, line));

      /* Names differ too much in length for columns. */
      if (w == 0 && row + 1 < rows)
        {
          x = ROW_START;
          w = use_draw (cells, uses[i], VMR_RECT (x, ++row * line, cells->width - x, line));
        }
      if (w == 0)
        return;
      x += w + ROW_GAP;
    }
}
