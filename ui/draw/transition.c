/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What moves, what is lit, and when; see transition-paint.c for the frames. */
#include "ui/draw/transition-private.h"

#include <math.h>
#include <string.h>

#define CAUSE_MS 200.0
#define RUN_MS 500.0
#define SETTLE_MS 200.0
#define FADE_MS 150.0

/* --- the same thing in both drawings ----------------------------------------------------------- */

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

static gboolean
rects_same (VmrRect a,
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

  return x->shape == y->shape && rects_same (x->rect, y->rect) && x->fill == y->fill &&
         x->tint == y->tint && x->stroke == y->stroke && x->stroke_tint == y->stroke_tint &&
         x->width == y->width && x->flags == y->flags && x->layout == y->layout &&
         (x->style & VMR_STRUCK) == (y->style & VMR_STRUCK) &&
         x->surface == y->surface && x->n_points == y->n_points && points_same (a, x, b, y);
}

static gboolean
all_same (const VmrCells *a,
          const VmrCells *b)
{
  if (vmr_cells_n (a) != vmr_cells_n (b))
    return FALSE;
  for (guint i = 0; i < vmr_cells_n (a); i++)
    if (!vmr_cells_look_same (a, i, b, i))
      return FALSE;
  return TRUE;
}

/* --- bodies ------------------------------------------------------------------------------------ */

static int
body_for (VmrTransition *self,
          VmrBody        body)
{
  for (guint i = 0; i < self->bodies->len; i++)
    {
      VmrBody *known = &g_array_index (self->bodies, VmrBody, i);

      if (fabs (known->dx - body.dx) < 1 && fabs (known->dy - body.dy) < 1 &&
          fabs (known->dw - body.dw) < 1 && fabs (known->dh - body.dh) < 1)
        {
          known->weight += body.weight;
          return (int) i;
        }
    }
  g_array_append_val (self->bodies, body);
  return (int) self->bodies->len - 1;
}

/* Where the cell comes from: from another place in the early drawing, or from where it says that it
 * was; -1 when it stands still. */
static int
cell_body (VmrTransition *self,
           const VmrCell *cell,
           const VmrCell *old)
{
  /* What the step is about goes first when not everything can. */
  double weight = cell->rect.w * cell->rect.h *
                  (cell->flags & (VMR_CELL_CAUSE | VMR_CELL_CHANGED) ? 1000 : 1);

  if (old && !rects_same (old->rect, cell->rect))
    return body_for (self, (VmrBody) { old->rect.x - cell->rect.x, old->rect.y - cell->rect.y,
                                       old->rect.w - cell->rect.w, old->rect.h - cell->rect.h,
                                       weight, FALSE });
  if (old == NULL && (fabs (cell->was.x) > 0.5 || fabs (cell->was.y) > 0.5))
    return body_for (self, (VmrBody) { cell->was.x, cell->was.y, 0, 0, weight, FALSE });
  return -1;
}

/* What lies in a box without being a thing of its own: a block moves as one body. */
static gboolean
lies_in_box (const VmrCell *cell,
             const VmrCell *box)
{
  const VmrRect *r = &box->rect;

  return vmr_ref_is_none (cell->ref) && cell->shape != VMR_SHAPE_LINE &&
         cell->shape != VMR_SHAPE_POLYGON && cell->rect.x >= r->x - 1 &&
         cell->rect.y >= r->y - 2 && cell->rect.x + cell->rect.w <= r->x + r->w + 1 &&
         cell->rect.y + cell->rect.h <= r->y + r->h + 3;
}

static void
find_bodies (VmrTransition *self,
             const int     *partner)
{
  const VmrCell *box = NULL;
  int body = -1;

  for (guint i = 0; i < vmr_cells_n (self->late); i++)
    {
      const VmrCell *cell = vmr_cells_get (self->late, i);

      self->fates[i].body = -1;
      if (self->level == VMR_MOTION_FADE)
        continue;
      if (!vmr_ref_is_none (cell->ref) &&
          (cell->shape == VMR_SHAPE_BOX || cell->shape == VMR_SHAPE_DOT))
        {
          box = cell;
          body = cell_body (self, cell, partner[i] >= 0
                            ? vmr_cells_get (self->early, (guint) partner[i]) : NULL);
          self->fates[i].body = body;
        }
      else if (box && body >= 0 && lies_in_box (cell, box))
        {
          self->fates[i].body = body;
        }
    }
}

static int
heavier (gconstpointer a,
         gconstpointer b)
{
  const VmrBody *x = *(const VmrBody *const *) a, *y = *(const VmrBody *const *) b;

  return x->weight < y->weight ? 1 : x->weight > y->weight ? -1 : 0;
}

static void
choose_bodies (VmrTransition *self)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; i < self->bodies->len; i++)
    g_ptr_array_add (order, &g_array_index (self->bodies, VmrBody, i));
  g_ptr_array_sort (order, heavier);
  for (guint i = 0; i < order->len && i < VMR_MOST_BODIES; i++)
    ((VmrBody *) order->pdata[i])->moves = TRUE;
  for (guint i = 0; i < vmr_cells_n (self->late); i++)
    if (self->fates[i].body >= 0 &&
        !g_array_index (self->bodies, VmrBody, self->fates[i].body).moves)
      self->fates[i].body = -1;
}

