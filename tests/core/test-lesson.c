/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/exercise.h"
#include "core/lesson/lesson.h"
#include "core/lesson/parse.h"
#include "core/lesson/text.h"
#include "core/lesson/texts.h"

#include <string.h>

static const char good[]
  = "<lesson id=\"demand-paging\" chapter=\"mmu\" minutes=\"8\">\n"
    "  <title>Demand paging</title><title xml:lang=\"zh_CN\">请求调页</title>\n"
    "  <machine>ram=2G layout=classic</machine>\n"
    "  <part>\n"
    "    <title>An address without a frame</title>\n"
    "    <say>The stack ends at {stack_start}.</say><say xml:lang=\"zh_CN\">栈到 {stack_start} "
    "为止。</say>\n"
    "    <say>Next.</say>\n"
    "    <do>exec sh text=1020K</do>\n"
    "    <do stop=\"page-fault#2\">write sh stack_start-16</do>\n"
    "    <look stage=\"translate\" spotlight=\"pte\"/>\n"
    "    <ask kind=\"pick\" target=\"zone\" answer=\"zone-chosen#1.zone\" retry=\"ram=512M\">\n"
    "      <question>Which zone?</question>\n"
    "      <truth>The highest first.</truth>\n"
    "      <option value=\"NORMAL\">Second.</option>\n"
    "      <option value=\"NORMAL\" xml:lang=\"zh_CN\">第二。</option>\n"
    "      <option value=\"DMA\"><label>The low one</label><reason>Last.</reason></option>\n"
    "    </ask>\n"
    "    <ask kind=\"order\"><question>Order?</question><option "
    "value=\"tlb-miss\"><label>Miss</label></option>"
    "<option value=\"page-fault\"><label>Fault</label></option></ask>\n"
    "    <expect>rss sh == 2p</expect>\n"
    "    <try command=\"write sh stack_start-2p\">Touch another page.</try>\n"
    "  </part>\n"
    "  <part><title>Second</title><machine>ram=64M</machine></part>\n"
    "  <myth ref=\"malloc-takes-frames\"/>\n"
    "  <yours>cat /proc/self/maps</yours>\n"
    "  <exercise seed=\"1..99\"><var name=\"o\" from=\"0\" to=\"3\"/><say>Order {o}.</say>"
    "<do>alloc_pages {o}</do></exercise>\n"
    "</lesson>\n";

static const KmItem *
item (const KmLesson *lesson, guint i)
{
  return g_ptr_array_index (((const KmPart *) g_ptr_array_index (lesson->parts, 0))->items, i);
}

static void
check_ask (const KmAsk *ask)
{
  const KmOption *option = g_ptr_array_index (ask->options, 0);

  g_assert_cmpint (ask->kind, ==, KM_ASK_PICK);
  g_assert_cmpstr (ask->target, ==, "zone");
  g_assert_cmpstr (ask->retry, ==, "ram=512M");
  g_assert_cmpstr (km_text_pick (ask->truth, NULL), ==, "The highest first.");
  g_assert_cmpuint (ask->options->len, ==, 2);
  g_assert_cmpstr (option->value, ==, "NORMAL");
  g_assert_cmpstr (km_text_pick (option->reason, "zh_CN"), ==, "第二。");
  option = g_ptr_array_index (ask->options, 1);
  g_assert_cmpstr (km_text_pick (option->label, NULL), ==, "The low one");
  g_assert_cmpstr (km_text_pick (option->reason, NULL), ==, "Last.");
}

static void
test_good (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KmLesson) lesson = km_lesson_parse ("f", good, -1, &error);
  const KmPart *second;

  g_assert_no_error (error);
  g_assert_cmpstr (lesson->id, ==, "demand-paging");
  g_assert_cmpuint (lesson->minutes, ==, 8);
  g_assert_cmpstr (km_text_pick (lesson->title, "zh"), ==, "请求调页");
  g_assert_cmpuint (lesson->parts->len, ==, 2);
  second = g_ptr_array_index (lesson->parts, 1);
  g_assert_cmpstr (second->machine, ==, "ram=64M");
  g_assert_cmpuint (item (lesson, 0)->text->translations->len, ==, 1);
  g_assert_cmpstr (km_text_pick (item (lesson, 1)->text, "zh"), ==, "Next.");
  g_assert_cmpint (item (lesson, 2)->kind, ==, KM_ITEM_DO);
  g_assert_null (item (lesson, 2)->stop);
  g_assert_cmpstr (item (lesson, 3)->stop, ==, "page-fault#2");
  g_assert_cmpuint (item (lesson, 3)->line, ==, 9);
  g_assert_cmpuint (item (lesson, 3)->column, ==, 5);
  g_assert_cmpstr (item (lesson, 4)->spotlight, ==, "pte");
  check_ask (item (lesson, 5)->ask);
  g_assert_cmpint (item (lesson, 6)->ask->kind, ==, KM_ASK_ORDER);
  g_assert_cmpstr (item (lesson, 7)->command, ==, "rss sh == 2p");
  g_assert_cmpstr (item (lesson, 8)->command, ==, "write sh stack_start-2p");
  g_assert_cmpuint (lesson->myths->len, ==, 1);
  g_assert_cmpuint (lesson->yours->len, ==, 1);
}

