/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A part of the lesson in its list. */
#include "core/lesson/text.h"
#include "ui/panels/mask.h"
#include "ui/panels/panels.h"
#include "ui/panels/rail-private.h"
#include "ui/panels/rail.h"
#include "ui/session/desk.h"
#include "ui/session/question.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-place.h"
#include "ui/session/session-question.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/setup.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const char *
question_state (const VmrQuestion *question)
{
  return !question->revealed || !vmr_question_is_answered (question)
         ? _("question, not answered")
         : vmr_question_is_right (question) ? _("question, right")
         : _("question, not this time");
}

/* While an answer is to be found, the titles to come would tell what does not happen: a lesson with
 * "The frame arrives" ahead has no segmentation fault here. */
static char *
part_title (const Rail *rail,
            guint       number)
{
  const VmrPart *part = vmr_session_lesson_part_at (rail->session, number);
  gboolean zh = vmr_session_chinese_first (rail->session);

  if (number > rail->current && vmr_session_secret (rail->session) != NULL)
    return g_strdup ("…");
  return g_strdup (part->title[zh && part->title[1] ? 1 : 0]);
}

/* "stop 2 of 5", brief "2 / 5"; "stop 2 + 1" one step behind it. */
static char *
place_in_part (const Rail *rail,
               gboolean    brief)
{
  const VmrSession *session = rail->session;
  guint i = vmr_session_current_part (session), cursor = vmr_session_cursor (session);
  const VmrPart *part = vmr_session_part (session, i), *next = vmr_session_part (session, i + 1);
  guint from = vmr_session_stop_index (session, part->first_step);
  guint to = next ? vmr_session_stop_index (session, next->first_step)
             : vmr_session_act_stops (session);
  guint at = vmr_session_stop_index (session, cursor), own = vmr_session_own_first (session);

  /* The rest of this part lies on the line that was left; what was run instead is no part of it. */
  if (own > 0 && (next == NULL || next->first_step >= own))
    return g_strdup ("");
  if (to <= from || cursor == 0)
    return g_strdup ("");
  /* Among folded steps, as the headline says it: they are counted from the stop before them. */
  if (!vmr_session_is_stop (session, cursor))
    return at <= from ? g_strdup ("")
           : g_strdup_printf (brief ? "%u + %u" : _("stop %u + %u"), at - from,
                              cursor - vmr_session_stop_before (session, cursor));
  at = at >= to ? to - 1 : MAX (at, from);
  return g_strdup_printf (brief ? "%u / %u" : _("stop %u of %u"), at - from + 1, to - from);
}

/* The squares of a part's questions, from the right; returns where the text before them ends. */
static double
part_questions (const Rail *rail,
                guint       number,
                double      right,
                double      y)
{
  double side = round (rail->cells->metrics.small * 1.15);

  for (guint i = vmr_session_n_questions (rail->session); i-- > 0;)
    {
      const VmrQuestion *question = vmr_session_question_at (rail->session, i, NULL);
      VmrRect r = VMR_RECT (right - side, y + (rail->row - side) / 2, side, side);
      VmrCell *cell;

      if (vmr_session_question_part (rail->session, i) != number)
        continue;
      cell = vmr_cells_spot (rail->cells, VMR_RECT (r.x - 4, y, side + 8, rail->row));
      vmr_cells_subject (rail->cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_ASK + i, 0),
                         question_state (question), _("Ask this question again"));
      vmr_question_sign (rail->cells, r, question);
      right -= side + 6;
    }
  return right;
}

static void
part_circle (const Rail *rail,
             guint       number,
             double      x,
             double      y)
{
  gboolean now = number == rail->current && !rail->own;
  /* Nothing of the last part is left when something is tried at its end. */
  gboolean done = number < rail->current || (number == rail->current && vmr_session_left_at_end (rail->session));
  double side = round (rail->cells->metrics.small * 1.4);
  g_autofree char *text = g_strdup_printf ("%u", number);
  VmrRect r = VMR_RECT (x - side / 2, y - side / 2, side, side);
  VmrCell *cell = vmr_cells_box (rail->cells, r, done ? VMR_INK_ACCENT : VMR_INK_PANEL,
                                 VMR_TINT_FULL, side / 2);

  vmr_cell_outline (cell, done || now ? VMR_INK_ACCENT : VMR_INK_SECONDARY, now ? 2.5 : 1);
  vmr_cells_text (rail->cells, VMR_RECT (r.x - 4, r.y - 2, side + 8, side + 4),
                  VMR_SMALL | VMR_CENTER | (now ? VMR_BOLD : 0),
                  done ? VMR_INK_AUTO : VMR_INK_TEXT, done ? "✔" : text, NULL);
}

