/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/language/expr.h"
#include "core/language/repeat.h"
#include "core/language/script.h"

#include <string.h>

static gboolean
resolve (const char *name, guint64 *value, gpointer data, GError **error)
{
  if (g_str_equal (name, "stack_start"))
    *value = 0xbffdf000;
  else if (g_str_equal (name, "buf"))
    *value = 0xb7feb000;
  else
    {
      if (g_str_equal (name, "gone"))
        g_set_error (error, KM_SCRIPT_ERROR, KM_SCRIPT_ERROR_VALUE,
                     "‘gone’ was freed; expected a live name");
      return FALSE;
    }
  return TRUE;
}

static const struct
{
  const char *text;
  guint64     value;
} exprs[] = {
  { "0", 0 },
  { "12", 12 },
  { "0x10", 16 },
  { "0xBF", 0xbf },
  { "3p", 12288 },
  { "0x10p", 65536 },
  { "1020K", 1020 * 1024 },
  { "2G", G_GUINT64_CONSTANT (2) << 30 },
  { "1M-1", 1048575 },
  { "stack_start-16", 0xbffdeff0 },
  { "buf+0x3000", 0xb7fee000 },
  { "(1+2)-(3-1)", 1 },
  { "10-3-2", 5 },
  { "10-(3-2)", 9 },
  { "18446744073709551615", G_MAXUINT64 },
  { "((((((((((((((((((((((((((((((((7))))))))))))))))))))))))))))))))", 7 },
};

static void
test_expr (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (exprs); i++)
    {
      guint64 value = 99;
      g_autoptr (GError) error = NULL;
      gboolean ok = km_expr_eval (exprs[i].text, 1, resolve, NULL, &value, &error);

      g_assert_no_error (error);
      g_assert_true (ok);
      g_assert_cmphex (value, ==, exprs[i].value);
    }
}

static const struct
{
  const char *text;
  const char *message;
} bad_exprs[] = {
  { "", "5: end of the expression; expected a number, a name or a parenthesis" },
  { "1+", "7: end of the expression; expected a number, a name or a parenthesis" },
  { "1*2", "6: ‘*’; expected +, - or the end" },
  { "0x", "7: end of the expression; expected a hexadecimal digit" },
  { "4k", "6: ‘k’; expected a digit, one of K M G p, + or -" },
  { "4KB", "7: ‘B’; expected a digit, one of K M G p, + or -" },
  { "(1", "7: end of the expression; expected +, - or a closing parenthesis" },
  { "1)", "6: ‘)’; expected +, - or the end" },
  { "é", "5: ‘é’; expected a number, a name or a parenthesis" },
  { "1+nix", "7: unknown name ‘nix’; expected a number or a name defined before" },
  { "gone", "5: ‘gone’ was freed; expected a live name" },
  { "18446744073709551616", "5: number too large; expected less than 2^64" },
  { "0x40000000000000K", "5: number too large; expected less than 2^64" },
  { "18446744073709551615+1", "25: sum too large; expected less than 2^64" },
  { "1-2", "6: difference below zero; expected 0 or more" },
  { "(((((((((((((((((((((((((((((((((7)))))))))))))))))))))))))))))))))",
    "37: parentheses nested too deeply; expected at most 32 levels" },
};

static void
test_expr_errors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_exprs); i++)
    {
      guint64 value = 99;
      g_autoptr (GError) error = NULL;

      g_assert_false (km_expr_eval (bad_exprs[i].text, 5, resolve, NULL, &value, &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, bad_exprs[i].message);
      g_assert_cmphex (value, ==, 99);
    }
}

static void
test_line (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KmLine) line =
    km_line_parse ("x.vms", 7, "  buf = mmap sh 64K rw file=\"a b\" 'c#d' (1+2) # note", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (line->result, ==, "buf");
  g_assert_cmpuint (line->result_column, ==, 3);
  g_assert_cmpstr (line->verb, ==, "mmap");
  g_assert_cmpuint (line->verb_column, ==, 9);
  g_assert_cmpuint (line->n_args, ==, 6);
  g_assert_cmpint (line->args[0].form, ==, KM_FORM_WORD);
  g_assert_cmpint (line->args[1].form, ==, KM_FORM_VALUE);
  g_assert_cmpuint (line->args[1].column, ==, 17);
  g_assert_cmpint (line->args[3].form, ==, KM_FORM_KEY);
  g_assert_cmpstr (line->args[3].key, ==, "file");
  g_assert_cmpstr (line->args[3].text, ==, "a b");
  g_assert_cmpuint (line->args[3].column, ==, 24);
  g_assert_cmpuint (line->args[3].text_column, ==, 29);
  g_assert_true (line->args[4].quoted);
  g_assert_cmpstr (line->args[4].text, ==, "c#d");
  g_assert_cmpint (line->args[5].form, ==, KM_FORM_VALUE);
  g_assert_true (km_line_key (line, "file") == &line->args[3]);
  g_assert_null (km_line_key (line, "mmap"));
  g_assert_null (km_line_parse ("x.vms", 1, "   # nothing", &error));
  g_assert_null (km_line_parse ("x.vms", 1, "", &error));
  g_assert_no_error (error);
}

