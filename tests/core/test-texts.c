/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/text.h"
#include "core/lesson/texts.h"
#include "core/state/steps.h"

#include <string.h>

#define HEAD "<texts of=\"steps\">"
#define ENTRY(body) HEAD "<entry id=\"a\">" body "</entry></texts>"

static const char good[] =
  "<?xml version=\"1.0\"?>\n<!-- comment -->\n"
  HEAD "\n"
  "  <entry id=\"page-fault\" look=\"pte\" steps=\"tlb-hit tlb-miss\">\n"
  "    <headline>Entry {index}\n   is &lt;empty&gt;</headline>\n"
  "    <headline xml:lang=\"zh_CN\">页表项 {index} 为空</headline>\n"
  "    <detail>{a} = {{b}} + {index} × 4</detail>\n"
  "  </entry>\n"
  "</texts>\n";

static char *
lookup (const char *expression, gpointer data)
{
  return g_str_equal (expression, "index") ? g_strdup ("990") : NULL;
}

static void
test_good (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KmTexts) texts = km_texts_parse ("f", good, -1, &error);
  const KmTextEntry *entry;
  g_autofree char *expanded = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_no_error (error);
  entry = km_texts_find (texts, "page-fault");
  g_assert_nonnull (entry);
  g_assert_null (km_texts_find (texts, "nothing"));
  g_assert_cmpstr (entry->look, ==, "pte");
  g_assert_true (km_text_entry_applies (entry, "tlb-miss"));
  g_assert_false (km_text_entry_applies (entry, "tlb"));
  g_assert_null (entry->why);
  g_assert_cmpstr (km_text_pick (entry->headline, NULL), ==, "Entry {index} is <empty>");
  g_assert_cmpstr (km_text_pick (entry->headline, "en_GB"), ==, "Entry {index} is <empty>");
  g_assert_cmpstr (km_text_pick (entry->headline, "de"), ==, "Entry {index} is <empty>");
  g_assert_cmpstr (km_text_pick (entry->headline, "zh_CN"), ==, "页表项 {index} 为空");
  g_assert_cmpstr (km_text_pick (entry->headline, "zh_CN.UTF-8"), ==, "页表项 {index} 为空");
  g_assert_cmpstr (km_text_pick (entry->headline, "zh"), ==, "页表项 {index} 为空");
  g_assert_null (km_text_pick (NULL, "zh"));

  expanded = km_text_expand (km_text_pick (entry->detail, "zh"), lookup, NULL);
  g_assert_cmpstr (expanded, ==, "{a} = {b} + 990 × 4");
  names = km_text_placeholders (km_text_pick (entry->detail, NULL));
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[0], ==, "a");
  g_assert_cmpstr (names[1], ==, "index");
}

static char *
two_counts (const char *expression, gpointer data)
{
  return g_str_equal (expression, "one")   ? g_strdup ("1")
         : g_str_equal (expression, "two") ? g_strdup ("2") : NULL;
}

/* The word that goes with a number, and what asks for nothing. */
static void
test_plural (void)
{
  g_autofree char *text =
    km_text_expand ("{one} {one:frame|frames}, {two} {two:frame|frames}, {three:a|b} {one:x}",
                    two_counts, NULL);
  g_auto (GStrv) names = km_text_placeholders ("{two} {two:frame|frames} {one:is|are}");

  g_assert_cmpstr (text, ==, "1 frame, 2 frames, {three:a|b} {one:x}");
  g_assert_cmpuint (g_strv_length (names), ==, 2);
  g_assert_cmpstr (names[0], ==, "one");
  g_assert_cmpstr (names[1], ==, "two");
}