static void
test_exercise (void)
{
  g_autoptr (KmLesson) lesson = km_lesson_parse ("f", good, -1, NULL);
  const KmExercise *exercise = g_ptr_array_index (lesson->exercises, 0);
  guint seen = 0;

  g_assert_cmpuint (exercise->seed_to, ==, 99);
  for (guint seed = exercise->seed_from; seed <= exercise->seed_to; seed++)
    {
      guint value, again;
      const KmItem *command = g_ptr_array_index (exercise->part->items, 1);
      g_autofree char *line = NULL;

      km_exercise_draw (exercise, seed, &value);
      km_exercise_draw (exercise, seed, &again);
      g_assert_cmpuint (value, ==, again);
      g_assert_cmpuint (value, <=, 3);
      seen |= 1u << value;
      line = km_exercise_command (exercise, command->command, &value);
      g_assert_true (line[strlen ("alloc_pages ")] == (char) ('0' + value));
    }
  g_assert_cmphex (seen, ==, 0xf);
}

static void
test_answer (void)
{
  static const char *const expressions[]
    = { "free NORMAL",    "rss sh",      "page-fault",  "page-fault#.a",
        "page-fault#0.a", "page-fault.", "a#9999999.b", "stack_start" };
  g_autofree char *kind = NULL, *arg = NULL;
  guint n;

  g_assert_true (km_answer_split ("zone-chosen#12.zone", &kind, &n, &arg));
  g_assert_cmpstr (kind, ==, "zone-chosen");
  g_assert_cmpuint (n, ==, 12);
  g_assert_cmpstr (arg, ==, "zone");
  for (guint i = 0; i < G_N_ELEMENTS (expressions); i++)
    g_assert_false (km_answer_split (expressions[i], &kind, &n, &arg));
}

#define LESSON(body) "<lesson id=\"a\" chapter=\"b\"><title>t</title>" body "</lesson>"
#define PART(body) LESSON ("<part><title>p</title>\n" body "</part>")
#define OPTIONS "<option value=\"a\">x</option><option value=\"b\">y</option>"

static const struct
{
  const char *text;
  const char *message;
} bad[] = {
  { "<lesson id=\"a\"/>", "f:1:1: <lesson> without chapter; expected chapter=\"…\"" },
  { "<lesson id=\"../a\" chapter=\"b\"/>",
    "f:1:1: id=\"../a\"; expected lower-case letters, digits and -" },
  { "<lesson id=\"a\" chapter=\"b\" minutes=\"x\"/>",
    "f:1:1: minutes=\"x\"; expected a number from 0 to 600" },
  { "<lesson id=\"a\" chapter=\"b\"/>", "f:1:1: <lesson> without a title; expected <title>" },
  { LESSON (""), "f:1:1: <lesson> without a part; expected <part>" },
  { LESSON ("<part/>"), "f:1:44: <part> without a title; expected <title>" },
  { PART ("<machine lived='maybe'>ram=2G</machine>"),
    "f:2:1: lived=\"maybe\"; expected yes or no" },
  { PART ("<machine>ram='2G</machine>"),
    "f:2:1: quote never closed; expected another one in this line" },
  { PART ("<machine>ram=2G</machine><machine>ram=2G</machine>"),
    "f:2:26: the element stands here a second time; expected it once" },
  { PART ("<do stop=\"Page\">sync</do>"),
    "f:2:1: stop=\"Page\"; expected a kind of step, KIND or KIND#n" },
  { PART ("<go/>"), "f:2:1: <go> without to; expected to=\"…\"" },
  { PART ("<go to=\"A\"/>"), "f:2:1: to=\"A\"; expected a kind of step, KIND or KIND#n" },
  { PART ("<do>Sync</do>"), "f:2:1: no command here; expected NAME = VERB or VERB" },
  { PART ("<do># sync</do>"), "f:2:1: no command; expected a line of the script language" },
  { PART ("<expect>rss sh</expect>"),
    "f:2:1: nothing to compare with; expected VALUE OP VALUE, as in: expect rss sh == 4p" },
  { PART ("<try>x</try>"), "f:2:1: <try> without command; expected command=\"…\"" },
  { PART ("<try command=\"'\">x</try>"), "f:2:1: no command here; expected NAME = VERB or VERB" },
  { PART ("<look stage=\"a\">x</look>"), "f:2:1: text within <look>; expected elements only" },
  { PART ("<say xml:lang=\"de\">x</say>"),
    "f:2:1: a text in de alone; expected its English before it" },
  { PART ("<say>{</say>"), "f:2:1: ‘{’ never closed; expected {expression}, or {{ for a brace" },
  { PART ("<ask kind=\"guess\"/>"),
    "f:2:1: kind=\"guess\"; expected pick, number, choice or order" },
  { PART ("<ask kind=\"number\"/>"),
    "f:2:1: <ask kind=\"number\"> without an answer; expected answer=\"…\"" },
  { PART ("<ask kind=\"pick\" answer=\"a\"/>"),
    "f:2:1: target missing with kind=\"pick\"; expected it with kind=\"pick\" and only there" },
  { PART ("<ask kind=\"number\" answer=\"a\" target=\"cloud\"/>"),
    "f:2:1: target=\"cloud\"; expected zone, frame, block, page, region, pde or pte" },
  { PART ("<ask kind=\"choice\" answer=\"a\" target=\"block\"/>"),
    "f:2:1: target with kind=\"choice\"; expected it with kind=\"pick\" and only there" },
  { PART ("<ask kind=\"number\" answer=\"a\" tolerance=\"-1\"/>"),
    "f:2:1: tolerance=\"-1\"; expected a number from 0 to 2147483647" },
  { PART ("<ask kind=\"choice\" answer=\"a\">" OPTIONS "</ask>"),
    "f:2:1: <ask> without its question; expected <question>" },
  { PART ("<ask kind=\"choice\" answer=\"a\"><question>q</question></ask>"),
    "f:2:1: 0 options; expected at least 2" },
  { PART ("<ask kind=\"choice\" answer=\"a\"><option>x</option></ask>"),
    "f:2:31: <option> without value; expected value=\"…\"" },
  { PART ("<ask kind=\"choice\" answer=\"a\"><option value=\"x\"><label>l</label></option></ask>"),
    "f:2:31: an option without a reason; expected <reason>" },
  { PART ("<ask kind=\"choice\" answer=\"a\"><option xml:lang=\"de\">x</option></ask>"),
    "f:2:31: a text in de alone; expected its English before it" },
  { LESSON ("<exercise seed=\"1-9\"/>"),
    "f:1:44: seed=\"1-9\"; expected FIRST..LAST, as in 1..99" },
  { LESSON ("<exercise seed=\"9..1\"/>"),
    "f:1:44: seed=\"9..1\"; expected FIRST..LAST, as in 1..99" },
  { LESSON ("<exercise seed=\"1..9\"><var name=\"A\" from=\"0\" to=\"1\"/></exercise>"),
    "f:1:66: name=\"A\"; expected lower-case letters, digits and _" },
  { LESSON ("<exercise seed=\"1..9\"><var name=\"a\" from=\"2\" to=\"1\"/></exercise>"),
    "f:1:66: from=\"2\" is larger than to=\"1\"; expected the smaller number first" },
};

