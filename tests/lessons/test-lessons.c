/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/exercise.h"
#include "core/lesson/lesson.h"
#include "core/lesson/lived.h"
#include "core/lesson/parse.h"
#include "core/lesson/text.h"
#include "core/lesson/texts.h"
#include "core/lesson/value.h"
#include "core/machine/machine.h"

#include <string.h>

/*
 * Every lesson of the program is run to its end: each command, stop and expectation holds, each
 * placeholder has a value where its text is shown, each question has an answer. Then its steps are
 * walked backwards and forwards again, from the first that is shown: the state after each must be that of the
 * straight run.
 */

#define SEEDS 4u

/* The cursor rests where the student reads, so that {rss sh} is the number of that moment. */
typedef struct
{
  const KmLesson *lesson;
  KmMachine      *machine;
  uint32_t        cursor;
  uint32_t        begin;     /* last step of what lived before, and of what only sets up */
  gboolean        stopped;   /* a command of this machine had a stop */
  gboolean        prepared;  /* the last command only sets up: a question behind it is asked at its end */
  uint32_t        end;       /* of the lesson's own history; what a student tried lies beyond it */
  const KmAsk    *ask;       /* or NULL: asked at the step `asked`, answered at the next stop */
  uint32_t        asked;
  char           *answer;    /* to the last question; NULL: it needs no number */
} Run;

static char *
built (const char *folder, const char *name)
{
  return g_build_filename (g_getenv ("VMARIUM_DATADIR"), folder, name, NULL);
}

static void
run_line (Run *run, guint number, const char *line)
{
  g_autoptr (GError) error = NULL;
  uint32_t before;

  km_machine_goto (run->machine, run->end);
  before = run->end;
  if (!km_machine_run (run->machine, run->lesson->file, number, line, NULL, &error))
    g_error ("%s", error->message);
  if (km_machine_cursor (run->machine) > before)
    run->cursor = before + 1;
  run->prepared = TRUE;
  run->end = km_machine_cursor (run->machine);
}

static void
boot (Run *run, const char *arguments, gboolean lived)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&run->machine, km_machine_free);
  run->machine = km_machine_new ();
  km_lived_boot (run->machine, run->lesson->file, arguments, lived, &error);
  g_assert_no_error (error);
  run->begin = run->end = km_machine_n_steps (run->machine);
  run->stopped = FALSE;
}

static void
stop_at (Run *run, const KmItem *item)
{
  uint32_t step = 0;

  for (guint i = km_machine_n_commands (run->machine); i-- > 0 && step == 0;)
    step = km_machine_find_step (run->machine, i, item->stop);
  if (step == 0)
    g_error ("%s:%u: the step %s never comes", run->lesson->file, item->line, item->stop);
  run->cursor = step;
  run->prepared = FALSE;
}

static char *
lookup (const char *expression, gpointer data)
{
  const Run *run = data;
  char *value = km_lesson_value (run->machine, km_machine_n_commands (run->machine) - 1, NULL, expression);

  if (value == NULL)
    g_error ("%s: {%s} has no value", run->lesson->file, expression);
  return value;
}

static void
check_words (Run *run, const KmText *text)
{
  g_autofree char *words = NULL;

  if (text == NULL)
    return;
  km_machine_goto (run->machine, run->cursor);
  words = km_text_expand (km_text_pick (text, "zh_CN"), lookup, run);
  g_assert_null (strchr (words, '{'));
  g_test_message ("%s", words);
  g_free (km_text_expand (text->text, lookup, run));
}

static void
check_ask (Run *run, const KmAsk *ask)
{
  g_assert_null (run->ask);
  if (run->prepared)
    run->cursor = run->end;
  run->ask = ask;
  run->asked = run->cursor;
  check_words (run, ask->question);
  for (guint i = 0; i < ask->options->len; i++)
    check_words (run, ((const KmOption *) g_ptr_array_index (ask->options, i))->label);
}

/* The reason of a right option stands behind the truth, and speaks of something else: it names it. With another
 * machine to retry on any option may be the right one. */
