/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The timeline: a tick for each stop, and what is folded between them.
 *
 *   │1        │2   ☑       │3            vmr_timeline_parts_draw (), questions_draw ()
 *   ▮    ▮    ▮    ▮    ▮  ╷  ╷    ╷     ticks_draw (): coloured by subsystem; grey when not reached
 *   ━━━━━━━━━━━━━━━●────────────────     the axis, and the cursor
 *   1  +1        4   +5          18      vmr_timeline_names_draw (), folds_draw ()
 *
 * Nothing the cursor has not reached has a name or a colour. Where all steps are stops a tick is a step;
 * of very many, one in a stride has one. */
#include "ui/panels/timeline.h"

#include "ui/panels/desk-story.h"
#include "ui/panels/panels.h"
#include "ui/panels/timeline-private.h"
#include "ui/panels/words.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-place.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

double
vmr_timeline_tick_x (const Axis *axis,
        double      tick)
{
  return axis->n > 1 ? axis->x + axis->w * tick / (axis->n - 1) : axis->x;
}

double
vmr_timeline_axis_pitch (const Axis *axis)
{
  return axis->n > 1 ? axis->w / (axis->n - 1) : axis->w;
}

/* Where a step stands, in ticks: between two of them when it is folded. */
double
vmr_timeline_step_tick (const Axis *axis,
           guint       step)
{
  guint next = vmr_session_stop_index (axis->session, step), from, to;

  if (next >= axis->n)
    return axis->n > 0 ? axis->n - 1 : 0;
  to = vmr_session_stop_at (axis->session, next);
  if (to == step || next == 0)
    return next;
  from = vmr_session_stop_at (axis->session, next - 1);
  return next - 1 + (double) (step - from) / (to - from);
}

/* Ticks that one mark stands for: of many not each has one. */
static guint
axis_stride (const Axis *axis)
{
  double pitch = vmr_timeline_axis_pitch (axis);

  return pitch >= 3 ? 1 : (guint) ceil (3 / pitch);
}

/* --- ticks ------------------------------------------------------------------------------------ */

static void
tick_draw (const Axis *axis,
           guint       step,
           double      x,
           double      w,
           double      reach)
{
  const VmrSession *session = axis->session;
  const KmStepInfo *info = km_machine_step_info (vmr_session_machine (session), step);
  guint cursor = vmr_session_cursor (session), number = vmr_session_stop_number (session, step);
  gboolean reached = step <= cursor;
  double h = reached ? axis->h : axis->h * 0.5;
  g_autofree char *count = vmr_session_is_own (session, step) ? g_strdup_printf (_("Your own step %u"), number)
                           : g_strdup_printf (_("Step %u"), number);
  g_autofree char *name = reached ? g_strdup_printf (_("%s, %s"), count, vmr_step_function (info))
                          : g_steal_pointer (&count);
  /* Of few ticks each reaches far, but not over what stands beside the axis. */
  double left = MAX (x - MAX (reach, 3) / 2, axis->x - 10);
  double right = MIN (x + MAX (reach, 3) / 2, axis->x + axis->w + 10);
  VmrCell *cell = vmr_cells_spot (axis->cells, VMR_RECT (left, axis->y - axis->h - 4, right - left,
                                                         axis->h + 14));

  cell->part = 1;
  vmr_cells_subject (axis->cells, cell, vmr_ref (VMR_REF_STEP, step, 0), name, NULL);
  cell = vmr_cells_box (axis->cells, VMR_RECT (x - w / 2, axis->y - 4 - h, w, h),
                        reached ? vmr_subsystem_ink (info->subsystem) : VMR_INK_SECONDARY,
                        VMR_TINT_FULL, MIN (w / 3, 3));
  if (!reached)
    {
      cell->flags |= VMR_CELL_FUTURE;
      cell->tint = 60;
      cell->rect = VMR_RECT (x - 1, axis->y - 4 - h, 2, h);
    }
  if (step == cursor && w > 3)
    vmr_cell_outline (cell, VMR_INK_TEXT, 1.5);
  if (vmr_session_is_bookmark (session, step))
    vmr_cells_box (axis->cells, VMR_RECT (x - 3, axis->y - axis->h - 9, 6, 4), VMR_INK_ACCENT,
                   VMR_TINT_FULL, 0);
}

