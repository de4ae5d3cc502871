/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "core/physical/pagevec.h"
#include "core/replay/rmap-private.h"

#include <string.h>

#define RAM_FRAMES 0x4000u      /* 64 MiB */
#define EXPECTED "a line of a recording of reverse mapping"

/* A line of the state: of an area, an anon_vma, a page or a file. */
static gboolean
is_state (const char *line)
{
  return strchr ("TAF", *line) != NULL ? *line != '\0' && !km_rmap_is_operation (line)
                                       : g_str_has_prefix (line, "file ") && strstr (line, " i_mmap") != NULL;
}

/* Compares the lines from *@line on, as far as they tell of the state, with the state there is. */
static void
compare_state (KmRmap *rmap, GStrv lines, guint *line)
{
  g_autoptr (GPtrArray) simulated = km_rmap_state (rmap);
  guint i = 0;

  for (; lines[*line] != NULL && is_state (lines[*line]); (*line)++, i++)
    {
      const char *own = i < simulated->len ? simulated->pdata[i] : "nothing";

      if (strcmp (lines[*line], own) != 0)
        km_replay_differ (rmap->to, *line + 1, "recorded %s, simulated %s", lines[*line], own);
    }
  for (; i < simulated->len; i++)
    km_replay_differ (rmap->to, *line, "recorded nothing more, simulated %s", (const char *) simulated->pdata[i]);
  rmap->to->result->states++;
}

static gboolean
repeat_line (KmRmap *rmap, const char *line, guint number, GError **error)
{
  g_autofree char *result = km_rmap_repeat (rmap, line);
  const char *arrow = strstr (line, " -> ");

  if (result == NULL)
    return km_recording_wrong (rmap->to->file, number, 1, line, EXPECTED, error);
  if (arrow != NULL && strcmp (arrow + strlen (" -> "), result) != 0)
    km_replay_differ (rmap->to, number, "%s: simulated %s", line, result);
  km_lru_add_drain_all (rmap->m);       /* as the recorder did, so that no page has a user it does not show */
  rmap->to->result->operations++;
  return TRUE;
}

/* After each operation but "new" and "file" comes the whole state. */
static gboolean
repeat_all (KmRmap *rmap, GStrv lines, GError **error)
{
  for (guint i = 0; lines[i] != NULL;)
    {
      const char *line = lines[i++];

      if (*line == '\0' || *line == '#' || strcmp (line, "> reset") == 0)
        continue;
      if (!km_rmap_is_operation (line))
        return km_recording_wrong (rmap->to->file, i, 1, line, EXPECTED, error);
      if (!repeat_line (rmap, line, i, error))
        return FALSE;
      if (*line == 'T')
        compare_state (rmap, lines, &i);
    }
  return TRUE;
}

gboolean
km_replay_is_rmap (const char *line)
{
  return strcmp (line, "> reset") == 0;
}

gboolean
km_replay_rmap (KmReplay *r, GError **error)
{
  g_auto (GStrv) lines = km_replay_lines (r->text);
  KmRmap rmap = { .to = r, .m = r->m };
  KmConfig config;
  gboolean ok;

  km_record_config_init (&config, KM_LAYOUT_MINI);
  km_record_config_set_end (&config, RAM_FRAMES);
  if (!km_replay_boot (r, 1, &config, error))
    return FALSE;
  km_rmap_state_init (&rmap);
  ok = repeat_all (&rmap, lines, error);
  km_rmap_state_clear (&rmap);
  if (ok)
    km_replay_end (r);
  else
    km_replay_abandon (r);
  return ok;
}
