/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/draw/transition.h"

#include <math.h>
#include <string.h>

#define CAUSE_MS 200.0
#define RUN_MS 500.0
#define SETTLE_MS 200.0
#define FADE_MS 150.0

typedef struct
{
  VmrRef  ref;
  guint32 part;
  guint32 shape;
} Key;

struct _VmrTransition
{
  const VmrCells *from;
  const VmrCells *to;
  int            *partner;      /* for each new cell the old one, -1 none */
  gboolean       *lost;         /* for each old cell: has no partner */
  gboolean        backwards;
  gboolean        has_light;
  VmrMotionLevel  level;
  double          speed;
};

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

/* A cell without a reference is the same when it looks and stands the same. */
static gboolean
cells_same (const VmrCell *a,
            const VmrCell *b)
{
  return a->shape == b->shape && fabs (a->rect.x - b->rect.x) < 0.5 &&
         fabs (a->rect.y - b->rect.y) < 0.5 && fabs (a->rect.w - b->rect.w) < 0.5 &&
         fabs (a->rect.h - b->rect.h) < 0.5 && a->fill == b->fill && a->tint == b->tint &&
         a->stroke == b->stroke && a->layout == b->layout;
}

static guint
place_hash (const VmrCell *cell)
{
  return (guint) cell->shape * 31 + (guint) (int) lround (cell->rect.x) * 7919u +
         (guint) (int) lround (cell->rect.y) * 104729u;
}

static void
match_by_key (VmrTransition *t)
{
  g_autoptr (GHashTable) old = g_hash_table_new_full (key_hash, key_equal, g_free, NULL);

  for (guint i = 0; i < vmr_cells_n (t->from); i++)
    {
      const VmrCell *cell = vmr_cells_get (t->from, i);
      Key key = cell_key (cell);

      if (!vmr_ref_is_none (cell->ref))
        g_hash_table_insert (old, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < vmr_cells_n (t->to); i++)
    {
      const VmrCell *cell = vmr_cells_get (t->to, i);
      Key key = cell_key (cell);
      guint found = vmr_ref_is_none (cell->ref) ? 0
                    : GPOINTER_TO_UINT (g_hash_table_lookup (old, &key));

      if (found == 0 || !t->lost[found - 1])
        continue;
      t->partner[i] = (int) found - 1;
      t->lost[found - 1] = FALSE;
    }
}

static void
match_by_place (VmrTransition *t)
{
  g_autoptr (GHashTable) old = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < vmr_cells_n (t->from); i++)
    if (t->lost[i])
      g_hash_table_insert (old, GUINT_TO_POINTER (place_hash (vmr_cells_get (t->from, i))),
                           GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < vmr_cells_n (t->to); i++)
    {
      const VmrCell *cell = vmr_cells_get (t->to, i);
      guint found;

      if (t->partner[i] >= 0)
        continue;
      found = GPOINTER_TO_UINT (g_hash_table_lookup (old, GUINT_TO_POINTER (place_hash (cell))));
      if (found == 0 || !t->lost[found - 1] ||
          !cells_same (cell, vmr_cells_get (t->from, found - 1)))
        continue;
      t->partner[i] = (int) found - 1;
      t->lost[found - 1] = FALSE;
    }
}

/* Text follows the box it lies in: same offset, so that a block moves as one body. */
static void
match_text (VmrTransition *t)
{
  int box = -1;

  for (guint i = 0; i < vmr_cells_n (t->to); i++)
    {
      const VmrCell *cell = vmr_cells_get (t->to, i);

      if (!vmr_ref_is_none (cell->ref) && cell->shape == VMR_SHAPE_BOX)
        box = (int) i;
      if (cell->shape != VMR_SHAPE_TEXT || t->partner[i] >= 0 || box < 0 || t->partner[box] < 0)
        continue;
      const VmrRect *r = &vmr_cells_get (t->to, box)->rect;
      if (cell->rect.x >= r->x && cell->rect.y >= r->y - 2 &&
          cell->rect.x + cell->rect.w <= r->x + r->w + 1 &&
          cell->rect.y + cell->rect.h <= r->y + r->h + 3)
        t->partner[i] = -2 - box;
    }
}

VmrTransition *
vmr_transition_new (const VmrCells *from,
                    const VmrCells *to,
                    gboolean        backwards,
                    VmrMotionLevel  level,
                    double          speed)
{
  VmrTransition *t;
  guint changed = 0;

  if (level == VMR_MOTION_OFF || from == NULL || from->width != to->width ||
      from->height != to->height)
    return NULL;
  t = g_new0 (VmrTransition, 1);
  t->from = from;
  t->to = to;
  t->backwards = backwards;
  t->level = level;
  t->speed = CLAMP (speed, 0.25, 25) * (backwards ? 2 : 1);
  t->partner = g_new (int, vmr_cells_n (to) + 1);
  t->lost = g_new (gboolean, vmr_cells_n (from) + 1);
  for (guint i = 0; i < vmr_cells_n (to); i++)
    t->partner[i] = -1;
  for (guint i = 0; i < vmr_cells_n (from); i++)
    t->lost[i] = TRUE;
  match_by_key (t);
  match_by_place (t);
  match_text (t);
  for (guint i = 0; i < vmr_cells_n (to); i++)
    {
      changed += t->partner[i] == -1;
      t->has_light |= (vmr_cells_get (to, i)->flags & VMR_CELL_LIGHT) && t->partner[i] == -1;
    }
  for (guint i = 0; i < vmr_cells_n (from); i++)
    changed += t->lost[i];
  if (changed == 0)
    g_clear_pointer (&t, vmr_transition_free);
  return t;
}

