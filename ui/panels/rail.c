/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lesson beside its story: parts, questions, and what comes afterwards.
 *
 *   Demand paging           lesson 6 · about 8 min
 *   ✔ An address without a frame
 *   │
 *   ② An empty entry, a page fault       [✔]        circle: part; square: question: two shapes,
 *   ③ A mistake, or work to do?  stop 2 of 5 [?]    so that a grey print tells them apart
 *   ─────────────────────────────────────────
 *   Afterwards                Questions 2 ✔ 1 ?
 *   [3 myths] [On your Linux] [Exercise]
 *
 * A script has its commands instead, a sandbox what to try first: see tries.c. */
#include "ui/panels/rail.h"

#include "core/lesson/text.h"
#include "ui/panels/mask.h"
#include "ui/panels/panels.h"
#include "ui/panels/rail-private.h"
#include "ui/panels/slim.h"
#include "ui/panels/tries.h"
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

void
vmr_question_sign (VmrCells          *cells,
                   VmrRect            r,
                   const VmrQuestion *question)
{
  g_return_if_fail (cells != NULL);

  gboolean done = question->revealed && vmr_question_is_answered (question);
  gboolean right = done && vmr_question_is_right (question);
  VmrCell *cell = vmr_cells_box (cells, r, right ? VMR_INK_ACCENT : VMR_INK_PANEL, VMR_TINT_FULL,
                                 3);

  vmr_cell_outline (cell, right ? VMR_INK_ACCENT : VMR_INK_TEXT, 1.2);
  if (done && !right)
    cell->flags |= VMR_CELL_DASHED;
  vmr_cells_text (cells, VMR_RECT (r.x - 2, r.y - 2, r.w + 4, r.h + 4),
                  VMR_SMALL | VMR_BOLD | VMR_CENTER, VMR_INK_AUTO,
                  right ? "✔" : done ? "✘" : "?", NULL);
}

/* --- parts -------------------------------------------------------------------------------------- */

/* As many parts as there is room for, around the current one. */
static void
parts_draw (Rail  *rail,
            double top,
            double bottom)
{
  guint room = (guint) MAX ((bottom - top) / rail->row, 1), from = 1, n = rail->n + rail->own;
  double x = rail->slim ? rail->cells->width / 2 : rail->r.x + rail->cells->metrics.small;

  if (n > room)
    from = CLAMP ((int) rail->current - (int) room / 2, 1, (int) (n - room + 1));
  room = MIN (room, n - from + 1);
  if (room > 1)
    vmr_cells_segment (rail->cells, x, top + rail->row / 2, x, top + (room - 0.5) * rail->row,
                       VMR_INK_LINE, 1.5);
  for (guint i = 0; i < room; i++)
    {
      guint row = from + i;

      if (rail->own && row == rail->current + 1)
        vmr_rail_own_draw (rail, top + i * rail->row);
      else
        vmr_rail_part_draw (rail, row - (rail->own && row > rail->current), top + i * rail->row);
    }
}

/* --- afterwards --------------------------------------------------------------------------------- */

static double
button_draw (const Rail *rail,
             VmrRect     r,
             guint       action,
             const char *label)
{
  double w = vmr_cells_measure (rail->cells, VMR_SMALL | VMR_BOLD, label) + 20;
  VmrCell *cell;

  if (w > r.w)
    return 0;
  cell = vmr_cells_box (rail->cells, VMR_RECT (r.x, r.y, w, r.h), VMR_INK_PANEL, VMR_TINT_FULL, 7);
  vmr_cell_outline (cell, VMR_INK_LINE, 1);
  vmr_cells_subject (rail->cells, cell, vmr_ref (VMR_REF_ACTION, action, 0), label, NULL);
  vmr_cells_text (rail->cells, VMR_RECT (r.x, r.y, w, r.h), VMR_SMALL | VMR_BOLD | VMR_CENTER,
                  VMR_INK_TEXT, label, NULL);
  return w + 6;
}

