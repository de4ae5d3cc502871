/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Exercises: one text and one question, with numbers that differ from seed to seed. */
#include "core/lesson/exercise.h"

#include "core/lesson/lesson-private.h"
#include "core/lesson/text.h"

#include <string.h>

typedef struct
{
  const KmExercise *exercise;
  const guint      *values;
} Values;

static char *
lookup_var (const char *expression, gpointer data)
{
  const Values *values = data;

  for (guint i = 0; i < values->exercise->vars->len; i++)
    if (g_str_equal (((const KmVar *)g_ptr_array_index (values->exercise->vars, i))->name,
                     expression))
      return g_strdup_printf ("%u", values->values[i]);
  return NULL;
}

char *
km_exercise_command (const KmExercise *exercise, const char *command, const guint *values)
{
  Values data = { exercise, values };

  return km_text_expand (command, lookup_var, &data);
}

void
km_exercise_draw (const KmExercise *exercise, guint seed, guint *values)
{
  guint64 state = seed;

  for (guint i = 0; i < exercise->vars->len; i++)
    {
      const KmVar *var = g_ptr_array_index (exercise->vars, i);
      guint64 z;

      /* SplitMix64: written out, so that a sheet and its key agree on every computer. */
      z = state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
      z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
      values[i] = var->from + (guint) ((z ^ z >> 31) % ((guint64) var->to - var->from + 1));
    }
}

/* --- filled in, to be asked in the window ----------------------------------------------------- */

static void
fill_string (const KmExercise *exercise, char **string, const guint *values)
{
  char *filled;

  if (*string == NULL)
    return;
  filled = km_exercise_command (exercise, *string, values);
  g_free (*string);
  *string = filled;
}

static void
fill_text (const KmExercise *exercise, KmText *text, const guint *values)
{
  if (text == NULL)
    return;
  fill_string (exercise, &text->text, values);
  for (guint i = 0; i < text->translations->len; i++)
    fill_string (exercise, &g_array_index (text->translations, KmTextTranslation, i).text, values);
}

static void
fill_ask (const KmExercise *exercise, KmAsk *ask, const guint *values)
{
  if (ask == NULL)
    return;
  fill_string (exercise, &ask->answer, values);
  fill_text (exercise, ask->question, values);
  fill_text (exercise, ask->truth, values);
  for (guint i = 0; i < ask->options->len; i++)
    {
      KmOption *option = g_ptr_array_index (ask->options, i);

      fill_string (exercise, &option->value, values);
      fill_text (exercise, option->label, values);
      fill_text (exercise, option->reason, values);
    }
}

/* The question comes before the last command, which answers it. */
static void
ask_before_last (GPtrArray *items)
{
  guint last = items->len;

  while (last > 0 && ((KmItem *) g_ptr_array_index (items, last - 1))->kind != KM_ITEM_DO)
    last--;
  if (last-- == 0)
    return;
  if (((KmItem *) g_ptr_array_index (items, last))->stop == NULL)
    ((KmItem *) g_ptr_array_index (items, last))->stop = g_strdup ("done");
  for (guint i = last + 1; i < items->len; i++)
    if (((KmItem *) g_ptr_array_index (items, i))->kind == KM_ITEM_ASK)
      g_ptr_array_insert (items, (int) last++, g_ptr_array_steal_index (items, i));
}

void
km_exercise_fill (KmExercise *exercise, const guint *values)
{
  g_return_if_fail (exercise != NULL && values != NULL);

  for (guint i = 0; i < exercise->part->items->len; i++)
    {
      KmItem *item = g_ptr_array_index (exercise->part->items, i);

      fill_string (exercise, &item->command, values);
      fill_text (exercise, item->text, values);
      fill_ask (exercise, item->ask, values);
    }
  ask_before_last (exercise->part->items);
}