static double
questions_width (const Rail *rail,
                 guint       number)
{
  double w = 8;

  for (guint i = 0; i < vmr_session_n_questions (rail->session); i++)
    w += vmr_session_question_part (rail->session, i) == number
         ? round (rail->cells->metrics.small * 1.15) + 6 : 0;
  return w;
}

/* The title comes first, then what else there is room for; returns where it ends. */
static double
title_row (const Rail *rail,
           VmrRect     r,
           const char *title,
           guint       number)
{
  guint bold = number == rail->current && !rail->own ? VMR_BOLD : 0;
  VmrInk ink = number > rail->current ? VMR_INK_SECONDARY : VMR_INK_TEXT;
  VmrCell *cell = vmr_cells_text (rail->cells, r, VMR_BODY | bold, ink, title, NULL);

  if (cell == NULL)
    cell = vmr_cells_text (rail->cells, r, VMR_SMALL | bold, ink, title, NULL);
  if (cell == NULL)
    cell = vmr_cells_text (rail->cells, r, VMR_SMALL, ink, title, NULL);
  return cell ? cell->rect.x + cell->rect.w : r.x;
}

void
vmr_rail_part_draw (const Rail *rail,
           guint       number,
           double      y)
{
  gboolean now = number == rail->current && !rail->own;
  double x = rail->r.x + rail->cells->metrics.small, left = x + rail->cells->metrics.small * 1.3;
  g_autofree char *title = part_title (rail, number);
  g_autofree char *place = now ? place_in_part (rail, FALSE) : g_strdup ("");
  g_autofree char *brief = now ? place_in_part (rail, TRUE) : g_strdup ("");
  g_autofree char *name = g_strdup_printf (now ? _("Part %u, %s, current, %s") : _("Part %u, %s"),
                                           number, title, place);
  double right = rail->r.x + rail->r.w - 6;
  VmrCell *cell;

  if (now)
    vmr_cells_box (rail->cells, VMR_RECT (rail->r.x - 4, y, rail->r.w + 8, rail->row),
                   VMR_INK_ACCENT, VMR_TINT_FAINT, 7);
  cell = vmr_cells_spot (rail->cells, VMR_RECT (rail->r.x, y, rail->r.w, rail->row));
  cell->part = number;
  vmr_cells_subject (rail->cells, cell, vmr_ref (VMR_REF_PART, number, 0), name, NULL);
  part_circle (rail, number, rail->slim ? rail->cells->width / 2 : x, y + rail->row / 2);
  if (rail->slim)
    return;
  right = part_questions (rail, number, right, y) - 8;
  right = title_row (rail, VMR_RECT (left, y, right - left, rail->row), title, number);
  if (*place != '\0')
    vmr_cells_text (rail->cells, VMR_RECT (right + 8, y, rail->r.x + rail->r.w - 8 - right -
                                           questions_width (rail, number), rail->row),
                    VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_ACCENT, place, brief, NULL);
}

/* Below the part that was left: a part of its own, without a number. */
void
vmr_rail_own_draw (const Rail *rail,
          double      y)
{
  const char *text = _("your own steps");
  double x = rail->r.x + rail->cells->metrics.small, left = x + rail->cells->metrics.small * 1.3;
  double at = rail->slim ? rail->cells->width / 2 : x, side = round (rail->cells->metrics.small * 0.8);
  g_autofree char *place = vmr_session_place_text (rail->session, TRUE);
  VmrCell *cell;

  vmr_cells_box (rail->cells, VMR_RECT (rail->r.x - 4, y, rail->r.w + 8, rail->row), VMR_INK_ACCENT, VMR_TINT_FAINT, 7);
  cell = vmr_cells_box (rail->cells, VMR_RECT (at - side / 2, y + (rail->row - side) / 2, side, side), VMR_INK_ACCENT,
                        VMR_TINT_FULL, side / 2);
  vmr_cells_subject (rail->cells, cell, vmr_ref (VMR_REF_STEP, vmr_session_own_first (rail->session), 1), text, NULL);
  if (rail->slim)
    return;
  cell = vmr_cells_text (rail->cells, VMR_RECT (left, y, rail->r.x + rail->r.w - left, rail->row), VMR_BODY | VMR_BOLD,
                         VMR_INK_TEXT, text, NULL);
  left = (cell ? cell->rect.x + cell->rect.w : left) + 8;
  vmr_cells_text (rail->cells, VMR_RECT (left, y, rail->r.x + rail->r.w - 8 - left, rail->row),
                  VMR_SMALL | VMR_BOLD | VMR_RIGHT, VMR_INK_ACCENT, place, NULL);
}