static void
ticks_draw (const Axis *axis)
{
  guint stride = axis_stride (axis);
  double pitch = vmr_timeline_axis_pitch (axis), w = CLAMP (pitch * 0.6, 1.5, 8);

  for (guint tick = 0; tick < axis->n; tick += stride)
    tick_draw (axis, vmr_session_stop_at (axis->session, tick), vmr_timeline_tick_x (axis, tick), w,
               pitch * stride);
}

/* --- what is folded --------------------------------------------------------------------------- */

/* The cursor is among folded steps: they stand in place, under a bracket. */
static void
opened_draw (const Axis *axis,
             guint       from,
             guint       to)
{
  double x0 = vmr_timeline_tick_x (axis, vmr_timeline_step_tick (axis, from + 1)) - 4;
  double x1 = vmr_timeline_tick_x (axis, vmr_timeline_step_tick (axis, to - 1)) + 4, top = axis->y - axis->h - 8;
  VmrPoint bracket[4] = { { x0, top + 4 }, { x0, top }, { x1, top }, { x1, top + 4 } };
  double w = CLAMP ((x1 - x0) / MAX (to - from, 1) * 0.5, 1.5, 5);

  vmr_cells_line (axis->cells, bracket, 4, VMR_INK_ACCENT, 1.5);
  for (guint step = from + 1; step < to; step++)
    tick_draw (axis, step, vmr_timeline_tick_x (axis, vmr_timeline_step_tick (axis, step)), w, w * 2);
}

/* Where the number of the stop stands that the cursor is at: nothing else does. */
VmrRect
vmr_timeline_here_rect (const Axis *axis,
           const char *number,
           double      bottom)
{
  double at = vmr_timeline_tick_x (axis, vmr_timeline_step_tick (axis, vmr_session_cursor (axis->session)));
  double w = vmr_cells_measure (axis->cells, VMR_SMALL | VMR_BOLD, number);
  double line = axis->cells->metrics.small * 1.35;

  return VMR_RECT (CLAMP (at - w / 2, axis->x, axis->x + axis->w - w), bottom - line, w + 1, line);
}

char *
vmr_timeline_here_text (const Axis *axis)
{
  guint cursor = vmr_session_cursor (axis->session), at;

  if (vmr_session_is_stop (axis->session, cursor))
    return g_strdup_printf ("%u", vmr_session_stop_number (axis->session, cursor));
  /* As the story says it: the steps behind stop 9 have no numbers of their own. */
  at = vmr_session_stop_before (axis->session, cursor);
  return at > 0 && vmr_session_is_own (axis->session, at) == vmr_session_is_own (axis->session, cursor)
         ? g_strdup_printf ("%u+%u", vmr_session_stop_number (axis->session, at), cursor - at)
         : g_strdup ("");
}