static const struct
{
  const char *text;
  const char *message;
} bad[] = {
  { "", "f:1:1: Document was empty or contained only whitespace; expected well-formed XML" },
  { "<a/>", "f:1:1: <a>; expected one <texts> as the outermost element" },
  { HEAD "</texts>" HEAD "</texts>",
    "f:1:27: <texts>; expected one <texts> as the outermost element" },
  { "<texts/>", "f:1:1: <texts> without of; expected of=\"…\"" },
  { "<texts of=\"jokes\"/>", "f:1:1: of=\"jokes\"; expected steps, rules, myths, values or recorded" },
  { HEAD "\n <entry/></texts>", "f:2:2: <entry> without id; expected id=\"…\"" },
  { HEAD "\n\n   <x/></texts>", "f:3:4: <x> within <texts>; expected one of its elements" },
  { HEAD "<entry id=\"A\"/></texts>",
    "f:1:19: id=\"A\"; expected lower-case letters, digits and -" },
  { HEAD "<entry id=\"a\"/></texts>",
    "f:1:19: entry \"a\" without a headline; expected <headline>" },
  { HEAD "<entry id=\"a\" b=\"c\"/></texts>",
    "f:1:19: <entry b=…>; expected one of the attributes: id! look stage steps see show" },
  { HEAD "text</texts>", "f:1:1: text within <texts>; expected elements only" },
  { ENTRY ("<headline> </headline>"), "f:1:33: <headline> is empty; expected text" },
  { ENTRY ("<headline a=\"b\">x</headline>"), "f:1:33: <headline a=…>; expected no attribute" },
  { ENTRY ("<headline>x</headline><headline>y</headline>"),
    "f:1:55: a second text; expected one, with its translations behind it" },
  { ENTRY ("<headline xml:lang=\"de\">x</headline>"),
    "f:1:33: a text in de alone; expected its English before it" },
  { ENTRY ("<headline>x</headline><headline xml:lang=\"de\">y</headline><headline "
           "xml:lang=\"de\">y</headline>"),
    "f:1:91: a second text in de; expected one in each language" },
  { ENTRY ("<headline>{a</headline>"),
    "f:1:33: ‘{’ never closed; expected {expression}, or {{ for a brace" },
  { ENTRY ("<headline>a}</headline>"),
    "f:1:33: ‘}’ without ‘{’; expected {expression}, or {{ for a brace" },
  { ENTRY ("<headline>{}</headline>"), "f:1:33: ‘{}’; expected {expression}, or {{ for a brace" },
  { ENTRY ("<headline>{a{b}</headline>"),
    "f:1:33: ‘{’ within a placeholder; expected {expression}, or {{ for a brace" },
  { HEAD "<entry id=\"a\"><headline>x</headline></entry><entry id=\"a\"/></texts>",
    "f:1:63: there is an entry \"a\" already; expected each id once" },
  { HEAD "\xff</texts>", "f:1:1: bytes that are not UTF-8; expected UTF-8 text" },
};

static void
test_errors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (km_texts_parse ("f", bad[i].text, -1, &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, bad[i].message);
    }
}

/* GMarkup words these; only the place is ours. */
static void
test_syntax (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (km_texts_parse ("f", HEAD "\n  </text>", -1, &error));
  g_assert_error (error, KM_MARKUP_ERROR, KM_MARKUP_ERROR_SYNTAX);
  g_assert_true (g_str_has_prefix (error->message, "f:2:"));
  g_assert_true (g_str_has_suffix (error->message, "; expected well-formed XML"));
  g_clear_error (&error);
  g_assert_null (km_texts_parse ("f", HEAD "\n&nix;</texts>", -1, &error));
  g_assert_true (g_str_has_prefix (error->message, "f:2:"));
}

static void
test_limits (void)
{
  g_autoptr (GString) text = g_string_new (HEAD "<entry id=\"a\"><headline>");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= KM_MARKUP_MAX_TEXT; i++)
    g_string_append_c (text, 'a');
  g_string_append (text, "</headline></entry></texts>");
  g_assert_null (km_texts_parse ("f", text->str, -1, &error));
  g_assert_cmpstr (error->message, ==, "f:1:33: a text too long; expected at most 8192 bytes");
  g_clear_error (&error);

  g_string_set_size (text, KM_MARKUP_MAX_SIZE + 1);
  g_assert_null (km_texts_parse ("f", text->str, (gssize) text->len, &error));
  g_assert_cmpstr (error->message, ==, "f:1:1: a file of 1048577 bytes; expected at most 1048576");
  g_clear_error (&error);
  g_assert_null (km_texts_load ("/nowhere/at/all.xml", &error));
  g_assert_error (error, KM_MARKUP_ERROR, KM_MARKUP_ERROR_READ);
  g_clear_error (&error);
  g_assert_null (km_texts_load ("/dev/zero", &error));
  g_assert_nonnull (error);
}