static void
check_subjects (const KmAsk *ask, const char *answer)
{
  for (guint i = 0; i < ask->options->len; i++)
    {
      const KmOption *option = g_ptr_array_index (ask->options, i);

      if (option->reason != NULL && (ask->retry != NULL || g_str_equal (option->value, answer)))
        g_assert_false (g_str_has_prefix (option->reason->text, "It "));
    }
}

/* The cursor has come to the stop that answers. */
static void
check_answer (Run *run)
{
  const KmAsk *ask = g_steal_pointer (&run->ask);

  if (ask == NULL)
    return;
  check_words (run, ask->truth);
  for (guint i = 0; i < ask->options->len; i++)
    {
      const KmOption *option = g_ptr_array_index (ask->options, i);
      g_autofree char *value = km_text_expand (option->value, lookup, run);

      g_assert_null (strchr (value, '{'));
      check_words (run, option->reason);
    }
  g_clear_pointer (&run->answer, g_free);
  if (ask->answer == NULL)
    return;
  km_machine_goto (run->machine, run->cursor);
  run->answer = km_lesson_answer (run->machine, km_machine_n_commands (run->machine) - 1, run->asked,
                                  ask->answer);
  if (run->answer == NULL)
    g_error ("%s: the answer %s has no value", run->lesson->file, ask->answer);
  g_test_message ("answer: %s", run->answer);
  check_subjects (ask, run->answer);
}

static void
run_item (Run *run, const KmItem *item)
{
  g_autofree char *line = NULL;

  switch (item->kind)
    {
    case KM_ITEM_DO:
      run_line (run, item->line, item->command);
      if (item->stop != NULL)
        stop_at (run, item);
      else if (!run->stopped)
        run->begin = run->end;
      run->stopped |= item->stop != NULL;
      check_answer (run);
      break;
    case KM_ITEM_GO:
      stop_at (run, item);
      check_answer (run);
      break;
    case KM_ITEM_EXPECT:
      line = g_strconcat ("expect ", item->command, NULL);
      run_line (run, item->line, line);
      break;
    case KM_ITEM_ASK:
      check_ask (run, item->ask);
      break;
    default:
      break;
    }
}

/* What a student is invited to try must run; then the lesson goes on as if nothing had been: the
 * next command of its own starts before it. */
static void
try_items (Run *run, const KmPart *part)
{
  uint32_t end = run->end, cursor = run->cursor;

  for (guint i = 0; i < part->items->len; i++)
    {
      const KmItem *item = g_ptr_array_index (part->items, i);

      if (item->kind == KM_ITEM_TRY)
        run_line (run, item->line, item->command);
      run->end = end;
      run->cursor = cursor;
    }
}

/* What a part says is read once its commands have run and the cursor waits at its stop. */
static void
run_part (Run *run, const KmPart *part)
{
  if (part->machine != NULL)
    boot (run, part->machine, part->lived);
  for (guint i = 0; i < part->items->len; i++)
    {
      const KmItem *item = g_ptr_array_index (part->items, i);

      if (item->kind != KM_ITEM_SAY && item->kind != KM_ITEM_TRY)
        run_item (run, item);
    }
  check_answer (run);
  for (guint i = 0; i < part->items->len; i++)
    check_words (run, ((const KmItem *) g_ptr_array_index (part->items, i))->text);
  try_items (run, part);
}

static void
walk (KmMachine *machine, uint32_t begin)
{
  uint32_t n = km_machine_n_steps (machine);
  g_autofree uint64_t *hashes = g_new0 (uint64_t, n + 1);

  for (uint32_t step = n + 1; step-- > begin;)
    {
      km_machine_goto (machine, step);
      hashes[step] = km_machine_hash (machine);
    }
  for (uint32_t step = begin; step <= n; step++)
    {
      km_machine_goto (machine, step);
      g_assert_cmphex (km_machine_hash (machine), ==, hashes[step]);
    }
}