static void
test_expect (void)
{
  static const char *const texts[] = { "expect rss sh == 3p", "expect rss sh==3p" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      KmExpect expect;
      g_autoptr (GError) error = NULL;
      g_autoptr (KmLine) line = km_line_parse ("x.vms", 1, texts[i], &error);

      g_assert_true (km_expect_split (line, &expect, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (expect.n_left, ==, 2);
      g_assert_cmpstr (expect.left[1].text, ==, "sh");
      g_assert_cmpint (expect.op, ==, KM_COMPARE_EQ);
      g_assert_cmpuint (expect.n_right, ==, 1);
      g_assert_cmpstr (expect.right[0].text, ==, "3p");
    }
  for (KmCompare op = KM_COMPARE_EQ; op <= KM_COMPARE_GE; op++)
    {
      KmExpect expect;
      g_autofree char *text = g_strdup_printf ("expect a %s b", km_compare_name (op));
      g_autoptr (KmLine) line = km_line_parse ("x.vms", 1, text, NULL);

      g_assert_true (km_expect_split (line, &expect, NULL));
      g_assert_cmpint (expect.op, ==, op);
      g_assert_true (km_compare (op, 1, 2)
                     == (op == KM_COMPARE_NE || op == KM_COMPARE_LT || op == KM_COMPARE_LE));
    }
}

static const struct
{
  const char *text;
  const char *message;
} bad_scripts[] = {
  { "Mmap", "f:1:1: no command here; expected NAME = VERB or VERB" },
  { "a =", "f:1:4: no command after ‘=’; expected a verb" },
  { "read,x", "f:1:5: a character that no verb has; expected a blank after the verb" },
  { "\nread sh 'abc", "f:2:9: quote never closed; expected another one in this line" },
  { "read sh abc\\", "f:1:12: ‘\\’ at the end of the line; expected a character" },
  { "read len=", "f:1:10: nothing after ‘=’; expected a value without blanks" },
  { "read \xff", "f:1:6: a byte that is not UTF-8; expected UTF-8 text" },
  { "repeat", "f:1:1: repeat without its count; expected repeat NUMBER" },
  { "repeat 2 3\nend", "f:1:8: repeat without its count; expected repeat NUMBER" },
  { "repeat 2K+\nend",
    "f:1:11: end of the expression; expected a number, a name or a parenthesis" },
  { "repeat 2\nread", "f:1:1: repeat never closed; expected a line with end" },
  { "a = repeat 2\nend", "f:1:1: repeat gives no result; expected repeat alone" },
  { "end", "f:1:1: end without repeat; expected a command" },
  { "repeat 2\nend now", "f:2:5: end with an argument; expected end alone" },
  { "repeat 1\nrepeat 1\nrepeat 1\nrepeat 1\nrepeat 1\n",
    "f:5:1: repeat nested too deeply; expected at most 4 levels" },
  { "repeat 4M\nsync\nend",
    "f:1:8: more than 4000000 lines when repeated; expected a smaller count" },
};

static void
test_script_errors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_scripts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (km_script_parse ("f", bad_scripts[i].text, -1, &error));
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, bad_scripts[i].message);
    }
}

static const struct
{
  const char *text;
  const char *message;
} bad_expects[] = {
  { "expect", "f:1:7: nothing to compare; expected VALUE OP VALUE, as in: expect rss sh == 4p" },
  { "expect == 1",
    "f:1:8: nothing to compare; expected VALUE OP VALUE, as in: expect rss sh == 4p" },
  { "expect a ==",
    "f:1:12: nothing to compare with; expected VALUE OP VALUE, as in: expect rss sh == 4p" },
  { "expect a",
    "f:1:9: nothing to compare with; expected VALUE OP VALUE, as in: expect rss sh == 4p" },
  { "expect a == b == c", "f:1:15: ‘==’; expected one comparison, as in: expect rss sh == 4p" },
  { "expect a=1", "f:1:8: ‘a=’; expected one comparison, as in: expect rss sh == 4p" },
};

