/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What colours, outlines and letters mean, in columns as wide as their words. */
#include "ui/stages/buddy-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define GAP 14
#define LINE 1.7                /* of small text */
#define MOST_LINES 5

typedef struct
{
  const char *text;
  const char *letter;           /* instead of a sample */
  VmrInk      ink;
  guint       flags;
} Key;

static void
sample_draw (VmrBuddy  *s,
             const Key *key,
             VmrRect    r)
{
  VmrCell *cell;

  if (key->letter != NULL)
    {
      vmr_cells_text (s->cells, r, VMR_SMALL | VMR_MONO | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT,
                      key->letter, NULL);
      return;
    }
  if (key->flags & VMR_CELL_CHANGED)
    cell = vmr_cells_frame (s->cells, r, VMR_INK_LIGHT, 2, 2);
  else if (key->flags & VMR_CELL_DASHED)
    cell = vmr_cells_frame (s->cells, r, VMR_INK_SECONDARY, 1, 2);
  else
    cell = vmr_cells_box (s->cells, r, key->ink,
                          VMR_TINT_FULL, key->ink == VMR_INK_LIGHT ? r.h / 2 : 2);
  if (key->ink == VMR_INK_BLOCK || (key->ink == VMR_INK_SOFT && key->flags == 0))
    vmr_cell_outline (cell, VMR_INK_SECONDARY, 1);
  cell->flags |= key->flags & (VMR_CELL_DASHED | VMR_CELL_HATCH);
}

static double
column_width (VmrBuddy  *s,
              const Key *keys,
              guint      n)
{
  double w = 0;

  for (guint i = 0; i < n; i++)
    w = MAX (w, vmr_cells_measure (s->cells, VMR_SMALL, keys[i].text));
  return s->small * 1.1 + 6 + w + GAP;
}

static void
column_draw (VmrBuddy  *s,
             const Key *keys,
             guint      n,
             double     x,
             double     y)
{
  double side = s->small * 1.1, line = s->small * LINE;

  for (guint i = 0; i < n; i++, y += line)
    {
      double w = vmr_cells_measure (s->cells, VMR_SMALL, keys[i].text) + 1;

      sample_draw (s, &keys[i], VMR_RECT (x, y + (line - side) / 2, side, side));
      vmr_cells_text (s->cells, VMR_RECT (x + side + 6, y, w, line), VMR_SMALL, VMR_INK_TEXT,
                      keys[i].text, NULL);
    }
}

double
vmr_buddy_legend_height (const VmrBuddy *s,
                         guint           lines)
{
  return s->small * LINE * lines;
}

/* A column that does not fit is left out: colours come first, then marks, letters last. What there is ends
 * at the right. */
void
vmr_buddy_legend (VmrBuddy *s,
                  VmrRect   r)
{
  static const guint uses[] = { VMR_USE_BLOCK, VMR_USE_LOOSE, KM_USE_PCP, KM_USE_KERNEL, KM_USE_ANON,
                                KM_USE_FILE, KM_USE_PAGE_TABLE };
  const Key marks[] = {
    { _("changed now"), NULL, VMR_INK_LIGHT, VMR_CELL_CHANGED },
    { _("was here"), NULL, VMR_INK_SECONDARY, VMR_CELL_DASHED },
    { _("lowmem_reserve"), NULL, VMR_INK_SOFT, VMR_CELL_HATCH },
    { _("this step"), NULL, VMR_INK_LIGHT, 0 },
    { "Unmovable", "U", VMR_INK_TEXT, 0 }, { "Movable", "M", VMR_INK_TEXT, 0 },
    { "Reclaimable", "R", VMR_INK_TEXT, 0 }, { "HighAtomic", "H", VMR_INK_TEXT, 0 },
  };
  Key keys[G_N_ELEMENTS (uses) + G_N_ELEMENTS (marks)];
  guint per_column = CLAMP ((guint) (r.h / vmr_buddy_legend_height (s, 1)), 1, MOST_LINES), fit = 0;
  double w = 0;

  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    keys[i] = (Key) { vmr_use_name (uses[i]), NULL, vmr_use_ink (uses[i]), 0 };
  memcpy (keys + G_N_ELEMENTS (uses), marks, sizeof marks);
  for (; fit < G_N_ELEMENTS (keys); fit += per_column)
    {
      double more = column_width (s, keys + fit, MIN (per_column, G_N_ELEMENTS (keys) - fit));

      if (w + more - GAP > r.w)
        break;
      w += more;
    }
  r.x += r.w - w + GAP;
  for (guint i = 0; i < MIN (fit, G_N_ELEMENTS (keys)); i += per_column)
    {
      guint n = MIN (per_column, G_N_ELEMENTS (keys) - i);

      column_draw (s, keys + i, n, r.x, r.y);
      r.x += column_width (s, keys + i, n);
    }
}