static void
test_errors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (km_lesson_parse ("f", bad[i].text, -1, &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, bad[i].message);
    }
}

static void
repeat_until_refused (const char *head, const char *body, const char *tail, guint times,
                      const char *message)
{
  g_autoptr (GString) text = g_string_new (head);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < times; i++)
    g_string_append (text, body);
  g_string_append (text, tail);
  g_assert_null (km_lesson_parse ("f", text->str, -1, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, message));
}

static void
test_limits (void)
{
  repeat_until_refused ("<lesson id=\"a\" chapter=\"b\"><title>t</title>",
                        "<part><title>p</title></part>", "</lesson>", KM_LESSON_MAX_PARTS + 1,
                        "too many parts; expected at most 64");
  repeat_until_refused ("<lesson id=\"a\" chapter=\"b\"><title>t</title><part><title>p</title>",
                        "<do>sync</do>", "</part></lesson>", KM_LESSON_MAX_ITEMS + 1,
                        "too many items in a part; expected at most 256");
  repeat_until_refused ("<lesson id=\"a\" chapter=\"b\"><title>t</title><part><title>p</title>"
                        "<ask kind=\"choice\" answer=\"a\">",
                        "<option value=\"a\">b</option>", "</ask></part></lesson>",
                        KM_LESSON_MAX_OPTIONS + 1, "too many options; expected at most 16");
  repeat_until_refused ("<lesson id=\"a\" chapter=\"b\"><title>t</title><exercise seed=\"1..2\">",
                        "<var name=\"a\" from=\"1\" to=\"2\"/>", "</exercise></lesson>",
                        KM_LESSON_MAX_VARS + 1, "too many variables; expected at most 16");
}

/* Every lesson the program comes with; the myths it refers to exist. */
static void
test_ours (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("VMARIUM_DATADIR"), "lessons", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_autofree char *myths_path
    = g_build_filename (g_getenv ("VMARIUM_DATADIR"), "texts", "myths.xml", NULL);
  g_autoptr (KmTexts) myths = km_texts_load (myths_path, NULL);

  g_assert_nonnull (dir);
  g_assert_nonnull (myths);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".lesson"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (KmLesson) lesson = km_lesson_load (path, &error);

        g_assert_no_error (error);
        g_assert_nonnull (lesson);
        for (guint i = 0; i < lesson->myths->len; i++)
          g_assert_nonnull (km_texts_find (myths, g_ptr_array_index (lesson->myths, i)));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lesson/good", test_good);
  g_test_add_func ("/lesson/exercise", test_exercise);
  g_test_add_func ("/lesson/answer", test_answer);
  g_test_add_func ("/lesson/errors", test_errors);
  g_test_add_func ("/lesson/limits", test_limits);
  g_test_add_func ("/lesson/ours", test_ours);
  return g_test_run ();
}