void
vmr_transition_free (VmrTransition *t)
{
  g_free (t->partner);
  g_free (t->lost);
  g_free (t);
}

double
vmr_transition_duration (const VmrTransition *t)
{
  if (t->level == VMR_MOTION_FADE)
    return FADE_MS;
  return (CAUSE_MS + SETTLE_MS + (t->has_light ? RUN_MS : 0)) / t->speed;
}

static double
ease (double x)
{
  x = CLAMP (x, 0, 1);
  return x * x * (3 - 2 * x);
}

/* The three phases at ms, each 0 … 1. */
static void
transition_phases (const VmrTransition *t,
                   double               ms,
                   double              *cause,
                   double              *run,
                   double              *settle)
{
  double now = ms * t->speed;
  double run_ms = t->has_light ? RUN_MS : 0;

  *cause = ease (now / CAUSE_MS);
  *run = run_ms > 0 ? ease ((now - CAUSE_MS) / run_ms) : now >= CAUSE_MS;
  *settle = ease ((now - CAUSE_MS - run_ms) / SETTLE_MS);
}

static gboolean
came_from_afar (const VmrCell *cell)
{
  return fabs (cell->was.x) > 0.5 || fabs (cell->was.y) > 0.5;
}

VmrMotion
vmr_transition_motion (const VmrTransition *t,
                       guint                index,
                       double               ms)
{
  const VmrCell *cell = vmr_cells_get (t->to, index);
  VmrMotion motion = VMR_MOTION_NONE;
  int partner = t->partner[index];
  double cause, run, settle, left;

  if (ms >= vmr_transition_duration (t))
    return motion;
  if (t->level == VMR_MOTION_FADE)
    {
      motion.alpha = partner == -1 ? ease (ms / FADE_MS) : 1;
      return motion;
    }
  transition_phases (t, ms, &cause, &run, &settle);
  left = 1 - MAX (settle, t->has_light ? 0 : cause * 0.5 + settle * 0.5);
  if (partner >= 0)
    {
      const VmrRect *old = &vmr_cells_get (t->from, partner)->rect;

      motion.dx = (old->x - cell->rect.x) * left;
      motion.dy = (old->y - cell->rect.y) * left;
      motion.dw = (old->w - cell->rect.w) * left;
      motion.dh = (old->h - cell->rect.h) * left;
    }
  else if (came_from_afar (cell) && !t->backwards)
    {
      motion.dx = cell->was.x * left;
      motion.dy = cell->was.y * left;
    }
  else if (partner <= -2)
    {
      VmrMotion box = vmr_transition_motion (t, (guint) (-2 - partner), ms);

      motion.dx = box.dx;
      motion.dy = box.dy;
    }
  else if (cell->flags & VMR_CELL_LIGHT && !t->backwards)
    {
      motion.reveal = run;
      motion.alpha = run > 0 ? 1 : 0;
    }
  else
    {
      motion.alpha = cell->flags & VMR_CELL_CAUSE ? cause : t->has_light ? settle : cause;
    }
  return motion;
}

void
vmr_transition_paint (cairo_t             *cr,
                      const VmrTransition *t,
                      VmrInk               ground,
                      double               ms)
{
  double out = 1 - ease (ms * t->speed / CAUSE_MS);

  if (ground != VMR_INK_NONE)
    {
      VmrRgb rgb = vmr_palette_rgb (t->to->palette, ground);

      cairo_set_source_rgb (cr, rgb.r, rgb.g, rgb.b);
      cairo_paint (cr);
    }
  /* What goes lies below what stays, so that nothing new is ever hidden by the past. */
  for (guint i = 0; out > 0 && i < vmr_cells_n (t->from); i++)
    if (t->lost[i])
      {
        const VmrCell *cell = vmr_cells_get (t->from, i);
        VmrMotion motion = VMR_MOTION_NONE;

        motion.alpha = out;
        if (t->backwards && t->level == VMR_MOTION_FULL)
          {
            motion.dx = cell->was.x * (1 - out);
            motion.dy = cell->was.y * (1 - out);
          }
        vmr_paint_cell (cr, t->from, i, &motion);
      }
  for (guint i = 0; i < vmr_cells_n (t->to); i++)
    {
      VmrMotion motion = vmr_transition_motion (t, i, ms);

      vmr_paint_cell (cr, t->to, i, &motion);
    }
}
