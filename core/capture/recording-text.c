/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of a recording, and what is said of text that is none. */
#include "core/base/read-file.h"
#include "core/capture/recording.h"

G_DEFINE_QUARK (km-recording-error-quark, km_recording_error)

#define MAX_BYTES (64u << 20)   /* of a recording: thousands of states of a large machine */
#define SHOWN_CHARACTERS 60

/* Files are untrusted, so what is quoted must be made UTF-8 first. */
gboolean
km_recording_wrong (const char *file, guint line, guint column, const char *found,
                    const char *expected, GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (found, -1), *shown = g_utf8_substring (
    valid, 0, MIN (SHOWN_CHARACTERS, g_utf8_strlen (valid, -1)));
  gboolean at_end = *found == '\0';

  g_set_error (error, KM_RECORDING_ERROR, KM_RECORDING_ERROR_SYNTAX,
               "%s:%u:%u: %s%s%s; expected %s", file, line, column, at_end ? "" : "“",
               at_end ? "the end of the line" : shown, at_end ? "" : "”", expected);
  return FALSE;
}

/* A recording cut off silently would be told as differences, so one too large is an error. */
char *
km_recording_read_text (const char *path, GError **error)
{
  gsize length;
  g_autofree char *text = km_read_file (path, MAX_BYTES, &length, KM_RECORDING_ERROR,
                                        KM_RECORDING_ERROR_READ, error);
  const char *found = NULL;

  if (text == NULL)
    return NULL;
  if (length > MAX_BYTES)
    found = "more than 64 MiB; expected a smaller recording";
  else if (strlen (text) != length)
    found = "a zero byte; expected text";
  if (found == NULL)
    return g_steal_pointer (&text);
  g_set_error (error, KM_RECORDING_ERROR, KM_RECORDING_ERROR_READ, "%s:1:1: %s", path, found);
  return NULL;
}
