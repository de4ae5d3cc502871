/* SPDX-License-Identifier: GPL-2.0-or-later */
/* While a question about the lists is open: all orders stand in their card, so that what is asked for is
 * on the screen, and the window is the one that the request has found, not the one that it will leave. */
#include "ui/session/session-question.h"
#include "ui/stages/buddy-private.h"

#define PAST_STEPS 400          /* how far back something may have been changed */
#define LEAST_ROW 1.1           /* of small text: height of an order that can be read */
#define MARKED_ROW 1.6          /* and of one whose number has a mark around it */
#define DIGITS 0.76             /* and of the number itself */
#define CLEAR 0.8               /* px between a number and a mark */

/* Its answer is an order: which one, or how large a block becomes. */
static gboolean
asks_order (const VmrQuestion *question)
{
  g_autofree char *kind = NULL;
  g_autofree char *arg = NULL;
  guint n;

  return question->ask->answer != NULL &&
         km_answer_split (question->ask->answer, &kind, &n, &arg) && g_str_equal (arg, "order");
}

void
vmr_buddy_find_asked (VmrBuddy *s)
{
  const VmrQuestion *secret = vmr_session_secret (s->session);
  /* What was asked stays where it was seen until the answer's own step. */
  const VmrQuestion *question = secret ? secret : vmr_session_judged (s->session);

  s->block_asked = question != NULL && g_strcmp0 (question->ask->target, "block") == 0;
  s->lists_asked = s->block_asked || (question != NULL && asks_order (question));
}

static VmrJudged
judges (const VmrBuddy *s,
        guint           order)
{
  const VmrQuestion *question = vmr_session_question (s->session);
  g_autofree char *value = g_strdup_printf ("%u", order);

  if (question == NULL || question->ask->kind != KM_ASK_NUMBER || !asks_order (question))
    return VMR_JUDGED_NOT;
  return vmr_session_judge_value (s->session, value);
}

void
vmr_buddy_judge_row (VmrBuddy *s,
                     guint     order,
                     VmrRect   r)
{
  VmrJudged judged = judges (s, order);
  double digits = s->small * DIGITS, air = r.h - digits, more;
  VmrCell *cell;

  if (judged == VMR_JUDGED_NOT)
    return;
  cell = vmr_cells_frame (s->cells, r, VMR_INK_ACCENT, 1, 4);
  vmr_stage_mark (cell, judged);
  /* In a low row it takes from the air above and below, which is the neighbours' too, and is thin enough to be
   * clear of their numbers as well. */
  cell->width = MIN (cell->width, MAX (air - 2 * CLEAR, 1));
  more = digits + 2 * (cell->width + CLEAR) - r.h;
  if (more > 0)
    cell->rect = VMR_RECT (r.x, r.y - more / 2, r.w, r.h + more);
}

static gboolean
changes_lists (KmStepKind kind)
{
  return kind == KM_STEP_BLOCK_GIVEN || kind == KM_STEP_PCP_PUT || kind == KM_STEP_PCP_TAKE ||
         kind == KM_STEP_FREE_PAGES || vmr_buddy_moves_block (kind);
}

/* What was changed last in the zone before the request; its start where nothing was. Returns the order
 * of that block. */
guint
vmr_buddy_past (const VmrBuddy *s,
                KmPfn          *pfn)
{
  const KmZone *zone = &km_machine_state (s->machine)->zones[s->zone];

  for (guint i = 1; i <= PAST_STEPS && i < s->request; i++)
    {
      guint step = s->request - i;

      *pfn = (KmPfn) vmr_stage_arg (s->session, step, pfn);
      if (changes_lists (km_machine_step_kind (s->machine, step)) &&
          km_zone_of (s->machine, *pfn) == zone)
        return MIN ((guint) vmr_stage_arg (s->session, step, order), KM_MAX_ORDER - 1);
    }
  *pfn = zone->start_pfn;
  return 0;
}

/* Whether an order that was tried in vain before this step's block was found would have no row: that its list is
 * empty is why a larger block is taken. */
static gboolean
hides_tried (const VmrBuddy *s)
{
  const VmrBuddyEvent *now = vmr_buddy_now (s);
  double y, h;

  if (now == NULL || now->kind != KM_STEP_BLOCK_TAKE || !vmr_buddy_is_alloc (s))
    return FALSE;
  for (guint order = (guint) vmr_stage_arg (s->session, s->request, order); order < now->order; order++)
    if (!vmr_buddy_list_row (s, order, &y, &h))
      return TRUE;
  return FALSE;
}

/* Level with the shelves some orders may have no row. If all are asked for, or blocks would be left out,
 * they then stand alike between the top of the card and bottom; FALSE where that is too little. */
gboolean
vmr_buddy_spread_rows (VmrBuddy *s,
                       double    bottom)
{
  double y, h, room = (bottom - 4 - s->lists_y - s->row) / KM_MAX_ORDER;
  /* An order that is asked for gets its mark when the answer is told: the rows do not move for that. */
  double least = s->small * (s->lists_asked ? MARKED_ROW : LEAST_ROW);
  gboolean all = TRUE, needed;

  s->even_h = 0;
  for (guint order = 0; order < KM_MAX_ORDER; order++)
    all &= vmr_buddy_list_row (s, order, &y, &h) && h >= least;
  needed = s->lists_asked || hides_tried (s);
  if (all || (!needed && (room < s->small * LEAST_ROW || !vmr_buddy_leaves_out (s))))
    return TRUE;
  s->even_h = MAX (MIN (room, s->small * 2.4), 0);
  return room >= s->small * LEAST_ROW;
}
