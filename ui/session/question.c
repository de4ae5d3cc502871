/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One question and what has been answered. */
#include "ui/session/question.h"

#include "ui/session/session-private.h"
#include "core/lesson/number.h"

#include <string.h>

guint
vmr_question_place (const VmrQuestion *question,
                    guint              option)
{
  for (guint i = 0; i < question->n_ordered; i++)
    if (question->order[i] == option)
      return i + 1;
  return 0;
}

gboolean
vmr_question_is_frame (const VmrQuestion *question)
{
  return g_strcmp0 (question->ask->target, "frame") == 0 ||
         g_strcmp0 (question->ask->target, "block") == 0;
}

static gboolean
same_value (const VmrQuestion *question,
            const char        *answer,
            const char        *given)
{
  return g_ascii_strcasecmp (answer, given) == 0 || km_number_same (answer, given, 0) ||
         (vmr_question_is_frame (question) && km_number_ends (answer, given));
}

static int
option_of (const VmrQuestion *question,
           const char        *value)
{
  for (guint i = 0; value && *value != '\0' && question->values[i] != NULL; i++)
    if (same_value (question, question->values[i], value))
      return (int) i;
  return -1;
}

int
vmr_question_truth (const VmrQuestion *question)
{
  return option_of (question, question->answer);
}

int
vmr_question_choice (const VmrQuestion *question)
{
  return question->typed->len > 0 ? option_of (question, question->typed->str) : question->chosen;
}

gboolean
vmr_question_same_answer (const VmrQuestion *question,
                          const char        *value)
{
  return question->answer != NULL && same_value (question, question->answer, value);
}

gboolean
vmr_question_same_choice (const VmrQuestion *question,
                          const char        *value)
{
  if (question->typed->len > 0)
    return same_value (question, value, question->typed->str);
  return question->chosen >= 0 && same_value (question, value, question->values[question->chosen]);
}

gboolean
vmr_question_is_answered (const VmrQuestion *question)
{
  return question->chosen >= 0 || question->typed->len > 0 || question->n_ordered > 0;
}

static gboolean
order_is_right (const VmrQuestion *question)
{
  for (guint i = 0; i < question->n_ordered; i++)
    if (question->order[i] != i)
      return FALSE;
  return question->n_ordered == question->ask->options->len;
}

gboolean
vmr_question_is_right (const VmrQuestion *question)
{
  const char *answer = question->answer ? question->answer : "";

  if (question->ask->kind == KM_ASK_ORDER)
    return order_is_right (question);
  if (question->typed->len > 0)
    return same_value (question, answer, question->typed->str) ||
           km_number_same (answer, question->typed->str, question->ask->tolerance);
  return question->chosen >= 0 && same_value (question, answer, question->values[question->chosen]);
}

void
vmr_question_reset (VmrQuestion *question)
{
  question->revealed = question->offered = question->skipped = FALSE;
  question->chosen = -1;
  question->n_ordered = 0;
  g_string_truncate (question->typed, 0);
}
