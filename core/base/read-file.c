/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/base/read-file.h"

#include <errno.h>
#include <stdio.h>

#define PART 65536u

char *
km_read_file (const char *path, gsize max, gsize *length, GQuark domain, int code, GError **error)
{
  FILE *file = fopen (path, "rbe");
  g_autoptr (GString) text = NULL;
  char part[PART];
  gsize n;
  gboolean ok;

  if (file == NULL)
    {
      g_set_error (error, domain, code, "%s:1:1: %s; expected a file to read", path,
                   g_strerror (errno));
      return NULL;
    }
  text = g_string_new (NULL);
  while (text->len <= max && (n = fread (part, 1, MIN (PART, max + 1 - text->len), file)) > 0)
    g_string_append_len (text, part, (gssize) n);
  ok = !ferror (file);
  fclose (file);
  if (!ok)
    {
      g_set_error (error, domain, code, "%s:1:1: cannot be read; expected a file", path);
      return NULL;
    }
  *length = text->len;
  return g_string_free (g_steal_pointer (&text), FALSE);
}
