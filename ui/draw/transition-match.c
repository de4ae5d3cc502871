/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which cell of one drawing is which of the next. */
#include "ui/draw/transition-private.h"

#include <math.h>
#include <string.h>

typedef struct
{
  VmrRef  ref;
  guint32 part;
  guint32 shape;
} Key;

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return key->ref.kind * 0x9e3779b1u ^ key->ref.id * 0x85ebca6bu ^ key->ref.gen * 0xc2b2ae35u ^
         key->part * 0x27d4eb2fu ^ key->shape;
}

static gboolean
key_equal (gconstpointer a,
           gconstpointer b)
{
  return memcmp (a, b, sizeof (Key)) == 0;
}

static Key
cell_key (const VmrCell *cell)
{
  return (Key) { cell->ref, cell->part, cell->shape };
}

gboolean
vmr_transition_rects_same (VmrRect a,
            VmrRect b)
{
  return fabs (a.x - b.x) < 0.5 && fabs (a.y - b.y) < 0.5 && fabs (a.w - b.w) < 0.5 &&
         fabs (a.h - b.h) < 0.5;
}

static gboolean
points_same (const VmrCells *a,
             const VmrCell  *x,
             const VmrCells *b,
             const VmrCell  *y)
{
  for (guint i = 0; i < x->n_points; i++)
    {
      VmrPoint p = g_array_index (a->points, VmrPoint, x->first_point + i);
      VmrPoint q = g_array_index (b->points, VmrPoint, y->first_point + i);

      if (fabs (p.x - q.x) > 0.5 || fabs (p.y - q.y) > 0.5)
        return FALSE;
    }
  return TRUE;
}

gboolean
vmr_cells_look_same (const VmrCells *a,
                     guint           i,
                     const VmrCells *b,
                     guint           k)
{
  const VmrCell *x = vmr_cells_get (a, i), *y = vmr_cells_get (b, k);

  return x->shape == y->shape && vmr_transition_rects_same (x->rect, y->rect) && x->fill == y->fill &&
         x->tint == y->tint && x->stroke == y->stroke && x->stroke_tint == y->stroke_tint &&
         x->width == y->width && x->flags == y->flags && x->layout == y->layout &&
         (x->style & VMR_STRUCK) == (y->style & VMR_STRUCK) &&
         x->surface == y->surface && x->n_points == y->n_points && points_same (a, x, b, y);
}

gboolean
vmr_transition_all_same (const VmrCells *a,
          const VmrCells *b)
{
  if (vmr_cells_n (a) != vmr_cells_n (b))
    return FALSE;
  for (guint i = 0; i < vmr_cells_n (a); i++)
    if (!vmr_cells_look_same (a, i, b, i))
      return FALSE;
  return TRUE;
}

/* The early drawing must not show a second time what moves. */
void
vmr_transition_take_out (VmrTransition *self,
          const int     *partner)
{
  for (guint i = 0; i < vmr_cells_n (self->late); i++)
    if (self->fates[i].body >= 0 && partner[i] >= 0)
      {
        const VmrCell *box = vmr_cells_get (self->early, (guint) partner[i]);

        self->gone[partner[i]] = TRUE;
        for (guint k = (guint) partner[i] + 1; k < vmr_cells_n (self->early); k++)
          {
            const VmrCell *cell = vmr_cells_get (self->early, k);

            if (!vmr_ref_is_none (cell->ref) && cell->shape == VMR_SHAPE_BOX)
              break;
            self->gone[k] |= vmr_transition_lies_in_box (cell, box);
          }
      }
}

int *
vmr_transition_match (const VmrTransition *self)
{
  g_autoptr (GHashTable) old = g_hash_table_new_full (key_hash, key_equal, g_free, NULL);
  int *partner = g_new (int, vmr_cells_n (self->late) + 1);

  for (guint i = 0; i < vmr_cells_n (self->early); i++)
    {
      const VmrCell *cell = vmr_cells_get (self->early, i);
      Key key = cell_key (cell);

      if (!vmr_ref_is_none (cell->ref))
        g_hash_table_insert (old, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < vmr_cells_n (self->late); i++)
    {
      const VmrCell *cell = vmr_cells_get (self->late, i);
      Key key = cell_key (cell);

      partner[i] = vmr_ref_is_none (cell->ref)
                   ? -1 : (int) GPOINTER_TO_UINT (g_hash_table_lookup (old, &key)) - 1;
      /* Each thing has one partner at most. */
      if (partner[i] >= 0)
        g_hash_table_remove (old, &key);
    }
  return partner;
}