/* "+5" between two ticks: five steps came, or will come, with the right one. */
static void
fold_draw (const Axis *axis,
           guint       tick,
           double     *used,
           VmrRect     here,
           VmrRect     r)
{
  guint stop = vmr_session_stop_at (axis->session, tick);
  guint folded = vmr_session_folded (axis->session, stop);
  g_autofree char *text = g_strdup_printf ("+%u", folded);
  g_autofree char *name = g_strdup_printf (folded == 1 ? _("%u step folded; press Down to open it")
                                           : _("%u steps folded; press Down to open them"), folded);
  double w = vmr_cells_measure (axis->cells, VMR_SMALL, text) + 8;
  double x = vmr_timeline_tick_x (axis, MAX (tick - 0.5, 0)) - w / 2;
  VmrCell *cell;

  if (folded == 0 || x < *used || x + w > r.x + r.w ||
      (x < here.x + here.w + 4 && x + w > here.x - 4))
    return;
  cell = vmr_cells_box (axis->cells, VMR_RECT (x, r.y, w, r.h), VMR_INK_PANEL, VMR_TINT_FULL,
                        r.h / 2);
  vmr_cell_outline (cell, VMR_INK_LINE, 1);
  vmr_cells_subject (axis->cells, cell, vmr_ref (VMR_REF_STEP, stop - folded, 2), name, NULL);
  vmr_cells_text (axis->cells, VMR_RECT (x, r.y, w, r.h), VMR_SMALL | VMR_CENTER,
                  VMR_INK_SECONDARY, text, NULL);
  *used = x + w + 4;
}

/* Room for a pill between any two ticks, or none at all: some of them would look like a choice. */
static void
folds_draw (const Axis *axis,
            double      bottom)
{
  double line = axis->cells->metrics.small * 1.35, used = axis->x - 10;
  VmrRect r = VMR_RECT (axis->x, bottom - line, axis->w + 12, line);
  g_autofree char *number = vmr_timeline_here_text (axis);
  VmrRect here = vmr_timeline_here_rect (axis, number, bottom);

  if (vmr_session_depth (axis->session) == KM_DEPTH_ALL ||
      vmr_timeline_axis_pitch (axis) < vmr_cells_measure (axis->cells, VMR_SMALL, "+88") + 12)
    return;
  for (guint tick = 0; tick < axis->n; tick++)
    fold_draw (axis, tick, &used, here, r);
}

/* --- all of it -------------------------------------------------------------------------------- */

static void
cursor_draw (const Axis *axis)
{
  double x = vmr_timeline_tick_x (axis, vmr_timeline_step_tick (axis, vmr_session_cursor (axis->session)));
  VmrCell *cell;

  vmr_cells_segment (axis->cells, axis->x, axis->y, axis->x + axis->w, axis->y, VMR_INK_LINE, 3);
  if (x > axis->x)
    vmr_cells_segment (axis->cells, axis->x, axis->y, x, axis->y, VMR_INK_ACCENT, 3);
  cell = vmr_cells_box (axis->cells, VMR_RECT (x - 8, axis->y - 8, 16, 16), VMR_INK_ACCENT,
                        VMR_TINT_FULL, 8);
  vmr_cell_outline (cell, VMR_INK_PANEL, 2);
  cell->part = 0xccc;
}

void
vmr_timeline_layout (const VmrSession *session,
                     VmrCells         *cells,
                     VmrRect           r)
{
  guint cursor = vmr_session_cursor (session), before, after;
  gboolean tall = r.h > cells->metrics.small * 4;
  double line = tall ? cells->metrics.small * 1.4 : 0;
  double setup = vmr_desk_setup (session, cells, r, tall);
  /* Ticks leave the questions' row alone. */
  Axis axis = { session, cells, r.x + 10 + setup, r.w - 20 - setup, 0, tall ? 10 : 12,
                vmr_session_act_stops (session) };

  if (axis.n == 0 || cursor < vmr_session_first (session))
    return;
  axis.y = tall ? r.y + r.h - line - 7 : r.y + r.h - 8;
  if (tall)
    vmr_timeline_parts_draw (&axis, r.y);
  ticks_draw (&axis);
  before = vmr_session_stop_before (session, cursor);
  after = vmr_session_stop_after (session, cursor);
  if (!vmr_session_is_stop (session, cursor) && before > 0 && after > 0)
    opened_draw (&axis, before, after);
  cursor_draw (&axis);
  if (!tall)
    return;
  folds_draw (&axis, r.y + r.h);
  vmr_timeline_names_draw (&axis, r.y + r.h);
}
