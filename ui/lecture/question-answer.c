/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The answer: the truth and the choice, each with its own sentence, and how to go on. */
#include "ui/lecture/question-private.h"
#include "ui/session/question.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

#include "core/lesson/number.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static double
card_draw (VmrCells   *cells,
           VmrRect     r,
           gboolean    truth,
           const char *pill,
           const char *value,
           const char *text)
{
  double h = ceil (cells->metrics.body * 1.8), y = r.y, w;
  gboolean named;
  VmrCell *cell;

  w = vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, pill) + 28;
  cell = vmr_cells_box (cells, VMR_RECT (r.x, y, MIN (w, r.w), h),
                        truth ? VMR_INK_ACCENT : VMR_INK_PANEL, VMR_TINT_FULL, h / 2);
  if (!truth)
    {
      vmr_cell_outline (cell, VMR_INK_TEXT, 2);
      cell->flags |= VMR_CELL_DASHED;
    }
  vmr_cells_text (cells, VMR_RECT (r.x, y, MIN (w, r.w), h), VMR_BODY | VMR_BOLD | VMR_CENTER,
                  VMR_INK_AUTO, pill, NULL);
  named = value == NULL || *value == '\0' ||
          (w + 12 < r.w &&
           vmr_cells_text (cells, VMR_RECT (r.x + w + 12, y, r.w - w - 12, h), VMR_TITLE | VMR_BOLD,
                           VMR_INK_TEXT, value, NULL) != NULL);
  y += h + 4;
  /* Too long to stand behind the pill. */
  if (!named)
    y += vmr_cells_paragraph (cells, VMR_RECT (r.x, y, r.w, MAX (r.y + r.h - y, 0)),
                              VMR_BODY | VMR_BOLD, VMR_INK_TEXT, value) + 4;
  if (text && *text)
    y += vmr_cells_paragraph (cells, VMR_RECT (r.x, y, r.w, MAX (r.y + r.h - y, 0)), VMR_BODY,
                              VMR_INK_TEXT, text);
  return y - r.y + GAP;
}

static char *
reason_text (const VmrSession  *session,
             const VmrQuestion *question,
             int                option)
{
  const KmOption *chosen = option >= 0 ? question->ask->options->pdata[option] : NULL;

  return vmr_session_text (session, chosen ? chosen->reason : NULL,
                           vmr_session_chinese_first (session));
}

/* What is wrong with a choice that the lesson says nothing about. */
static char *
miss_text (const VmrQuestion *question)
{
  /* Of addresses and of things that are clicked, larger and smaller numbers mean nothing. */
  gboolean counted = question->ask->kind == KM_ASK_NUMBER && question->ask->target == NULL &&
                     question->answer && !g_str_has_prefix (question->answer, "0x");
  KmNumberMiss miss = question->answer && question->typed->len > 0
                      ? km_number_miss (question->answer, question->typed->str) : KM_NUMBER_OTHER;

  if (strstr (question->typed->str, " – ") != NULL)
    return g_strdup (_("That row stands for several entries. One entry is asked for."));
  if (miss == KM_NUMBER_FRAME)
    return g_strdup (_("That is the number of the frame. Its address is asked for: 4096 times that."));
  if (miss == KM_NUMBER_ADDRESS)
    return g_strdup (_("That is an address. The number of the frame is asked for: leave out the last "
                       "twelve bits."));
  if (counted && miss == KM_NUMBER_SMALL)
    return g_strdup (_("That is too small."));
  if (counted && miss == KM_NUMBER_LARGE)
    return g_strdup (_("That is too large."));
  return g_strdup (_("Not this time."));
}

/* All options in their order, the right one or the one chosen. */
static char *
order_label (const VmrSession  *session,
             const VmrQuestion *question,
             gboolean           truth)
{
  GString *text = g_string_new (NULL);
  guint n = truth ? question->ask->options->len : question->n_ordered;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *label = vmr_question_option (session, question, truth ? i : question->order[i]);

      g_string_append_printf (text, "%s%s", i ? " → " : "", label);
    }
  return g_string_free (text, FALSE);
}

