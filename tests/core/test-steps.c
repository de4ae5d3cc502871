/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every kind of step is emitted by a script of steps/, has its words in both languages, and a row
 * in docs/KERNEL-MAP.md that says what the manifest says. */
#include "core/language/repeat.h"
#include "core/language/script.h"
#include "core/lesson/text.h"
#include "core/lesson/texts.h"
#include "tests/core/support.h"

static char *
read_source (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("VMARIUM_SRCDIR"), name, NULL);
  char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    g_error ("cannot read %s", path);
  return text;
}

/* Says what was forgotten, and goes on: all of it is told in one run. */
static void missing (const char *format, ...) G_GNUC_PRINTF (1, 2);

static void
missing (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_test_message ("%s", text);
  g_test_fail ();
}

/* Runs steps/NAME and notes the kinds; then goes back to its start and forth again. */
static void
run_script (const char *name, gboolean *emitted)
{
  g_autofree char *path = g_build_filename ("tests/core/steps", name, NULL);
  g_autofree char *text = read_source (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KmScript) script = km_script_parse (name, text, -1, &error);
  g_autoptr (KmMachine) m = km_machine_new ();
  uint64_t end;

  g_assert_no_error (error);
  for (guint i = 0; i < script->lines->len; i++)
    {
      const KmLine *line = g_ptr_array_index (script->lines, i);

      km_machine_run (m, name, line->number, line->source, NULL, &error);
      g_assert_no_error (error);
    }
  test_check (m);
  for (uint32_t step = 1; step <= km_machine_n_steps (m); step++)
    emitted[km_machine_step_kind (m, step)] = TRUE;
  end = km_machine_hash (m);
  km_machine_goto (m, 0);
  km_machine_goto (m, km_machine_n_steps (m));
  g_assert_cmphex (km_machine_hash (m), ==, end);
}

static void
test_emitted (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("VMARIUM_SRCDIR"), "tests/core/steps", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  gboolean emitted[KM_N_STEP_KINDS] = { FALSE };
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".vms"))
      run_script (name, emitted);
  for (guint kind = 0; kind < KM_N_STEP_KINDS; kind++)
    if (!emitted[kind])
      missing ("no script of tests/core/steps emits %s", km_step_info (kind)->name);
}

/* Each placeholder of a text is an argument of its step, or one that core/lesson/value.h knows for
 * any step, so that no brace is left on the screen. */
static void
assert_placeholders (const KmStepInfo *info, const char *text)
{
  g_auto (GStrv) names = km_text_placeholders (text);

  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean known = strcmp (names[i], "entry_size") == 0;

      /* {access-verb} is a form of {access}. */
      for (guint a = 0; a < info->n_args; a++)
        known = known || (g_str_has_prefix (names[i], info->args[a].name)
                          && strchr ("-", names[i][strlen (info->args[a].name)]) != NULL);
      if (!known)
        missing ("%s: {%s} is no argument of the step", info->name, names[i]);
    }
}

static void
assert_text (const KmStepInfo *info, const KmText *text, const char *what)
{
  const char *english = km_text_pick (text, NULL), *chinese = km_text_pick (text, "zh_CN");

  if (english == NULL || *english == '\0')
    {
      missing ("%s has no %s", info->name, what);
      return;
    }
  if (strcmp (what, "headline") == 0 && strcmp (english, chinese) == 0)
    missing ("%s has no Chinese %s", info->name, what);
  assert_placeholders (info, english);
  assert_placeholders (info, chinese);
}

/* A step may be told in other words: page-fault-empty-plain. */
static char *
without_form (const char *id)
{
  static const char *const forms[] = { "-plain", "-empty", "-tlb", "-filled", "-dead", "-idle" };
  char *kind = g_strdup (id);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (km_step_kind_from_name (kind) == KM_N_STEP_KINDS && g_str_has_suffix (kind, forms[i]))
      kind[strlen (kind) - strlen (forms[i])] = '\0';
  return kind;
}

static char *
find_data (const char *name)
{
  char *path = g_build_filename (g_getenv ("VMARIUM_DATADIR"), name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return path;
  g_free (path);
  return NULL;
}

static void
test_texts (void)
{
  g_autofree char *path = find_data ("texts/steps.xml");
  g_autoptr (GError) error = NULL;
  g_autoptr (KmTexts) texts = km_texts_load (path, &error);

  g_assert_no_error (error);
  km_texts_add_modules (texts, find_data, &error);
  g_assert_no_error (error);
  for (guint kind = 0; kind < KM_N_STEP_KINDS; kind++)
    {
      const KmStepInfo *info = km_step_info (kind);
      const KmTextEntry *entry = km_texts_find (texts, info->name);

      if (entry == NULL)
        {
          missing ("%s has no words: neither data/texts/steps.xml nor a steps-MODULE.xml has an entry", info->name);
          continue;
        }
      if (entry->title == NULL)
        missing ("data/texts: %s has no title", info->name);
      assert_text (info, entry->title, "title");
      assert_text (info, entry->headline, "headline");
      assert_text (info, entry->detail, "detail");
    }
  for (guint i = 0; i < texts->entries->len; i++)
    {
      const KmTextEntry *entry = g_ptr_array_index (texts->entries, i);

      g_autofree char *kind = without_form (entry->id);

      if (km_step_kind_from_name (kind) == KM_N_STEP_KINDS)
        missing ("data/texts: there is no step %s", entry->id);
    }
}

static void
test_kernel_map (void)
{
  g_autofree char *map = read_source ("docs/KERNEL-MAP.md");
  g_auto (GStrv) lines = g_strsplit (map, "\n", -1);

  for (guint kind = 0; kind < KM_N_STEP_KINDS; kind++)
    {
      const KmStepInfo *info = km_step_info (kind);
      g_autofree char *start = g_strdup_printf ("| `%s` | `%s` | %s | ", info->name,
                                                info->function, info->file);
      gboolean found = FALSE;

      for (guint i = 0; lines[i] != NULL; i++)
        found = found || (g_str_has_prefix (lines[i], start)
                          && strlen (lines[i]) > strlen (start) + 2);
      if (!found)
        missing ("docs/KERNEL-MAP.md has no row %s… |", start);
    }
}

/* A step goes on to tell whom it was about when that task is gone. */
static void
test_ended (void)
{
  g_autoptr (KmMachine) m = test_machine ("ram=32M layout=classic");
  uint32_t step;
  g_autofree char *words = NULL;

  test_do (m, "exec sh");
  test_do (m, "exit sh");
  for (step = km_machine_n_steps (m); km_machine_step_kind (m, step) != KM_STEP_EXIT_MM; step--)
    g_assert_cmpuint (step, >, 1);
  words = km_machine_step_arg_words (m, step, KM_ARG_NAME_task);
  g_assert_cmpstr (words, ==, "sh");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/steps/emitted", test_emitted);
  g_test_add_func ("/steps/texts", test_texts);
  g_test_add_func ("/steps/kernel-map", test_kernel_map);
  g_test_add_func ("/steps/ended", test_ended);
  return g_test_run ();
}
