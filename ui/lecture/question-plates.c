/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is chosen, clicked or typed: plates, and the field of a number. */
#include "ui/lecture/question-private.h"
#include "ui/session/question.h"
#include "ui/session/session-point.h"
#include "ui/session/session-question.h"
#include "ui/session/session-view.h"
#include "ui/session/words.h"

#include "core/lesson/number.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A value as a sentence says it. */
char *
vmr_question_value (const VmrSession  *session,
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

char *
vmr_question_option (const VmrSession  *session,
                     const VmrQuestion *question,
                     guint              i)
{
  const KmOption *option = question->ask->options->pdata[i];

  return option->label ? vmr_session_text (session, option->label,
                                           vmr_session_chinese_first (session))
                       : vmr_question_value (session, question, question->values[i]);
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

guint
vmr_question_n_plates (const VmrQuestion *question)
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
      g_autofree char *option = vmr_question_option (session, question, i);
      g_autofree char *longest = g_strdup_printf ("%s%s", option, question->ask->kind == KM_ASK_ORDER
                                                                  ? " → 8" : "");

      if (is_plate (question, i) && vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, longest) > w)
        return TRUE;
    }
  return FALSE;
}

/* High enough for the longest label, which otherwise would not be there at all. */
static double
plates_height (const VmrSession  *session,
               VmrCells          *cells,
               const VmrQuestion *question,
               double             w)
{
  double h = MAX (TARGET, cells->metrics.body * 2.6), most = 3 * h;

  for (guint i = 0; i < question->ask->options->len; i++)
    {
      g_autofree char *option = vmr_question_option (session, question, i);

      while (is_plate (question, i) && h < most &&
             vmr_cells_measure (cells, VMR_BODY | VMR_BOLD, option) > w &&
             !vmr_cells_paragraph_fits (cells, VMR_RECT (0, 0, w, h - 8), VMR_SMALL, option))
        h += ceil (cells->metrics.small * 1.4);
    }
  return h;
}

/* Options side by side; returns the height. */
double
vmr_question_options (const VmrSession  *session,
                      VmrCells          *cells,
                      VmrRect            r,
                      const VmrQuestion *question)
{
  guint n = vmr_question_n_plates (question), column = 0;
  double w = (r.w - GAP * (n - 1)) / MAX (n, 1), left = cells->metrics.body * 1.6 + 20;
  double h = plates_height (session, cells, question, w - left - 12);
  gboolean small = needs_small (session, cells, question, w - left - 12);

  for (guint place = 0; place < vmr_question_n_shown (session, question); place++)
    {
      guint i = vmr_question_shown (session, question, place), put = vmr_question_place (question, i);
      VmrRect plate = VMR_RECT (r.x + column * (w + GAP), r.y, w, h);
      VmrCell *cell;
      g_autofree char *option = vmr_question_option (session, question, i);
      g_autofree char *label = put ? g_strdup_printf ("%s → %u", option, put) : g_strdup (option);

      if (!is_plate (question, i))
        continue;
      column++;
      cell = vmr_cells_box (cells, plate, VMR_INK_PANEL, VMR_TINT_FULL, 8);
      vmr_question_plate_outline (cell, question, (int) i, cells->metrics.line);
      vmr_cells_subject (cells, cell, question->revealed ? VMR_REF_INIT_NONE
                         : vmr_ref (VMR_REF_ACTION, VMR_ACTION_OPTION + i, 0), label, NULL);
      vmr_question_plate_number (cells, plate, place + 1);
      if (!vmr_cells_text (cells, VMR_RECT (plate.x + left, plate.y, w - left - 12, h),
                           small ? VMR_SMALL : VMR_BODY | VMR_BOLD, VMR_INK_TEXT, label, NULL))
        vmr_cells_paragraph (cells, VMR_RECT (plate.x + left, plate.y + 4, w - left - 12, h - 8),
                             VMR_SMALL, VMR_INK_TEXT, label);
    }
  return h + GAP;
}

/* A choice that is none of the options. The digits of a frame without 0x may be its last ones, or decimal:
 * they stay as they are typed. */
char *
vmr_question_typed (const VmrSession  *session,
                    const VmrQuestion *question)
{
  const char *typed = question->typed->str;

  return vmr_question_is_frame (question) && !g_str_has_prefix (typed, "0x")
         ? g_strdup (typed) : vmr_question_value (session, question, typed);
}

/* What has been clicked as a sentence says it; what is typed stays as it is typed. */
static char *
pick_words (const VmrSession  *session,
            const VmrQuestion *question)
{
  return question->ask->kind == KM_ASK_PICK ? vmr_question_value (session, question, question->typed->str)
                                            : g_strdup (question->typed->str);
}

/* What has been clicked, or typed: the field of a number, or where a click arrives. */
void
vmr_question_number (const VmrSession  *session,
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
  double wanted = vmr_cells_measure (cells, VMR_TITLE | VMR_MONO | VMR_BOLD, typed ? typed : "") + 26;
  double w = MIN (r.w - turn, MAX (vmr_cells_measure (cells, VMR_BODY, hint) + 60, wanted));
  VmrCell *cell = vmr_cells_box (cells, VMR_RECT (r.x, r.y, w, h), VMR_INK_SOFT, VMR_TINT_FULL, 8);

  vmr_cell_outline (cell, VMR_INK_ACCENT, 2);
  cell->flags |= VMR_CELL_DASHED;
  if (question->typed->len > 0)
    vmr_cells_text (cells, VMR_RECT (r.x + 12, r.y, w - 24, h), VMR_TITLE | VMR_MONO | VMR_BOLD,
                    VMR_INK_TEXT, typed, question->typed->str, NULL);
  else
    vmr_cells_text (cells, VMR_RECT (r.x + 12, r.y, w - 24, h), VMR_BODY, VMR_INK_TEXT, hint, NULL);
  if (elsewhere)
    vmr_question_button (cells, r.x + w + turn, r.y, VMR_ACTION_TURN_BACK, _("Show that drawing"), FALSE);
}
