/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The frames of a transition: one finished picture seen through a mask over the other. */
#include "ui/draw/transition-private.h"

#include <math.h>

enum { BEFORE, BARE, AFTER };

/* --- the pictures ------------------------------------------------------------------------------ */

/* Whether the stretch was lit before, as the beginning of a longer way that has no head there. */
static gboolean
lies_along (const VmrTransition *self,
            const VmrCell       *old,
            const VmrCell       *light)
{
  const VmrPoint *o = &g_array_index (self->early->points, VmrPoint, old->first_point);
  const VmrPoint *n = &g_array_index (self->late->points, VmrPoint, light->first_point);

  if (old->flags & VMR_CELL_ARROW || hypot (o[0].x - n[0].x, o[0].y - n[0].y) > 2)
    return FALSE;
  for (guint i = 0; i < old->n_points; i++)
    {
      gboolean on = FALSE;

      for (guint k = 1; k < light->n_points && !on; k++)
        {
          double dx = n[k].x - n[k - 1].x, dy = n[k].y - n[k - 1].y, length = hypot (dx, dy);
          double along = ((o[i].x - n[k - 1].x) * dx + (o[i].y - n[k - 1].y) * dy) /
                         MAX (length, 1);
          double off = fabs ((o[i].x - n[k - 1].x) * dy - (o[i].y - n[k - 1].y) * dx) /
                       MAX (length, 1);

          on = off < 1.5 && along > -1.5 && along < length + 1.5;
        }
      if (!on)
        return FALSE;
    }
  return TRUE;
}

/* In place of a new stretch of light, what was lit of it already. */
static void
paint_known_light (cairo_t             *cr,
                   const VmrTransition *self,
                   guint                index)
{
  const VmrCell *light = vmr_cells_get (self->late, index);

  for (guint i = 0; i < vmr_cells_n (self->early); i++)
    {
      const VmrCell *old = vmr_cells_get (self->early, i);

      if (old->flags & VMR_CELL_LIGHT && lies_along (self, old, light))
        vmr_paint_cell (cr, self->early, i, &VMR_MOTION_NONE);
    }
}

static void
paint_early (cairo_t             *cr,
             const VmrTransition *self)
{
  for (guint i = 0; i < vmr_cells_n (self->early); i++)
    if (!self->gone[i])
      vmr_paint_cell (cr, self->early, i, &VMR_MOTION_NONE);
}

static void
paint_late (cairo_t             *cr,
            const VmrTransition *self,
            gboolean             bare)
{
  for (guint i = 0; i < vmr_cells_n (self->late); i++)
    if (bare && self->fates[i].light)
      paint_known_light (cr, self, i);
    else if (self->fates[i].body < 0)
      vmr_paint_cell (cr, self->late, i, &VMR_MOTION_NONE);
}

/* As the target is, with what already lies there: on a transparent ground letters would be drawn
 * another way than in the finished picture, and be seen to change twice. */
static cairo_surface_t *
picture_new (cairo_t             *target,
             const VmrTransition *self,
             guint                which)
{
  cairo_surface_t *ground = cairo_get_group_target (target);
  cairo_surface_t *surface = cairo_surface_create_similar (ground, CAIRO_CONTENT_COLOR,
                                                           (int) ceil (self->late->width),
                                                           (int) ceil (self->late->height));
  cairo_t *cr = cairo_create (surface);
  cairo_matrix_t at;

  cairo_get_matrix (target, &at);
  cairo_set_source_surface (cr, ground, -at.x0, -at.y0);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
  if (which == BEFORE)
    paint_early (cr, self);
  else
    paint_late (cr, self, which == BARE);
  cairo_destroy (cr);
  return surface;
}

/* --- the mask ---------------------------------------------------------------------------------- */

static void
add_held (cairo_t             *cr,
          const VmrTransition *self)
{
  for (guint i = 0; i < vmr_cells_n (self->late); i++)
    {
      VmrRect r = vmr_cells_get (self->late, i)->rect;

      if (self->fates[i].held)
        cairo_rectangle (cr, floor (r.x) - 1, floor (r.y) - 1, ceil (r.w) + 3, ceil (r.h) + 3);
    }
}

