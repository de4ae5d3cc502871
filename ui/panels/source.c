/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ui/panels/source.h"

#include <string.h>

/* The largest file of mm/ has 200 KiB; whatever is this large is no source. */
#define LARGEST (4 << 20)

static char *tree;
static GHashTable *lines;       /* "file:function" → line + 1 */

void
vmr_source_set_tree (const char *folder)
{
  g_free (tree);
  tree = folder && *folder ? g_strdup (folder) : NULL;
  g_clear_pointer (&lines, g_hash_table_unref);
}

const char *
vmr_source_tree (void)
{
  return tree;
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* A definition begins a line that is not indented, and has a body before any semicolon:
 *
 *   static vm_fault_t do_anonymous_page(struct vm_fault *vmf)      as usual
 *   DEFINE_IDTENTRY_RAW_ERRORCODE(exc_page_fault)                  made by a macro
 */
static gboolean
is_definition (const char *text,
               const char *at,
               gsize       length)
{
  const char *line = at, *end = at + length;

  while (line > text && line[-1] != '\n')
    line--;
  if (!g_ascii_isalpha (*line) && *line != '_')
    return FALSE;
  if (*end != '(' && !(at > line && at[-1] == '(' && (*end == ')' || *end == ',')))
    return FALSE;
  end += strcspn (end, "{;=");
  return *end == '{';
}

guint
vmr_source_find (const char *text,
                 const char *function)
{
  gsize length = strlen (function);
  guint line = 1;
  const char *counted = text;

  for (const char *at = strstr (text, function); at != NULL && length > 0;
       at = strstr (at + length, function))
    {
      for (; counted < at; counted++)
        line += *counted == '\n';
      if ((at == text || !is_word (at[-1])) && !is_word (at[length]) &&
          is_definition (text, at, length))
        return line;
    }
  return 0;
}

static guint
read_line (const char *file,
           const char *function)
{
  g_autofree char *path = g_build_filename (tree, file, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (path, FALSE, NULL);

  if (mapped == NULL || g_mapped_file_get_length (mapped) > LARGEST)
    return 0;
  text = g_strndup (g_mapped_file_get_contents (mapped), g_mapped_file_get_length (mapped));
  return vmr_source_find (text, function);
}

guint
vmr_source_line (const char *file,
                 const char *function)
{
  g_autofree char *key = g_strdup_printf ("%s:%s", file, function);
  guint known;

  if (tree == NULL)
    return 0;
  if (lines == NULL)
    lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  known = GPOINTER_TO_UINT (g_hash_table_lookup (lines, key));
  if (known == 0)
    {
      known = read_line (file, function) + 1;
      g_hash_table_insert (lines, g_steal_pointer (&key), GUINT_TO_POINTER (known));
    }
  return known - 1;
}
