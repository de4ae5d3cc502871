/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/parse.h"

#include "core/language/script.h"
#include "core/lesson/lesson-private.h"
#include "core/lesson/reader.h"
#include "core/lesson/text.h"

#include <string.h>

enum
{
  LESSON, TITLE, MACHINE, PART, PART_TITLE, PART_MACHINE, SAY, DO, GO, LOOK, ASK, QUESTION, TRUTH,
  OPTION, LABEL, REASON, EXPECT, TRY, MYTH, YOURS, EXERCISE, VAR,
};

#define BIT(element) (1u << (element))
#define TRANSLATED (KM_MARKUP_TEXT | KM_MARKUP_TRANSLATABLE)

static const KmMarkupElement elements[] = {
  [LESSON] = { "lesson", 0, "id! chapter! minutes stops", KM_MARKUP_CHILDREN },
  [TITLE] = { "title", BIT (LESSON), "", TRANSLATED },
  [MACHINE] = { "machine", BIT (LESSON), "lived", KM_MARKUP_TEXT },
  [PART] = { "part", BIT (LESSON), "stops minutes", KM_MARKUP_CHILDREN },
  [PART_TITLE] = { "title", BIT (PART), "", TRANSLATED },
  [PART_MACHINE] = { "machine", BIT (PART), "lived", KM_MARKUP_TEXT },
  [SAY] = { "say", BIT (PART) | BIT (EXERCISE), "", TRANSLATED },
  [DO] = { "do", BIT (PART) | BIT (EXERCISE), "stop stops", KM_MARKUP_TEXT },
  [GO] = { "go", BIT (PART), "to!", KM_MARKUP_CHILDREN },
  [LOOK] = { "look", BIT (PART) | BIT (EXERCISE), "stage detail spotlight", KM_MARKUP_CHILDREN },
  [ASK] = { "ask", BIT (PART) | BIT (EXERCISE), "kind! target answer tolerance retry",
            KM_MARKUP_CHILDREN },
  [QUESTION] = { "question", BIT (ASK), "", TRANSLATED },
  [TRUTH] = { "truth", BIT (ASK), "", TRANSLATED },
  [OPTION] = { "option", BIT (ASK), "value", TRANSLATED | KM_MARKUP_OR_CHILDREN },
  [LABEL] = { "label", BIT (OPTION), "", TRANSLATED },
  [REASON] = { "reason", BIT (OPTION), "", TRANSLATED },
  [EXPECT] = { "expect", BIT (PART) | BIT (EXERCISE), "", KM_MARKUP_TEXT },
  [TRY] = { "try", BIT (PART), "command", TRANSLATED },
  [MYTH] = { "myth", BIT (LESSON), "ref!", KM_MARKUP_CHILDREN },
  [YOURS] = { "yours", BIT (LESSON), "command", TRANSLATED },
  [EXERCISE] = { "exercise", BIT (LESSON), "seed!", KM_MARKUP_CHILDREN },
  [VAR] = { "var", BIT (EXERCISE), "name! from! to!", KM_MARKUP_CHILDREN },
};

static gboolean
end_yours (KmLessonReader *r, KmMarkup *m, const char *text, GError **error)
{
  KmYours *yours = g_ptr_array_index (r->lesson->yours, r->lesson->yours->len - 1);

  if (yours->command != NULL)
    return km_text_take (&yours->output, m, text, error);
  yours->command = g_strdup (text);
  return TRUE;
}

static gboolean
begin (KmMarkup *m, guint element, gpointer data, GError **error)
{
  KmLessonReader *r = data;

  switch (element)
    {
    case LESSON: return km_reader_begin_lesson (r, m, error);
    case PART: return km_reader_begin_part (r, m, error);
    case SAY: return km_reader_add_item (r, m, KM_ITEM_SAY, error);
    case DO: return km_reader_begin_do (r, m, KM_ITEM_DO, error);
    case GO: return km_reader_begin_do (r, m, KM_ITEM_GO, error);
    case EXPECT: return km_reader_add_item (r, m, KM_ITEM_EXPECT, error);
    case LOOK: return km_reader_begin_look (r, m, error);
    case YOURS: return km_reader_begin_yours (r, m, error);
    case TRY:
      if (!km_reader_add_item (r, m, KM_ITEM_TRY, error))
        return FALSE;
      if (!km_reader_is_translation (m))
        r->item->command = g_strdup (km_markup_attribute (m, "command"));
      return r->item->command != NULL
             || km_markup_fail (m, error, "<try> without command; expected command=\"…\"");
    case ASK:
      r->option = NULL;
      return km_reader_begin_ask (r, m, error);
    case OPTION: return km_reader_begin_option (r, m, error);
    case EXERCISE: return km_reader_begin_exercise (r, m, error);
    case MACHINE: return km_reader_take_lived (&r->lesson->lived, m, error);
    case PART_MACHINE: return km_reader_take_lived (&r->part->lived, m, error);
    case VAR: return km_reader_begin_var (r, m, error);
    default: return TRUE;
    }
}

