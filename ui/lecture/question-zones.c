/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A question for a zone takes the place of the stage: the zones are plates to be clicked. */
#include "ui/lecture/question-private.h"
#include "ui/panels/words.h"
#include "ui/session/question.h"
#include "ui/session/session-question.h"
#include "ui/stages/stage.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static int
option_of_zone (const VmrQuestion *question,
                guint              zone)
{
  for (guint i = 0; question->values[i] != NULL; i++)
    if (g_ascii_strcasecmp (question->values[i], km_zone_name (zone)) == 0)
      return (int) i;
  return -1;
}

/* The key that chooses an option. */
static guint
number_of (const VmrSession  *session,
           const VmrQuestion *question,
           guint              option)
{
  guint place = 0;

  while (place + 1 < vmr_question_n_shown (session, question) &&
         vmr_question_shown (session, question, place) != option)
    place++;
  return place + 1;
}

/* The step since the question that asked this zone, in vain or not; 0 none. */
static guint
asked_at (const VmrSession  *session,
          const VmrQuestion *question,
          guint              zone)
{
  const KmMachine *machine = vmr_session_machine (session);

  for (guint step = vmr_session_cursor (session); step > question->step; step--)
    if ((km_machine_step_kind (machine, step) == KM_STEP_ZONE_REFUSED ||
         km_machine_step_kind (machine, step) == KM_STEP_ZONE_CHOSEN) &&
        vmr_stage_arg (session, step, zone) == zone)
      return step;
  return 0;
}

/* "free 220 826, low 13 863 + reserve 64": why it was enough. */
static char *
enough_words (const VmrSession *session,
              guint             chosen)
{
  char count[32], low[32], reserve[32];
  guint kept = (guint) vmr_stage_arg (session, chosen, reserve);

  vmr_count_text (vmr_stage_arg (session, chosen, free), count, sizeof count);
  vmr_count_text (vmr_stage_arg (session, chosen, mark), low, sizeof low);
  return kept > 0 ? g_strdup_printf (_("free %s, low %s + reserve %s"), count, low,
                                     vmr_count_text (kept, reserve, sizeof reserve))
                  : g_strdup_printf (_("free %s, low %s"), count, low);
}

/* How many frames lie in it and how many of these the allocator has to give; once it was asked, what it
 * had. */
static char *
zone_words (const VmrSession *session,
            const KmZone     *zone,
            guint             refused,
            guint             chosen)
{
  char count[32], managed[32];

  if (chosen > 0)
    return enough_words (session, chosen);
  if (refused > 0)
    return g_strdup_printf (_("free %s, too few"),
                            vmr_count_text (vmr_stage_arg (session, refused, free), count,
                                            sizeof count));
  return g_strdup_printf (_("%s frames, %s managed"),
                          vmr_count_text (zone->spanned, count, sizeof count),
                          vmr_count_text (zone->managed, managed, sizeof managed));
}

