/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What to try first in a sandbox, in the place of a lesson's parts.
 *
 *   Try first                         1 of 5 done
 *   ✔ Store in a page that has no frame         ▶
 *     write editor 0x081c7000
 *   ② Read a page that nobody wrote             ▶      the triangle runs it, the text goes to the
 *     read editor 0x081c8000                           console
 */
#include "ui/panels/tries.h"

#include "ui/panels/panels.h"
#include "ui/panels/rail-private.h"
#include "ui/session/session-view.h"

#include "ui/session/desk-page.h"
#include "ui/session/desk.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  const VmrSession *session;
  VmrCells *cells;
  VmrRect   r;
  guint     next, done;       /* the first that is open; how many are not */
} Tries;

static void
circle_draw (const Tries *t,
             guint        i,
             double       x,
             double       y)
{
  gboolean done = vmr_desk_try_is_done (t->session, i);
  double side = round (t->cells->metrics.small * 1.5);
  VmrRect r = VMR_RECT (round (x - side / 2), round (y - side / 2), side, side);
  VmrCell *cell = vmr_cells_box (t->cells, r, done ? VMR_INK_ACCENT : VMR_INK_PANEL, VMR_TINT_FULL,
                                 side / 2);
  char number[4];

  g_snprintf (number, sizeof number, "%u", i + 1);
  vmr_cell_outline (cell, done || i == t->next ? VMR_INK_ACCENT : VMR_INK_SECONDARY,
                    i == t->next ? 2 : 1);
  vmr_cells_text (t->cells, VMR_RECT (r.x - 2, r.y - 1, side + 4, side + 2),
                  VMR_SMALL | VMR_CENTER | (i == t->next ? VMR_BOLD : 0),
                  done ? VMR_INK_AUTO : VMR_INK_TEXT, done ? "✔" : number, NULL);
}

/* Why a run has no line now. */
static const char *
without_line (const Tries *t)
{
  const KmTask *task = vmr_session_task (t->session);

  return task == NULL ? _("no program runs") : vmr_task_is_dead (task) ? _("its program is dead")
         : _("no page has a frame yet");
}

/* A run's name for a screen reader, with its state. */
static char *
spoken (const Tries *t,
        guint        i,
        const char  *line)
{
  const char *title = _(vmr_desk_try_title (i));

  return vmr_desk_try_is_done (t->session, i)
         ? g_strdup_printf (_("%u, %s, done: %s"), i + 1, title, line)
         : g_strdup_printf ("%u, %s: %s", i + 1, title, line);
}

static void
triangle_draw (const Tries *t,
               VmrRect      r,
               guint        i,
               const char  *line)
{
  double side = round (t->cells->metrics.small * 0.9), x = r.x + (r.w - side) / 2;
  double y = r.y + (r.h - side) / 2;
  VmrPoint points[3] = { { x, y }, { x + side, y + side / 2 }, { x, y + side } };
  g_autofree char *name = g_strdup_printf (_("Run: %s"), line);
  VmrCell *cell;

  vmr_cells_polygon (t->cells, points, 3, i == t->next ? VMR_INK_ACCENT : VMR_INK_SECONDARY,
                     VMR_TINT_FULL);
  cell = vmr_cells_spot (t->cells, r);
  vmr_cells_subject (t->cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_TRY_RUN + i, 0), name,
                     NULL);
}