/* Everything but what settles last. */
static void
paint_arrived (cairo_t             *cr,
               const VmrTransition *self,
               double               alpha)
{
  cairo_push_group_with_content (cr, CAIRO_CONTENT_ALPHA);
  cairo_set_source_rgba (cr, 0, 0, 0, alpha);
  cairo_paint (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  add_held (cr, self);
  cairo_fill (cr);
  cairo_pattern_t *mask = cairo_pop_group (cr);

  cairo_set_source_surface (cr, self->pictures[BARE], 0, 0);
  cairo_mask (cr, mask);
  cairo_pattern_destroy (mask);
}

/* The lit part of the way, a little wider than it is drawn: its edge is blended once. */
static void
paint_lit (cairo_t             *cr,
           const VmrTransition *self,
           double               ms)
{
  cairo_push_group_with_content (cr, CAIRO_CONTENT_ALPHA);
  cairo_set_source_rgba (cr, 0, 0, 0, 1);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  for (guint i = 0; i < vmr_cells_n (self->late); i++)
    {
      const VmrCell *cell = vmr_cells_get (self->late, i);
      VmrMotion motion = vmr_transition_motion (self, i, ms);
      VmrPoint end;

      if (!self->fates[i].light || motion.reveal <= 0)
        continue;
      vmr_paint_path (cr, self->late, cell, motion.reveal, &end);
      cairo_set_line_width (cr, cell->width + 3);
      cairo_stroke (cr);
      if (motion.reveal >= 1 && cell->flags & VMR_CELL_ARROW)
        {
          double size = 6 + cell->width * 2;

          cairo_rectangle (cr, end.x - size, end.y - size, 2 * size, 2 * size);
          cairo_fill (cr);
        }
    }
  cairo_pattern_t *mask = cairo_pop_group (cr);

  cairo_set_source_surface (cr, self->pictures[AFTER], 0, 0);
  cairo_mask (cr, mask);
  cairo_pattern_destroy (mask);
}

/* --- a frame ----------------------------------------------------------------------------------- */

static void
paint_bodies (cairo_t             *cr,
              const VmrTransition *self,
              double               ms)
{
  for (guint i = 0; i < vmr_cells_n (self->late); i++)
    if (self->fates[i].body >= 0)
      {
        VmrMotion motion = vmr_transition_motion (self, i, ms);

        vmr_paint_cell (cr, self->late, i, &motion);
      }
}

/* The pictures are made whole or not at all. */
static gboolean
can_see_all (cairo_t             *cr,
             const VmrTransition *self)
{
  double x0, y0, x1, y1;

  cairo_clip_extents (cr, &x0, &y0, &x1, &y1);
  return x0 <= 0 && y0 <= 0 && x1 >= self->late->width && y1 >= self->late->height;
}

void
vmr_transition_paint (cairo_t       *cr,
                      VmrTransition *self,
                      VmrInk         ground,
                      double         ms)
{
  gboolean fade = self->level == VMR_MOTION_FADE;
  VmrPhases phases = vmr_transition_phases (self, ms);
  double left = self->backwards ? vmr_transition_duration (self) - ms : ms;

  if (ms >= vmr_transition_duration (self) || (self->pictures[0] == NULL && !can_see_all (cr, self)))
    {
      vmr_paint (cr, self->backwards ? self->early : self->late, ground);
      return;
    }
  cairo_save (cr);
  if (ground != VMR_INK_NONE)
    {
      VmrRgb rgb = vmr_palette_rgb (self->late->palette, ground);

      cairo_set_source_rgb (cr, rgb.r, rgb.g, rgb.b);
      cairo_paint (cr);
    }
  for (guint i = 0; i < G_N_ELEMENTS (self->pictures); i++)
    if (self->pictures[i] == NULL)
      self->pictures[i] = picture_new (cr, self, i);
  cairo_set_source_surface (cr, self->pictures[BEFORE], 0, 0);
  cairo_paint (cr);
  if (!fade)
    {
      paint_arrived (cr, self, phases.arrive);
      if (phases.run > 0)
        paint_lit (cr, self, ms);
    }
  cairo_set_source_surface (cr, self->pictures[AFTER], 0, 0);
  cairo_paint_with_alpha (cr, fade ? CLAMP (left / vmr_transition_duration (self), 0, 1)
                                   : phases.settle);
  paint_bodies (cr, self, ms);
  cairo_restore (cr);
}