static void
test_expect_errors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_expects); i++)
    {
      KmExpect expect;
      g_autoptr (GError) error = NULL;
      g_autoptr (KmLine) line = km_line_parse ("f", 1, bad_expects[i].text, &error);

      g_assert_no_error (error);
      g_assert_false (km_expect_split (line, &expect, &error));
      g_assert_cmpstr (error->message, ==, bad_expects[i].message);
    }
}

static void
test_limits (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new ("exec sh");

  for (guint i = 0; i <= KM_LINE_MAX_ARGS; i++)
    g_string_append (text, " 1");
  g_assert_null (km_line_parse ("f", 1, text->str, &error));
  g_assert_error (error, KM_SCRIPT_ERROR, KM_SCRIPT_ERROR_SIZE);
  g_clear_error (&error);

  g_string_set_size (text, 0);
  for (guint i = 0; i <= KM_LINE_MAX_SIZE; i++)
    g_string_append_c (text, 'a');
  g_assert_null (km_line_parse ("f", 1, text->str, &error));
  g_assert_error (error, KM_SCRIPT_ERROR, KM_SCRIPT_ERROR_SIZE);
  g_clear_error (&error);

  g_string_set_size (text, 0);
  for (guint i = 0; i <= KM_SCRIPT_MAX_LINES; i++)
    g_string_append (text, "sync\n");
  g_assert_null (km_script_parse ("f", text->str, -1, &error));
  g_assert_cmpstr (error->message, ==, "f:1200001:1: too many lines; expected at most 1200000");
  g_clear_error (&error);

  g_string_set_size (text, KM_SCRIPT_MAX_SIZE + 1);
  memset (text->str, '\n', text->len);
  g_assert_null (km_script_parse ("f", text->str, (gssize) text->len, &error));
  g_assert_cmpstr (error->message, ==, "f:1:1: script of 67108865 bytes; expected at most 67108864");
  g_clear_error (&error);

  g_assert_null (km_script_parse ("f", "a\nb\0c", 5, &error));
  g_assert_cmpstr (error->message, ==, "f:2:2: a zero byte; expected UTF-8 text");
}

static void
test_repeat (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) run = g_string_new (NULL);
  g_autoptr (KmScript) script = km_script_parse (
    "f", "a\nrepeat 2 # twice\nb\nrepeat 3\nc\nend\nend\nrepeat 0\nd\nend\r\ne", -1, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < script->lines->len; i++)
    {
      const KmLine *line = g_ptr_array_index (script->lines, i);

      g_string_append_printf (run, "%s%u ", line->verb, line->number);
    }
  g_assert_cmpstr (run->str, ==, "a1 b3 c5 c5 c5 b3 c5 c5 c5 e11 ");
}

static void
test_random (void)
{
  static const char *const pieces[]
    = { "read", " ",   " sh ", "=", "==", "\"", "'", "\\",   "\n", "repeat 2\n", "end\n",
        "0x",   "12K", "(",    ")", "+",  "-",  "#", "\xff", "é",  "a" };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      KmScript *script;

      for (gint n = g_test_rand_int_range (0, 30); n > 0; n--)
        if (g_test_rand_int_range (0, 8) == 0)
          g_string_append_c (text, (char) g_test_rand_int_range (0, 256));
        else
          g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      script = km_script_parse ("f", text->str, (gssize) text->len, &error);
      g_assert_true ((script == NULL) == (error != NULL));
      if (error != NULL)
        g_assert_true (g_str_has_prefix (error->message, "f:"));
      km_script_free (script);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/script/expr", test_expr);
  g_test_add_func ("/script/expr-errors", test_expr_errors);
  g_test_add_func ("/script/line", test_line);
  g_test_add_func ("/script/expect", test_expect);
  g_test_add_func ("/script/expect-errors", test_expect_errors);
  g_test_add_func ("/script/script-errors", test_script_errors);
  g_test_add_func ("/script/limits", test_limits);
  g_test_add_func ("/script/repeat", test_repeat);
  g_test_add_func ("/script/random", test_random);
  return g_test_run ();
}
