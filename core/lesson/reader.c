/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/reader.h"

#include "core/language/expr.h"
#include "core/language/script.h"
#include "core/lesson/lesson-private.h"

#include <string.h>

static gboolean
full (const KmMarkup *m, const GPtrArray *array, guint max, const char *what, GError **error)
{
  return array->len < max
         || km_markup_fail (m, error, "too many %s; expected at most %u", what, max);
}

/* A repetition in another language belongs to the item before it. */
gboolean
km_reader_is_translation (const KmMarkup *m)
{
  const char *lang = km_markup_language (m);

  return lang != NULL && !g_str_equal (lang, "en");
}

gboolean
km_reader_add_item (KmLessonReader *r, KmMarkup *m, KmItemKind kind, GError **error)
{
  if (km_reader_is_translation (m))
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

gboolean
km_reader_begin_lesson (KmLessonReader *r, KmMarkup *m, GError **error)
{
  const char *id = km_markup_attribute (m, "id");

  if (*id == '\0' || strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen (id))
    return km_markup_fail (m, error, "id=\"%s\"; expected lower-case letters, digits and -", id);
  r->lesson->id = g_strdup (id);
  r->lesson->chapter = g_strdup (km_markup_attribute (m, "chapter"));
  return take_stops (&r->lesson->stops, m, error)
         && km_markup_uint (m, "minutes", 600, &r->lesson->minutes, error);
}

gboolean
km_reader_take_lived (gboolean *to, const KmMarkup *m, GError **error)
{
  const char *lived = km_markup_attribute (m, "lived");

  *to = g_strcmp0 (lived, "yes") == 0;
  return lived == NULL || *to || g_str_equal (lived, "no")
         || km_markup_fail (m, error, "lived=\"%s\"; expected yes or no", lived);
}

gboolean
km_reader_begin_do (KmLessonReader *r, KmMarkup *m, KmItemKind kind, GError **error)
{
  const char *name = kind == KM_ITEM_DO ? "stop" : "to";
  const char *stop = km_markup_attribute (m, name);

  if (!km_reader_add_item (r, m, kind, error))
    return FALSE;
  if (stop != NULL && !km_step_name_is_valid (stop))
    return km_markup_fail (m, error, "%s=\"%s\"; expected a kind of step, KIND or KIND#n", name,
                           stop);
  r->item->stop = g_strdup (stop);
  return kind != KM_ITEM_DO || take_stops (&r->item->stops, m, error);
}

gboolean
km_reader_begin_part (KmLessonReader *r, KmMarkup *m, GError **error)
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

gboolean
km_reader_begin_look (KmLessonReader *r, KmMarkup *m, GError **error)
{
  static const char *const details[] = { "plain", "levels", "full", NULL };
  const char *detail = km_markup_attribute (m, "detail");

  if (!km_reader_add_item (r, m, KM_ITEM_LOOK, error))
    return FALSE;
  r->item->stage = g_strdup (km_markup_attribute (m, "stage"));
  r->item->spotlight = g_strdup (km_markup_attribute (m, "spotlight"));
  r->item->detail = g_strdup (detail);
  return detail == NULL || g_strv_contains (details, detail)
         || km_markup_fail (m, error, "detail=\"%s\"; expected plain, levels or full", detail);
}

/* <yours command="…">what it prints</yours>, or the command alone as the text. */
gboolean
km_reader_begin_yours (KmLessonReader *r, KmMarkup *m, GError **error)
{
  KmYours *yours;

  if (km_reader_is_translation (m))
    return r->lesson->yours->len > 0
           || km_markup_fail (m, error, "a text in %s alone; expected its English before it",
                              km_markup_language (m));
  yours = g_new0 (KmYours, 1);
  yours->command = g_strdup (km_markup_attribute (m, "command"));
  g_ptr_array_add (r->lesson->yours, yours);
  return TRUE;
}

gboolean
km_reader_begin_ask (KmLessonReader *r, KmMarkup *m, GError **error)
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
  if (!km_reader_add_item (r, m, KM_ITEM_ASK, error))
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

gboolean
km_reader_begin_option (KmLessonReader *r, KmMarkup *m, GError **error)
{
  GPtrArray *options = r->item->ask->options;
  const char *value = km_markup_attribute (m, "value");

  if (km_reader_is_translation (m))
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

gboolean
km_reader_begin_exercise (KmLessonReader *r, KmMarkup *m, GError **error)
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

gboolean
km_reader_begin_var (KmLessonReader *r, KmMarkup *m, GError **error)
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
