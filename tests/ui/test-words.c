/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One way of writing everywhere: what all steps of all lessons say, in both languages, and what the
 * lessons say themselves. Counts stand in groups of three (294 408), hexadecimal is lower case with
 * all its digits, zones have the names of their constants. Code in backticks is as it is typed or
 * printed. */
#include "core/lesson/parse.h"
#include "core/lesson/text.h"
#include "core/lesson/texts.h"
#include "tests/ui/support.h"
#include "ui/session/data-dir.h"
#include "ui/session/session-move.h"
#include "ui/session/session-place.h"
#include "ui/session/session-question.h"
#include "ui/session/session.h"
#include "ui/session/texts-shared.h"
#include "ui/session/words.h"

#include <string.h>

static GHashTable *numbers;     /* of numbered things, as entry 1023: they are not counted */

static const char *
bad_hexadecimal (const char *word)
{
  gsize n = strlen (word + 2);

  if (n > 0 && strspn (word + 2, "0123456789abcdef") < n)
    return "upper case in a hexadecimal number";
  /* A selector, a frame or page, an address, one above 4 GiB, an entry with NX. */
  if (n > 0 && n != 4 && n != 5 && n != 8 && n != 9 && n != 16)
    return "another length than 4, 5, 8 or 9 hexadecimal digits";
  return NULL;
}

static const char *
bad_word (const char *word)
{
  static const char *const zones[] = { "DMA", "NORMAL", "Normal", "HIGHMEM", "HighMem", NULL };

  if (g_str_has_prefix (word, "0x") || g_str_has_prefix (word, "0X"))
    return bad_hexadecimal (word);
  if (strlen (word) > 3 && strspn (word, "0123456789") == strlen (word)
      && !g_hash_table_contains (numbers, word))
    return "a number of four digits or more that is not grouped";
  if (g_strv_contains (zones, word))
    return "a zone that is not called ZONE_…";
  return NULL;
}

static const char *
mixed_form (const char *text)
{
  gboolean code = FALSE;

  if (strstr (text, "\u2009") != NULL)
    return "a thin space instead of the narrow no-break space";
  while (*text != '\0')
    {
      gsize n = 0;

      while (g_ascii_isalnum (text[n]) || text[n] == '_')
        n++;
      if (n > 0 && !code)
        {
          g_autofree char *word = g_strndup (text, n);
          const char *wrong = bad_word (word);

          if (wrong != NULL)
            return wrong;
        }
      if (*text == '`')
        code = !code;
      else if (*text == '{' && strchr (text, '}') != NULL)
        n = (gsize) (strchr (text, '}') - text);
      text += MAX (n, 1);
    }
  return NULL;
}

static void
check (const char *where,
       guint       step,
       const char *text)
{
  const char *wrong = text != NULL ? mixed_form (text) : NULL;

  if (wrong == NULL)
    return;
  g_test_message ("%s, step %u: %s in “%s”", where, step, wrong, text);
  g_test_fail ();
}

static void
note_numbers (const KmMachine *machine,
              guint            step)
{
  const KmStepInfo *info = km_machine_step_info (machine, step);

  for (guint i = 0; i < info->n_args; i++)
    if (info->args[i].kind == KM_ARG_NUMBER)
      g_hash_table_add (numbers, km_machine_step_arg_text (machine, step, info->args[i].id));
}

static void
check_steps (const VmrSession *session)
{
  static const VmrWords all[] = { VMR_WORDS_HEADLINE, VMR_WORDS_WHY, VMR_WORDS_DETAIL };

  for (guint step = 1; step <= vmr_session_n_steps (session); step++)
    {
      note_numbers (vmr_session_machine (session), step);
      for (guint i = 0; i < G_N_ELEMENTS (all) * 2; i++)
        {
          g_autofree char *words = vmr_session_words (session, step, all[i / 2], i % 2 > 0);

          check (vmr_session_path (session), step, words);
        }
    }
}

static void
check_text (const VmrSession *session,
            const KmText     *text)
{
  for (guint chinese = 0; text != NULL && chinese < 2; chinese++)
    {
      g_autofree char *words = vmr_session_text (session, text, chinese > 0);

      check (vmr_session_path (session), vmr_session_cursor (session), words);
    }
}

static void
check_says (VmrSession    *session,
            const VmrPart *part)
{
  for (guint i = 0; i < part->says->len; i++)
    {
      const VmrSay *say = part->says->pdata[i];

      vmr_session_jump (session, say->step);
      for (guint chinese = 0; chinese < 2; chinese++)
        {
          g_autofree char *words = vmr_session_say_text (session, say, chinese > 0);

          check (vmr_session_path (session), say->step, words);
        }
    }
}

/* The question where it is asked, the answers where they are told. */
static void
check_question (VmrSession        *session,
                const VmrQuestion *question)
{
  const KmAsk *ask = question->ask;

  check_text (session, ask->question);
  vmr_session_jump (session, question->answer_step);
  check_text (session, ask->truth);
  for (guint i = 0; i < ask->options->len; i++)
    {
      const KmOption *option = ask->options->pdata[i];

      check_text (session, option->label);
      check_text (session, option->reason);
    }
}

static void
check_questions (VmrSession    *session,
                 const VmrPart *part)
{
  guint last = MAX (part->stop_step, part->first_step);

  for (guint i = 0; i < part->says->len; i++)
    last = MAX (last, ((const VmrSay *) part->says->pdata[i])->step);
  for (guint step = part->first_step; step <= last; step++)
    {
      const VmrQuestion *question;

      vmr_session_jump (session, step);
      question = vmr_session_question (session);
      if (question != NULL && question->step == step)
        check_question (session, question);
    }
}

