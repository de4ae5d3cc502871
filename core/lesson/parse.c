/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/parse.h"

#include "core/language/expr.h"
#include "core/lesson/lesson-private.h"
#include "core/lesson/text.h"

#include "core/language/script.h"

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

/* What is being filled; the innermost is the last of each. */
typedef struct
{
  KmLesson *lesson;
  KmPart   *part;  /* of a part or an exercise */
  KmItem   *item;
  KmOption *option;
} Reader;

static gboolean
full (const KmMarkup *m, const GPtrArray *array, guint max, const char *what, GError **error)
{
  return array->len < max
         || km_markup_fail (m, error, "too many %s; expected at most %u", what, max);
}

/* A repetition in another language belongs to the item before it. */
static gboolean
is_translation (const KmMarkup *m)
{
  const char *lang = km_markup_language (m);

  return lang != NULL && !g_str_equal (lang, "en");
}

static gboolean
add_item (Reader *r, KmMarkup *m, KmItemKind kind, GError **error)
{
  if (is_translation (m))
    return (r->item != NULL && r->item->kind == kind)
           || km_markup_fail (m, error, "a text in %s alone; expected its English before it",
                              km_markup_language (m));
  if (!full (m, r->part->items, KM_LESSON_MAX_ITEMS, "items in a part", error))
    return FALSE;
  r->item = g_new0 (KmItem, 1);
  r->item->kind = kind;
  r->item->line = km_markup_line (m);
  r->item->column = km_markup_column (m);
  g_ptr_array_add (r->part->items, r->item);
  return TRUE;
}

/* "fault translate": names of subsystems or of kinds of step. Which there are the engine knows, and
 * whoever runs the lesson asks it; here they are only words. */
static gboolean
take_stops (GStrv *to, const KmMarkup *m, GError **error)
{
  const char *stops = km_markup_attribute (m, "stops");
  g_auto (GStrv) words = NULL;

  if (stops == NULL)
    return TRUE;
  words = g_strsplit (stops, " ", -1);
  for (guint i = 0; words[i] != NULL || i == 0; i++)
    if (words[i] == NULL || *words[i] == '\0'
        || strspn (words[i], "abcdefghijklmnopqrstuvwxyz-") != strlen (words[i]))
      return km_markup_fail (m, error,
                             "stops=\"%s\"; expected names of subsystems or kinds of step, with one "
                             "blank between them", stops);
  *to = g_steal_pointer (&words);
  return TRUE;
}

static gboolean
begin_lesson (Reader *r, KmMarkup *m, GError **error)
{
  const char *id = km_markup_attribute (m, "id");

  if (*id == '\0' || strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen (id))
    return km_markup_fail (m, error, "id=\"%s\"; expected lower-case letters, digits and -", id);
  r->lesson->id = g_strdup (id);
  r->lesson->chapter = g_strdup (km_markup_attribute (m, "chapter"));
  return take_stops (&r->lesson->stops, m, error)
         && km_markup_uint (m, "minutes", 600, &r->lesson->minutes, error);
}

static gboolean
take_lived (gboolean *to, const KmMarkup *m, GError **error)
{
  const char *lived = km_markup_attribute (m, "lived");

  *to = g_strcmp0 (lived, "yes") == 0;
  return lived == NULL || *to || g_str_equal (lived, "no")
         || km_markup_fail (m, error, "lived=\"%s\"; expected yes or no", lived);
}

static gboolean
begin_do (Reader *r, KmMarkup *m, KmItemKind kind, GError **error)
{
  const char *name = kind == KM_ITEM_DO ? "stop" : "to";
  const char *stop = km_markup_attribute (m, name);

  if (!add_item (r, m, kind, error))
    return FALSE;
  if (stop != NULL && !km_step_name_is_valid (stop))
    return km_markup_fail (m, error, "%s=\"%s\"; expected a kind of step, KIND or KIND#n", name,
                           stop);
  r->item->stop = g_strdup (stop);
  return kind != KM_ITEM_DO || take_stops (&r->item->stops, m, error);
}

static gboolean
begin_part (Reader *r, KmMarkup *m, GError **error)
{
  if (!full (m, r->lesson->parts, KM_LESSON_MAX_PARTS, "parts", error))
    return FALSE;
  r->part = km_part_new ();
  r->part->line = km_markup_line (m);
  r->item = NULL;
  g_ptr_array_add (r->lesson->parts, r->part);
  return take_stops (&r->part->stops, m, error)
         && km_markup_uint (m, "minutes", 600, &r->part->minutes, error);
}