/* Checks a line's grammar; the message gets the element's place, since the line begins somewhere
 * within it. */
static gboolean
check_command (KmMarkup *m, const char *prefix, const char *text, GError **error)
{
  g_autofree char *whole = g_strconcat (prefix, text, NULL);
  g_autoptr (GError) inner = NULL;
  g_autoptr (KmLine) line = km_line_parse ("", 0, whole, &inner);
  KmExpect expect;

  if (line != NULL && *prefix == 'e' && !km_expect_split (line, &expect, &inner))
    g_clear_pointer (&line, km_line_free);
  if (line != NULL)
    return TRUE;
  /* ":0:COLUMN: message" */
  return km_markup_fail (m, error, "%s",
                         inner != NULL ? strchr (strchr (inner->message + 1, ':') + 1, ':') + 2
                                       : "no command; expected a line of the script language");
}

static gboolean
take_string (char **to, KmMarkup *m, const char *text, GError **error)
{
  if (*to != NULL)
    return km_markup_fail (m, error, "the element stands here a second time; expected it once");
  *to = g_strdup (text);
  return TRUE;
}

static gboolean
take_machine (char **to, KmMarkup *m, const char *text, GError **error)
{
  return check_command (m, "machine ", text, error) && take_string (to, m, text, error);
}

static gboolean
end_option (KmLessonReader *r, KmMarkup *m, const char *text, GError **error)
{
  if (text != NULL)
    return km_text_take (&r->option->reason, m, text, error);
  return r->option->reason != NULL || r->item->ask->kind == KM_ASK_ORDER
         || km_markup_fail (m, error, "an option without a reason; expected <reason>");
}

static gboolean
end_ask (KmLessonReader *r, KmMarkup *m, GError **error)
{
  const KmAsk *ask = r->item->ask;
  gboolean many = ask->kind == KM_ASK_CHOICE || ask->kind == KM_ASK_ORDER;

  if (ask->question == NULL)
    return km_markup_fail (m, error, "<ask> without its question; expected <question>");
  return !many || ask->options->len >= 2
         || km_markup_fail (m, error, "%u options; expected at least 2", ask->options->len);
}

static gboolean
end_whole (KmLessonReader *r, KmMarkup *m, GError **error)
{
  if (r->lesson->title == NULL)
    return km_markup_fail (m, error, "<lesson> without a title; expected <title>");
  return r->lesson->parts->len > 0
         || km_markup_fail (m, error, "<lesson> without a part; expected <part>");
}

static gboolean
end (KmMarkup *m, guint element, const char *text, gpointer data, GError **error)
{
  KmLessonReader *r = data;

  switch (element)
    {
    case LESSON: return end_whole (r, m, error);
    case TITLE: return km_text_take (&r->lesson->title, m, text, error);
    case MACHINE: return take_machine (&r->lesson->machine, m, text, error);
    case PART:
      return r->part->title != NULL
             || km_markup_fail (m, error, "<part> without a title; expected <title>");
    case PART_TITLE: return km_text_take (&r->part->title, m, text, error);
    case PART_MACHINE: return take_machine (&r->part->machine, m, text, error);
    case SAY: return km_text_take (&r->item->text, m, text, error);
    case DO:
      return check_command (m, "", text, error) && take_string (&r->item->command, m, text, error);
    case EXPECT:
      return check_command (m, "expect ", text, error)
             && take_string (&r->item->command, m, text, error);
    case TRY:
      return check_command (m, "", r->item->command, error)
             && km_text_take (&r->item->text, m, text, error);
    case ASK: return end_ask (r, m, error);
    case QUESTION: return km_text_take (&r->item->ask->question, m, text, error);
    case TRUTH: return km_text_take (&r->item->ask->truth, m, text, error);
    case OPTION: return end_option (r, m, text, error);
    case LABEL: return km_text_take (&r->option->label, m, text, error);
    case REASON: return km_text_take (&r->option->reason, m, text, error);
    case MYTH:
      g_ptr_array_add (r->lesson->myths, g_strdup (km_markup_attribute (m, "ref")));
      return TRUE;
    case YOURS: return end_yours (r, m, text, error);
    default: return TRUE;
    }
}

KmLesson *
km_lesson_parse (const char *file, const char *text, gssize length, GError **error)
{
  static const KmMarkupFormat format = { elements, G_N_ELEMENTS (elements), begin, end };
  g_autoptr (KmLesson) lesson = NULL;
  KmLessonReader reader = { 0 };

  g_return_val_if_fail (file != NULL && text != NULL, NULL);

  lesson = reader.lesson = km_lesson_new (file);
  return km_markup_parse (&format, file, text, length, &reader, error) ? g_steal_pointer (&lesson)
                                                                       : NULL;
}

KmLesson *
km_lesson_load (const char *path, GError **error)
{
  gsize length;
  g_autofree char *text = km_markup_read_file (path, &length, error);

  return text != NULL ? km_lesson_parse (path, text, (gssize) length, error) : NULL;
}
