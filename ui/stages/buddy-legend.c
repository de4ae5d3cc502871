/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What colours, outlines and letters mean, in columns as wide as their words. */
#include "ui/stages/buddy-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define GAP 14

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
  if (key->ink == VMR_INK_BLOCK)
    vmr_cell_outline (cell, VMR_INK_SECONDARY, 1);
  cell->flags |= key->flags & (VMR_CELL_DASHED | VMR_CELL_HATCH);
}

/* Returns the width it takes. */
static double
column_draw (VmrBuddy  *s,
             const Key *keys,
             guint      n,
             VmrRect    r)
{
  double side = s->small * 1.1, line = s->small * 1.7, w = 0;

  for (guint i = 0; i < n; i++)
    w = MAX (w, vmr_cells_measure (s->cells, VMR_SMALL, keys[i].text));
  if (side + 6 + w > r.w)
    return r.w + GAP;
  for (guint i = 0; i < n; i++)
    {
      double y = r.y + i * line;

      sample_draw (s, &keys[i], VMR_RECT (r.x, y + (line - side) / 2, side, side));
      vmr_cells_text (s->cells, VMR_RECT (r.x + side + 6, y, w + 1, line), VMR_SMALL, VMR_INK_TEXT,
                      keys[i].text, NULL);
    }
  return side + 6 + w + GAP;
}

/* A column that does not fit is left out: colours come first, then marks, letters last. */
void
vmr_buddy_legend (VmrBuddy *s,
                  VmrRect   r)
{
  static const guint uses[] = { VMR_USE_BLOCK, KM_USE_PCP, KM_USE_KERNEL, KM_USE_ANON, KM_USE_FILE,
                                KM_USE_PAGE_TABLE };
  const Key marks[] = {
    { _("changed now"), NULL, VMR_INK_LIGHT, VMR_CELL_CHANGED },
    { _("was here"), NULL, VMR_INK_SECONDARY, VMR_CELL_DASHED },
    { _("lowmem_reserve"), NULL, VMR_INK_SOFT, VMR_CELL_HATCH },
    { _("this step"), NULL, VMR_INK_LIGHT, 0 },
    { "Unmovable", "U", VMR_INK_TEXT, 0 }, { "Movable", "M", VMR_INK_TEXT, 0 },
    { "Reclaimable", "R", VMR_INK_TEXT, 0 }, { "HighAtomic", "H", VMR_INK_TEXT, 0 },
  };
  Key keys[G_N_ELEMENTS (uses) + G_N_ELEMENTS (marks)];
  guint per_column = CLAMP ((guint) (r.h / (s->small * 1.7)), 1, 5);
  double x = r.x;

  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    keys[i] = (Key) { vmr_use_name (uses[i]), NULL, vmr_use_ink (uses[i]), 0 };
  memcpy (keys + G_N_ELEMENTS (uses), marks, sizeof marks);
  for (guint i = 0; i < G_N_ELEMENTS (keys) && x < r.x + r.w; i += per_column)
    x += column_draw (s, keys + i, MIN (per_column, G_N_ELEMENTS (keys) - i),
                      VMR_RECT (x, r.y, r.x + r.w - x, r.h));
}
