/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Questions: ask, choose, reveal, explain, retry; and what a lesson proposes to try.
 *
 *   below the stage                          in its place, when the answer is a zone
 *   ┌ Predict  Which entry …?          ┐     ┌ Predict  Which zone …?              ┐
 *   │ ┌ 1 plate ┐┌ 2 plate ┐   [Check] │     │ ┌ 1 ZONE_HIGHMEM ┐  ✔ What happens  │
 *   └──────────────────────────────────┘     │ └ 2 ZONE_NORMAL  ┘  ✘ Your choice   │
 *                                            └─────────────────────────────────────┘
 * Dash and cross against solid and tick: never colour alone.
 */
#include "ui/lecture/question.h"

#include "ui/lecture/question-private.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-look.h"
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

#include "core/lesson/number.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

gboolean
vmr_question_is_stage (const VmrSession *session)
{
  g_return_val_if_fail (session != NULL, FALSE);

  const VmrQuestion *question = vmr_session_question (session);
  const char *pinned = vmr_session_pinned (session);

  /* Buddy would say which zones may be used; it is what the zones are drawn from. */
  return question && g_strcmp0 (question->ask->target, "zone") == 0 &&
         (pinned == NULL || g_str_equal (pinned, vmr_stage_buddy.name));
}

double
vmr_question_button (VmrCells   *cells,
                     double      right,
                     double      y,
                     guint       action,
                     const char *label,
                     gboolean    strong)
{
  double w = vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, label) + 28;
  double h = MAX (TARGET * 0.8, cells->metrics.row);
  VmrRect r = VMR_RECT (right - w, y, w, h);
  VmrCell *cell = vmr_cells_box (cells, r, strong ? VMR_INK_ACCENT : VMR_INK_PANEL, VMR_TINT_FULL,
                                 8);

  vmr_cell_outline (cell, strong ? VMR_INK_ACCENT : VMR_INK_LINE, 1);
  if (strong)
    cell->flags |= VMR_CELL_DEFAULT;
  vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ACTION, action, 0), label, NULL);
  vmr_cells_text (cells, r, VMR_BODY | VMR_BOLD | VMR_CENTER, VMR_INK_AUTO, label, NULL);
  return right - w - GAP;
}

/* The pill and the question; returns the height. */
double
vmr_question_title (const VmrSession  *session,
                    VmrCells          *cells,
                    VmrRect            r,
                    const VmrQuestion *question)
{
  gboolean zh = vmr_session_chinese_first (session), both = vmr_session_captions (session) == 2;
  g_autofree char *text = vmr_session_text (session, question->ask->question, zh);
  const char *pill = question->revealed ? _("Answer") : _("Predict");
  double h = ceil (cells->metrics.row);
  double w = vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, pill) + 24;
  double line = ceil (cells->metrics.title * 1.5), y = r.y, x = r.x + w + 12;

  vmr_cells_box (cells, VMR_RECT (r.x, y, w, h), VMR_INK_ACCENT, VMR_TINT_FULL, h / 2);
  vmr_cells_text (cells, VMR_RECT (r.x, y, w, h), VMR_BODY | VMR_BOLD | VMR_CENTER, VMR_INK_AUTO,
                  pill, NULL);
  if (vmr_cells_text (cells, VMR_RECT (x, y, r.x + r.w - x, h), VMR_TITLE | VMR_BOLD, VMR_INK_TEXT,
                      text, NULL))
    y += h;
  else
    {
      double taken = vmr_cells_paragraph (cells, VMR_RECT (x, y, r.x + r.w - x, 4 * line),
                                          VMR_BODY | VMR_BOLD, VMR_INK_TEXT, text);

      y += MAX (taken, h);
    }
  if (both)
    {
      g_autofree char *second = vmr_session_text (session, question->ask->question, !zh);

      y += vmr_cells_paragraph (cells, VMR_RECT (x, y, r.x + r.w - x, 3 * line), VMR_BODY,
                                VMR_INK_SECONDARY, second);
    }
  vmr_cells_spoken (cells, VMR_RECT (r.x, r.y, r.w, y - r.y), text);
  return y - r.y + GAP;
}

/* --- below the stage -------------------------------------------------------------------------- */

/* In a low view the drawing above needs the height more: several ideas are written small. */
#define LOW_VIEW 620.0

static double
tries_draw (const VmrSession *session,
            VmrCells         *cells,
            VmrRect           r,
            GPtrArray        *tries)
{
  gboolean zh = vmr_session_chinese_first (session);
  guint style = tries->len > 1 && cells->height < LOW_VIEW ? VMR_SMALL : VMR_BODY;
  double y = r.y, button = MAX (TARGET * 0.8, cells->metrics.row);

  for (guint i = 0; i < tries->len; i++)
    {
      const VmrSay *try = tries->pdata[i];
      g_autofree char *words = vmr_session_say_text (session, try, zh);
      g_autofree char *label = g_strdup_printf ("▶ %s", try->command);
      double w = vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, label) + 28, h;

      if (w > r.w * 0.6)
        continue;
      vmr_question_button (cells, r.x + r.w, y, VMR_ACTION_TRY + i, label, i == 0);
      h = vmr_cells_paragraph (cells, VMR_RECT (r.x, y, r.w - w - 16, MAX (r.y + r.h - y, 0)),
                               style, VMR_INK_TEXT, words);
      y += MAX (h, button) + (i + 1 < tries->len ? style == VMR_SMALL ? 4 : 8 : 0);
    }
  return y - r.y;
}