/* The early drawing must not show a second time what moves. */
static void
take_out (VmrTransition *self,
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
            self->gone[k] |= lies_in_box (cell, box);
          }
      }
}

/* --- light ------------------------------------------------------------------------------------- */

static double
path_length (const VmrCells *cells,
             const VmrCell  *cell)
{
  const VmrPoint *p = &g_array_index (cells->points, VmrPoint, cell->first_point);
  double length = 0;

  for (guint i = 1; i < cell->n_points; i++)
    length += hypot (p[i].x - p[i - 1].x, p[i].y - p[i - 1].y);
  return length;
}

static gboolean
is_new_light (VmrTransition *self,
              guint          index)
{
  const VmrCell *cell = vmr_cells_get (self->late, index);

  if (self->level == VMR_MOTION_SLIDE || !(cell->flags & VMR_CELL_LIGHT) ||
      cell->stroke_tint <= VMR_TINT_OLD)
    return FALSE;
  for (guint i = 0; i < vmr_cells_n (self->early); i++)
    if (vmr_cells_look_same (self->early, i, self->late, index))
      return FALSE;
  return TRUE;
}

static void
find_light (VmrTransition *self,
            const int     *partner)
{
  for (guint i = 0; i < vmr_cells_n (self->late); i++)
    {
      const VmrCell *cell = vmr_cells_get (self->late, i);
      VmrFate *fate = &self->fates[i];

      fate->held = cell->flags & VMR_CELL_CHANGED && partner[i] >= 0 && fate->body < 0;
      fate->light = is_new_light (self, i);
      if (!fate->light)
        continue;
      fate->start = self->whole;
      fate->length = path_length (self->late, cell);
      self->whole += fate->length;
    }
}

/* --- life and time ----------------------------------------------------------------------------- */

static int *
match (const VmrTransition *self)
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

VmrTransition *
vmr_transition_new (const VmrCells *from,
                    const VmrCells *to,
                    gboolean        backwards,
                    VmrMotionLevel  level,
                    double          speed)
{
  VmrTransition *self;
  g_autofree int *partner = NULL;

  if (level == VMR_MOTION_OFF || from == NULL || from->width != to->width ||
      from->height != to->height || all_same (from, to))
    return NULL;
  self = g_new0 (VmrTransition, 1);
  self->early = backwards ? to : from;
  self->late = backwards ? from : to;
  self->backwards = backwards;
  self->level = level;
  self->speed = CLAMP (speed, 0.25, 25) * (backwards ? 2 : 1);
  self->bodies = g_array_new (FALSE, TRUE, sizeof (VmrBody));
  self->fates = g_new0 (VmrFate, vmr_cells_n (self->late) + 1);
  self->gone = g_new0 (gboolean, vmr_cells_n (self->early) + 1);
  partner = match (self);
  find_bodies (self, partner);
  choose_bodies (self);
  take_out (self, partner);
  find_light (self, partner);
  return self;
}

void
vmr_transition_free (VmrTransition *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->pictures); i++)
    g_clear_pointer (&self->pictures[i], cairo_surface_destroy);
  g_array_unref (self->bodies);
  g_free (self->fates);
  g_free (self->gone);
  g_free (self);
}

double
vmr_transition_duration (const VmrTransition *self)
{
  if (self->level == VMR_MOTION_FADE)
    return FADE_MS;
  return (CAUSE_MS + SETTLE_MS + (self->whole > 0 ? RUN_MS : 0)) / self->speed;
}

guint
vmr_transition_bodies (const VmrTransition *self)
{
  return MIN (self->bodies->len, VMR_MOST_BODIES);
}

static double
ease (double x)
{
  x = CLAMP (x, 0, 1);
  return x * x * (3 - 2 * x);
}

VmrPhases
vmr_transition_phases (const VmrTransition *self,
                       double               ms)
{
  double now = (self->backwards ? vmr_transition_duration (self) - ms : ms) * self->speed;
  double run = self->whole > 0 ? RUN_MS : 0;

  return (VmrPhases) { ease (now / CAUSE_MS),
                       run > 0 ? ease ((now - CAUSE_MS) / run) : now >= CAUSE_MS,
                       ease ((now - CAUSE_MS - run) / SETTLE_MS) };
}

double
vmr_transition_lit (const VmrTransition *self,
                    double               ms,
                    double              *whole)
{
  if (whole)
    *whole = self->whole;
  return self->whole * vmr_transition_phases (self, ms).run;
}

VmrMotion
vmr_transition_motion (const VmrTransition *self,
                       guint                index,
                       double               ms)
{
  const VmrFate *fate = &self->fates[index];
  VmrPhases phases = vmr_transition_phases (self, ms);
  VmrMotion motion = VMR_MOTION_NONE;

  if (self->level == VMR_MOTION_FADE)
    return motion;
  if (fate->body >= 0)
    {
      const VmrBody *body = &g_array_index (self->bodies, VmrBody, fate->body);
      double left = 1 - phases.arrive;

      motion.dx = body->dx * left;
      motion.dy = body->dy * left;
      motion.dw = body->dw * left;
      motion.dh = body->dh * left;
    }
  else if (fate->light)
    {
      motion.reveal = fate->length > 0
                      ? CLAMP ((self->whole * phases.run - fate->start) / fate->length, 0, 1) : 1;
    }
  return motion;
}