static char *
questions_text (const Rail *rail)
{
  guint right = 0, wrong = 0, open = 0;

  for (guint i = 0; i < vmr_session_n_questions (rail->session); i++)
    {
      const VmrQuestion *question = vmr_session_question_at (rail->session, i, NULL);

      *(!question->revealed || !vmr_question_is_answered (question) ? &open
        : vmr_question_is_right (question) ? &right : &wrong) += 1;
    }
  return g_strdup_printf (_("Questions %u ✔  %u ✘  %u ?"), right, wrong, open);
}

static void
afterwards_draw (const Rail *rail,
                 double      y,
                 double      row)
{
  const KmLesson *lesson = vmr_session_lesson (rail->session);
  g_autofree char *questions = questions_text (rail);
  guint myths = lesson->myths->len;
  g_autofree char *label = g_strdup_printf (myths == 1 ? _("%u myth") : _("%u myths"), myths);
  double x = rail->r.x, right = rail->r.x + rail->r.w;

  vmr_cells_segment (rail->cells, x, y, right, y, VMR_INK_LINE, 1);
  vmr_cells_text (rail->cells, VMR_RECT (x, y + 2, rail->r.w, row), VMR_SMALL | VMR_BOLD,
                  VMR_INK_TEXT, _("Afterwards"), NULL);
  vmr_cells_text (rail->cells, VMR_RECT (x + rail->r.w * 0.35, y + 2, rail->r.w * 0.65, row),
                  VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY, questions, NULL);
  y += row + 4;
  if (myths > 0)
    x += button_draw (rail, VMR_RECT (x, y, right - x, row + 4), VMR_ACTION_MYTHS, label);
  if (lesson->yours->len > 0)
    x += button_draw (rail, VMR_RECT (x, y, right - x, row + 4), VMR_ACTION_YOURS,
                      _("On your Linux"));
  if (lesson->exercises->len > 0)
    button_draw (rail, VMR_RECT (x, y, right - x, row + 4), VMR_ACTION_EXERCISE, _("Exercise"));
}

/* --- scripts ------------------------------------------------------------------------------------ */

/* The commands around the cursor, each leading to its first step. */
static void
commands_draw (const Rail *rail,
               double      top,
               double      bottom)
{
  const KmMachine *machine = vmr_session_machine (rail->session);
  guint room = (guint) MAX ((bottom - top) / rail->row, 1), from = 0;
  guint now = vmr_session_cursor (rail->session) > 0
              ? km_machine_step_command (vmr_session_machine (rail->session),
                                         vmr_session_cursor (rail->session)) : 0;

  if (km_machine_n_commands (machine) > room)
    from = (guint) CLAMP ((int) now - (int) room / 2, 0, (int) (km_machine_n_commands (machine) - room));
  for (guint i = from; i < MIN (from + room, km_machine_n_commands (machine)); i++)
    {
      const KmCommandRecord *record = km_machine_command (machine, i);
      double y = top + (i - from) * rail->row, w = rail->r.w;
      VmrRect text = VMR_RECT (rail->r.x + 4, y, w - 8, rail->row);
      g_autofree char *brief = g_strdup_printf ("%.28s…", record->text);
      VmrCell *cell;

      if (i == now)
        vmr_cells_box (rail->cells, VMR_RECT (rail->r.x - 4, y, w + 8, rail->row), VMR_INK_ACCENT,
                       VMR_TINT_FAINT, 7);
      cell = vmr_cells_spot (rail->cells, VMR_RECT (rail->r.x, y, w, rail->row));
      vmr_cells_subject (rail->cells, cell, vmr_ref (VMR_REF_STEP, MAX (record->first_step, 1), 3),
                         record->text, NULL);
      vmr_cells_text (rail->cells, text, VMR_SMALL | VMR_MONO | (i == now ? VMR_BOLD : 0),
                      i > now ? VMR_INK_SECONDARY : VMR_INK_TEXT, record->text, brief, NULL);
    }
}

/* --- all of it ---------------------------------------------------------------------------------- */