static gboolean
begin_look (Reader *r, KmMarkup *m, GError **error)
{
  static const char *const details[] = { "plain", "levels", "full", NULL };
  const char *detail = km_markup_attribute (m, "detail");

  if (!add_item (r, m, KM_ITEM_LOOK, error))
    return FALSE;
  r->item->stage = g_strdup (km_markup_attribute (m, "stage"));
  r->item->spotlight = g_strdup (km_markup_attribute (m, "spotlight"));
  r->item->detail = g_strdup (detail);
  return detail == NULL || g_strv_contains (details, detail)
         || km_markup_fail (m, error, "detail=\"%s\"; expected plain, levels or full", detail);
}

/* <yours command="…">what it prints</yours>, or the command alone as the text. */
static gboolean
begin_yours (Reader *r, KmMarkup *m, GError **error)
{
  KmYours *yours;

  if (is_translation (m))
    return r->lesson->yours->len > 0
           || km_markup_fail (m, error, "a text in %s alone; expected its English before it",
                              km_markup_language (m));
  yours = g_new0 (KmYours, 1);
  yours->command = g_strdup (km_markup_attribute (m, "command"));
  g_ptr_array_add (r->lesson->yours, yours);
  return TRUE;
}

static gboolean
end_yours (Reader *r, KmMarkup *m, const char *text, GError **error)
{
  KmYours *yours = g_ptr_array_index (r->lesson->yours, r->lesson->yours->len - 1);

  if (yours->command != NULL)
    return km_text_take (&yours->output, m, text, error);
  yours->command = g_strdup (text);
  return TRUE;
}

static gboolean
begin_ask (Reader *r, KmMarkup *m, GError **error)
{
  static const char *const kinds[] = { "pick", "number", "choice", "order" };
  static const char *const targets[] = { "zone", "frame", "block", "page", "region", "pde", "pte",
                                         NULL };
  const char *kind = km_markup_attribute (m, "kind");
  KmAsk *ask;
  guint k = 0;

  while (k < G_N_ELEMENTS (kinds) && !g_str_equal (kinds[k], kind))
    k++;
  if (k == G_N_ELEMENTS (kinds))
    return km_markup_fail (m, error, "kind=\"%s\"; expected pick, number, choice or order", kind);
  if (!add_item (r, m, KM_ITEM_ASK, error))
    return FALSE;
  ask = r->item->ask = km_ask_new (k);
  ask->target = g_strdup (km_markup_attribute (m, "target"));
  ask->answer = g_strdup (km_markup_attribute (m, "answer"));
  ask->retry = g_strdup (km_markup_attribute (m, "retry"));
  if (ask->kind != KM_ASK_ORDER && ask->answer == NULL)
    return km_markup_fail (m, error, "<ask kind=\"%s\"> without an answer; expected answer=\"…\"",
                           kind);
  if (ask->kind != KM_ASK_NUMBER && (ask->kind == KM_ASK_PICK) != (ask->target != NULL))
    return km_markup_fail (m, error,
                           "target %s kind=\"%s\"; expected it with kind=\"pick\" and only there",
                           ask->target != NULL ? "with" : "missing with", kind);
  if (ask->target != NULL && !g_strv_contains (targets, ask->target))
    return km_markup_fail (m, error,
                           "target=\"%s\"; expected zone, frame, block, page, region, pde or pte",
                           ask->target);
  return km_markup_uint (m, "tolerance", G_MAXINT, &ask->tolerance, error);
}

static gboolean
begin_option (Reader *r, KmMarkup *m, GError **error)
{
  GPtrArray *options = r->item->ask->options;
  const char *value = km_markup_attribute (m, "value");

  if (is_translation (m))
    return r->option != NULL
           || km_markup_fail (m, error, "a text in %s alone; expected its English before it",
                              km_markup_language (m));
  if (value == NULL)
    return km_markup_fail (m, error, "<option> without value; expected value=\"…\"");
  if (!full (m, options, KM_LESSON_MAX_OPTIONS, "options", error))
    return FALSE;
  r->option = g_new0 (KmOption, 1);
  r->option->value = g_strdup (value);
  g_ptr_array_add (options, r->option);
  return TRUE;
}

