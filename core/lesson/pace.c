/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/pace.h"

#define LETTER_MS 58u
#define IDEOGRAPH_MS 165u
/* Headline and reason of a step, whose words stand in another file. */
#define STEP_LETTERS 130u

guint
km_pace_read (const char *text)
{
  guint ms = 0;

  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    ms += g_unichar_iswide (g_utf8_get_char (text)) ? IDEOGRAPH_MS : LETTER_MS;
  return ms;
}

static guint
read_text (const KmText *text)
{
  return text != NULL ? km_pace_read (text->text) : 0;
}

/* Of the options' reasons one is read. */
static guint
ask_ms (const KmAsk *ask)
{
  guint ms = KM_PACE_THINK_MS + read_text (ask->question) + read_text (ask->truth), longest = 0;

  for (guint i = 0; i < ask->options->len; i++)
    {
      const KmOption *option = g_ptr_array_index (ask->options, i);

      ms += read_text (option->label);
      longest = MAX (longest, read_text (option->reason));
    }
  return ms + longest;
}

static guint
item_ms (const KmItem *item)
{
  switch (item->kind)
    {
    case KM_ITEM_SAY:
      return read_text (item->text);
    case KM_ITEM_TRY:
      return read_text (item->text) + KM_PACE_THINK_MS;
    case KM_ITEM_DO:
    case KM_ITEM_GO:
      return item->stop != NULL ? KM_PACE_LOOK_MS + STEP_LETTERS * LETTER_MS : 0;
    case KM_ITEM_ASK:
      return ask_ms (item->ask);
    default:
      return 0;
    }
}

guint
km_pace_minutes (const KmLesson *lesson)
{
  guint ms = 0;

  g_return_val_if_fail (lesson != NULL, 0);

  for (guint i = 0; i < lesson->parts->len; i++)
    {
      const KmPart *part = g_ptr_array_index (lesson->parts, i);

      for (guint k = 0; k < part->items->len; k++)
        ms += item_ms (g_ptr_array_index (part->items, k));
    }
  return (ms + 59999) / 60000;
}
