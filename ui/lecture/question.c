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
#include "ui/lecture/question-private.h"

#include "core/lesson/number.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

gboolean
vmr_question_is_stage (const VmrSession *session)
{
  const VmrQuestion *question = vmr_session_question (session);
  const char *pinned = vmr_session_pinned (session);

  /* Buddy would say which zones may be used; it is what the zones are drawn from. */
  return question && g_strcmp0 (question->ask->target, "zone") == 0 &&
         (pinned == NULL || g_str_equal (pinned, vmr_stage_buddy.name));
}

static double
button_draw (VmrCells   *cells,
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

/* A value as a sentence says it. */
static char *
value_words (const VmrSession  *session,
             const VmrQuestion *question,
             const char        *value)
{
  char *region = g_strcmp0 (question->ask->target, "region") == 0
                 ? vmr_session_region_words (session, value) : NULL;
  KmZoneIndex zone;
  guint64 frame;

  if (region != NULL)
    return region;
  if (value && km_zone_from_name (value, &zone))
    return g_strdup (km_zone_constant (zone));
  /* Frames have their numbers in one form. */
  if (value && vmr_question_is_frame (question) && km_number_parse (value, &frame))
    return g_strdup_printf ("0x%05x", (guint) frame);
  return value ? km_count_words (value) : NULL;
}

static char *
option_label (const VmrSession  *session,
              const VmrQuestion *question,
              guint              i)
{
  const KmOption *option = question->ask->options->pdata[i];

  return option->label ? vmr_session_text (session, option->label,
                                           vmr_session_chinese_first (session))
                       : value_words (session, question, question->values[i]);
}

/* The look of a plate: chosen is dashed, the truth solid. */
void
vmr_question_plate_outline (VmrCell           *cell,
                            const VmrQuestion *question,
                            int                option,
                            double             line)
{
  gboolean chosen = vmr_question_choice (question) == option;
  gboolean truth = question->revealed && vmr_question_truth (question) == option;

  vmr_cell_outline (cell, truth ? VMR_INK_ACCENT : chosen ? VMR_INK_TEXT : VMR_INK_LINE,
                    truth || chosen ? line + 1.5 : line);
  if (chosen && !truth)
    cell->flags |= VMR_CELL_DASHED;
}

void
vmr_question_plate_number (VmrCells *cells,
                           VmrRect   r,
                           guint     number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  double side = cells->metrics.body * 1.6;
  VmrRect box = VMR_RECT (r.x + 10, r.y + (MIN (r.h, TARGET * 1.4) - side) / 2, side, side);

  vmr_cells_box (cells, box, VMR_INK_SOFT, VMR_TINT_FULL, side / 2);
  vmr_cells_text (cells, box, VMR_BODY | VMR_BOLD | VMR_CENTER, VMR_INK_TEXT, text, NULL);
}

/* Whether an option is a plate to press. Of what is typed, or clicked in the drawing, only those with
 * a name of their own are: the others are what somebody may type or click by mistake. */
static gboolean
is_plate (const VmrQuestion *question,
          guint              option)
{
  KmAskKind kind = question->ask->kind;

  return kind == KM_ASK_CHOICE || kind == KM_ASK_ORDER ||
         ((KmOption *) question->ask->options->pdata[option])->label != NULL;
}

static guint
n_plates (const VmrQuestion *question)
{
  guint n = 0;

  for (guint i = 0; i < question->ask->options->len; i++)
    n += is_plate (question, i);
  return n;
}

/* All options in one size: the only one in another would look like the answer. */
static gboolean
needs_small (const VmrSession  *session,
             VmrCells          *cells,
             const VmrQuestion *question,
             double             w)
{
  for (guint i = 0; i < question->ask->options->len; i++)
    {
      g_autofree char *option = option_label (session, question, i);
      g_autofree char *longest = g_strdup_printf ("%s%s", option, question->ask->kind == KM_ASK_ORDER
                                                                  ? " → 8" : "");

      if (is_plate (question, i) && vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, longest) > w)
        return TRUE;
    }
  return FALSE;
}

/* Options side by side; returns the height. */
static double
options_draw (const VmrSession  *session,
              VmrCells          *cells,
              VmrRect            r,
              const VmrQuestion *question)
{
  guint n = n_plates (question), column = 0;
  double h = MAX (TARGET, cells->metrics.body * 2.6), w = (r.w - GAP * (n - 1)) / MAX (n, 1);
  double left = cells->metrics.body * 1.6 + 20;
  gboolean small = needs_small (session, cells, question, w - left - 8);

  for (guint place = 0; place < question->ask->options->len; place++)
    {
      guint i = vmr_question_shown (question, place), put = vmr_question_place (question, i);
      VmrRect plate = VMR_RECT (r.x + column * (w + GAP), r.y, w, h);
      VmrCell *cell;
      g_autofree char *option = option_label (session, question, i);
      g_autofree char *label = put ? g_strdup_printf ("%s → %u", option, put) : g_strdup (option);

      if (!is_plate (question, i))
        continue;
      column++;
      cell = vmr_cells_box (cells, plate, VMR_INK_PANEL, VMR_TINT_FULL, 8);
      vmr_question_plate_outline (cell, question, (int) i, cells->metrics.line);
      vmr_cells_subject (cells, cell, question->revealed ? VMR_REF_INIT_NONE
                         : vmr_ref (VMR_REF_ACTION, VMR_ACTION_OPTION + i, 0), label, NULL);
      vmr_question_plate_number (cells, plate, place + 1);
      if (!vmr_cells_text (cells, VMR_RECT (plate.x + left, plate.y, w - left - 8, h),
                           small ? VMR_SMALL : VMR_BODY | VMR_BOLD, VMR_INK_TEXT, label, NULL))
        vmr_cells_paragraph (cells, VMR_RECT (plate.x + left, plate.y + 4, w - left - 8, h - 8),
                             VMR_SMALL, VMR_INK_TEXT, label);
    }
  return h + GAP;
}

