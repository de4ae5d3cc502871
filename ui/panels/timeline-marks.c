/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts and questions over the axis. */
#include "ui/panels/panels.h"
#include "ui/panels/rail.h"
#include "ui/panels/timeline-private.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-place.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A part, or what the user does instead of the rest of them. */
typedef struct
{
  guint    first, stop;     /* steps */
  gboolean reached, current;
  char     number[12];      /* "" for the user's own */
  char    *full;
} Mark;

static void
mark_clear (gpointer mark)
{
  g_free (((Mark *) mark)->full);
}

static void
add_part (const Axis *axis,
          guint       i,
          GArray     *marks)
{
  const VmrSession *session = axis->session;
  const VmrPart *part = vmr_session_part (session, i);
  const char *title = part->title[vmr_session_chinese_first (session) && part->title[1] ? 1 : 0];
  guint cursor = vmr_session_cursor (session), number = vmr_session_part_number (session, i);
  Mark mark = { part->first_step, MAX (part->stop_step, 1), part->first_step <= cursor,
                vmr_session_current_part (session) == i && !vmr_session_is_own (session, cursor), "", NULL };

  g_snprintf (mark.number, sizeof mark.number, "%u", number);
  mark.full = g_strdup_printf ("%u %s", number, title);
  g_array_append_val (marks, mark);
}

/* The parts that this line of history has come to. What the user has run stands behind them: of the parts on the
 * line that was left nothing is to be seen there. */
static GArray *
marks_collect (const Axis *axis)
{
  const VmrSession *session = axis->session;
  guint n = vmr_session_n_parts (session), own = vmr_session_own_first (session);
  gboolean reached = vmr_session_is_own (session, vmr_session_cursor (session));
  Mark last = { own, own, reached, reached, "", NULL };
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));

  g_array_set_clear_func (marks, mark_clear);
  /* Also the only one of its machine has its number and name in a lesson. */
  for (guint i = 0; i < n && (n > 1 || vmr_session_lesson (session) != NULL); i++)
    if (own == 0 || vmr_session_part (session, i)->first_step < own)
      add_part (axis, i, marks);
  if (own == 0)
    return marks;
  last.full = g_strdup (_("your own steps"));
  g_array_append_val (marks, last);
  return marks;
}

static double
mark_x (const Axis *axis,
        const Mark *mark)
{
  double tick = vmr_session_stop_index (axis->session, mark->first);

  return MAX (vmr_timeline_tick_x (axis, tick - 0.5), axis->x - 8);
}

static double
number_end (const Axis *axis,
            const Mark *mark)
{
  return mark_x (axis, mark) + 8 + vmr_cells_measure (axis->cells, VMR_SMALL, mark->number);
}

/* The name of the part the cursor is in goes as far as it needs, and begins before its mark where that is near the
 * end, but behind the number of the part before: else its own number is enough. Names and numbers it would cover on
 * its other side are left out. */
static double
current_end (const Axis   *axis,
             const GArray *marks,
             double       *start)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const Mark *mark = &g_array_index (marks, Mark, i);
      double w;

      if (!mark->current)
        continue;
      w = 12 + vmr_cells_measure (axis->cells, VMR_SMALL | VMR_BOLD, mark->full);
      *start = MAX (MIN (mark_x (axis, mark), axis->x + axis->w + 8 - w), axis->x - 8);
      if (i > 0 && *start < number_end (axis, mark - 1))
        {
          *start = mark_x (axis, mark);
          w = MIN (w, axis->x + axis->w + 8 - *start);
        }
      return *start + w;
    }
  return *start = 0;
}

static void
mark_draw (const Axis   *axis,
           const GArray *marks,
           guint         i,
           double        top)
{
  const Mark *mark = &g_array_index (marks, Mark, i);
  double x = mark_x (axis, mark), right = axis->x + axis->w + 8;
  double end = i + 1 < marks->len ? mark_x (axis, mark + 1) : right;
  double room, line = axis->cells->metrics.small * 1.35, from, to = current_end (axis, marks, &from);
  gboolean below = x > from && x < to, covered = below && !mark->current;
  const char *name = mark->reached || *mark->number == '\0' ? mark->full : mark->number;
  VmrCell *cell;

  if (mark->current)
    end = MIN (MAX (end, to), right);
  else if (x <= from)
    end = MIN (end, from);
  vmr_cells_segment (axis->cells, x, below ? top + axis->cells->metrics.small * 1.4 : top, x, axis->y,
                     mark->reached ? VMR_INK_SECONDARY : VMR_INK_LINE, 1);
  if (covered || (!mark->current && end - x < 12))
    return;
  x = mark->current ? from : x;
  cell = vmr_cells_spot (axis->cells, VMR_RECT (x + 2, top, end - x - 4, line));
  vmr_cells_subject (axis->cells, cell, vmr_ref (VMR_REF_STEP, mark->stop, 1), name, NULL);
  /* A name keeps its distance from the next; a number needs none. */
  room = end - x - (mark->current ? 6 : 26);
  if (*mark->number)
    room = MAX (room, MIN (end - x - 8, vmr_cells_measure (axis->cells, VMR_SMALL, mark->number) + 1));
  vmr_cells_text (axis->cells, VMR_RECT (x + 6, top, room, line),
                  VMR_SMALL | (mark->current ? VMR_BOLD : 0),
                  mark->reached ? VMR_INK_TEXT : VMR_INK_SECONDARY, name, *mark->number ? mark->number : NULL, NULL);
}

/* A square for each question, right before the next part's mark: questions share a row with titles. */
static void
question_draw (const Axis        *axis,
               const VmrQuestion *question,
               double             top)
{
  double side = axis->cells->metrics.small * 1.1;
  double x = vmr_timeline_tick_x (axis, vmr_timeline_step_tick (axis, question->step)) - side / 2;

  vmr_question_sign (axis->cells, VMR_RECT (x, top - 1, side, side), question);
}

void
vmr_timeline_parts_draw (const Axis *axis,
            double      top)
{
  g_autoptr (GArray) marks = marks_collect (axis);

  for (guint i = 0; i < marks->len; i++)
    mark_draw (axis, marks, i, top);
  if (vmr_timeline_axis_pitch (axis) < axis->cells->metrics.small * 1.6)
    return;
  for (guint i = 0; i < vmr_session_n_questions (axis->session); i++)
    {
      gboolean here;
      const VmrQuestion *question = vmr_session_question_at (axis->session, i, &here);

      if (here && !vmr_session_is_own (axis->session, question->step))
        question_draw (axis, question, top + axis->cells->metrics.small * 1.4);
    }
}

/* The number of the stop the cursor is at, and of the last one. */
void
vmr_timeline_names_draw (const Axis *axis,
            double      bottom)
{
  const VmrSession *session = axis->session;
  guint cursor = vmr_session_cursor (session);
  double line = axis->cells->metrics.small * 1.35, at = vmr_timeline_tick_x (axis, vmr_timeline_step_tick (axis, cursor));
  g_autofree char *here = vmr_timeline_here_text (axis);
  g_autofree char *last =
    g_strdup_printf ("%u", vmr_session_stop_number (session, vmr_session_stop_at (session, axis->n - 1)));
  VmrRect r = vmr_timeline_here_rect (axis, here, bottom);

  vmr_cells_text (axis->cells, r, VMR_SMALL | VMR_BOLD, VMR_INK_ACCENT, here, NULL);
  if (axis->n > 1 && at < axis->x + axis->w - 40)
    vmr_cells_text (axis->cells, VMR_RECT (axis->x + axis->w - 40, r.y, 48, line),
                    VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY, last, NULL);
}
