/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/truth/truth.h"

#include <stdio.h>
#include <unistd.h>

char *
truth_path (const char *name)
{
  return g_build_filename (g_getenv ("VMARIUM_SRCDIR"), "tests/truth", name, NULL);
}

char *
truth_write (const char *text, gssize length)
{
  char *path;
  int fd = g_file_open_tmp ("recording-XXXXXX", &path, NULL);

  close (fd);
  g_assert_true (g_file_set_contents (path, text, length, NULL));
  return path;
}

GStrv
truth_lines (const char *name)
{
  g_autofree char *path = truth_path (name);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("%s", error->message);
  return g_strsplit (text, "\n", -1);
}

char *
truth_run (KmMachine *machine, const char *format, ...)
{
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;
  char *transcript;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  if (!km_machine_run (machine, "test", 1, line, &transcript, &error))
    g_error ("%s: %s", line, error->message);
  return transcript != NULL ? transcript : g_strdup ("");
}

static gboolean
is_area (const char *line)
{
  return g_regex_match_simple ("^[0-9a-f]{8}-[0-9a-f]{8} ", line, 0, 0);
}

char *
truth_areas (GStrv lines, guint from, const char *indent)
{
  GString *out = g_string_new (NULL);

  for (guint i = from; lines[i] != NULL && g_str_has_prefix (lines[i], indent)
                       && is_area (lines[i] + strlen (indent)); i++)
    {
      const char *line = lines[i] + strlen (indent), *pages = strstr (line, "  [");
      gsize length = pages != NULL && g_str_has_suffix (pages, "pages]") ? (gsize) (pages - line)
                                                                        : strlen (line);

      while (pages != NULL && strstr (pages + 1, "  [") != NULL)
        {
          pages = strstr (pages + 1, "  [");
          length = g_str_has_suffix (pages, "pages]") ? (gsize) (pages - line) : strlen (line);
        }
      g_string_append_len (out, line, (gssize) length);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

typedef struct
{
  guint start, end, offset, inode;
  char perm[5], path[64];
} Area;

static gboolean
scan_area (const char *line, Area *area)
{
  memset (area, 0, sizeof *area);
  return sscanf (line, "%8x-%8x %4s %8x %*s %u %63s", &area->start, &area->end, area->perm,
                 &area->offset, &area->inode, area->path) >= 5;
}

static char *
prot_of (const Area *area)
{
  GString *prot = g_string_new (NULL);

  for (guint i = 0; i < 3; i++)
    if (area->perm[i] != '-')
      g_string_append_c (prot, area->perm[i]);
  return g_string_free (prot, FALSE);
}

/* The kernel maps the program first, then its interpreter; what ld.so maps later fills the rest. */
static gboolean
belongs (const Area *area, const char *program, gboolean of_program)
{
  gboolean own = strcmp (area->path, program) == 0 || strcmp (area->path, "[heap]") == 0;

  if (area->perm[3] == 's' || strcmp (area->path, "[stack]") == 0
      || strcmp (area->path, "[vvar]") == 0 || strcmp (area->path, "[vdso]") == 0)
    return FALSE;
  return own == of_program;
}

static void
declare_file (KmMachine *machine, const Area *area, GHashTable *known)
{
  g_autofree char *name = g_strdup_printf ("f%u", area->inode);

  if (area->path[0] != '/' || !g_hash_table_add (known, g_strdup (area->path)))
    return;
  g_free (truth_run (machine, "file %s size=8M path=%s ino=%u", name, area->path, area->inode));
}

void
truth_exec (KmMachine *machine, const char *name, const char *areas)
{
  g_auto (GStrv) lines = g_strsplit (areas, "\n", -1);
  g_autoptr (GString) command = g_string_new ("exec ");
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *first_path = NULL;
  Area area;

  g_string_append (command, name);
  for (guint i = 0; lines[i] != NULL; i++)
    if (scan_area (lines[i], &area) && area.perm[3] == 'p')
      declare_file (machine, &area, known);
  for (guint i = 0; lines[i] != NULL && first_path == NULL; i++)
    if (scan_area (lines[i], &area) && area.path[0] == '/')
      first_path = g_intern_string (area.path);
  for (int of_program = 1; of_program >= 0; of_program--)
    for (guint i = 0; lines[i] != NULL; i++)
      if (scan_area (lines[i], &area) && belongs (&area, first_path, of_program))
        {
          g_autofree char *prot = prot_of (&area);

          g_string_append_printf (command, " seg=0x%x:0x%x:%s", area.start, area.end - area.start,
                                  prot);
          if (area.path[0] == '/')
            g_string_append_printf (command, ":f%u@0x%x", area.inode, area.offset);
        }
  g_free (truth_run (machine, "%s", command->str));
  for (guint i = 0; lines[i] != NULL; i++)
    if (scan_area (lines[i], &area) && area.perm[3] == 's')
      g_free (truth_run (machine, "mmap %s 0x%x rw shared", name, area.end - area.start));
}

/* "   12 va=b7ec6000 pfn=03d42 mapcount=1 excl  UPTODATE …": what stands behind the frame, or behind the address. */
static const char *
page_state (const char *line)
{
  const char *state = strstr (line, "mapcount=");

  return state != NULL ? state : strstr (line, "va=");
}

void
truth_assert_page (const char *own, const char *recorded)
{
  g_autofree char *a = g_strstrip (g_strdup (page_state (own))), *b = g_strstrip (g_strdup (page_state (recorded)));

  if (strcmp (a, b) != 0)
    g_test_message ("%s\n%s", own, recorded);
  g_assert_cmpstr (a, ==, b);
  g_assert_true (strncmp (strstr (own, "va="), strstr (recorded, "va="), strlen ("va=12345678")) == 0);
}

void
truth_fill_pagevec (KmMachine *machine, const char *task, guint n)
{
  g_free (truth_run (machine, "fill = mmap %s 16p rw at=0x60000000 fixed", task));
  for (guint i = 0; km_machine_state (machine)->cpu[0].n_lru_add != n; i++)
    {
      g_assert_cmpuint (i, <, 16);
      g_free (truth_run (machine, "write %s fill+%up", task, i));
    }
}