/* A choice that is none of the options. The digits of a frame without 0x may be its last ones, or decimal:
 * they stay as they are typed. */
static char *
typed_words (const VmrSession  *session,
             const VmrQuestion *question)
{
  const char *typed = question->typed->str;

  return vmr_question_is_frame (question) && !g_str_has_prefix (typed, "0x")
         ? g_strdup (typed) : value_words (session, question, typed);
}

/* What has been clicked as a sentence says it; what is typed stays as it is typed. */
static char *
pick_words (const VmrSession  *session,
            const VmrQuestion *question)
{
  return question->ask->kind == KM_ASK_PICK ? value_words (session, question, question->typed->str)
                                            : g_strdup (question->typed->str);
}

/* What has been clicked, or typed: the field of a number, or where a click arrives. */
static void
number_draw (const VmrSession  *session,
             VmrCells          *cells,
             VmrRect            r,
             const VmrQuestion *question,
             gboolean           elsewhere)
{
  g_autofree char *typed = pick_words (session, question);
  gboolean pick = question->ask->kind == KM_ASK_PICK;
  const char *hint = pick ? _("click it in the drawing")
                     : question->ask->target ? _("click it, or type its number")
                     : _("type a number");
  double h = MAX (TARGET * 0.8, cells->metrics.row);
  double turn = elsewhere ? vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, _("Show that drawing")) + 28 + GAP : 0;
  double w = MIN (r.w - turn, vmr_cells_measure (cells, VMR_BODY, hint) + 60);
  VmrCell *cell = vmr_cells_box (cells, VMR_RECT (r.x, r.y, w, h), VMR_INK_SOFT, VMR_TINT_FULL, 8);

  vmr_cell_outline (cell, VMR_INK_ACCENT, 2);
  cell->flags |= VMR_CELL_DASHED;
  if (question->typed->len > 0)
    vmr_cells_text (cells, VMR_RECT (r.x + 12, r.y, w - 24, h), VMR_TITLE | VMR_MONO | VMR_BOLD,
                    VMR_INK_TEXT, typed, question->typed->str, NULL);
  else
    vmr_cells_text (cells, VMR_RECT (r.x + 12, r.y, w - 24, h), VMR_BODY, VMR_INK_TEXT, hint, NULL);
  if (elsewhere)
    button_draw (cells, r.x + w + turn, r.y, VMR_ACTION_TURN_BACK, _("Show that drawing"), FALSE);
}

/* --- the answer ------------------------------------------------------------------------------- */

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
                              VMR_BODY | VMR_BOLD, VMR_INK_TEXT, value);
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
      g_autofree char *label = option_label (session, question, truth ? i : question->order[i]);

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
  g_autofree char *label = truth >= 0 ? option_label (session, question, (guint) truth)
                           : value_words (session, question, question->answer);
  g_autofree char *picked = choice >= 0 ? option_label (session, question, (guint) choice)
                            : typed_words (session, question);
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

static char *
retry_label (const char *machine)
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
      button_draw (cells, right, r.y, VMR_ACTION_CHECK, answered ? _("Check") : _("Show me"),
                   answered || question->offered);
      return MAX (TARGET * 0.8, cells->metrics.row);
    }
  right = button_draw (cells, right, r.y, VMR_ACTION_GO_ON, _("Go on ▸"), TRUE);
  if (question->ask->retry != NULL && !vmr_session_is_away (session))
    {
      g_autofree char *label = retry_label (question->ask->retry);

      if (right - r.x > vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, label) + 28)
        button_draw (cells, right, r.y, VMR_ACTION_RETRY, label, FALSE);
    }
  return MAX (TARGET * 0.8, cells->metrics.row);
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
      button_draw (cells, r.x + r.w, y, VMR_ACTION_TRY + i, label, i == 0);
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
                           ? retry_label (question->ask->retry) : NULL;
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
      double field = r.w - button, plates = n_plates (question) > 0 ? field * 0.5 : 0;

      number_draw (session, cells, VMR_RECT (r.x, y, field - plates - (plates > 0 ? GAP : 0), 0), question,
                   elsewhere);
      if (plates > 0)
        {
          double h = options_draw (session, cells, VMR_RECT (r.x + field - plates, y, plates, 0),
                                   question);

          y += MAX (h - button_height (cells) - GAP, 0);
        }
    }
  else if (r.w - button > 400)
    {
      double row = options_draw (session, cells, VMR_RECT (r.x, y, r.w - button, 0), question);

      vmr_question_buttons (session, cells, VMR_RECT (r.x, y, r.w, 0), question);
      return y + row - r.y;
    }
  else
    y += options_draw (session, cells, VMR_RECT (r.x, y, r.w, 0), question);
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