static void
test_lesson (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KmLesson) lesson = km_lesson_load (data, &error);
  Run run = { .lesson = lesson };

  g_assert_no_error (error);
  boot (&run, lesson->machine, lesson->lived);
  for (guint i = 0; i < lesson->parts->len; i++)
    run_part (&run, g_ptr_array_index (lesson->parts, i));
  if (!km_machine_check (run.machine, &error))
    g_error ("%s: %s", lesson->file, error->message);
  walk (run.machine, run.begin);
  km_machine_free (run.machine);
  g_free (run.answer);
}

/* The answer to an exercise with the numbers of this seed; its texts are read on the way. */
static char *
exercise_answer (const char *path, guint index, guint seed)
{
  g_autoptr (KmLesson) lesson = km_lesson_load (path, NULL);
  KmExercise *exercise = g_ptr_array_index (lesson->exercises, index);
  guint values[KM_LESSON_MAX_VARS];
  Run run = { .lesson = lesson };

  km_exercise_draw (exercise, seed, values);
  km_exercise_fill (exercise, values);
  boot (&run, lesson->machine, lesson->lived);
  run_part (&run, exercise->part);
  km_machine_free (run.machine);
  g_assert_nonnull (run.answer);
  return run.answer;
}

/* With other numbers the answer is another one, else there is nothing to compute. */
static void
test_exercises (gconstpointer data)
{
  g_autoptr (KmLesson) lesson = km_lesson_load (data, NULL);

  for (guint i = 0; i < lesson->exercises->len; i++)
    {
      const KmExercise *exercise = g_ptr_array_index (lesson->exercises, i);
      g_autoptr (GHashTable) answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint seed = exercise->seed_from; seed < exercise->seed_from + SEEDS; seed++)
        if (seed <= exercise->seed_to)
          g_hash_table_add (answers, exercise_answer (data, i, seed));
      if (g_hash_table_size (answers) < 2)
        g_error ("%s: an exercise has %u different answers to %u seeds", lesson->file,
                 g_hash_table_size (answers), SEEDS);
    }
}

/* The first lesson that comes to a physical address says what that is, before an exercise speaks of one. */
static void
test_physical_address (void)
{
  g_autofree char *folder = built ("lessons", "");
  g_autofree char *path = NULL, *text = NULL, *first = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name, *told;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".lesson") && (first == NULL || strcmp (name, first) < 0))
      {
        g_free (first);
        first = g_strdup (name);
      }
  path = built ("lessons", first);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  told = strstr (text, "*physical address*");
  g_assert_nonnull (told);
  g_assert_nonnull (strstr (text, "*物理地址*"));
  /* Beside the first stop that shows one. */
  g_assert_true (told < strstr (text, "to=\"memory\"") && told > strstr (text, "<ask"));
}

/* The scripts that show what really happens. */
static void
test_myths (void)
{
  g_autofree char *path = built ("texts", "myths.xml");
  g_autoptr (KmTexts) myths = km_texts_load (path, NULL);

  for (guint i = 0; i < myths->entries->len; i++)
    {
      const KmTextEntry *entry = g_ptr_array_index (myths->entries, i);
      g_auto (GStrv) lines = g_strsplit_set (entry->see != NULL ? entry->see : "", ";|", -1);
      g_autoptr (KmMachine) machine = km_machine_new ();

      for (guint k = 0; lines[k] != NULL; k++)
        {
          g_autoptr (GError) error = NULL;

          if (!km_machine_run (machine, entry->id, k + 1, lines[k], NULL, &error))
            g_error ("%s", error->message);
        }
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  folder = built ("lessons", "");
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".lesson"))
      {
        g_autofree char *run = g_strdup_printf ("/lessons/%s/run", name);
        g_autofree char *exercises = g_strdup_printf ("/lessons/%s/exercises", name);

        g_test_add_data_func_full (run, built ("lessons", name), test_lesson, g_free);
        g_test_add_data_func_full (exercises, built ("lessons", name), test_exercises, g_free);
      }
  g_test_add_func ("/lessons/physical-address", test_physical_address);
  g_test_add_func ("/myths/see", test_myths);
  return g_test_run ();
}
