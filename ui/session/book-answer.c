/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The answer of a question, computed by the engine. */
#include "ui/session/book-answer.h"

#include "vmarium-config.h"

#include "core/lesson/text.h"
#include "core/lesson/texts.h"
#include "core/lesson/value.h"
#include "ui/session/book-part.h"
#include "ui/session/session-look.h"
#include "ui/session/session-private.h"
#include "ui/session/texts-shared.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const KmMachine *machine;
  guint command;
} Place;

static char *
value_at (const char *expression,
          gpointer    data)
{
  const Place *place = data;

  return km_lesson_value (place->machine, place->command, NULL, expression);
}

/* "{walk-table.index}+1" becomes "990+1" and then "991". */
static char *
option_value (const KmMachine *machine,
              const KmAsk     *ask,
              const char      *value,
              guint            command)
{
  Place place = { machine, command };
  g_autofree char *text = km_text_expand (value, value_at, &place);
  g_autofree char *number = strpbrk (text, "+-") != NULL
                            ? km_lesson_value (machine, command, NULL, text) : NULL;

  if (number != NULL)
    {
      g_free (text);
      text = g_steal_pointer (&number);
    }
  return vmr_question_canonical (machine, ask->target, g_steal_pointer (&text));
}

/* The step that answers, and the answer; the cursor of the machine is moved. */
void
vmr_question_answer (VmrQuestion *question,
                     KmMachine   *machine,
                     KmStops     *stops)
{
  const KmAsk *ask = question->ask;
  g_autofree char *kind = NULL;
  g_autofree char *arg = NULL;
  guint n = 0, command;

  if (ask->answer != NULL && km_answer_split (ask->answer, &kind, &n, &arg))
    {
      KmStepKind wanted = km_step_kind_from_name (kind);

      for (guint step = question->step + 1; step <= km_machine_n_steps (machine) && n > 0; step++)
        if (km_machine_step_kind (machine, step) == wanted && --n == 0)
          {
            question->answer_step = step;
            question->answer = km_machine_step_arg_text (machine, step,
                                                         km_arg_name_from_text (arg));
          }
    }
  if (question->answer_step <= question->step)
    question->answer_step = MIN (question->step + 1, km_machine_n_steps (machine));
  km_stops_add (stops, question->answer_step);
  km_machine_goto (machine, question->answer_step);
  command = km_machine_step_command (machine, question->answer_step);
  if (question->answer == NULL && ask->answer != NULL)
    question->answer = km_lesson_answer (machine, command, question->step, ask->answer);
  question->answer = vmr_question_canonical (machine, ask->target, question->answer);
  question->telling_step = arg ? vmr_question_telling (question, machine, arg) : question->answer_step;
  question->values = g_new0 (char *, ask->options->len + 1);
  for (guint i = 0; i < ask->options->len; i++)
    question->values[i] = option_value (machine, ask, ((KmOption *) ask->options->pdata[i])->value,
                                        command);
}