/* Something is typed, or clicked in the drawing. */
static gboolean
takes_value (const VmrQuestion *question)
{
  return question->ask->kind == KM_ASK_NUMBER || question->ask->kind == KM_ASK_PICK;
}

static double
button_height (VmrCells *cells)
{
  return MAX (TARGET * 0.8, cells->metrics.row);
}

/* The answer, with the buttons beside it where there is room: the drawing above, which shows what
 * happened, needs the height. */
static double
revealed_draw (const VmrSession  *session,
               VmrCells          *cells,
               VmrRect            r,
               const VmrQuestion *question)
{
  g_autofree char *retry = question->ask->retry && !vmr_session_is_away (session)
                           ? vmr_question_retry_label (question->ask->retry) : NULL;
  double w = vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, _("Go on ▸")) + 28 + 2 * GAP, h;
  double beside;

  if (retry)
    w += vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, retry) + 28 + GAP;
  beside = r.w - w;
  if (beside < 420)
    {
      h = vmr_question_answer_draw (session, cells, r, question, TRUE);
      return h + vmr_question_buttons (session, cells, VMR_RECT (r.x, r.y + h, r.w, 0), question);
    }
  h = vmr_question_answer_draw (session, cells, VMR_RECT (r.x, r.y, beside, r.h), question, TRUE);
  vmr_question_buttons (session, cells, VMR_RECT (r.x + beside, r.y, w, 0), question);
  return MAX (h, button_height (cells));
}

static double
dock_draw (const VmrSession *session,
           VmrCells         *cells,
           VmrRect           r,
           gboolean          elsewhere)
{
  const VmrQuestion *question = vmr_session_question (session);
  double y = r.y, button;

  if (question == NULL)
    {
      g_autoptr (GPtrArray) tries = vmr_session_tries (session);

      return tries->len ? tries_draw (session, cells, r, tries) : 0;
    }
  y += vmr_question_title (session, cells, r, question);
  /* Wide enough, the button stands in the same row as what it belongs to. */
  button = MAX (vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, _("Show me")),
                vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, _("Check"))) + 28 + 2 * GAP;
  if (question->revealed)
    return y + revealed_draw (session, cells, VMR_RECT (r.x, y, r.w, MAX (r.y + r.h - y, 0)),
                              question) - r.y;
  if (takes_value (question))
    {
      double field = r.w - button, plates = vmr_question_n_plates (question) > 0 ? field * 0.5 : 0;

      vmr_question_number (session, cells, VMR_RECT (r.x, y, field - plates - (plates > 0 ? GAP : 0), 0), question,
                           elsewhere);
      if (plates > 0)
        {
          double h = vmr_question_options (session, cells, VMR_RECT (r.x + field - plates, y, plates, 0),
                                           question);

          y += MAX (h - button_height (cells) - GAP, 0);
        }
    }
  else if (r.w - button > 400)
    {
      double row = vmr_question_options (session, cells, VMR_RECT (r.x, y, r.w - button, 0), question);

      vmr_question_buttons (session, cells, VMR_RECT (r.x, y, r.w, 0), question);
      return y + row - r.y;
    }
  else
    y += vmr_question_options (session, cells, VMR_RECT (r.x, y, r.w, 0), question);
  y += vmr_question_buttons (session, cells, VMR_RECT (r.x, y, r.w, 0), question);
  return y - r.y;
}

double
vmr_question_height (const VmrSession *session,
                     VmrCells         *cells,
                     double            width)
{
  VmrCells *scratch;
  double height;

  g_return_val_if_fail (session != NULL, 0);
  if (vmr_question_is_stage (session))
    return 0;
  scratch = vmr_cells_new (cells->palette, cells->texts, cells->metrics, width,
                           MAX (cells->height, 1));
  height = dock_draw (session, scratch, VMR_RECT (0, 0, width - 24, 2000), FALSE);
  vmr_cells_free (scratch);
  return height > 0 ? height + 20 : 0;
}

void
vmr_question_layout (const VmrSession *session,
                     VmrCells         *cells,
                     VmrRect           room,
                     const VmrCells   *stage)
{
  const VmrQuestion *question = vmr_session_question (session);
  gboolean elsewhere = vmr_question_is_elsewhere (session, stage);
  VmrCell *cell;

  if (vmr_question_is_stage (session))
    {
      vmr_question_zones (session, cells, room, question);
      return;
    }
  cell = vmr_cells_box (cells, room, VMR_INK_PANEL, VMR_TINT_FULL, 10);
  vmr_cell_outline (cell, VMR_INK_ACCENT, cells->metrics.line + 0.5);
  dock_draw (session, cells, VMR_RECT (room.x + 12, room.y + 10, room.w - 24, room.h - 20),
             elsewhere);
}
