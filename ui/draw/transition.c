/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What moves, what is lit, and when; see transition-paint.c for the frames. */
#include "ui/draw/transition-private.h"

#include <math.h>
#include <string.h>

#define CAUSE_MS 200.0
#define RUN_MS 500.0
#define SETTLE_MS 200.0
#define FADE_MS 150.0

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

  if (old && !vmr_transition_rects_same (old->rect, cell->rect))
    return body_for (self, (VmrBody) { old->rect.x - cell->rect.x, old->rect.y - cell->rect.y,
                                       old->rect.w - cell->rect.w, old->rect.h - cell->rect.h,
                                       weight, FALSE });
  if (old == NULL && (fabs (cell->was.x) > 0.5 || fabs (cell->was.y) > 0.5))
    return body_for (self, (VmrBody) { cell->was.x, cell->was.y, 0, 0, weight, FALSE });
  return -1;
}

/* What lies in a box without being a thing of its own: a block moves as one body. */
gboolean
vmr_transition_lies_in_box (const VmrCell *cell,
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
      else if (box && body >= 0 && vmr_transition_lies_in_box (cell, box))
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

VmrTransition *
vmr_transition_new (const VmrCells *from,
                    const VmrCells *to,
                    gboolean        backwards,
                    VmrMotionLevel  level,
                    double          speed)
{
  VmrTransition *self;
  g_autofree int *partner = NULL;

  g_return_val_if_fail (from != NULL, NULL);
  if (level == VMR_MOTION_OFF || from == NULL || from->width != to->width ||
      from->height != to->height || vmr_transition_all_same (from, to))
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
  partner = vmr_transition_match (self);
  find_bodies (self, partner);
  choose_bodies (self);
  vmr_transition_take_out (self, partner);
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
  g_return_val_if_fail (self != NULL, 0);
  if (self->level == VMR_MOTION_FADE)
    return FADE_MS;
  return (CAUSE_MS + SETTLE_MS + (self->whole > 0 ? RUN_MS : 0)) / self->speed;
}

guint
vmr_transition_bodies (const VmrTransition *self)
{
  g_return_val_if_fail (self != NULL, 0);
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
  g_return_val_if_fail (self != NULL, 0);
  if (whole)
    *whole = self->whole;
  return self->whole * vmr_transition_phases (self, ms).run;
}

VmrMotion
vmr_transition_motion (const VmrTransition *self,
                       guint                index,
                       double               ms)
{
  g_return_val_if_fail (self != NULL, ((VmrMotion) { 0 }));

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
