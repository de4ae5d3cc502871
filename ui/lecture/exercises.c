/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A sheet of exercises. Their numbers are drawn by a seed, their answers computed by the engine:
 * each student can have a sheet of his own, and the key is always true. */
#include "ui/lecture/exercises.h"

#include "core/lesson/exercise.h"
#include "core/lesson/parse.h"
#include "core/lesson/text.h"
#include "ui/lecture/sheet.h"

#include "core/lesson/lived.h"
#include "core/lesson/lived.h"
#include "core/lesson/value.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* The same exercise with other numbers, to see whether it was luck. */
#define VARIANTS 3

typedef struct
{
  const KmLesson   *lesson;
  const KmExercise *exercise;
  KmMachine        *machine;
  guint             values[KM_LESSON_MAX_VARS];
  gboolean          chinese, with_key;
  VmrPaper         *pages;
  double            y;
} Sheet;

static char *
value_of (const char *expression,
          gpointer    data)
{
  const Sheet *sheet = data;

  return km_lesson_words (sheet->machine, km_machine_n_commands (sheet->machine) - 1, NULL, expression);
}

/* The text with the variables put in, then the engine's numbers, without marks of emphasis. */
static char *
words_of (Sheet        *sheet,
          const KmText *text)
{
  g_autofree char *drawn = km_exercise_command (sheet->exercise,
                                                km_text_pick (text,
                                                              sheet->chinese ? "zh_CN" : "en"),
                                                sheet->values);
  char *words = km_text_expand (drawn, value_of, sheet), *to = words;

  for (const char *from = words; *from != '\0'; from++)
    if (*from != '*' && *from != '`')
      *to++ = *from;
  *to = '\0';
  return words;
}

static void
put (Sheet      *sheet,
     double      indent,
     guint       style,
     VmrInk      ink,
     const char *text)
{
  sheet->y = vmr_paper_flow (sheet->pages, sheet->y, indent, style, ink, text) + 4;
}

static char *
option_words (Sheet          *sheet,
              const KmOption *option)
{
  g_autofree char *value = NULL;

  if (option->label)
    return words_of (sheet, option->label);
  value = km_exercise_command (sheet->exercise, option->value, sheet->values);
  return km_text_expand (value, value_of, sheet);
}

static void
put_options (Sheet       *sheet,
             const KmAsk *ask)
{
  for (guint i = 0; i < ask->options->len; i++)
    {
      g_autofree char *label = option_words (sheet, ask->options->pdata[i]);
      g_autofree char *line = g_strconcat ("☐  ", label, NULL);

      put (sheet, 16, VMR_BODY, VMR_INK_TEXT, line);
    }
}

/* What is true, and which of the options says so. */
static void
put_key (Sheet       *sheet,
         const KmAsk *ask)
{
  guint command = km_machine_n_commands (sheet->machine) - 1;
  g_autofree char *answer = ask->answer ? value_of (ask->answer, sheet) : NULL;
  g_autofree char *compared = ask->answer ? km_lesson_value (sheet->machine, command, NULL,
                                                             ask->answer) : NULL;
  g_autofree char *line = NULL;

  for (guint i = 0; answer && ask->kind == KM_ASK_CHOICE && i < ask->options->len; i++)
    {
      const KmOption *option = ask->options->pdata[i];
      g_autofree char *value = km_exercise_command (sheet->exercise, option->value,
                                                    sheet->values);

      if (g_ascii_strcasecmp (value, compared) == 0)
        {
          g_free (answer);
          answer = option_words (sheet, option);
          break;
        }
    }
  line = g_strdup_printf (_("Answer: %s"), answer ? answer : "–");
  put (sheet, 16, VMR_BODY | VMR_BOLD, VMR_INK_ACCENT, line);
  if (ask->truth)
    {
      g_autofree char *truth = words_of (sheet, ask->truth);

      put (sheet, 16, VMR_BODY, VMR_INK_SECONDARY, truth);
    }
}