static gboolean
begin_exercise (Reader *r, KmMarkup *m, GError **error)
{
  const char *seed = km_markup_attribute (m, "seed"), *dots = strstr (seed, "..");
  g_autofree char *from = g_strndup (seed, dots != NULL ? (gsize) (dots - seed) : 0);
  guint64 first, last;
  KmExercise *exercise;

  if (dots == NULL || !g_ascii_string_to_unsigned (from, 10, 0, 999999, &first, NULL)
      || !g_ascii_string_to_unsigned (dots + 2, 10, first, 999999, &last, NULL))
    return km_markup_fail (m, error, "seed=\"%s\"; expected FIRST..LAST, as in 1..99", seed);
  if (!full (m, r->lesson->exercises, KM_LESSON_MAX_PARTS, "exercises", error))
    return FALSE;
  exercise = km_exercise_new ();
  exercise->seed_from = (guint) first;
  exercise->seed_to = (guint) last;
  r->part = exercise->part;
  r->item = NULL;
  g_ptr_array_add (r->lesson->exercises, exercise);
  return TRUE;
}

static gboolean
begin_var (Reader *r, KmMarkup *m, GError **error)
{
  KmExercise *exercise = g_ptr_array_index (r->lesson->exercises, r->lesson->exercises->len - 1);
  const char *name = km_markup_attribute (m, "name");
  KmVar *var;

  if (!km_name_is_valid (name))
    return km_markup_fail (m, error, "name=\"%s\"; expected lower-case letters, digits and _",
                           name);
  if (!full (m, exercise->vars, KM_LESSON_MAX_VARS, "variables", error))
    return FALSE;
  var = g_new0 (KmVar, 1);
  var->name = g_strdup (name);
  g_ptr_array_add (exercise->vars, var);
  if (!km_markup_uint (m, "from", G_MAXINT, &var->from, error)
      || !km_markup_uint (m, "to", G_MAXINT, &var->to, error))
    return FALSE;
  return var->from <= var->to
         || km_markup_fail (m, error, "from=\"%u\" is larger than to=\"%u\"; expected the smaller number first",
                            var->from, var->to);
}

static gboolean
begin (KmMarkup *m, guint element, gpointer data, GError **error)
{
  Reader *r = data;

  switch (element)
    {
    case LESSON: return begin_lesson (r, m, error);
    case PART: return begin_part (r, m, error);
    case SAY: return add_item (r, m, KM_ITEM_SAY, error);
    case DO: return begin_do (r, m, KM_ITEM_DO, error);
    case GO: return begin_do (r, m, KM_ITEM_GO, error);
    case EXPECT: return add_item (r, m, KM_ITEM_EXPECT, error);
    case LOOK: return begin_look (r, m, error);
    case YOURS: return begin_yours (r, m, error);
    case TRY:
      if (!add_item (r, m, KM_ITEM_TRY, error))
        return FALSE;
      if (!is_translation (m))
        r->item->command = g_strdup (km_markup_attribute (m, "command"));
      return r->item->command != NULL
             || km_markup_fail (m, error, "<try> without command; expected command=\"…\"");
    case ASK:
      r->option = NULL;
      return begin_ask (r, m, error);
    case OPTION: return begin_option (r, m, error);
    case EXERCISE: return begin_exercise (r, m, error);
    case MACHINE: return take_lived (&r->lesson->lived, m, error);
    case PART_MACHINE: return take_lived (&r->part->lived, m, error);
    case VAR: return begin_var (r, m, error);
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
end_option (Reader *r, KmMarkup *m, const char *text, GError **error)
{
  if (text != NULL)
    return km_text_take (&r->option->reason, m, text, error);
  return r->option->reason != NULL || r->item->ask->kind == KM_ASK_ORDER
         || km_markup_fail (m, error, "an option without a reason; expected <reason>");
}

static gboolean
end_ask (Reader *r, KmMarkup *m, GError **error)
{
  const KmAsk *ask = r->item->ask;
  gboolean many = ask->kind == KM_ASK_CHOICE || ask->kind == KM_ASK_ORDER;

  if (ask->question == NULL)
    return km_markup_fail (m, error, "<ask> without its question; expected <question>");
  return !many || ask->options->len >= 2
         || km_markup_fail (m, error, "%u options; expected at least 2", ask->options->len);
}

static gboolean
end_whole (Reader *r, KmMarkup *m, GError **error)
{
  if (r->lesson->title == NULL)
    return km_markup_fail (m, error, "<lesson> without a title; expected <title>");
  return r->lesson->parts->len > 0
         || km_markup_fail (m, error, "<lesson> without a part; expected <part>");
}

static gboolean
end (KmMarkup *m, guint element, const char *text, gpointer data, GError **error)
{
  Reader *r = data;

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
  Reader reader = { 0 };

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