/* Texts as they stand in the file; what is computed is left out. */
static void
check_raw (const char   *where,
           const KmText *text)
{
  if (text == NULL)
    return;
  check (where, 0, text->text);
  check (where, 0, km_text_pick (text, "zh_CN"));
}

static void
check_rest (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KmLesson) lesson = km_lesson_load (path, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < lesson->parts->len; i++)
    {
      const KmPart *part = lesson->parts->pdata[i];

      check_raw (path, part->title);
      for (guint k = 0; k < part->items->len; k++)
        check_raw (path, ((const KmItem *) part->items->pdata[k])->text);
    }
  for (guint i = 0; i < lesson->yours->len; i++)
    check_raw (path, ((const KmYours *) lesson->yours->pdata[i])->output);
}

static void
test_lesson (gconstpointer path)
{
  g_autoptr (VmrSession) session = vmr_session_new ();
  g_autoptr (GError) error = NULL;
  const KmMachine *machine = NULL;

  vmr_session_open_path (session, path, &error);
  g_assert_no_error (error);
  for (guint number = 1; number <= vmr_session_lesson_parts (session); number++)
    {
      const VmrPart *part;

      vmr_session_show_part (session, number);
      if (vmr_session_machine (session) != machine)
        check_steps (session);
      machine = vmr_session_machine (session);
      part = vmr_session_part (session, vmr_session_current_part (session));
      check_says (session, part);
      check_questions (session, part);
    }
  check_rest (path);
}

static void
test_entries (gconstpointer name)
{
  g_autofree char *path = vmr_data_path (name);
  g_autoptr (KmTexts) texts = km_texts_load (path, NULL);

  g_assert_nonnull (texts);
  for (guint i = 0; i < texts->entries->len; i++)
    {
      const KmTextEntry *entry = texts->entries->pdata[i];

      check_raw (entry->id, entry->headline);
      check_raw (entry->id, entry->why);
      check_raw (entry->id, entry->detail);
    }
}

static void
test_reading (void)
{
  g_assert_null (mixed_form ("0xbffdeff0 lies in frame 0x381f8: 294\u202f408 of ZONE_HIGHMEM"));
  g_assert_null (mixed_form ("GFP_KERNEL|GFP_DMA, selector 0x007b, 896 MiB, {free Normal}"));
  g_assert_null (mixed_form ("the kernel prints `Normal` and `4096`"));
  g_assert_nonnull (mixed_form ("294408 frames"));
  g_assert_nonnull (mixed_form ("294\u2009408 frames"));
  g_assert_nonnull (mixed_form ("0xBFFDEFF0"));
  g_assert_nonnull (mixed_form ("entry 0x1003067"));
  g_assert_nonnull (mixed_form ("HighMem has room"));
}

/* What a lecture may show in two languages at once is there in both, whichever the user's is. */
static void
test_pairs (void)
{
  static const char *const same[] = { "slab", "vmalloc", "ksm", "pdpt", NULL };
  g_autofree char *path = vmr_data_path ("texts/words.xml");
  g_autoptr (KmTexts) texts = km_texts_load (path, NULL);

  g_assert_nonnull (texts);
  for (guint i = 0; i < texts->entries->len; i++)
    {
      const KmTextEntry *entry = texts->entries->pdata[i];

      g_assert_cmpint (g_str_equal (vmr_word (entry->id, FALSE), vmr_word (entry->id, TRUE)), ==,
                       g_strv_contains (same, entry->id));
      g_assert_true (entry->why == NULL ||
                     !g_str_equal (vmr_word_why (entry->id, FALSE), vmr_word_why (entry->id, TRUE)));
    }
  g_assert_cmpstr (vmr_word ("virtual", FALSE), ==, "Virtual");
}

/* A fault may come from a row of a table, or from what the TLB knew: then no row has been read, and none is named. */
static void
test_fault_forms (void)
{
  static const struct { const char *line, *said; } faults[] = {
    { "exec_at sh text", "is empty" },  { "write sh text", "the TLB knows" },
    { "exec two text=64K", NULL },      { "read two 0xc0100000", "does not allow" },
  };
  g_autoptr (VmrSession) session = vmr_session_new ();
  const KmMachine *machine;

  test_open_machine (session, "ram=64M layout=classic");
  test_run (session, "exec sh text=64K data=8K");
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      guint step = vmr_session_n_steps (session) + 1;
      g_autofree char *headline = NULL;

      test_run (session, faults[i].line);
      machine = vmr_session_machine (session);
      if (faults[i].said == NULL)
        continue;
      while (km_machine_step_kind (machine, step) != KM_STEP_PAGE_FAULT)
        g_assert_cmpuint (++step, <=, vmr_session_n_steps (session));
      vmr_session_jump (session, step);
      headline = vmr_session_words (session, step, VMR_WORDS_HEADLINE, FALSE);
      g_test_message ("%s", headline);
      g_assert_nonnull (strstr (headline, faults[i].said));
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_test_add_func ("/words/reading", test_reading);
  g_test_add_func ("/words/pairs", test_pairs);
  g_test_add_func ("/words/fault-forms", test_fault_forms);
  g_test_add_data_func ("/words/rules", "texts/rules.xml", test_entries);
  g_test_add_data_func ("/words/myths", "texts/myths.xml", test_entries);
  g_test_add_data_func ("/words/steps", "texts/steps.xml", test_entries);
  test_lessons_add ("/words/", test_lesson);
  status = g_test_run ();
  g_hash_table_unref (numbers);
  return status;
}