static void
put_item (Sheet        *sheet,
          const KmItem *item)
{
  g_autofree char *text = NULL;

  switch (item->kind)
    {
    case KM_ITEM_SAY:
      text = words_of (sheet, item->text);
      put (sheet, 0, VMR_BODY, VMR_INK_TEXT, text);
      break;
    case KM_ITEM_DO:
      text = km_exercise_command (sheet->exercise, item->command, sheet->values);
      put (sheet, 16, VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY, text);
      break;
    case KM_ITEM_ASK:
      text = words_of (sheet, item->ask->question);
      put (sheet, 0, VMR_BODY | VMR_BOLD, VMR_INK_TEXT, text);
      if (item->ask->kind != KM_ASK_NUMBER)
        put_options (sheet, item->ask);
      if (sheet->with_key)
        put_key (sheet, item->ask);
      else if (item->ask->kind == KM_ASK_NUMBER)
        put (sheet, 16, VMR_BODY, VMR_INK_SECONDARY, "____________________");
      break;
    default:
      break;
    }
}

/* Everything runs first: words may tell of what comes at the end. */
static gboolean
run_items (Sheet   *sheet,
           GError **error)
{
  const GPtrArray *items = sheet->exercise->part->items;

  sheet->machine = km_machine_new ();
  if (!km_lived_boot (sheet->machine, sheet->lesson->file, sheet->lesson->machine,
                      sheet->lesson->lived, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      const KmItem *item = items->pdata[i];
      g_autofree char *line = item->kind == KM_ITEM_DO
                              ? km_exercise_command (sheet->exercise, item->command,
                                                     sheet->values) : NULL;

      if (line && !km_machine_run (sheet->machine, sheet->lesson->file, item->line, line, NULL,
                                   error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_exercise (Sheet   *sheet,
              guint    number,
              GError **error)
{
  const GPtrArray *items = sheet->exercise->part->items;
  g_autofree char *title = g_strdup_printf (_("Exercise %u"), number);
  gboolean ok = run_items (sheet, error);

  if (ok)
    {
      put (sheet, 0, VMR_TITLE | VMR_BOLD, VMR_INK_TEXT, title);
      put (sheet, 16, VMR_SMALL | VMR_MONO, VMR_INK_SECONDARY,
           km_machine_command (sheet->machine, 0)->text);
      for (guint i = 0; i < items->len; i++)
        put_item (sheet, items->pdata[i]);
      sheet->y += 18;
    }
  g_clear_pointer (&sheet->machine, km_machine_free);
  return ok;
}

/* Variants that differ in a number; *number counts all of the sheet. */
static gboolean
put_variants (Sheet   *sheet,
              guint    seed,
              guint   *number,
              GError **error)
{
  gsize size = sheet->exercise->vars->len * sizeof (guint);
  guint drawn[VARIANTS][KM_LESSON_MAX_VARS];
  guint n = 0;

  for (guint i = 0; i < 4 * VARIANTS && n < VARIANTS; i++)
    {
      gboolean known = FALSE;

      km_exercise_draw (sheet->exercise, seed + i, sheet->values);
      for (guint k = 0; k < n; k++)
        known |= memcmp (drawn[k], sheet->values, size) == 0;
      if (known)
        continue;
      memcpy (drawn[n++], sheet->values, size);
      if (!put_exercise (sheet, ++*number, error))
        return FALSE;
    }
  return TRUE;
}

static void
finish (Sheet *sheet,
        guint  seed)
{
  const char *title = km_text_pick (sheet->lesson->title, sheet->chinese ? "zh_CN" : "en");
  g_autofree char *head = g_strdup_printf (_("%s: exercises"), title);
  g_autofree char *aside = sheet->with_key ? g_strdup_printf (_("Answer key · sheet %u"), seed)
                           : g_strdup_printf (_("Name: ____________________   sheet %u"), seed);

  vmr_paper_finish (sheet->pages, head, aside);
}

VmrPaper *
vmr_exercises_new (const char *path,
                   guint       seed,
                   gboolean    with_key,
                   gboolean    chinese,
                   GError    **error)
{
  g_autoptr (KmLesson) lesson = km_lesson_load (path, error);
  g_autoptr (VmrPaper) pages = NULL;
  Sheet sheet = { .lesson = lesson, .chinese = chinese, .with_key = with_key };
  guint number = 0;

  if (lesson == NULL)
    return NULL;
  if (lesson->exercises->len == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("%s: this lesson has no exercises"),
                   path);
      return NULL;
    }
  sheet.pages = pages = vmr_paper_new (FALSE, FALSE);
  vmr_paper_add (pages);
  sheet.y = vmr_paper_body (pages).y;
  for (guint i = 0; i < lesson->exercises->len; i++)
    {
      sheet.exercise = lesson->exercises->pdata[i];
      if (!put_variants (&sheet, seed, &number, error))
        return NULL;
    }
  finish (&sheet, seed);
  return g_steal_pointer (&pages);
}
