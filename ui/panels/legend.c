/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the colours mean: under the map of physical memory, or as a row where that is folded. */
#include "ui/panels/legend.h"

#include "ui/draw/roles.h"
#include "ui/panels/physical-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Of the row: where it begins, and between two names. */
#define ROW_START 4
#define ROW_GAP 10
#define LEAST_GAP 4

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

/* What the Buddy stage has besides: kinds of outlines, and letters for the types of its lists. */
static const struct
{
  const char *name, *letter;
  VmrInk ink;
  guint flags;
  VmrInk line;
} block_marks[] = {
  { N_("this step"), NULL, VMR_INK_PANEL, 0, VMR_INK_LIGHT },
  { N_("was here"), NULL, VMR_INK_PANEL, VMR_CELL_DASHED, VMR_INK_SECONDARY },
  { "Unmovable", "U", VMR_INK_NONE, 0, VMR_INK_NONE },
  { "Movable", "M", VMR_INK_NONE, 0, VMR_INK_NONE },
  { "Reclaimable", "R", VMR_INK_NONE, 0, VMR_INK_NONE },
  /* Last, for it is named beside the bars that have it as well. */
  { N_("lowmem_reserve"), NULL, VMR_INK_SOFT, VMR_CELL_HATCH, VMR_INK_NONE },
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
  g_return_val_if_fail (cells != NULL, 0);

  guint columns = columns_fit (cells), rows = (n_items () + columns - 1) / columns;

  return cells->metrics.small * 1.55 * (1 + rows) + 8;
}

static double
swatch_side (const VmrCells *cells)
{
  return round (cells->metrics.small * 0.85);
}

static double
item_width (VmrCells   *cells,
            const char *name)
{
  return swatch_side (cells) + 5 + vmr_cells_measure (cells, VMR_SMALL, name) + 1;
}

/* The name beside a swatch; returns the width of both, 0 when it does not fit. */
static double
name_draw (VmrCells   *cells,
           const char *name,
           VmrRect     r)
{
  double side = swatch_side (cells), w = item_width (cells, name);

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
  g_return_if_fail (cells != NULL);

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

static double
block_mark_draw (VmrCells *cells,
                 guint     mark,
                 VmrRect   r)
{
  double w = name_draw (cells, _(block_marks[mark].name), r);
  VmrRect at = swatch_rect (cells, r);
  VmrCell *cell;

  if (w == 0)
    return 0;
  if (block_marks[mark].letter != NULL)
    {
      vmr_cells_text (cells, VMR_RECT (at.x, r.y, at.w, r.h), VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_CENTER,
                      VMR_INK_TEXT, block_marks[mark].letter, NULL);
      return w;
    }
  cell = vmr_cells_box (cells, at, block_marks[mark].ink, VMR_TINT_FULL, 2);
  cell->flags |= block_marks[mark].flags;
  if (block_marks[mark].line != VMR_INK_NONE)
    vmr_cell_outline (cell, block_marks[mark].line, block_marks[mark].flags ? 1 : 2);
  return w;
}

/* Where the items of the row stand: it goes on in the next line when one does not fit. */
typedef struct
{
  VmrCells *cells;
  double    x, line, gap;
  guint     row, rows;
} Row;

static gboolean
row_add (Row      *row,
         guint     item,
         double  (*draw) (VmrCells *cells, guint item, VmrRect r))
{
  double w = draw (row->cells, item, VMR_RECT (row->x, row->row * row->line, row->cells->width - row->x,
                                               row->line));

  /* Names differ too much in length for columns. */
  if (w == 0 && row->row + 1 < row->rows)
    {
      row->x = ROW_START;
      w = draw (row->cells, item, VMR_RECT (row->x, ++row->row * row->line, row->cells->width - row->x,
                                            row->line));
    }
  row->x += w + row->gap;
  return w > 0;
}

/* How many of the first uses and of the marks behind them there is room for. */
static guint
n_fitting (const Row   *row,
           const guint *uses,
           guint        n_uses)
{
  double x = ROW_START;
  guint line = 0, i = 0;

  for (; i < n_uses + G_N_ELEMENTS (block_marks); i++)
    {
      double w = item_width (row->cells, i < n_uses ? vmr_use_name (uses[i]) : _(block_marks[i - n_uses].name));

      if (x + w > row->cells->width && line + 1 < row->rows)
        {
          x = ROW_START;
          line++;
        }
      if (x + w > row->cells->width)
        return i;
      x += w + row->gap;
    }
  return i;
}

/* Rather closer together than one letter less; the last mark has no letter. */
static void
row_close_up (Row         *row,
              const guint *uses,
              guint        n_uses)
{
  guint most = 0, needed = n_uses + G_N_ELEMENTS (block_marks) - 1;

  for (double gap = ROW_GAP; gap >= LEAST_GAP; gap--)
    {
      Row closer = *row;
      guint n;

      closer.gap = gap;
      n = MIN (n_fitting (&closer, uses, n_uses), needed);
      if (n > most)
        {
          most = n;
          row->gap = gap;
        }
    }
}

void
vmr_legend_row_draw (VmrCells    *cells,
                     const guint *uses,
                     guint        n,
                     gboolean     blocks,
                     guint        n_uses)
{
  g_return_if_fail (cells != NULL);

  double total = 0;
  Row row = { cells, ROW_START, 0, ROW_GAP, 0, 1 };

  for (guint i = 0; i < n; i++)
    total += cells->metrics.small * 0.85 + 6 + ROW_GAP +
             vmr_cells_measure (cells, VMR_SMALL, vmr_use_name (uses[i]));
  if ((blocks || total > cells->width) && cells->height >= cells->metrics.small * 2.6)
    row.rows = 2;
  row.line = cells->height / row.rows;
  if (blocks)
    row_close_up (&row, uses, n_uses);
  for (guint i = 0; i < n; i++)
    {
      for (guint k = 0; blocks && i == n_uses && k < G_N_ELEMENTS (block_marks); k++)
        if (!row_add (&row, k, block_mark_draw))
          return;
      if (!row_add (&row, uses[i], use_draw))
        return;
    }
}