/* The texts the program comes with, in both languages when they have been built. */
static void
test_ours (void)
{
  static const char *const names[] = { "steps", "rules", "myths" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (names[i], ".xml", NULL);
      g_autofree char *path = g_build_filename (g_getenv ("VMARIUM_DATADIR"), "texts", name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (KmTexts) texts = km_texts_load (path, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (texts->of, ==, names[i]);
      g_assert_cmpuint (texts->entries->len, >, 0);
    }
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

static KmTexts *
load_ours (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("VMARIUM_DATADIR"), "texts", name, NULL);
  g_autoptr (GError) error = NULL;
  KmTexts *texts = km_texts_load (path, &error);

  g_assert_no_error (error);
  if (strcmp (texts->of, "steps") == 0)
    km_texts_add_modules (texts, find_data, &error);
  g_assert_no_error (error);
  return texts;
}

/* Both languages are there and use the same placeholders; each of them is an argument of the step,
 * if INFO is given. */
static void
check_text (const KmText *text, const char *id, const KmStepInfo *info)
{
  g_auto (GStrv) english = NULL, chinese = NULL;

  g_assert_nonnull (text);
  g_assert_cmpuint (text->translations->len, >=, 1);
  english = km_text_placeholders (text->text);
  chinese = km_text_placeholders (km_text_pick (text, "zh_CN"));
  g_assert_true (g_strv_equal ((const char *const *) english, (const char *const *) chinese));
  for (guint i = 0; info != NULL && english[i] != NULL; i++)
    {
      g_autofree char *wanted = g_strndup (english[i], strcspn (english[i], "-"));
      gboolean known = g_str_equal (english[i], "entry_size");

      for (guint k = 0; k < info->n_args; k++)
        known |= g_str_equal (info->args[k].name, wanted);
      if (!known)
        g_error ("%s has no argument {%s}", id, english[i]);
    }
}

/* The step that "page-fault-empty-plain" tells of; NULL when there is none. */
static const KmStepInfo *
step_without_form (const char *id)
{
  static const char *const forms[] = { "", "-plain", "-empty", "-tlb", "-filled", "-dead", "-idle" };
  g_autofree char *kind = g_strdup (id);

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      if (g_str_has_suffix (kind, forms[i]))
        kind[strlen (kind) - strlen (forms[i])] = '\0';
      if (km_step_kind_from_name (kind) != KM_N_STEP_KINDS)
        return km_step_info (km_step_kind_from_name (kind));
    }
  return NULL;
}

static void
test_steps (void)
{
  g_autoptr (KmTexts) texts = load_ours ("steps.xml");

  for (guint i = 0; i < KM_N_STEP_KINDS; i++)
    {
      const KmStepInfo *info = km_step_info (i);
      const KmTextEntry *entry = km_texts_find (texts, info->name);

      if (entry == NULL)
        continue;               /* the test `steps` says so */
      check_text (entry->headline, entry->id, info);
      check_text (entry->why, entry->id, info);
      check_text (entry->detail, entry->id, info);
    }
  /* And other words for some of them. */
  for (guint i = 0; i < texts->entries->len; i++)
    {
      const KmTextEntry *entry = texts->entries->pdata[i];
      const KmStepInfo *info = step_without_form (entry->id);

      if (info == NULL)
        g_error ("steps.xml: there is no step %s", entry->id);
      check_text (entry->headline, entry->id, info);
      check_text (entry->why, entry->id, info);
      check_text (entry->detail, entry->id, info);
    }
}

static char *
without_blanks (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t", -1);

  return g_strjoinv ("", words);
}

static gboolean
is_kind (const char *name)
{
  return km_step_kind_from_name (name) != KM_N_STEP_KINDS;
}

/* Each recorded line stands in its recording, at its number. */
static void
test_recorded (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("VMARIUM_SRCDIR"), "data/recorded.xml", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KmTexts) texts = km_texts_load (path, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < texts->entries->len; i++)
    {
      const KmTextEntry *entry = g_ptr_array_index (texts->entries, i);
      g_auto (GStrv) place = g_strsplit (entry->headline->text, ":", 2);
      g_autofree char *file = g_build_filename (g_getenv ("VMARIUM_SRCDIR"), "tests/truth/mini-64M",
                                                place[0], NULL);
      g_autofree char *content = NULL, *is = NULL, *wanted = without_blanks (entry->detail->text);
      g_auto (GStrv) lines = NULL;
      guint number = (guint) g_ascii_strtoull (place[1], NULL, 10);

      g_assert_true (is_kind (entry->id));
      g_assert_true (g_file_get_contents (file, &content, NULL, NULL));
      lines = g_strsplit (content, "\n", -1);
      g_assert_cmpuint (number, <=, g_strv_length (lines));
      is = without_blanks (lines[number - 1]);
      g_assert_cmpstr (is, ==, wanted);
    }
}

static void
test_rules (void)
{
  g_autoptr (KmTexts) steps = load_ours ("steps.xml");
  g_autoptr (KmTexts) rules = load_ours ("rules.xml");
  g_autoptr (KmTexts) myths = load_ours ("myths.xml");

  for (guint i = 0; i < rules->entries->len + myths->entries->len; i++)
    {
      const KmTextEntry *entry = i < rules->entries->len
                                   ? g_ptr_array_index (rules->entries, i)
                                   : g_ptr_array_index (myths->entries, i - rules->entries->len);

      check_text (entry->headline, entry->id, NULL);
      check_text (entry->why, entry->id, NULL);
      for (guint k = 0; entry->steps[k] != NULL; k++)
        if (km_texts_find (steps, entry->steps[k]) == NULL)
          g_error ("rule %s names no step: %s", entry->id, entry->steps[k]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/texts/good", test_good);
  g_test_add_func ("/texts/plural", test_plural);
  g_test_add_func ("/texts/errors", test_errors);
  g_test_add_func ("/texts/syntax", test_syntax);
  g_test_add_func ("/texts/limits", test_limits);
  g_test_add_func ("/texts/ours", test_ours);
  g_test_add_func ("/texts/steps", test_steps);
  g_test_add_func ("/texts/recorded", test_recorded);
  g_test_add_func ("/texts/rules", test_rules);
  return g_test_run ();
}
