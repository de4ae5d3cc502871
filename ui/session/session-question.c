/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Questions: which one is open, what has been put in, whether that is right. */
#include "ui/session/session-question.h"

#include "vmarium-config.h"

#include "core/lesson/number.h"
#include "ui/session/areas.h"
#include "ui/session/book.h"
#include "ui/session/question.h"
#include "ui/session/session-lesson.h"
#include "ui/session/session-move.h"
#include "ui/session/session-private.h"
#include "ui/session/session-stops.h"
#include "ui/session/session-view.h"
#include "ui/session/walk.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TYPED 24u

/* On the way to the answer: these stops are walked with the answer on the screen. */
static gboolean
is_played (const VmrQuestion *question,
           guint              cursor)
{
  return cursor > question->step && cursor <= question->answer_step;
}

VmrQuestion *
vmr_session_question_here (const VmrSession *self)
{
  guint cursor = vmr_session_cursor (self);

  for (guint i = 0; !self->lesson.away && i < self->book->questions->len; i++)
    {
      VmrQuestion *question = self->book->questions->pdata[i];

      if (question->act == self->act_index &&
          (question->revealed ? is_played (question, cursor)
                              : cursor >= question->step && cursor < question->answer_step))
        return question;
    }
  return NULL;
}

const VmrQuestion *
vmr_session_question (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return vmr_session_question_here (self);
}

/* One that is still to come hides its answer too, from the first step of its command on: who goes
 * back must not find it there. */
const VmrQuestion *
vmr_session_secret (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  guint cursor = vmr_session_cursor (self);

  for (guint i = 0; !self->lesson.away && i < self->book->questions->len; i++)
    {
      const VmrQuestion *question = self->book->questions->pdata[i];
      guint command = km_machine_step_command (self->machine, MAX (question->step, 1));
      const KmCommandRecord *record = command < km_machine_n_commands (self->machine)
                                      ? km_machine_command (self->machine, command) : NULL;

      if (question->act == self->act_index && !question->revealed && record != NULL &&
          cursor >= MIN (record->first_step, question->step) && cursor < question->answer_step)
        return question;
    }
  return NULL;
}

gboolean
vmr_session_hides (const VmrSession *self,
                   const char       *target)
{
  g_return_val_if_fail (self != NULL, FALSE);

  const VmrQuestion *question = vmr_session_secret (self);

  return question && g_strcmp0 (question->ask->target, target) == 0;
}

gboolean
vmr_session_masks_zones (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  /* Before it is asked nothing has been taken from the one it will be. */
  return vmr_session_hides (self, "zone") &&
         vmr_session_cursor (self) >= vmr_session_secret (self)->step;
}

gboolean
vmr_session_hides_frame (const VmrSession *self,
                         KmPfn             pfn)
{
  guint64 answer;

  g_return_val_if_fail (self != NULL, FALSE);
  return vmr_session_hides (self, "frame") &&
         km_number_parse (vmr_session_secret (self)->answer, &answer) && answer == pfn;
}

gboolean
vmr_session_hides_tlb (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  const VmrQuestion *question = vmr_session_secret (self);
  g_autofree char *kind = NULL;
  g_autofree char *arg = NULL;
  guint n;

  return question && question->ask->answer &&
         km_answer_split (question->ask->answer, &kind, &n, &arg) &&
         g_str_equal (km_step_info (km_step_kind_from_name (kind))->function, "TLB");
}

/* --- putting in ------------------------------------------------------------------------------- */

/* The next place; an option that has one already is taken out, with all behind it. */
static void
order_put (VmrQuestion *question,
           guint        option)
{
  guint place = vmr_question_place (question, option);

  if (place > 0)
    question->n_ordered = place - 1;
  else if (question->n_ordered < KM_LESSON_MAX_OPTIONS)
    question->order[question->n_ordered++] = option;
}

/* Where something is typed or clicked, most options are what might be by mistake; only those with a
 * name of their own stand on the screen. */
static gboolean
can_choose (const VmrQuestion *question,
            guint              option)
{
  const KmAsk *ask = question->ask;

  return ask->kind == KM_ASK_CHOICE || ask->kind == KM_ASK_ORDER ||
         g_strcmp0 (ask->target, "zone") == 0 ||
         ((KmOption *) ask->options->pdata[option])->label != NULL;
}

void
vmr_session_choose (VmrSession *self,
                    int         option)
{
  g_return_if_fail (VMR_IS_SESSION (self));

  VmrQuestion *question = vmr_session_question_here (self);

  if (question == NULL || question->revealed || option < 0 ||
      option >= (int) question->ask->options->len || !can_choose (question, (guint) option))
    return;
  question->chosen = option;
  g_string_truncate (question->typed, 0);
  if (question->ask->kind == KM_ASK_ORDER)
    order_put (question, (guint) option);
  vmr_session_emit_config (self);
}

static gboolean
has_zone (const VmrSession *self,
          guint             zone)
{
  return km_machine_state (self->machine) != NULL && km_machine_state (self->machine)->zones[zone].spanned > 0;
}

