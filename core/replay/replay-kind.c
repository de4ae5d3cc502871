/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which kind of recording a file is: its first line that says anything decides. */
#include "core/replay/replay-kind.h"

#include "core/replay/replay.h"

#define MAX_TABLE_BYTES (1u << 20)   /* of a file that tells one state: hundreds of lines */

static const struct
{
  const char *name;
  gsize max_bytes;              /* 0: as large as a recording may be */
  gboolean (*probe) (const char *line);
  gboolean (*replay) (KmReplay *r, GError **error);
} kinds[] = {
  { "a recording of the page allocator", 0, km_replay_is_pages, km_replay_pages },
  { "a layout", MAX_TABLE_BYTES, km_replay_is_layout, km_replay_layout },
  { "a table of zones", MAX_TABLE_BYTES, km_replay_is_zones, km_replay_zones },
  { "a recording of areas", 0, km_replay_is_areas, km_replay_areas },
  { "a recording of system calls", 0, km_replay_is_calls, km_replay_calls },
  { "a recording of reverse mapping", 0, km_replay_is_rmap, km_replay_rmap },
  { "a /proc file", MAX_TABLE_BYTES, km_replay_is_proc, km_replay_proc },
};

/* "a, b or c" */
static char *
names_of_kinds (void)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (i > 0)
        g_string_append (names, i + 1 < G_N_ELEMENTS (kinds) ? ", " : " or ");
      g_string_append (names, kinds[i].name);
    }
  return g_string_free (names, FALSE);
}

/* The first line that is neither blank nor a comment, and its number; NULL when there is none. */
static char *
first_line (const char *text, guint *number)
{
  *number = 1;
  for (const char *at = text; *at != '\0'; (*number)++)
    {
      gsize length = strcspn (at, "\n");
      g_autofree char *line = g_strchomp (g_strndup (at, length));

      if (*line != '\0' && *line != '#')
        return g_steal_pointer (&line);
      at += at[length] == '\n' ? length + 1 : length;
    }
  return NULL;
}

static gboolean
replay_kind (KmReplay *r, GError **error)
{
  guint number;
  g_autofree char *line = first_line (r->text, &number), *expected = names_of_kinds ();

  if (line == NULL)
    {
      g_set_error (error, KM_RECORDING_ERROR, KM_RECORDING_ERROR_SYNTAX,
                   "%s:1:1: nothing but comments; expected %s", r->file, expected);
      return FALSE;
    }
  r->first = line;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!kinds[i].probe (line))
        continue;
      if (kinds[i].max_bytes == 0 || strlen (r->text) <= kinds[i].max_bytes)
        return kinds[i].replay (r, error);
      g_set_error (error, KM_RECORDING_ERROR, KM_RECORDING_ERROR_READ,
                   "%s:1:1: %s of more than %" G_GSIZE_FORMAT " KiB; expected a smaller one",
                   r->file, kinds[i].name, kinds[i].max_bytes >> 10);
      return FALSE;
    }
  return km_recording_wrong (r->file, number, 1, line, expected, error);
}

gboolean
km_recording_replay_text (KmMachine *m, const char *path, const char *text, const char *layout,
                          GString *report, KmReplayResult *result, GError **error)
{
  KmReplay replay = { m, path, layout, text, NULL, report, result };

  memset (result, 0, sizeof *result);
  return replay_kind (&replay, error);
}

gboolean
km_recording_replay (KmMachine *m, const char *path, const char *layout, GString *report,
                     KmReplayResult *result, GError **error)
{
  g_autofree char *text = km_recording_read_text (path, error);

  memset (result, 0, sizeof *result);
  return text != NULL
         && km_recording_replay_text (m, path, text, layout, report, result, error);
}
