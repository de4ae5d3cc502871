/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/lesson-private.h"
#include "core/lesson/text.h"

#include <string.h>

static void
option_free (gpointer data)
{
  KmOption *option = data;

  g_free (option->value);
  km_text_free (option->label);
  km_text_free (option->reason);
  g_free (option);
}

KmAsk *
km_ask_new (KmAskKind kind)
{
  KmAsk *ask = g_new0 (KmAsk, 1);

  ask->kind = kind;
  ask->options = g_ptr_array_new_with_free_func (option_free);
  return ask;
}

static void
ask_free (KmAsk *ask)
{
  if (ask == NULL)
    return;
  g_free (ask->target);
  g_free (ask->answer);
  g_free (ask->retry);
  km_text_free (ask->question);
  km_text_free (ask->truth);
  g_ptr_array_unref (ask->options);
  g_free (ask);
}

static void
item_free (gpointer data)
{
  KmItem *item = data;

  km_text_free (item->text);
  g_free (item->command);
  g_free (item->stop);
  g_free (item->stage);
  g_free (item->spotlight);
  g_free (item->detail);
  g_strfreev (item->stops);
  ask_free (item->ask);
  g_free (item);
}

KmPart *
km_part_new (void)
{
  KmPart *part = g_new0 (KmPart, 1);

  part->items = g_ptr_array_new_with_free_func (item_free);
  return part;
}

static void
part_free (gpointer data)
{
  KmPart *part = data;

  km_text_free (part->title);
  g_free (part->machine);
  g_strfreev (part->stops);
  g_ptr_array_unref (part->items);
  g_free (part);
}

static void
var_free (gpointer data)
{
  KmVar *var = data;

  g_free (var->name);
  g_free (var);
}

KmExercise *
km_exercise_new (void)
{
  KmExercise *exercise = g_new0 (KmExercise, 1);

  exercise->vars = g_ptr_array_new_with_free_func (var_free);
  exercise->part = km_part_new ();
  return exercise;
}

static void
exercise_free (gpointer data)
{
  KmExercise *exercise = data;

  g_ptr_array_unref (exercise->vars);
  part_free (exercise->part);
  g_free (exercise);
}

static void
yours_free (gpointer data)
{
  KmYours *yours = data;

  g_free (yours->command);
  km_text_free (yours->output);
  g_free (yours);
}

KmLesson *
km_lesson_new (const char *file)
{
  KmLesson *lesson = g_new0 (KmLesson, 1);

  lesson->file = g_strdup (file);
  lesson->parts = g_ptr_array_new_with_free_func (part_free);
  lesson->myths = g_ptr_array_new_with_free_func (g_free);
  lesson->yours = g_ptr_array_new_with_free_func (yours_free);
  lesson->exercises = g_ptr_array_new_with_free_func (exercise_free);
  return lesson;
}

void
km_lesson_free (KmLesson *lesson)
{
  if (lesson == NULL)
    return;
  g_free (lesson->file);
  g_free (lesson->id);
  g_free (lesson->chapter);
  km_text_free (lesson->title);
  g_free (lesson->machine);
  g_strfreev (lesson->stops);
  g_ptr_array_unref (lesson->parts);
  g_ptr_array_unref (lesson->myths);
  g_ptr_array_unref (lesson->yours);
  g_ptr_array_unref (lesson->exercises);
  g_free (lesson);
}

/* The length of KIND[#n] at the start of TEXT, 0 when there is none. */
static gsize
step_name (const char *text, gsize *kind_length, guint *n)
{
  gsize kind = strspn (text, "abcdefghijklmnopqrstuvwxyz-"), digits;

  *kind_length = kind;
  *n = 1;
  if (kind == 0 || text[kind] != '#')
    return kind;
  digits = strspn (text + kind + 1, "0123456789");
  if (digits == 0 || digits > 6)
    return 0;
  *n = (guint) g_ascii_strtoull (text + kind + 1, NULL, 10);
  return *n > 0 ? kind + 1 + digits : 0;
}

gboolean
km_step_name_is_valid (const char *text)
{
  gsize kind, length;
  guint n;

  length = step_name (text, &kind, &n);
  return length > 0 && text[length] == '\0';
}

gboolean
km_answer_split (const char *answer, char **kind, guint *n, char **arg)
{
  gsize kind_length, length = step_name (answer, &kind_length, n);

  if (length == 0 || answer[length] != '.' || answer[length + 1] == '\0'
      || strspn (answer + length + 1, "abcdefghijklmnopqrstuvwxyz0123456789_")
           != strlen (answer + length + 1))
    return FALSE;
  *kind = g_strndup (answer, kind_length);
  *arg = g_strdup (answer + length + 1);
  return TRUE;
}