static double
title_draw (const Rail *rail)
{
  const KmLesson *lesson = vmr_session_lesson (rail->session);
  double h = ceil (rail->cells->metrics.title * 1.6);
  g_autofree char *title = NULL;
  g_autofree char *minutes = NULL;
  VmrCell *cell = NULL;
  gboolean aside;

  if (lesson == NULL)
    title = g_strdup (_("Commands"));
  else
    {
      title = g_strdup (km_text_pick (lesson->title, vmr_session_chinese_first (rail->session)
                                                     ? "zh_CN" : "en"));
      /* An exercise, or what else stands beside the lesson, takes no such time. */
      aside = vmr_session_is_away (rail->session) && vmr_session_own_first (rail->session) == 0;
      minutes = g_strdup_printf (_("about %u min"), vmr_session_minutes (rail->session));
      cell = aside ? NULL : vmr_cells_text (rail->cells, VMR_RECT (rail->r.x, rail->r.y, rail->r.w, h),
                             VMR_SMALL | VMR_RIGHT, VMR_INK_SECONDARY, minutes, NULL);
    }
  vmr_cells_text (rail->cells, VMR_RECT (rail->r.x, rail->r.y,
                                         (cell ? cell->rect.x - 8 : rail->r.x + rail->r.w) -
                                         rail->r.x, h),
                  VMR_TITLE | VMR_BOLD, VMR_INK_TEXT, title, NULL);
  return h + 4;
}

/* Above the circles of a bar, which are buttons themselves: what they stand for opens beside it. */
static void
opener_draw (const VmrSession *session,
             VmrCells         *cells)
{
  gboolean tries = vmr_session_is_sandbox (session) && !vmr_session_setup_is_open (session);

  vmr_slim_opener (cells, VMR_RECT (0, 0, cells->width, VMR_RAIL_OPENER), "›",
                   tries ? _("Open what to try first") : vmr_session_lesson (session)
                   ? _("Open the parts of the lesson") : _("Open the commands"));
}

static void
rail_draw (const VmrSession *session,
           VmrCells         *cells,
           gboolean          slim)
{
  double m = slim ? 4 : 16, top = slim ? VMR_RAIL_OPENER : 10, small = ceil (cells->metrics.small * 1.6), head, foot;
  Rail rail = { session, cells, VMR_RECT (m, top, cells->width - 2 * m, cells->height - 8 - top),
                vmr_session_lesson_part (session), vmr_session_lesson_parts (session), 0, slim,
                vmr_session_is_own (session, vmr_session_cursor (session)) };
  const KmLesson *lesson = vmr_session_lesson (session);

  if (slim)
    opener_draw (session, cells);
  if (vmr_session_is_sandbox (session) && !vmr_session_setup_is_open (session))
    {
      vmr_tries_layout (session, cells, slim);
      return;
    }
  if (vmr_session_state (session) == NULL || (slim && lesson == NULL))
    return;
  head = slim ? 0 : title_draw (&rail);
  foot = slim || lesson == NULL ? 0 : 2 * small + 16;
  rail.row = CLAMP ((rail.r.h - head - foot) / MAX (rail.n + rail.own, 1), cells->metrics.small * 1.7,
                    cells->metrics.row * 1.25);
  if (lesson != NULL)
    parts_draw (&rail, rail.r.y + head, rail.r.y + rail.r.h - foot);
  else
    {
      rail.row = cells->metrics.small * 1.8;
      commands_draw (&rail, rail.r.y + head, rail.r.y + rail.r.h);
    }
  if (foot > 0)
    afterwards_draw (&rail, rail.r.y + rail.r.h - foot + 4, small);
  /* Minutes and numbers of parts are no answers. */
  vmr_mask_cells (session, cells, FALSE);
}

void
vmr_rail_layout (gpointer          data,
                 const VmrSession *session,
                 VmrCells         *cells)
{
  rail_draw (session, cells, FALSE);
}

void
vmr_slim_rail_layout (gpointer          data,
                      const VmrSession *session,
                      VmrCells         *cells)
{
  rail_draw (session, cells, TRUE);
}
