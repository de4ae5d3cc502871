/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What must not be read while a question is open. A text is read as a person would read it: number by
 * number, in any base and grouping, a physical address for the frame it lies in too. */
#include "ui/session/mask.h"

#include "core/lesson/number.h"
#include "ui/session/session-private.h"
#include "ui/session/session-question.h"

#include <string.h>

/* Around the stage numbers of less than four digits say nothing either. */
#define LEAST_AROUND 1000u
#define HIDDEN "…"

static gboolean
is_hex (const char *text)
{
  return g_str_has_prefix (text, "0x");
}

/* The number to be kept, if it tells anything; frame: it is one of a frame. */
static gboolean
secret_number (const VmrSession *self,
               gboolean          near,
               const char      **answer,
               gboolean         *frame)
{
  const VmrQuestion *question = vmr_session_secret (self);
  guint64 value;

  if (question == NULL || question->answer == NULL || question->ask->kind == KM_ASK_ORDER ||
      g_strcmp0 (question->ask->target, "region") == 0 ||
      !km_number_parse (question->answer, &value) || value < (near ? VMR_LEAST_MASKED : LEAST_AROUND))
    return FALSE;
  *answer = question->answer;
  *frame = g_strcmp0 (question->ask->target, "frame") == 0 ||
           (is_hex (question->answer) && strlen (question->answer) == strlen ("0x00000"));
  return TRUE;
}

/* The frame that an address is the start of, as CR3 is of a directory's: "0x01006", or "01006" in the kernel's
 * structures. */
static gboolean
tells_frame (const char *token,
             const char *answer)
{
  guint64 addr;
  char frame[16];

  if (!is_hex (answer) || !km_number_parse (answer, &addr) || addr % KM_PAGE_SIZE != 0 || addr == 0)
    return FALSE;
  g_snprintf (frame, sizeof frame, "%05x", (guint) (addr / KM_PAGE_SIZE));
  return strcmp (is_hex (token) ? token + 2 : token, frame) == 0;
}

/* Whether what stands behind a number makes it a size: "32 K", "32 KiB". Where a plain number is asked for,
 * a hole in one would only say what the number is. */
static gboolean
is_size (const char *behind,
         const char *answer)
{
  if (strspn (answer, "0123456789") != strlen (answer))
    return FALSE;
  if (g_str_has_prefix (behind, KM_NARROW_SPACE))
    behind += strlen (KM_NARROW_SPACE);
  else if (*behind == ' ')
    behind++;
  return *behind != '\0' && strchr ("KMG", *behind) &&
         (!g_ascii_isalpha (behind[1]) || g_str_has_prefix (behind + 1, "iB"));
}

static gboolean
tells (const char *token,
       const char *answer,
       gboolean    frame)
{
  guint64 value, pfn;

  /* A word such as "face" is no number; hexadecimal without 0x is drawn with four digits or more. */
  if (!g_ascii_isdigit (*token) && !(is_hex (answer) && strlen (token) >= 4))
    return FALSE;
  if (km_number_same (answer, token, 0))
    return TRUE;
  if (tells_frame (token, answer))
    return TRUE;
  return frame && is_hex (token) && strlen (token) >= strlen ("0x00000000") &&
         km_number_parse (token, &value) && km_number_parse (answer, &pfn) &&
         value >> KM_PAGE_SHIFT == pfn;
}

/* Whether the token is an address in the page that a typed answer is the start of: of a table, where its
 * entries lie tells where it lies itself. */
static gboolean
tells_page (const VmrSession *self,
            const char       *token,
            const char       *answer)
{
  const KmAsk *ask = vmr_session_secret (self)->ask;
  guint64 value, page;

  return ask->kind == KM_ASK_NUMBER && ask->target == NULL && is_hex (answer) && is_hex (token) &&
         strlen (token) == strlen ("0x00000000") && km_number_parse (answer, &page) &&
         page % KM_PAGE_SIZE == 0 && page > 0 && km_number_parse (token, &value) &&
         value - value % KM_PAGE_SIZE == page;
}

gboolean
vmr_session_hides_index (const VmrSession *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  const VmrQuestion *question = vmr_session_secret (self);

  return question != NULL && question->ask->kind == KM_ASK_NUMBER &&
         question->ask->answer != NULL && g_str_has_suffix (question->ask->answer, ".index");
}

/* Where rows are counted, "33 – 734" above and "0 – 31" below say what lies between them. */
static gboolean
is_next_to (const char *begin,
            const char *at,
            const char *token,
            const char *answer)
{
  static const char dash[] = " – ";
  guint64 value, row;

  if (!km_number_parse (token, &value) || !km_number_parse (answer, &row))
    return FALSE;
  if (g_str_has_prefix (at + strlen (token), dash) && value == row + 1)
    return TRUE;
  return at - begin >= (gssize) strlen (dash) && g_str_has_prefix (at - strlen (dash), dash) &&
         value + 1 == row;
}

/* How long the number, or word, at the start of text is; blanks that group digits are part of it. */
static gsize
token_length (const char *text)
{
  const char *at = text;

  for (;;)
    {
      if (g_ascii_isalnum (*at))
        at++;
      else if (at > text && g_ascii_isdigit (at[-1]) &&
               (g_str_has_prefix (at, "\u202f") || g_str_has_prefix (at, "\u2009")) &&
               g_ascii_isdigit (at[3]))
        at += 3;
      else
        return (gsize) (at - text);
    }
}

char *
vmr_session_masked (const VmrSession *self,
                    const char       *text,
                    gboolean          near)
{
  g_return_val_if_fail (self != NULL, NULL);

  const char *answer, *begin = text;
  gboolean frame, any = FALSE, index = near && vmr_session_hides_index (self);
  GString *out;

  if (text == NULL || !secret_number (self, near, &answer, &frame))
    return NULL;
  out = g_string_new (NULL);
  while (*text != '\0')
    {
      gsize length = token_length (text);
      g_autofree char *token = g_strndup (text, MAX (length, 1));

      if (length > 0 && !is_size (text + length, answer) &&
          (tells (token, answer, frame) || tells_page (self, token, answer) ||
           (index && is_next_to (begin, text, token, answer))))
        {
          g_string_append (out, HIDDEN);
          any = TRUE;
        }
      else
        g_string_append (out, token);
      text += MAX (length, 1);
    }
  return g_string_free (out, !any);
}

char *
vmr_text_without (const char *text,
                  guint64     number)
{
  gboolean any = FALSE;
  GString *out;

  if (text == NULL)
    return NULL;
  out = g_string_new (NULL);
  while (*text != '\0')
    {
      gsize length = token_length (text);
      g_autofree char *token = g_strndup (text, MAX (length, 1));
      guint64 value;
      gboolean same = length > 0 && g_ascii_isdigit (*text) && km_number_parse (token, &value) &&
                      value == number;

      g_string_append (out, same ? HIDDEN : token);
      any |= same;
      text += MAX (length, 1);
    }
  return g_string_free (out, !any);
}