/* One card when both agree; else the truth and the choice, each with its own sentence. */
double
vmr_question_answer_draw (const VmrSession  *session,
                          VmrCells          *cells,
                          VmrRect            r,
                          const VmrQuestion *question,
                          gboolean           side_by_side)
{
  int choice = vmr_question_choice (question), truth = vmr_question_truth (question);
  gboolean right = vmr_question_is_right (question);
  gboolean answered = vmr_question_is_answered (question);
  g_autofree char *sentence = vmr_session_text (session, question->ask->truth,
                                                vmr_session_chinese_first (session));
  g_autofree char *reason = reason_text (session, question, choice);
  g_autofree char *own = truth >= 0 ? reason_text (session, question, truth) : g_strdup ("");
  g_autofree char *label = truth >= 0 ? vmr_question_option (session, question, (guint) truth)
                           : vmr_question_value (session, question, question->answer);
  g_autofree char *picked = choice >= 0 ? vmr_question_option (session, question, (guint) choice)
                            : vmr_question_typed (session, question);
  gboolean order = question->ask->kind == KM_ASK_ORDER;
  g_autofree char *whole = order ? order_label (session, question, TRUE) : NULL;
  g_autofree char *put = order ? order_label (session, question, FALSE) : NULL;
  /* Chinese sentences follow one another without a blank. */
  g_autofree char *full = g_strdup_printf ("%s%s%s", sentence, *sentence && *own &&
                                           !vmr_session_chinese_first (session) ? " " : "", own);
  VmrRect first = r, second;
  double h, other;

  if (side_by_side && answered && !right)
    first.w = (r.w - 2 * GAP) / 2;
  h = card_draw (cells, first, TRUE, right ? _("✔ You were right") : _("✔ What happens"),
                 order ? whole : label, full);
  if (right || !answered)
    return h;
  second = side_by_side ? VMR_RECT (r.x + first.w + 2 * GAP, r.y, first.w, r.h)
           : VMR_RECT (r.x, r.y + h + GAP, r.w, r.h - h - GAP);
  if (*reason == '\0')
    {
      g_free (reason);
      reason = miss_text (question);
    }
  other = card_draw (cells, second, FALSE, _("✘ Your choice"), order ? put : picked, reason);
  return side_by_side ? MAX (h, other) : h + GAP + other;
}

char *
vmr_question_retry_label (const char *machine)
{
  const char *ram = strstr (machine, "ram=");
  gsize n = ram ? strcspn (ram + 4, " ") : 0;
  g_autofree char *size = n ? g_strndup (ram + 4, n) : NULL;

  if (size && (size[n - 1] == 'M' || size[n - 1] == 'G'))
    {
      char unit = size[n - 1];

      size[n - 1] = '\0';
      return g_strdup_printf (_("Retry with %s %ciB RAM"), size, unit);
    }
  return g_strdup (_("Retry on another machine"));
}

double
vmr_question_buttons (const VmrSession  *session,
                      VmrCells          *cells,
                      VmrRect            r,
                      const VmrQuestion *question)
{
  double right = r.x + r.w;
  gboolean answered = vmr_question_is_answered (question);

  if (!question->revealed)
    {
      vmr_question_button (cells, right, r.y, VMR_ACTION_CHECK, answered ? _("Check") : _("Show me"),
                           answered || question->offered);
      return MAX (TARGET * 0.8, cells->metrics.row);
    }
  right = vmr_question_button (cells, right, r.y, VMR_ACTION_GO_ON, _("Go on ▸"), TRUE);
  if (question->ask->retry != NULL && !vmr_session_is_away (session))
    {
      g_autofree char *label = vmr_question_retry_label (question->ask->retry);

      if (right - r.x > vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, label) + 28)
        vmr_question_button (cells, right, r.y, VMR_ACTION_RETRY, label, FALSE);
    }
  return MAX (TARGET * 0.8, cells->metrics.row);
}