static void
zone_plate (const VmrSession  *session,
            VmrCells          *cells,
            VmrRect            r,
            const VmrQuestion *question,
            const KmZone      *zone,
            guint              index)
{
  const char *constant = km_zone_constant (index);
  int option = option_of_zone (question, index);
  gboolean truth = question->revealed && vmr_question_truth (question) == option;
  gboolean chosen = option >= 0 && vmr_question_choice (question) == option;
  double line = MIN (r.h, MAX (TARGET, cells->metrics.row * 1.6));
  double left = cells->metrics.body * 1.6 + 22, w;
  char from[32], to[32];
  g_autofree char *range =
    g_strdup_printf ("%s – %s MiB", vmr_count_text (vmr_whole_mib (zone->start_pfn), from, sizeof from),
                     vmr_count_text (vmr_whole_mib (zone->start_pfn + zone->spanned), to, sizeof to));
  guint asked = asked_at (session, question, index);
  gboolean enough = asked > 0 && km_machine_step_kind (vmr_session_machine (session), asked) ==
                                 KM_STEP_ZONE_CHOSEN;
  guint refused = enough ? 0 : asked;
  g_autofree char *words = zone_words (session, zone, refused, asked - refused);
  char count[32];
  g_autofree char *brief = NULL;
  VmrCell *cell = vmr_cells_box (cells, r, truth ? VMR_INK_ACCENT : VMR_INK_SOFT,
                                 truth ? VMR_TINT_FAINT : 40, 9);

  brief = refused ? g_strdup ("✘")
          : g_strdup_printf (_("%s frames"), vmr_count_text (zone->spanned, count, sizeof count));
  vmr_question_plate_outline (cell, question, option < 0 ? -2 : option, cells->metrics.line);
  if (option >= 0 && !question->revealed)
    vmr_cells_subject (cells, cell, vmr_ref (VMR_REF_ACTION, VMR_ACTION_OPTION + (guint) option, 0),
                       constant, NULL);
  if (option >= 0)
    vmr_question_plate_number (cells, VMR_RECT (r.x, r.y, r.w, line),
                               number_of (session, question, (guint) option));
  cell = vmr_cells_text (cells, VMR_RECT (r.x + left, r.y, r.w - left, line), VMR_TITLE | VMR_BOLD,
                         VMR_INK_TEXT, constant, constant + 5, NULL);
  w = left + (cell ? cell->rect.w + 14 : 0);
  cell = vmr_cells_text (cells, VMR_RECT (r.x + w, r.y, r.w - w - 12, line), VMR_SMALL,
                         VMR_INK_SECONDARY, range, NULL);
  w += cell ? cell->rect.w + 14 : 0;
  if (enough)
    {
      vmr_cells_text (cells, VMR_RECT (r.x + r.w - 40, r.y, 28, line),
                      VMR_TITLE | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT, "✔", NULL);
      if (!vmr_cells_text (cells, VMR_RECT (r.x + w, r.y, r.w - w - 48, line), VMR_SMALL | VMR_RIGHT,
                           VMR_INK_TEXT, words, NULL) && r.h >= 2 * line)
        vmr_cells_text (cells, VMR_RECT (r.x + left, r.y + line, r.w - left - 12, line), VMR_SMALL,
                        VMR_INK_TEXT, words, NULL);
    }
  else if (truth || chosen)
    vmr_cells_text (cells, VMR_RECT (r.x + w, r.y, r.w - w - 12, line),
                    VMR_TITLE | VMR_BOLD | VMR_RIGHT, VMR_INK_TEXT, truth ? "✔"
                    : question->revealed ? "✘" : _("Your choice"), NULL);
  else
    vmr_cells_text (cells, VMR_RECT (r.x + w, r.y, r.w - w - 12, line), VMR_SMALL | VMR_RIGHT,
                    refused ? VMR_INK_TEXT : VMR_INK_SECONDARY, words, brief, NULL);
  /* At the corner, away from the number of the key. */
  vmr_stage_dot (session, cells, r.x, r.y + (cells->metrics.lecture ? 0 : line * 0.2), asked);
}

static void
zones_draw (const VmrSession  *session,
            VmrCells          *cells,
            VmrRect            r,
            const VmrQuestion *question)
{
  const KmState *state = vmr_session_state (session);
  double least = MAX (TARGET, cells->metrics.row * 1.6), spare = r.h, total = 0, y = r.y;

  for (guint i = 0; i < KM_N_ZONES; i++)
    {
      total += state->zones[i].spanned;
      spare -= state->zones[i].spanned ? least + GAP : 0;
    }
  for (guint i = KM_N_ZONES; i-- > 0;)
    {
      const KmZone *zone = &state->zones[i];
      double h = least + MAX (spare, 0) * zone->spanned / MAX (total, 1);

      if (zone->spanned == 0)
        continue;
      zone_plate (session, cells, VMR_RECT (r.x, y, r.w, h), question, zone, i);
      y += h + GAP;
    }
}

void
vmr_question_zones (const VmrSession  *session,
                    VmrCells          *cells,
                    VmrRect            r,
                    const VmrQuestion *question)
{
  double head = vmr_question_title (session, cells, r, question);
  double foot = MAX (TARGET, cells->metrics.row);
  double answer_w = question->revealed ? r.w * 0.4 : 0;
  VmrRect body = VMR_RECT (r.x, r.y + head, r.w - answer_w - (answer_w > 0 ? 24 : 0),
                           r.h - head - foot - 4);

  zones_draw (session, cells, body, question);
  if (question->revealed)
    vmr_question_answer_draw (session, cells,
                              VMR_RECT (r.x + r.w - answer_w, body.y, answer_w, body.h), question,
                 FALSE);
  else
    vmr_cells_text (cells, VMR_RECT (r.x, r.y + r.h - foot, r.w * 0.7, foot), VMR_SMALL,
                    VMR_INK_SECONDARY, _("Click a zone, or press its number. PageDown shows the answer."),
                    _("PageDown shows the answer."), NULL);
  vmr_question_buttons (session, cells, VMR_RECT (r.x, r.y + r.h - foot, r.w, foot), question);
}