static void
try_draw (const Tries *t,
          guint        i,
          VmrRect      r,
          gboolean     two)
{
  g_autofree char *line = vmr_desk_try_line (t->session, i);
  const char *shown = line ? line : without_line (t);
  double x = r.x + t->cells->metrics.small, left = x + t->cells->metrics.small * 1.4;
  double button = line ? 30 : 0, w = r.x + r.w - button - left - 4;
  double h = two ? r.h / 2 : r.h;
  guint bold = i == t->next ? VMR_BOLD : 0;
  g_autofree char *name = spoken (t, i, shown);
  const char *title = _(vmr_desk_try_title (i));
  const guint styles[] = { VMR_BODY | bold, VMR_BODY, VMR_SMALL | bold, VMR_SMALL };
  gboolean fits = FALSE;
  VmrCell *cell;

  if (i == t->next)
    vmr_cells_box (t->cells, VMR_RECT (r.x - 6, r.y, r.w + 12, r.h), VMR_INK_ACCENT, VMR_TINT_FAINT,
                   7);
  cell = vmr_cells_spot (t->cells, VMR_RECT (r.x, r.y, r.w - button, r.h));
  vmr_cells_subject (t->cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_TRY_FILL + i, 0), name,
                     NULL);
  circle_draw (t, i, x, r.y + r.h / 2);
  for (guint turn = 0; turn < G_N_ELEMENTS (styles) && !fits; turn++)
    fits = vmr_cells_text (t->cells, VMR_RECT (left, r.y + (two ? 2 : 0), w, h - (two ? 2 : 0)),
                           styles[turn], VMR_INK_TEXT, title, NULL) != NULL;
  if (two)
    vmr_cells_text (t->cells, VMR_RECT (left, r.y + h, w, h - 2), VMR_SMALL | VMR_MONO,
                    VMR_INK_SECONDARY, shown, NULL);
  if (line)
    triangle_draw (t, VMR_RECT (r.x + r.w - button, r.y, button, r.h), i, line);
}

static void
more_draw (const Tries *t,
           VmrRect      r)
{
  const char *text = _("More: run until, branches, other machines");
  VmrCell *cell = vmr_cells_spot (t->cells, r);

  vmr_cells_subject (t->cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_MORE, 0), text, NULL);
  vmr_cells_text (t->cells, r, VMR_SMALL | VMR_BOLD, VMR_INK_ACCENT, text, NULL);
}

static void
slim_draw (Tries *t)
{
  double row = MIN (t->r.h / VMR_N_TRIES, t->cells->metrics.row * 1.6);

  for (guint i = 0; i < VMR_N_TRIES; i++)
    {
      double y = t->r.y + i * row;
      g_autofree char *line = vmr_desk_try_line (t->session, i);
      g_autofree char *name = spoken (t, i, line ? line : without_line (t));
      VmrCell *cell = vmr_cells_spot (t->cells, VMR_RECT (0, y, t->cells->width, row));

      vmr_cells_subject (t->cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_TRY_RUN + i, 0), name,
                         NULL);
      circle_draw (t, i, t->cells->width / 2, y + row / 2);
    }
}

void
vmr_tries_layout (const VmrSession *session,
                  VmrCells         *cells,
                  gboolean          slim)
{
  double m = slim ? 4 : 16, top = slim ? VMR_RAIL_OPENER : 10, head = ceil (cells->metrics.title * 1.6), row, foot;
  Tries t = { session, cells, VMR_RECT (m, top, cells->width - 2 * m, cells->height - 6 - top),
              VMR_N_TRIES, 0 };
  g_autofree char *count = NULL;
  VmrCell *cell;

  for (guint i = VMR_N_TRIES; i-- > 0;)
    if (vmr_desk_try_is_done (session, i))
      t.done++;
    else
      t.next = i;
  if (slim)
    {
      slim_draw (&t);
      return;
    }
  count = g_strdup_printf (_("%u of %u done"), t.done, VMR_N_TRIES);
  cell = vmr_cells_text (cells, VMR_RECT (m, t.r.y, t.r.w, head), VMR_SMALL | VMR_RIGHT,
                         VMR_INK_SECONDARY, count, NULL);
  vmr_cells_text (cells, VMR_RECT (m, t.r.y, (cell ? cell->rect.x - 8 : m + t.r.w) - m, head),
                  VMR_TITLE | VMR_BOLD, VMR_INK_TEXT, _("Try first"), NULL);
  foot = t.done == VMR_N_TRIES ? ceil (cells->metrics.small * 1.7) : 0;
  row = MIN (floor ((t.r.h - head - foot - 2) / VMR_N_TRIES), ceil (cells->metrics.row * 2));
  for (guint i = 0; i < VMR_N_TRIES; i++)
    try_draw (&t, i, VMR_RECT (m, t.r.y + head + 2 + i * row, t.r.w, row - 2),
              row >= cells->metrics.body * 1.3 + cells->metrics.small * 1.4);
  if (foot > 0)
    more_draw (&t, VMR_RECT (m, t.r.y + t.r.h - foot, t.r.w, foot));
}
