/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/lesson/number.h"

#include "core/base/types.h"

#include <string.h>

#define MAX_DIGITS 64u

static const char *const zero_words[] = { "none", "zero" };

static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || c == ',' || c == '\'' || c == '_' || c == 0x2019;
}

/* TEXT in lower case without what groups its digits; NULL when it is too long for a number. */
static char *
digits_of (const char *text)
{
  GString *digits = g_string_new (NULL);

  if (!g_utf8_validate (text, -1, NULL))
    text = "?";
  for (; *text != '\0' && digits->len <= MAX_DIGITS; text = g_utf8_next_char (text))
    if (!is_separator (g_utf8_get_char (text)))
      g_string_append_unichar (digits, g_unichar_tolower (g_utf8_get_char (text)));
  return g_string_free (digits, digits->len > MAX_DIGITS);
}

/* Cuts a unit off the end of DIGITS; returns the power of two it stands for. */
static guint
cut_unit (char *digits)
{
  static const struct { const char *name; guint shift; } units[] = {
    { "kib", 10 }, { "mib", 20 }, { "gib", 30 }, { "k", 10 }, { "m", 20 }, { "g", 30 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_suffix (digits, units[i].name))
      {
        digits[strlen (digits) - strlen (units[i].name)] = '\0';
        return units[i].shift;
      }
  return 0;
}

static gboolean
parse_base (const char *digits, guint base, guint shift, guint64 *value)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (digits, base, 0, G_MAXUINT64 >> shift, &number, NULL))
    return FALSE;
  *value = number << shift;
  return TRUE;
}

/* BASE is that of digits without a prefix. */
static gboolean
parse (const char *text, guint base, guint64 *value)
{
  static const struct { const char *name; guint base; } prefixes[] = {
    { "0x", 16 }, { "0b", 2 }, { "0o", 8 },
  };
  g_autofree char *digits = digits_of (text);
  guint shift;

  if (digits == NULL)
    return FALSE;
  shift = cut_unit (digits);
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (digits, prefixes[i].name)
        && parse_base (digits + 2, prefixes[i].base, shift, value))
      return TRUE;
  return parse_base (digits, base, shift, value);
}

gboolean
km_number_parse (const char *text, guint64 *value)
{
  g_return_val_if_fail (text != NULL && value != NULL, FALSE);

  /* Letters up to f can only be meant in hexadecimal. */
  return parse (text, 10, value) || parse (text, 16, value);
}

static gboolean
is_zero_word (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (zero_words); i++)
    if (g_ascii_strcasecmp (text, zero_words[i]) == 0)
      return TRUE;
  return FALSE;
}

gboolean
km_number_begins (const char *text)
{
  static const char *const rests[] = { "", "0", "iB", "B" };

  g_return_val_if_fail (text != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (rests); i++)
    {
      g_autofree char *whole = g_strconcat (text, rests[i], NULL);
      guint64 value;

      if (km_number_parse (whole, &value))
        return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (zero_words); i++)
    if (g_ascii_strncasecmp (text, zero_words[i], strlen (text)) == 0)
      return TRUE;
  return FALSE;
}

gboolean
km_number_same (const char *answer, const char *typed, guint64 tolerance)
{
  guint64 right, given;

  g_return_val_if_fail (answer != NULL && typed != NULL, FALSE);

  if (!km_number_parse (answer, &right))
    return FALSE;
  if (is_zero_word (typed))
    return right <= tolerance;
  if (km_number_parse (typed, &given) && MAX (right, given) - MIN (right, given) <= tolerance)
    return TRUE;
  return g_str_has_prefix (answer, "0x") && parse (typed, 16, &given)
         && MAX (right, given) - MIN (right, given) <= tolerance;
}

gboolean
km_number_ends (const char *answer, const char *typed)
{
  g_autofree char *all = NULL;
  guint64 frame;
  gsize n, digits;

  g_return_val_if_fail (answer != NULL && typed != NULL, FALSE);

  n = strlen (typed);
  if (n < 3 || strspn (typed, "0123456789abcdefABCDEF") != n || !km_number_parse (answer, &frame))
    return FALSE;
  all = g_strdup_printf ("%05" G_GINT64_MODIFIER "x", frame);
  digits = strlen (all);
  return n <= digits && g_ascii_strcasecmp (all + digits - n, typed) == 0;
}

KmNumberMiss
km_number_miss (const char *answer, const char *typed)
{
  guint64 right, given;
  gboolean hex, address;

  g_return_val_if_fail (answer != NULL && typed != NULL, KM_NUMBER_OTHER);

  if (!km_number_parse (answer, &right) || !km_number_parse (typed, &given) || right == given)
    return KM_NUMBER_OTHER;
  /* Texts give an address eight digits, a frame five. The number of a frame has no frame of its own, and a
   * count has neither. */
  hex = g_str_has_prefix (answer, "0x");
  address = hex && strlen (answer) >= strlen ("0x00000000");
  if (address && given != 0 && right / KM_PAGE_SIZE == given)
    return KM_NUMBER_FRAME;
  if (hex && !address && right != 0 && given / KM_PAGE_SIZE == right)
    return KM_NUMBER_ADDRESS;
  return given < right ? KM_NUMBER_SMALL : KM_NUMBER_LARGE;
}