/* Zones stand one below the other, the highest first; one that the machine has not is not offered. */
static guint
zone_shown (const VmrSession  *self,
            const VmrQuestion *question,
            guint              place,
            guint             *n)
{
  guint found = 0;

  *n = 0;
  for (guint zone = KM_N_ZONES; zone-- > 0;)
    for (guint i = 0; has_zone (self, zone) && question->values[i] != NULL; i++)
      if (g_ascii_strcasecmp (question->values[i], km_zone_name (zone)) == 0 && (*n)++ == place)
        found = i;
  return found;
}

guint
vmr_question_n_shown (const VmrSession  *self,
                      const VmrQuestion *question)
{
  guint n = question->ask->options->len;

  g_return_val_if_fail (self != NULL, 0);
  if (g_strcmp0 (question->ask->target, "zone") == 0)
    zone_shown (self, question, 0, &n);
  return n;
}

guint
vmr_question_shown (const VmrSession  *self,
                    const VmrQuestion *question,
                    guint              place)
{
  guint n = question->ask->options->len;

  g_return_val_if_fail (self != NULL, 0);
  if (g_strcmp0 (question->ask->target, "zone") == 0)
    return zone_shown (self, question, place, &n);
  /* 3 2 5 4 1 …: every place once, none where it belongs. */
  if (question->ask->kind != KM_ASK_ORDER || n < 2)
    return place;
  return n % 2 == 0 || place < n - 3 ? place ^ 1 : place + 1 < n ? place + 1 : n - 3;
}

gboolean
vmr_session_takes_number (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  const VmrQuestion *question = vmr_session_question_here (self);

  return question && !question->revealed && question->ask->kind == KM_ASK_NUMBER;
}

gboolean
vmr_session_type (VmrSession *self,
                  gunichar    key)
{
  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);

  VmrQuestion *question = vmr_session_question_here (self);

  if (!vmr_session_takes_number (self))
    return FALSE;
  if (key == '\b')
    {
      if (question->typed->len == 0)
        return FALSE;
      g_string_truncate (question->typed, question->typed->len - 1);
    }
  else if (key < 0x20 || key >= 0x7f || question->typed->len >= MAX_TYPED)
    return FALSE;
  else
    {
      g_string_append_c (question->typed, (char) key);
      /* What cannot become a number is not taken: half of a word would be judged as one. */
      if (!km_number_begins (question->typed->str))
        {
          g_string_truncate (question->typed, question->typed->len - 1);
          return FALSE;
        }
    }
  question->chosen = -1;
  vmr_session_emit_config (self);
  return TRUE;
}

/* --- right or wrong --------------------------------------------------------------------------- */

/* The next stop, so that none on the way to the answer is passed over. */
static guint
reveal_step (const VmrSession  *self,
             const VmrQuestion *question)
{
  guint stop = vmr_session_stop_after (self, vmr_session_cursor (self));

  return stop > 0 && stop < question->answer_step ? stop : question->answer_step;
}

void
vmr_session_reveal (VmrSession *self)
{
  g_return_if_fail (VMR_IS_SESSION (self));

  VmrQuestion *question = vmr_session_question_here (self);

  if (question == NULL || question->revealed)
    return;
  question->revealed = TRUE;
  /* What was clicked is in the card now, and no longer what one looks at. */
  vmr_session_select (self, VMR_REF_INIT_NONE);
  vmr_session_jump (self, reveal_step (self, question));
}

gboolean
vmr_session_ask_again (VmrSession *self)
{
  g_return_val_if_fail (VMR_IS_SESSION (self), FALSE);

  guint cursor = vmr_session_cursor (self);
  VmrQuestion *found = NULL;

  for (guint i = 0; !self->lesson.away && i < self->book->questions->len; i++)
    {
      VmrQuestion *question = self->book->questions->pdata[i];

      if (question->act == self->act_index && question->step <= cursor)
        found = question;
    }
  if (found == NULL)
    return FALSE;
  vmr_question_reset (found);
  if (cursor != found->step)
    vmr_session_jump (self, found->step);
  vmr_session_emit_config (self);
  return TRUE;
}

guint
vmr_session_n_questions (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->book->questions->len;
}

const VmrQuestion *
vmr_session_question_at (const VmrSession *self,
                         guint             index,
                         gboolean         *here)
{
  const VmrQuestion *question;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->book->questions->len, NULL);
  question = self->book->questions->pdata[index];
  if (here)
    *here = question->act == self->act_index && !vmr_session_is_own (self, question->step);
  return question;
}

guint
vmr_session_question_part (const VmrSession *self,
                           guint             index)
{
  const VmrQuestion *question;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (index < self->book->questions->len, 0);
  question = self->book->questions->pdata[index];
  return vmr_book_act (self->book, question->act)->base + question->part + 1;
}

void
vmr_session_ask (VmrSession *self,
                 guint       index)
{
  VmrQuestion *question;

  g_return_if_fail (VMR_IS_SESSION (self) && index < self->book->questions->len);
  if (self->lesson.away)
    vmr_session_go_home (self);
  question = self->book->questions->pdata[index];
  vmr_question_reset (question);
  vmr_session_show_act (self, question->act, question->step);
}
