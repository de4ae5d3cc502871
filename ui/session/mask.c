/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What must not be read while a question is open. A text is read as a person would read it: number by
 * number, in any base and grouping, a physical address for the frame it lies in too. */
#include "core/lesson/number.h"
#include "ui/session/session-private.h"

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
  /* The frame that an address is the start of, as CR3 is of a directory's. */
  if (km_number_parse (answer, &pfn) && is_hex (answer) && pfn % KM_PAGE_SIZE == 0 && pfn > 0 &&
      strlen (token) == strlen ("0x00000") && km_number_parse (token, &value) &&
      value == pfn / KM_PAGE_SIZE)
    return TRUE;
  return frame && is_hex (token) && strlen (token) >= strlen ("0x00000000") &&
         km_number_parse (token, &value) && km_number_parse (answer, &pfn) &&
         value >> KM_PAGE_SHIFT == pfn;
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
  const char *answer;
  gboolean frame, any = FALSE;
  GString *out;

  if (text == NULL || !secret_number (self, near, &answer, &frame))
    return NULL;
  out = g_string_new (NULL);
  while (*text != '\0')
    {
      gsize length = token_length (text);
      g_autofree char *token = g_strndup (text, MAX (length, 1));

      if (length > 0 && tells (token, answer, frame))
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
